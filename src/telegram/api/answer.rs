//! Answers of the Bot API, and what is none.

use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::domain::ids::TelegramChatId;
use crate::telegram::error::{ApiError, CallError};

/// The result of a method, or why there is none.
pub(super) fn read<T: DeserializeOwned>(
    method: &'static str,
    status: u16,
    body: &[u8],
) -> Result<T, CallError> {
    let Ok(answer) = serde_json::from_slice::<Answer<'_>>(body) else {
        return Err(failure(method, status, body));
    };
    match answer.result {
        Some(result) if answer.ok => {
            serde_json::from_str(result.get()).map_err(|error| CallError::Decode {
                method,
                reason: error.to_string(),
            })
        }
        _ => Err(answer.into_error(method, status)),
    }
}

/// What every method answers with.
#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    migrate_to_chat_id: Option<i64>,
    retry_after: Option<u64>,
}

impl Answer<'_> {
    fn into_error(self, method: &'static str, status: u16) -> CallError {
        let code = self.error_code.unwrap_or(status);
        if code >= 500 {
            return CallError::Server { method, code };
        }
        let parameters = self.parameters;
        CallError::Api(ApiError {
            method,
            code,
            description: self.description.unwrap_or_default(),
            retry_after: parameters
                .as_ref()
                .and_then(|parameters| parameters.retry_after)
                .map(Duration::from_secs),
            migrate_to: parameters
                .and_then(|parameters| parameters.migrate_to_chat_id)
                .map(TelegramChatId),
        })
    }
}

/// An answer that is not the Bot API's: a gateway's page, or a server that is none.
pub(super) fn failure(method: &'static str, status: u16, body: &[u8]) -> CallError {
    if status >= 500 {
        return CallError::Server {
            method,
            code: status,
        };
    }
    CallError::Decode {
        method,
        reason: format!("HTTP {status} with {} bytes that are no answer", body.len()),
    }
}
