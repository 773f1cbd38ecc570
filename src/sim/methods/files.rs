//! `sendDocument`, `sendPhoto`, `getFile`: a new upload, or the id of an old one.

use serde_json::json;

use super::{Call, violation};
use crate::sim::json;
use crate::sim::model::{Document, Message, Photo, StoredFile};
use crate::sim::params::{Upload, too_large};
use crate::sim::picture;
use crate::sim::refusal::{Answer, Refusal};

/// What a bot may upload, in bytes.
const UPLOAD_LIMIT: usize = 50 * 1_024 * 1_024;
/// How large a picture may be, in bytes.
const PHOTO_LIMIT: usize = 10 * 1_024 * 1_024;
/// What a bot may download, in bytes.
const DOWNLOAD_LIMIT: usize = 20 * 1_024 * 1_024;

/// `sendDocument`.
pub(super) fn send_document(call: &mut Call) -> Answer {
    let (text, entities) = call.caption()?;
    let source = call.source("document")?;
    let message = Message {
        text,
        entities,
        document: Some(call.document_from(&source)?),
        ..Message::default()
    };
    let sent = call.send(message, "documents")?;
    Ok(json::message(call.state, &sent))
}

/// `sendPhoto`.
pub(super) fn send_photo(call: &mut Call) -> Answer {
    let (text, entities) = call.caption()?;
    let source = call.source("photo")?;
    let message = Message {
        text,
        entities,
        photo: Some(call.photo_from(&source)?),
        ..Message::default()
    };
    let sent = call.send(message, "photos")?;
    Ok(json::message(call.state, &sent))
}

/// `getFile`.
pub(super) fn get_file(call: &mut Call) -> Answer {
    let id = call.params.text("file_id").unwrap_or_default();
    let file = call
        .state
        .files
        .get(&id)
        .ok_or_else(|| Refusal::bad_request("invalid file_id"))?;
    if file.bytes.len() > DOWNLOAD_LIMIT {
        return Err(Refusal::bad_request("file is too big"));
    }
    Ok(json!({
        "file_id": id,
        "file_unique_id": file.unique,
        "file_size": file.bytes.len(),
        "file_path": file.path,
    }))
}

impl Call<'_> {
    /// What a parameter says of a file: an id, or where the upload is.
    fn source(&self, name: &str) -> Result<String, Refusal> {
        if self.params.file(name).is_some() {
            return Ok(format!("attach://{name}"));
        }
        self.params
            .text(name)
            .ok_or_else(|| Refusal::bad_request(format!("there is no {name} in the request")))
    }

    /// A document by its id, or as it is uploaded.
    pub(super) fn document_from(&mut self, source: &str) -> Result<Document, Refusal> {
        if let Some(upload) = self.upload(source)? {
            let Upload { name, mime, bytes } = upload;
            let file_id = self.state.keep_document(&name, &mime, bytes.clone());
            return Ok(Document {
                file_id,
                name,
                mime,
                bytes,
            });
        }
        let file = self.known_file(source, false)?;
        Ok(Document {
            file_id: source.to_owned(),
            name: file.name.clone(),
            mime: file.mime.clone(),
            bytes: file.bytes.clone(),
        })
    }

    /// A picture by its id, or as it is uploaded.
    pub(super) fn photo_from(&mut self, source: &str) -> Result<Photo, Refusal> {
        if let Some(upload) = self.upload(source)? {
            return self.new_photo(upload);
        }
        let file = self.known_file(source, true)?;
        Ok(Photo {
            file_id: source.to_owned(),
            width: file.width,
            height: file.height,
            bytes: file.bytes.clone(),
        })
    }

    /// The upload that is meant; `None` if it is an id.
    fn upload(&mut self, source: &str) -> Result<Option<Upload>, Refusal> {
        if source.starts_with("http://") || source.starts_with("https://") {
            return Err(violation(
                self.state,
                "files by address are not simulated".to_owned(),
            ));
        }
        let Some(name) = source.strip_prefix("attach://") else {
            return Ok(None);
        };
        let upload = self
            .params
            .file(name)
            .ok_or_else(|| Refusal::bad_request("wrong file attachment specified"))?;
        if upload.bytes.is_empty() {
            return Err(Refusal::bad_request("file must be non-empty"));
        }
        if upload.bytes.len() > UPLOAD_LIMIT {
            return Err(too_large());
        }
        Ok(Some(upload.clone()))
    }

    fn known_file(&self, id: &str, photo: bool) -> Result<&StoredFile, Refusal> {
        let kind = |photo: bool| if photo { "Photo" } else { "Document" };
        match self.state.files.get(id) {
            Some(file) if file.photo == photo => Ok(file),
            Some(file) => Err(Refusal::bad_request(format!(
                "can't use file of type {} as {}",
                kind(file.photo),
                kind(photo)
            ))),
            None => Err(Refusal::bad_request(
                "wrong remote file identifier specified: Wrong character in the string",
            )),
        }
    }

    fn new_photo(&mut self, upload: Upload) -> Result<Photo, Refusal> {
        if upload.bytes.len() > PHOTO_LIMIT {
            return Err(Refusal::bad_request("file is too big for a photo"));
        }
        let (width, height) = picture::size(&upload.bytes)
            .ok_or_else(|| Refusal::bad_request("IMAGE_PROCESS_FAILED"))?;
        let long = width.max(height);
        let short = width.min(height);
        if width + height > 10_000 || short == 0 || long > 20 * short {
            return Err(Refusal::bad_request("PHOTO_INVALID_DIMENSIONS"));
        }
        let file_id = self
            .state
            .keep_photo(&upload.name, (width, height), upload.bytes.clone());
        Ok(Photo {
            file_id,
            width,
            height,
            bytes: upload.bytes,
        })
    }
}
