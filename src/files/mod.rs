//! Originals, evidence and photos: bytes outside the database, under names that cannot collide.
//!
//! Knows nothing of what the files mean; `store/files.rs` keeps what is known about each.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use object_store::local::LocalFileSystem;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use sha2::{Digest as _, Sha256};

use crate::runtime::random_bytes;

/// Where files are kept. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

/// Why a file could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// `files.url` names no place that files can be kept in.
    #[error("files.url must be file:// and a folder, not {0:?}")]
    Url(String),
    /// The folder cannot be made.
    #[error("files folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The place refused or could not be reached.
    #[error("files: {0}")]
    Storage(#[from] object_store::Error),
}

/// A file as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where, below the place that the settings name.
    pub location: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub size: i64,
}

impl Files {
    /// Opens the place of `url`: `file://` and a folder, which is made if it is not there.
    ///
    /// # Errors
    /// If the address is of another kind or the folder cannot be made.
    pub fn open(url: &str) -> Result<Self, Error> {
        let folder = url
            .strip_prefix("file://")
            .ok_or_else(|| Error::Url(url.to_owned()))?;
        Self::in_folder(Path::new(folder))
    }

    /// Keeps files in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// If the folder cannot be made.
    pub fn in_folder(folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)?;
        // A file counts as kept only once it is on the disk.
        let storage = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self(Arc::new(storage)))
    }

    /// Keeps a file under a new name that nobody can guess. The name that people gave it is not
    /// part of it: names from outside never become paths.
    ///
    /// # Errors
    /// If it could not be written.
    pub async fn keep(&self, bytes: Vec<u8>) -> Result<Kept, Error> {
        let name = HEXLOWER.encode(&random_bytes::<16>());
        let location = format!("{}/{name}", &name[..2]);
        let kept = Kept {
            sha256: HEXLOWER.encode(&Sha256::digest(&bytes)),
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            location,
        };
        self.0
            .put(&kept.location.as_str().into(), PutPayload::from(bytes))
            .await?;
        Ok(kept)
    }

    /// The bytes of a kept file.
    ///
    /// # Errors
    /// If it is not there or could not be read.
    pub async fn read(&self, location: &str) -> Result<Bytes, Error> {
        Ok(self.0.get(&location.into()).await?.bytes().await?)
    }

    /// Removes a kept file; one that is not there counts as removed.
    ///
    /// # Errors
    /// If it could not be removed.
    pub async fn remove(&self, location: &str) -> Result<(), Error> {
        match self.0.delete(&location.into()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_and_gives_back() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_folder(folder.path()).unwrap();
        let kept = files.keep(b"noi dung".to_vec()).await.unwrap();
        assert_eq!(kept.size, 8);
        assert_eq!(
            files.read(&kept.location).await.unwrap().as_ref(),
            b"noi dung"
        );
        files.remove(&kept.location).await.unwrap();
        files.remove(&kept.location).await.unwrap();
        assert!(files.read(&kept.location).await.is_err());
    }

    #[test]
    fn refuses_what_is_no_folder() {
        assert!(matches!(Files::open("ftp://x"), Err(Error::Url(_))));
    }
}
