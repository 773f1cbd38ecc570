//! A copy of the database while it is in use.

use std::path::Path;

use super::{Backend, Error, Result, Store};

impl Store {
    /// Writes a consistent copy of a SQLite database to `file`, which must not exist yet. Nobody
    /// waits for it: it shows the database as it was when the copy began.
    ///
    /// # Errors
    /// On PostgreSQL, which has `pg_dump`; if the file exists or cannot be written.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        match &self.backend {
            Backend::Sqlite { read, .. } => {
                sqlx::query("VACUUM INTO $1")
                    .bind(file.to_string_lossy().into_owned())
                    .execute(read)
                    .await?;
                Ok(())
            }
            Backend::Postgres(_) => Err(Error::Unsupported(
                "a PostgreSQL database is backed up with pg_dump",
            )),
        }
    }
}
