//! Being called by Telegram with updates.
//!
//! The address is public, so every call must carry a secret that only Telegram was told. It is
//! made from the token: several processes behind one address agree on it without a word. The
//! update is stored before the call is answered; without the answer, Telegram calls again.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use data_encoding::HEXLOWER;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use url::Url;

use super::api::{Api, RawUpdate};
use super::error::CallError;
use super::from_tg::ALLOWED_UPDATES;
use super::listener::store_updates;
use crate::clock::Clock;
use crate::store::Store;

/// The header in which Telegram brings the secret.
const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// The largest update that is taken, in bytes. A message is at most some 100 KB.
const BODY_LIMIT: usize = 1024 * 1024;

/// Where Telegram calls, and the secret that it brings.
#[derive(Clone, Debug)]
pub struct Webhook {
    url: Url,
    secret: SecretString,
}

#[derive(Clone)]
struct Receiver {
    store: Store,
    clock: Clock,
    secret: SecretString,
}

impl Webhook {
    /// The webhook at this public address for the bot with this token.
    #[must_use]
    pub fn new(token: &SecretString, url: Url) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"keng webhook secret\0");
        hash.update(token.expose_secret());
        Self {
            url,
            secret: HEXLOWER.encode(&hash.finalize()).into(),
        }
    }

    /// What Telegram brings with every call: 64 hexadecimal digits.
    #[must_use]
    pub fn secret(&self) -> &str {
        self.secret.expose_secret()
    }

    /// Tells Telegram where to call. What waits there is not dropped.
    ///
    /// # Errors
    /// If Telegram does not take it.
    pub async fn set(&self, api: &Api) -> Result<(), CallError> {
        let params = json!({
            "url": self.url.as_str(),
            "secret_token": self.secret(),
            "allowed_updates": ALLOWED_UPDATES,
        });
        let _: bool = api.call("setWebhook", &params).await?;
        Ok(())
    }

    /// The route that answers at the address's path.
    pub fn router(&self, store: Store, clock: Clock) -> Router {
        Router::new()
            .route(self.url.path(), post(receive))
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .with_state(Receiver {
                store,
                clock,
                secret: self.secret.clone(),
            })
    }
}

async fn receive(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let brought = headers
        .get(SECRET_HEADER)
        .map_or(&[][..], |value| value.as_bytes());
    let secret = receiver.secret.expose_secret().as_bytes();
    if !bool::from(brought.ct_eq(secret)) {
        return StatusCode::UNAUTHORIZED;
    }
    let Some(update) = raw_update(&body) else {
        return StatusCode::BAD_REQUEST;
    };
    match store_updates(&receiver.store, &[update], receiver.clock.now()).await {
        Ok(_) => StatusCode::OK,
        Err(error) => {
            tracing::error!(%error, "an update cannot be stored; Telegram will call again: {error}");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

fn raw_update(body: &[u8]) -> Option<RawUpdate> {
    let raw: Box<RawValue> = serde_json::from_slice(body).ok()?;
    RawUpdate::read(raw).ok()
}
