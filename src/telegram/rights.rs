//! What the bot may do in a group, as Telegram says when asked.

use serde::Deserialize;
use serde_json::json;

use super::api::Api;
use super::error::{CallError, Class, classify};
use crate::domain::chat::{GroupRight, Presence};
use crate::domain::ids::{TelegramChatId, TelegramUserId};

/// How somebody stands to a group.
#[derive(Deserialize)]
struct Member {
    status: String,
    is_member: Option<bool>,
    #[serde(flatten)]
    permissions: Permissions,
}

#[derive(Deserialize)]
struct Chat {
    #[serde(default)]
    permissions: Permissions,
}

/// What an ordinary member may do. What is not said is allowed.
#[derive(Default, Deserialize)]
struct Permissions {
    can_send_messages: Option<bool>,
    can_send_documents: Option<bool>,
    can_send_photos: Option<bool>,
    can_send_polls: Option<bool>,
}

/// Asks what the bot may do in a group. An ordinary member may do what the group allows to all;
/// nobody is told when that changes, so this must be asked.
///
/// # Errors
/// If Telegram does not say.
pub async fn presence(api: &Api, chat: TelegramChatId) -> Result<Presence, CallError> {
    match look(api, chat).await {
        // Only those who are in may ask.
        Err(error) if matches!(classify(&error), Class::Gone(_)) => Ok(Presence::Absent),
        answer => answer,
    }
}

/// Whether somebody is one of a group's administrators. Of a group in which the bot is not it
/// cannot be known.
///
/// # Errors
/// If Telegram does not say.
pub async fn administers(
    api: &Api,
    chat: TelegramChatId,
    user: TelegramUserId,
) -> Result<bool, CallError> {
    match member(api, chat, user).await {
        Ok(member) => Ok(matches!(
            member.status.as_str(),
            "creator" | "administrator"
        )),
        Err(error) if matches!(classify(&error), Class::Gone(_) | Class::Refused) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn look(api: &Api, chat: TelegramChatId) -> Result<Presence, CallError> {
    let me = member(api, chat, api.bot_id()).await?;
    let own = match me.status.as_str() {
        "creator" | "administrator" => return Ok(Presence::Here(Vec::new())),
        "member" => Permissions::default(),
        "restricted" if me.is_member != Some(false) => me.permissions,
        _ => return Ok(Presence::Absent),
    };
    let group: Chat = api.call("getChat", &json!({ "chat_id": chat.0 })).await?;
    let lacks = GroupRight::ALL
        .into_iter()
        .filter(|right| !own.allow(*right) || !group.permissions.allow(*right));
    Ok(Presence::Here(lacks.collect()))
}

async fn member(
    api: &Api,
    chat: TelegramChatId,
    user: TelegramUserId,
) -> Result<Member, CallError> {
    let params = json!({ "chat_id": chat.0, "user_id": user.0 });
    api.call("getChatMember", &params).await
}

impl Permissions {
    fn allow(&self, right: GroupRight) -> bool {
        let said = match right {
            GroupRight::Messages => self.can_send_messages,
            GroupRight::Documents => self.can_send_documents,
            GroupRight::Photos => self.can_send_photos,
            GroupRight::Polls => self.can_send_polls,
        };
        said != Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_allowed() {
        let read = |json| serde_json::from_value::<Permissions>(json).unwrap();
        let some = read(json!({ "can_send_messages": true, "can_send_polls": false }));
        assert!(some.allow(GroupRight::Messages) && some.allow(GroupRight::Photos));
        assert!(!some.allow(GroupRight::Polls));
        assert!(
            GroupRight::ALL
                .iter()
                .all(|right| read(json!({})).allow(*right))
        );
    }
}
