//! What is known of stored files; the bytes are in `crate::files`.

use super::query::{execute, fetch_optional, fetch_scalar, row};
use super::{Result, Tx};
use crate::domain::ids::FileId;

row! {
    /// A stored file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StoredFile {
        /// Where its bytes are.
        pub location: String,
        /// The name it came with.
        pub name: String,
        /// Its media type.
        pub mime: String,
        /// Its size in bytes.
        pub size: i64,
        /// SHA-256 of its bytes, hexadecimal.
        pub sha256: String,
        /// Telegram's id of it, once it was uploaded.
        pub telegram_file_id: Option<String>,
    }
}

impl Tx {
    /// Records a stored file.
    pub async fn file_insert(&mut self, file: &StoredFile, now: i64) -> Result<FileId> {
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO files (location, name, mime, size, sha256, telegram_file_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            &file.location,
            &file.name,
            &file.mime,
            file.size,
            &file.sha256,
            file.telegram_file_id.as_deref(),
            now,
        )?;
        Ok(FileId(id))
    }

    /// What is known of a file.
    pub async fn file_by_id(&mut self, id: FileId) -> Result<Option<StoredFile>> {
        fetch_optional!(
            self,
            StoredFile,
            "SELECT location, name, mime, size, sha256, telegram_file_id FROM files WHERE id = $1",
            id.0
        )
    }

    /// Remembers Telegram's id of a file, so that it is uploaded once; `None` forgets it.
    pub async fn file_set_telegram_id(
        &mut self,
        id: FileId,
        telegram_id: Option<&str>,
    ) -> Result<()> {
        execute!(
            self,
            "UPDATE files SET telegram_file_id = $2 WHERE id = $1",
            id.0,
            telegram_id
        )?;
        Ok(())
    }
}
