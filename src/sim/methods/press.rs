//! `answerCallbackQuery`: what a person sees after pressing a button.

use serde_json::json;

use super::Call;
use crate::sim::model::Toast;
use crate::sim::refusal::{Answer, Refusal};
use crate::sim::text;
use crate::sim::world::Event;

/// Longest answer, in UTF-16 units.
const ANSWER_LIMIT: usize = 200;

/// `answerCallbackQuery`: once for each press, and not too late.
pub(super) fn answer(call: &mut Call) -> Answer {
    let id = call.params.text("callback_query_id").unwrap_or_default();
    let text = call.params.text("text").unwrap_or_default();
    if text::utf16_length(&text) > ANSWER_LIMIT {
        return Err(Refusal::bad_request("MESSAGE_TOO_LONG"));
    }
    let (now, lifetime) = (call.now, call.state.press_lifetime);
    let press = call
        .state
        .presses
        .get_mut(&id)
        .filter(|press| !press.answered && now - press.at <= lifetime)
        .ok_or_else(|| {
            Refusal::bad_request(
                "query is too old and response timeout expired or query ID is invalid",
            )
        })?;
    press.answered = true;
    let toast = Toast {
        user: press.user,
        query: id,
        text,
        alert: call.params.flag("show_alert"),
        url: call.params.text("url"),
        at: now,
    };
    call.state.toasts.push(toast.clone());
    call.state.announce(Event::Toast(toast));
    Ok(json!(true))
}
