//! What can go wrong with a call, and what each failure means.
//!
//! Telegram tells most things in English sentences only. [`classify`] is the one place that knows
//! them; what is new falls into [`Class::Refused`] with Telegram's own words for the operator.

use std::time::Duration;

use crate::domain::ids::TelegramChatId;
use crate::domain::notice::Unreachable;

/// Why no client could be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The token is none.
    #[error("telegram.token must be digits, a colon and letters, as @BotFather gives it")]
    Token,
    /// The server's address is none.
    #[error("telegram.api_url must be an http or https address")]
    Server,
    /// The proxy or the encryption cannot be set up.
    #[error("no HTTP client: {0}")]
    Client(String),
}

/// Why a call failed. No variant ever holds the token or an address with it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CallError {
    /// Telegram understood and said no.
    #[error(transparent)]
    Api(ApiError),
    /// The server or a gateway before it failed: whether the call was done is not known.
    #[error("{method}: the server failed with {code}")]
    Server {
        /// The method.
        method: &'static str,
        /// The HTTP status.
        code: u16,
    },
    /// No answer came.
    #[error("network: {reason}")]
    Network {
        /// What happened.
        reason: String,
        /// Whether it took too long.
        timeout: bool,
        /// Whether the server certainly did not get it.
        unsent: bool,
    },
    /// An answer came that we do not understand. After `ok`, the call was done.
    #[error("{method}: unexpected answer: {reason}")]
    Decode {
        /// The method.
        method: &'static str,
        /// What was wrong.
        reason: String,
    },
    /// Our own parameters could not be written down.
    #[error("parameters: {0}")]
    Encode(String),
    /// The file is larger than Telegram gives to bots.
    #[error("the file is larger than 20 MiB")]
    TooLarge,
}

/// Telegram's no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{method}: {code} {description}")]
pub struct ApiError {
    /// The method.
    pub method: &'static str,
    /// Like an HTTP status.
    pub code: u16,
    /// The sentence, in English.
    pub description: String,
    /// How long to send nothing, after too much was sent.
    pub retry_after: Option<Duration>,
    /// The group's new number, after it became a supergroup.
    pub migrate_to: Option<TelegramChatId>,
}

/// What a failure means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// The message shows that already.
    NotModified,
    /// Too much was sent: nothing more for so long.
    Wait(Duration),
    /// Nothing can be sent to this chat until something changes on its side.
    Gone(Unreachable),
    /// The group has a new number.
    Moved(TelegramChatId),
    /// The message to be changed or taken away is not there, or may not be changed any more.
    MessageLost,
    /// The message is too old to be taken away; it can still be changed.
    Undeletable,
    /// The topic is closed, or not there any more.
    TopicLost,
    /// Our markup is wrong; the words would pass.
    Markup,
    /// Telegram does not know the file by this id.
    FileLost,
    /// The press that is to be answered is too old.
    QueryTooOld,
    /// A second process polls with this token.
    SecondPoller,
    /// A webhook is set, so updates cannot be polled.
    WebhookSet,
    /// The token was revoked or is wrong.
    Unauthorized,
    /// It failed, and it may or may not have been done: again later.
    Unknown,
    /// No, and it will be no again.
    Refused,
}

impl CallError {
    /// Telegram's sentence in lower case; empty where it said none.
    #[must_use]
    pub fn description(&self) -> String {
        match self {
            Self::Api(error) => error.description.to_lowercase(),
            _ => String::new(),
        }
    }
}

/// What a failure means.
#[must_use]
pub fn classify(error: &CallError) -> Class {
    match error {
        CallError::Api(error) => classify_answer(error),
        CallError::Server { .. } | CallError::Network { .. } | CallError::Decode { .. } => {
            Class::Unknown
        }
        CallError::Encode(_) | CallError::TooLarge => Class::Refused,
    }
}

fn classify_answer(error: &ApiError) -> Class {
    if let Some(chat) = error.migrate_to {
        return Class::Moved(chat);
    }
    let description = error.description.to_lowercase();
    match error.code {
        // Both: Telegram answers 404 to a token that never was.
        401 | 404 => Class::Unauthorized,
        // Without a number of seconds, the least that Telegram ever says.
        429 => Class::Wait(error.retry_after.unwrap_or(Duration::from_secs(1))),
        409 if description.contains("webhook") => Class::WebhookSet,
        409 => Class::SecondPoller,
        403 => Class::Gone(first(&FORBIDDEN, &description).unwrap_or(Unreachable::NoRights)),
        400 => first(&BAD_REQUESTS, &description).unwrap_or(Class::Refused),
        _ => Class::Refused,
    }
}

/// The meaning of the first of the sentences that occurs in the description.
fn first<T: Clone>(sentences: &[(&str, T)], description: &str) -> Option<T> {
    sentences
        .iter()
        .find(|(sentence, _)| description.contains(sentence))
        .map(|(_, meaning)| meaning.clone())
}

const FORBIDDEN: [(&str, Unreachable); 10] = [
    ("bot was blocked", Unreachable::Blocked),
    ("user is deactivated", Unreachable::Deactivated),
    ("can't initiate conversation", Unreachable::NotStarted),
    ("can't send messages to bots", Unreachable::NotStarted),
    ("bot was kicked", Unreachable::Removed),
    ("is not a member", Unreachable::Removed),
    ("was deleted", Unreachable::Removed),
    ("need administrator rights", Unreachable::NoRights),
    ("have no rights", Unreachable::NoRights),
    ("not enough rights", Unreachable::NoRights),
];

const BAD_REQUESTS: [(&str, Class); 27] = [
    ("message is not modified", Class::NotModified),
    ("chat not found", Class::Gone(Unreachable::NotFound)),
    ("peer_id_invalid", Class::Gone(Unreachable::NotFound)),
    ("user not found", Class::Gone(Unreachable::NotFound)),
    (
        "group chat was deactivated",
        Class::Gone(Unreachable::Removed),
    ),
    ("not enough rights", Class::Gone(Unreachable::NoRights)),
    ("have no rights", Class::Gone(Unreachable::NoRights)),
    (
        "need administrator rights",
        Class::Gone(Unreachable::NoRights),
    ),
    ("chat_write_forbidden", Class::Gone(Unreachable::NoRights)),
    ("chat_restricted", Class::Gone(Unreachable::NoRights)),
    ("topic_closed", Class::TopicLost),
    ("topic_deleted", Class::TopicLost),
    ("topic_id_invalid", Class::TopicLost),
    ("message thread not found", Class::TopicLost),
    ("message to edit not found", Class::MessageLost),
    ("message can't be edited", Class::MessageLost),
    ("message to delete not found", Class::MessageLost),
    ("message can't be deleted", Class::Undeletable),
    ("message_id_invalid", Class::MessageLost),
    // The row shows something else now: a file where words were, or the other way round.
    ("there is no text in the message", Class::MessageLost),
    ("there is no caption in the message", Class::MessageLost),
    ("can't parse entities", Class::Markup),
    ("wrong file identifier", Class::FileLost),
    ("wrong remote file", Class::FileLost),
    ("query is too old", Class::QueryTooOld),
    ("query id is invalid", Class::QueryTooOld),
    ("query_id_invalid", Class::QueryTooOld),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(code: u16, description: &str) -> CallError {
        CallError::Api(ApiError {
            method: "sendMessage",
            code,
            description: description.to_owned(),
            retry_after: None,
            migrate_to: None,
        })
    }

    #[test]
    fn telegrams_sentences_are_understood() {
        use Unreachable::{Blocked, Deactivated, NoRights, NotFound, NotStarted, Removed};
        for (code, description, class) in [
            (
                403,
                "Forbidden: bot was blocked by the user",
                Class::Gone(Blocked),
            ),
            (
                403,
                "Forbidden: user is deactivated",
                Class::Gone(Deactivated),
            ),
            (
                403,
                "Forbidden: bot can't initiate conversation with a user",
                Class::Gone(NotStarted),
            ),
            (
                403,
                "Forbidden: bot was kicked from the group chat",
                Class::Gone(Removed),
            ),
            (
                403,
                "Forbidden: bot was kicked from the supergroup chat",
                Class::Gone(Removed),
            ),
            (
                403,
                "Forbidden: bot is not a member of the supergroup chat",
                Class::Gone(Removed),
            ),
            (
                403,
                "Forbidden: the group chat was deleted",
                Class::Gone(Removed),
            ),
            (403, "Forbidden: something new", Class::Gone(NoRights)),
            (400, "Bad Request: chat not found", Class::Gone(NotFound)),
            (
                400,
                "Bad Request: not enough rights to send text messages to the chat",
                Class::Gone(NoRights),
            ),
            (400, "Bad Request: TOPIC_CLOSED", Class::TopicLost),
            (
                400,
                "Bad Request: message thread not found",
                Class::TopicLost,
            ),
            (
                400,
                "Bad Request: CHAT_WRITE_FORBIDDEN",
                Class::Gone(NoRights),
            ),
            (
                400,
                "Bad Request: message is not modified: specified new message content and reply \
                 markup are exactly the same as a current content and reply markup of the message",
                Class::NotModified,
            ),
            (
                400,
                "Bad Request: message to edit not found",
                Class::MessageLost,
            ),
            (
                400,
                "Bad Request: message can't be edited",
                Class::MessageLost,
            ),
            (
                400,
                "Bad Request: message to delete not found",
                Class::MessageLost,
            ),
            (
                400,
                "Bad Request: message can't be deleted for everyone",
                Class::Undeletable,
            ),
            (
                400,
                "Bad Request: there is no text in the message to edit",
                Class::MessageLost,
            ),
            (
                400,
                "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0",
                Class::Markup,
            ),
            (400, "Bad Request: message is too long", Class::Refused),
            (
                400,
                "Bad Request: message caption is too long",
                Class::Refused,
            ),
            (400, "Bad Request: message text is empty", Class::Refused),
            (400, "Bad Request: BUTTON_DATA_INVALID", Class::Refused),
            (
                400,
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
                Class::QueryTooOld,
            ),
            (
                400,
                "Bad Request: wrong file identifier/HTTP URL specified",
                Class::FileLost,
            ),
            (
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot \
                 instance is running",
                Class::SecondPoller,
            ),
            (
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook \
                 to delete the webhook first",
                Class::WebhookSet,
            ),
            (401, "Unauthorized", Class::Unauthorized),
            (404, "Not Found", Class::Unauthorized),
            (
                429,
                "Too Many Requests: retry later",
                Class::Wait(Duration::from_secs(1)),
            ),
        ] {
            assert_eq!(classify(&answer(code, description)), class, "{description}");
        }
    }

    #[test]
    fn parameters_count_more_than_words() {
        let mut error = ApiError {
            method: "sendMessage",
            code: 429,
            description: "Too Many Requests: retry after 35".to_owned(),
            retry_after: Some(Duration::from_secs(35)),
            migrate_to: None,
        };
        assert_eq!(
            classify(&CallError::Api(error.clone())),
            Class::Wait(Duration::from_secs(35))
        );
        error.code = 400;
        error.description = "Bad Request: group chat was upgraded to a supergroup chat".to_owned();
        error.migrate_to = Some(TelegramChatId(-100));
        assert_eq!(
            classify(&CallError::Api(error)),
            Class::Moved(TelegramChatId(-100))
        );
    }

    #[test]
    fn what_may_have_been_done_is_tried_again() {
        let method = "sendMessage";
        for error in [
            CallError::Server { method, code: 502 },
            CallError::Network {
                reason: "reset".to_owned(),
                timeout: false,
                unsent: false,
            },
        ] {
            assert_eq!(classify(&error), Class::Unknown);
        }
    }
}
