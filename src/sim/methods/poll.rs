//! `sendPoll`.

use serde_json::Value;

use super::Call;
use crate::sim::json;
use crate::sim::model::{Message, Poll, PollOption};
use crate::sim::refusal::{Answer, Refusal};
use crate::sim::text;

pub(super) const PARAMETERS: &[&str] = &[
    "chat_id",
    "message_thread_id",
    "question",
    "question_parse_mode",
    "question_entities",
    "options",
    "is_anonymous",
    "type",
    "allows_multiple_answers",
    "is_closed",
    "disable_notification",
    "protect_content",
    "allow_paid_broadcast",
    "message_effect_id",
    "reply_parameters",
    "reply_markup",
];

/// `sendPoll`: regular polls; a quiz is refused because its answer is not simulated.
pub(super) fn send(call: &mut Call) -> Answer {
    let (question, _) = call.words_by("question", "question_parse_mode", "question_entities")?;
    if question.is_empty() {
        return Err(Refusal::bad_request("poll question must be non-empty"));
    }
    if text::utf16_length(&question) > 300 {
        return Err(Refusal::bad_request(
            "poll question length must not exceed 300",
        ));
    }
    let kind = call.params.text("type").unwrap_or("regular".to_owned());
    if kind != "regular" {
        let what = format!("polls of type {kind} are not simulated");
        return Err(super::violation(call.state, what));
    }
    let options = options(call.params.json("options", "options")?.as_ref())?;
    let poll = Poll {
        id: format!("{}", 6_000_000_000_000_000 + call.state.next_number()),
        question,
        options,
        anonymous: call.params.text("is_anonymous").is_none() || call.params.flag("is_anonymous"),
        multiple: call.params.flag("allows_multiple_answers"),
        closed: call.params.flag("is_closed"),
        kind,
    };
    let message = Message {
        poll: Some(poll),
        ..Message::default()
    };
    let sent = call.send(message, "polls")?;
    Ok(json::message(call.state, &sent))
}

/// `InputPollOption` objects, or plain strings as older clients send them.
fn options(given: Option<&Value>) -> Result<Vec<PollOption>, Refusal> {
    let given = given
        .and_then(Value::as_array)
        .ok_or_else(|| Refusal::bad_request("can't parse options: expected an Array"))?;
    if given.len() < 2 {
        return Err(Refusal::bad_request("poll must have at least 2 option"));
    }
    if given.len() > 12 {
        return Err(Refusal::bad_request("poll can't have more than 12 options"));
    }
    let refused = |what: &str| Err(Refusal::bad_request(what));
    given
        .iter()
        .map(|option| {
            let text = option.as_str().or_else(|| option["text"].as_str());
            match text.map(str::trim) {
                None | Some("") => refused("poll options must be non-empty"),
                Some(text) if text::utf16_length(text) > 100 => {
                    refused("poll options length must not exceed 100")
                }
                Some(text) => Ok(PollOption {
                    text: text.to_owned(),
                    voters: Vec::new(),
                }),
            }
        })
        .collect()
}
