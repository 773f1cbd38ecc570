//! How the Bot API says no: a status, a description in Telegram's own words, sometimes parameters.

use serde_json::{Value, json};

/// What a method came to: its result, or a refusal.
pub(crate) type Answer = Result<Value, Refusal>;

/// An unsuccessful answer of the Bot API.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    /// The HTTP status and `error_code`.
    pub(crate) code: u16,
    /// The sentence clients match on.
    pub(crate) description: String,
    /// `retry_after` or `migrate_to_chat_id`, where Telegram sends them.
    pub(crate) parameters: Option<Value>,
}

impl Refusal {
    /// A refusal with any status and the whole description.
    pub(crate) fn new(code: u16, description: impl Into<String>) -> Self {
        Self {
            code,
            description: description.into(),
            parameters: None,
        }
    }

    /// 400, the description without its `Bad Request: ` prefix.
    pub(crate) fn bad_request(what: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", what.as_ref()))
    }

    /// 403, the description without its `Forbidden: ` prefix.
    pub(crate) fn forbidden(what: impl AsRef<str>) -> Self {
        Self::new(403, format!("Forbidden: {}", what.as_ref()))
    }

    /// 409, the description without its `Conflict: ` prefix.
    pub(crate) fn conflict(what: impl AsRef<str>) -> Self {
        Self::new(409, format!("Conflict: {}", what.as_ref()))
    }

    /// 429 with the seconds to wait.
    pub(crate) fn too_many_requests(retry_after: u32) -> Self {
        Self {
            code: 429,
            description: format!("Too Many Requests: retry after {retry_after}"),
            parameters: Some(json!({ "retry_after": retry_after })),
        }
    }

    /// 400 for a group that lives on under another id.
    pub(crate) fn migrated(to: i64) -> Self {
        Self {
            parameters: Some(json!({ "migrate_to_chat_id": to })),
            ..Self::bad_request("group chat was upgraded to a supergroup chat")
        }
    }

    /// The JSON body of the answer.
    pub(crate) fn body(&self) -> Value {
        let mut body = json!({
            "ok": false,
            "error_code": self.code,
            "description": self.description,
        });
        if let Some(parameters) = &self.parameters {
            body["parameters"] = parameters.clone();
        }
        body
    }

    /// The seconds of a 429, for the `Retry-After` header.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        self.parameters.as_ref()?.get("retry_after")?.as_u64()
    }
}
