//! One text of SQL for both databases.
//!
//! [`Tx`](super::Tx) is an enum over the two drivers' transactions. These macros run the same
//! literal, with `$1` placeholders, on whichever it is. Where the dialects must differ, `by_backend!`
//! has both texts side by side.

/// Runs `$body` with `$connection` bound to the connection of whichever database it is.
macro_rules! on_backend {
    ($tx:expr, $connection:ident => $body:expr) => {
        match &mut $tx.inner {
            crate::store::Inner::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $body.map_err(crate::store::Error::from)
            }
            crate::store::Inner::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $body.map_err(crate::store::Error::from)
            }
        }
    };
}

/// Chooses between two texts of SQL.
macro_rules! by_backend {
    ($tx:expr, sqlite: $sqlite:expr, postgres: $postgres:expr) => {
        match &$tx.inner {
            crate::store::Inner::Sqlite(_) => $sqlite,
            crate::store::Inner::Postgres(_) => $postgres,
        }
    };
}

/// All rows, as a `row!` struct or a tuple.
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        crate::store::query::on_backend!($tx, c => sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_all(c).await)
    };
}

/// The one row, or an error.
macro_rules! fetch_one {
    ($tx:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        crate::store::query::on_backend!($tx, c => sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_one(c).await)
    };
}

/// The one row, if there is one.
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        crate::store::query::on_backend!($tx, c => sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_optional(c).await)
    };
}

/// The first column of the one row.
macro_rules! fetch_scalar {
    ($tx:expr, $type:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        crate::store::query::on_backend!($tx, c => sqlx::query_scalar::<_, $type>($sql)$(.bind($value))*.fetch_one(c).await)
    };
}

/// Runs a statement; answers how many rows it touched.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        crate::store::query::on_backend!($tx, c => sqlx::query($sql)$(.bind($value))*.execute(c).await
            .map(|done| done.rows_affected()))
    };
}

/// A struct that is read from a row by the names of its fields, from either database.
macro_rules! row {
    ($(#[$meta:meta])* $visibility:vis struct $name:ident { $($(#[$field_meta:meta])* $field_visibility:vis $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        $visibility struct $name { $($(#[$field_meta])* $field_visibility $field: $type),* }

        impl<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> for $name {
            fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> std::result::Result<Self, sqlx::Error> {
                use sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }

        impl<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow> for $name {
            fn from_row(row: &'r sqlx::postgres::PgRow) -> std::result::Result<Self, sqlx::Error> {
                use sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }
    };
}

pub(crate) use {
    by_backend, execute, fetch_all, fetch_one, fetch_optional, fetch_scalar, on_backend, row,
};
