//! The parameters of a call, whichever way they came: query, form, JSON or multipart.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::refusal::Refusal;

/// Telegram takes files up to 50 MB; the rest is room for the other parts.
pub(crate) const BODY_LIMIT: usize = 52 * 1_024 * 1_024;

/// A file that came in a multipart body.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: Bytes,
}

/// The parameters of one call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    values: BTreeMap<String, Value>,
    files: BTreeMap<String, Upload>,
}

impl Params {
    /// Reads a request; later sources win: query, then body.
    ///
    /// # Errors
    /// 400 for a body that is not what its type says, 413 for one that is too large.
    pub(crate) async fn read(request: Request) -> Result<Self, Refusal> {
        let mut params = Self::default();
        if let Some(query) = request.uri().query() {
            params.add_form(query.as_bytes());
        }
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            params.add_multipart(request).await?;
            return Ok(params);
        }
        let body = read_body(request.into_body()).await?;
        if kind.starts_with("application/json") {
            params.add_json(&body)?;
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.add_form(&body);
        } else if !body.is_empty() {
            return Err(Refusal::bad_request(format!(
                "unsupported content type \"{kind}\""
            )));
        }
        Ok(params)
    }

    fn add_form(&mut self, form: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(form) {
            self.values
                .insert(name.into_owned(), Value::String(value.into_owned()));
        }
    }

    fn add_json(&mut self, body: &[u8]) -> Result<(), Refusal> {
        if body.is_empty() {
            return Ok(());
        }
        let object: Map<String, Value> = serde_json::from_slice(body)
            .map_err(|_| Refusal::bad_request("can't parse JSON encoded request body"))?;
        self.values
            .extend(object.into_iter().filter(|(_, value)| !value.is_null()));
        Ok(())
    }

    async fn add_multipart(&mut self, request: Request) -> Result<(), Refusal> {
        let broken = |_| Refusal::bad_request("can't parse multipart body");
        let mut multipart = Multipart::from_request(request, &())
            .await
            .map_err(|_| Refusal::bad_request("can't parse multipart body"))?;
        while let Some(field) = multipart.next_field().await.map_err(broken)? {
            let Some(name) = field.name().map(str::to_owned) else {
                continue;
            };
            let file_name = field.file_name().map(str::to_owned);
            let mime = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|error| match error.status() {
                axum::http::StatusCode::PAYLOAD_TOO_LARGE => too_large(),
                _ => Refusal::bad_request("can't parse multipart body"),
            })?;
            match file_name {
                Some(file_name) => {
                    let mime = mime.unwrap_or_else(|| "application/octet-stream".to_owned());
                    self.files.insert(
                        name,
                        Upload {
                            name: file_name,
                            mime,
                            bytes,
                        },
                    );
                }
                None => {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    self.values.insert(name, Value::String(text));
                }
            }
        }
        Ok(())
    }

    /// The names of everything sent, except files that another parameter points to.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let attached = |name: &str| {
            let mention = format!("attach://{name}");
            self.values
                .values()
                .any(|value| value.to_string().contains(&mention))
        };
        let files = self
            .files
            .keys()
            .map(String::as_str)
            .filter(move |name| !attached(name));
        self.values.keys().map(String::as_str).chain(files)
    }

    /// The parameters as JSON, for the log.
    pub(crate) fn to_json(&self) -> Value {
        let mut all: Map<String, Value> = self.values.clone().into_iter().collect();
        for (name, file) in &self.files {
            let told = json!({ "file": file.name, "size": file.bytes.len() });
            all.insert(name.clone(), told);
        }
        Value::Object(all)
    }

    /// A parameter as text, whatever its type; empty ones count as missing.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let text = match self.values.get(name)? {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        (!text.is_empty()).then_some(text)
    }

    /// A whole number.
    ///
    /// # Errors
    /// 400 if it is something else.
    pub(crate) fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.text(name)
            .map(|text| {
                text.trim().parse().map_err(|_| {
                    Refusal::bad_request(format!("parameter \"{name}\" must be an integer"))
                })
            })
            .transpose()
    }

    /// Yes or no; missing means no.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.text(name)
            .is_some_and(|text| matches!(text.to_ascii_lowercase().as_str(), "true" | "yes" | "1"))
    }

    /// An object or array, sent as such or as text; `what` is Telegram's name for it.
    ///
    /// # Errors
    /// 400 `can't parse {what} JSON object`.
    pub(crate) fn json(&self, name: &str, what: &str) -> Result<Option<Value>, Refusal> {
        match self.values.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| Refusal::bad_request(format!("can't parse {what} JSON object"))),
            Some(value) => Ok(Some(value.clone())),
        }
    }

    /// An uploaded file: under this name, or where `attach://` points to.
    pub(crate) fn file(&self, name: &str) -> Option<&Upload> {
        if let Some(file) = self.files.get(name) {
            return Some(file);
        }
        let text = self.text(name)?;
        self.files.get(text.strip_prefix("attach://")?)
    }
}

async fn read_body(body: Body) -> Result<Bytes, Refusal> {
    axum::body::to_bytes(body, BODY_LIMIT)
        .await
        .map_err(|_| too_large())
}

pub(crate) fn too_large() -> Refusal {
    Refusal::new(413, "Request Entity Too Large")
}
