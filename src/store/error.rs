//! What can go wrong with the database. None of it is a person's mistake: it is logged once at the
//! boundary and shown as one sentence with a code to quote.

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused or could not be reached.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// `database.url` names neither SQLite nor PostgreSQL.
    #[error("database.url must begin with sqlite: or postgres:, not {0:?}")]
    Url(String),
    /// This kind of database has better means of its own.
    #[error("{0}")]
    Unsupported(&'static str),
    /// A row holds what no code of ours writes.
    #[error("{table}.{column} of row {row} holds what no code of ours writes")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's id.
        row: i64,
        /// What stands there. Not part of the sentence, which is logged: it may name somebody.
        value: String,
    },
}

/// The result of asking the store.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Names a value that does not fit its column's meaning.
    #[must_use]
    pub fn inconsistent(
        table: &'static str,
        column: &'static str,
        row: i64,
        value: impl Into<String>,
    ) -> Self {
        Self::Inconsistent {
            table,
            column,
            row,
            value: value.into(),
        }
    }
}
