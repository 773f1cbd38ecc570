//! `deleteMessage` and `deleteMessages`.

use serde_json::json;

use super::Call;
use crate::sim::model::{ChatId, ChatKind, MessageId};
use crate::sim::refusal::{Answer, Refusal};

/// A message can be deleted that long after it was sent, in ms.
const DELETABLE_FOR: i64 = 48 * 3_600 * 1_000;

/// `deleteMessage`.
pub(super) fn one(call: &mut Call) -> Answer {
    let chat = call.chat()?;
    let id = call.message_id()?;
    call.delete(chat, id)?;
    Ok(json!(true))
}

/// `deleteMessages`: what cannot be deleted is skipped.
pub(super) fn many(call: &mut Call) -> Answer {
    let chat = call.chat()?;
    let ids = call
        .params
        .json("message_ids", "message identifiers")?
        .and_then(|ids| {
            ids.as_array()?
                .iter()
                .map(serde_json::Value::as_i64)
                .collect::<Option<Vec<_>>>()
        })
        .filter(|ids| (1..=100).contains(&ids.len()))
        .ok_or_else(|| Refusal::bad_request("message identifiers are not specified"))?;
    for id in ids {
        // Telegram skips what it cannot delete.
        let _ = call.delete(chat, id);
    }
    Ok(json!(true))
}

impl Call<'_> {
    fn delete(&mut self, chat: ChatId, id: MessageId) -> Result<(), Refusal> {
        let rules = self.rules_in(chat);
        let now = self.now;
        let not_found = || Refusal::bad_request("message to delete not found");
        let place = self.state.chats.get_mut(&chat).ok_or_else(not_found)?;
        let is_group = place.kind != ChatKind::Private;
        let message = place.message_mut(id).ok_or_else(not_found)?;
        if now - message.sent_at > DELETABLE_FOR && !(is_group && rules && !message.from_bot) {
            return Err(Refusal::bad_request(
                "message can't be deleted for everyone",
            ));
        }
        if !message.from_bot && !rules {
            return Err(Refusal::bad_request("message can't be deleted"));
        }
        message.deleted = true;
        self.state.touch(chat);
        Ok(())
    }
}
