//! `[files]`: where documents, evidence and photos are kept.

use std::path::PathBuf;

use super::reader::Section;
use super::value::Value;

/// Where documents, evidence and photos are kept.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `url`: `file://FOLDER` or `s3://BUCKET/PREFIX`. Default `file://./files`.
    pub url: FilesUrl,
}

/// A place for files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilesUrl {
    /// A folder on this machine; made when it is not there.
    Folder(PathBuf),
    /// A bucket of an S3-compatible service.
    S3 {
        /// The bucket's name.
        bucket: String,
        /// What every key begins with; may be empty.
        prefix: String,
    },
}

impl Default for FilesUrl {
    fn default() -> Self {
        Self::Folder(PathBuf::from("./files"))
    }
}

impl Files {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            url: section.value("url", FilesUrl::default()),
        }
    }
}

impl Value for FilesUrl {
    const EXPECTED: &'static str = "file://FOLDER or s3://BUCKET/PREFIX";

    /// Not by the rules of URLs, in which `file://./files` would name a machine called `.`.
    fn parse(text: &str) -> Option<Self> {
        if let Some(folder) = text.strip_prefix("file://") {
            return (!folder.is_empty()).then(|| Self::Folder(PathBuf::from(folder)));
        }
        let place = text.strip_prefix("s3://")?;
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        (!bucket.is_empty()).then(|| Self::S3 {
            bucket: bucket.to_owned(),
            prefix: prefix.trim_end_matches('/').to_owned(),
        })
    }

    fn show(&self) -> String {
        match self {
            Self::Folder(folder) => format!("file://{}", folder.display()),
            Self::S3 { bucket, prefix } => format!("s3://{bucket}/{prefix}"),
        }
    }
}
