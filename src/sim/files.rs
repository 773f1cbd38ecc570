//! What was uploaded: kept under an id, downloaded by a path.

use bytes::Bytes;

use super::model::StoredFile;
use super::picture;
use super::state::State;

impl State {
    /// Keeps a file; returns its `file_id`.
    pub(crate) fn keep_document(&mut self, name: &str, mime: &str, bytes: Bytes) -> String {
        let number = self.next_number();
        let extension = name
            .rsplit_once('.')
            .map(|(_, extension)| extension.to_ascii_lowercase())
            .filter(|extension| extension.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            .map_or_else(String::new, |extension| format!(".{extension}"));
        let id = format!("BQACAgUAAxkDAAI{number:08}");
        let file = StoredFile {
            unique: format!("AgAD{number:08}"),
            photo: false,
            name: name.to_owned(),
            mime: mime.to_owned(),
            path: format!("documents/file_{number}{extension}"),
            bytes,
            width: 0,
            height: 0,
        };
        self.files.insert(id.clone(), file);
        id
    }

    /// Keeps a picture; returns its `file_id`.
    pub(crate) fn keep_photo(&mut self, name: &str, size: (u32, u32), bytes: Bytes) -> String {
        let number = self.next_number();
        let id = format!("AgACAgUAAxkDAAI{number:08}");
        let file = StoredFile {
            unique: format!("AQAD{number:08}"),
            photo: true,
            name: name.to_owned(),
            mime: picture::mime(&bytes).to_owned(),
            path: format!("photos/file_{number}.jpg"),
            bytes,
            width: size.0,
            height: size.1,
        };
        self.files.insert(id.clone(), file);
        id
    }

    /// The file that `getFile` named by this path.
    pub(crate) fn file_at(&self, path: &str) -> Option<&StoredFile> {
        self.files.values().find(|file| file.path == path)
    }
}
