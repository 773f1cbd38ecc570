//! The Bot API over HTTP: one call, one upload, one download.
//!
//! The bot's token is part of every address, so no address may reach a log or an error: failures
//! are told in words of ours, without the address, and whatever still holds the token is scrubbed.

mod answer;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::multipart::{Form, Part};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use url::Url;

use super::error::{CallError, SetupError};
use crate::domain::ids::TelegramUserId;
use crate::intake::MAX_DOCUMENT_BYTES;

/// How long it may take to reach the server.
const CONNECT: Duration = Duration::from_secs(5);
/// How long an ordinary call may take.
const CALL: Duration = Duration::from_secs(30);
/// How long sending or fetching a file may take.
const TRANSFER: Duration = Duration::from_secs(80);
/// How much longer than it was asked to wait a long poll may take.
const POLL_GRACE: Duration = Duration::from_secs(15);
/// Where Telegram's own server is.
const TELEGRAM: &str = "https://api.telegram.org/";

/// A connection to the Bot API as one bot. Cheap to clone.
#[derive(Clone)]
pub struct Api(Arc<Inner>);

struct Inner {
    http: reqwest::Client,
    server: Url,
    token: SecretString,
}

/// A file to upload.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The parameter that it fills (`document`, `photo`), or the name that one refers to.
    pub field: &'static str,
    /// The name people see.
    pub name: String,
    /// The media type.
    pub mime: String,
    /// The content.
    pub bytes: Bytes,
}

/// An update as it came, not looked into.
#[derive(Debug)]
pub struct RawUpdate {
    /// Its number: grows by one with each.
    pub update_id: i64,
    /// Its JSON.
    pub raw: Box<RawValue>,
}

impl Api {
    /// A client for the bot with this token. `server` is for a local Bot API server or the
    /// simulator; `proxy` may be HTTP or SOCKS5.
    ///
    /// # Errors
    /// If the token does not look like one, or the proxy cannot be used.
    pub fn new(
        token: SecretString,
        server: Option<Url>,
        proxy: Option<Url>,
    ) -> Result<Self, SetupError> {
        if !is_token(token.expose_secret()) {
            return Err(SetupError::Token);
        }
        // The program does this once at its start; a second time changes nothing and fails, and
        // a test that starts here has its provider too.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(CALL)
            // A redirect would carry the token to wherever it points.
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy();
        if let Some(proxy) = proxy {
            let proxy =
                reqwest::Proxy::all(proxy).map_err(|error| SetupError::Client(describe(error)))?;
            client = client.proxy(proxy);
        }
        let http = client
            .build()
            .map_err(|error| SetupError::Client(describe(error)))?;
        let mut server = server.unwrap_or_else(|| {
            Url::parse(TELEGRAM).expect("the address of Telegram's server is valid")
        });
        if server.cannot_be_a_base() {
            return Err(SetupError::Server);
        }
        if !server.path().ends_with('/') {
            let path = format!("{}/", server.path());
            server.set_path(&path);
        }
        Ok(Self(Arc::new(Inner {
            http,
            server,
            token,
        })))
    }

    /// The bot's own number, which is the beginning of its token.
    #[must_use]
    pub fn bot_id(&self) -> TelegramUserId {
        let number = self.token().split(':').next();
        TelegramUserId(number.and_then(|id| id.parse().ok()).unwrap_or_default())
    }

    /// Calls a method, named as the documentation names it, with JSON parameters.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn call<P, T>(&self, method: &'static str, params: &P) -> Result<T, CallError>
    where
        P: Serialize + ?Sized,
        T: DeserializeOwned,
    {
        self.call_within(method, params, CALL).await
    }

    /// Calls a method with a file beside its parameters.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn call_multipart<P, T>(
        &self,
        method: &'static str,
        params: &P,
        upload: Upload,
    ) -> Result<T, CallError>
    where
        P: Serialize + ?Sized,
        T: DeserializeOwned,
    {
        let length = upload.bytes.len();
        let part = Part::stream_with_length(upload.bytes, u64::try_from(length).unwrap_or(0))
            .file_name(upload.name)
            .mime_str(&upload.mime)
            .map_err(|error| self.network(error))?;
        let mut form = Form::new();
        for (name, value) in fields(params)? {
            form = form.text(name, value);
        }
        let request = self
            .0
            .http
            .post(self.method_url(method))
            .timeout(TRANSFER)
            .multipart(form.part(upload.field, part));
        self.answer(method, request).await
    }

    /// Waits up to `wait` for updates from `offset` on, of the kinds `allowed`. The updates are not
    /// looked into: what cannot be understood must still be stored and confirmed.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn get_updates_raw(
        &self,
        offset: i64,
        wait: Duration,
        allowed: &[&str],
    ) -> Result<Vec<RawUpdate>, CallError> {
        let params = serde_json::json!({
            "offset": offset,
            "timeout": wait.as_secs(),
            "allowed_updates": allowed,
        });
        let updates: Vec<Box<RawValue>> = self
            .call_within("getUpdates", &params, wait + POLL_GRACE)
            .await?;
        updates.into_iter().map(RawUpdate::read).collect()
    }

    /// What time it is where the server is (Unix ms, to the second), if it says so.
    ///
    /// # Errors
    /// If no answer comes.
    pub async fn server_time(&self) -> Result<Option<i64>, CallError> {
        let request = self.0.http.head(self.0.server.clone());
        let response = request.send().await.map_err(|error| self.network(error))?;
        let date = response.headers().get(reqwest::header::DATE);
        let date = date.and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| chrono::DateTime::parse_from_rfc2822(date).ok());
        Ok(date.map(|date| date.timestamp_millis()))
    }

    /// Fetches a file that somebody sent.
    ///
    /// # Errors
    /// [`CallError::TooLarge`] above 20 MiB, which is all that Telegram gives to a bot; else see
    /// [`CallError`].
    pub async fn download(&self, file_id: &str) -> Result<Bytes, CallError> {
        #[derive(serde::Deserialize)]
        struct File {
            file_size: Option<u64>,
            file_path: Option<String>,
        }
        let params = serde_json::json!({ "file_id": file_id });
        let file: File = self.call("getFile", &params).await.map_err(|error| {
            if error.description().contains("file is too big") {
                return CallError::TooLarge;
            }
            error
        })?;
        let limit = u64::try_from(MAX_DOCUMENT_BYTES).unwrap_or(u64::MAX);
        if file.file_size.is_some_and(|size| size > limit) {
            return Err(CallError::TooLarge);
        }
        let path = file.file_path.ok_or(CallError::Decode {
            method: "getFile",
            reason: "no file_path".to_owned(),
        })?;
        self.fetch(&path).await
    }

    async fn fetch(&self, path: &str) -> Result<Bytes, CallError> {
        let url = self.url(&format!("file/bot{}/{path}", self.token()));
        let request = self.0.http.get(url).timeout(TRANSFER);
        let mut response = request.send().await.map_err(|error| self.network(error))?;
        if !response.status().is_success() {
            return Err(answer::failure("getFile", response.status().as_u16(), &[]));
        }
        let mut content = BytesMut::new();
        // The size that was announced need not be true.
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| self.network(error))?
        {
            if content.len() + chunk.len() > MAX_DOCUMENT_BYTES {
                return Err(CallError::TooLarge);
            }
            content.extend_from_slice(&chunk);
        }
        Ok(content.freeze())
    }

    async fn call_within<P, T>(
        &self,
        method: &'static str,
        params: &P,
        patience: Duration,
    ) -> Result<T, CallError>
    where
        P: Serialize + ?Sized,
        T: DeserializeOwned,
    {
        let request = self
            .0
            .http
            .post(self.method_url(method))
            .timeout(patience)
            .json(params);
        self.answer(method, request).await
    }

    async fn answer<T: DeserializeOwned>(
        &self,
        method: &'static str,
        request: reqwest::RequestBuilder,
    ) -> Result<T, CallError> {
        let response = request.send().await.map_err(|error| self.network(error))?;
        let status = response.status().as_u16();
        let body = response
            .bytes()
            .await
            .map_err(|error| self.network(error))?;
        answer::read(method, status, &body)
    }

    fn method_url(&self, method: &str) -> Url {
        self.url(&format!("bot{}/{method}", self.token()))
    }

    fn url(&self, path: &str) -> Url {
        // Not `Url::join`: a token looks like a scheme ("42:…").
        let mut url = self.0.server.clone();
        let path = format!("{}{path}", url.path());
        url.set_path(&path);
        url
    }

    fn token(&self) -> &str {
        self.0.token.expose_secret()
    }

    fn network(&self, error: reqwest::Error) -> CallError {
        let timeout = error.is_timeout();
        // What failed before the server could have heard it is known not to have been done.
        let unsent = error.is_connect() || error.is_builder();
        CallError::Network {
            reason: describe(error).replace(self.token(), "<token>"),
            timeout,
            unsent,
        }
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api")
            .field("server", &self.0.server.host_str())
            .finish_non_exhaustive()
    }
}

impl RawUpdate {
    /// An update with this JSON.
    ///
    /// # Errors
    /// [`CallError::Decode`] if it has no number.
    pub fn read(raw: Box<RawValue>) -> Result<Self, CallError> {
        #[derive(serde::Deserialize)]
        struct Number {
            update_id: i64,
        }
        match serde_json::from_str::<Number>(raw.get()) {
            Ok(Number { update_id }) => Ok(Self { update_id, raw }),
            Err(error) => Err(CallError::Decode {
                method: "getUpdates",
                reason: error.to_string(),
            }),
        }
    }
}

/// The top-level parameters as form fields: texts as they are, everything else as JSON.
fn fields<P: Serialize + ?Sized>(params: &P) -> Result<Vec<(String, String)>, CallError> {
    let value =
        serde_json::to_value(params).map_err(|error| CallError::Encode(error.to_string()))?;
    let serde_json::Value::Object(object) = value else {
        return Err(CallError::Encode("parameters are no object".to_owned()));
    };
    Ok(object
        .into_iter()
        .map(|(name, value)| match value {
            serde_json::Value::String(text) => (name, text),
            other => (name, other.to_string()),
        })
        .collect())
}

/// An error with its causes, without the address it happened at.
fn describe(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// Whether it has a token's form: the bot's number, a colon, and letters that need no escaping.
fn is_token(text: &str) -> bool {
    let Some((number, secret)) = text.split_once(':') else {
        return false;
    };
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !secret.is_empty()
        && secret
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_told_from_other_words() {
        assert!(is_token("42:AAbb_-9"));
        for text in [
            "", ":", "42", "42:", ":abc", "42:a/b", "4x:abc", "42:a b", "42:a?b",
        ] {
            assert!(!is_token(text), "{text}");
        }
    }

    #[test]
    fn addresses_keep_the_servers_path_and_the_tokens_colon() {
        let api = |server: &str| {
            Api::new("42:abc".into(), Some(Url::parse(server).unwrap()), None).unwrap()
        };
        for server in ["http://127.0.0.1:1/bots", "http://127.0.0.1:1/bots/"] {
            assert_eq!(
                api(server).method_url("getMe").as_str(),
                "http://127.0.0.1:1/bots/bot42:abc/getMe"
            );
        }
        assert_eq!(
            api("https://a.vn").method_url("getMe").as_str(),
            "https://a.vn/bot42:abc/getMe"
        );
    }

    #[test]
    fn an_api_shows_no_token() {
        let api = Api::new("42:secret".into(), None, None).unwrap();
        assert!(!format!("{api:?}").contains("secret"));
    }

    #[test]
    fn form_fields_are_texts_or_json() {
        let params = serde_json::json!({ "chat_id": -5, "caption": "a \"b\"", "m": { "x": [1] } });
        assert_eq!(
            fields(&params).unwrap(),
            [
                ("caption".to_owned(), "a \"b\"".to_owned()),
                ("chat_id".to_owned(), "-5".to_owned()),
                ("m".to_owned(), "{\"x\":[1]}".to_owned()),
            ]
        );
    }
}
