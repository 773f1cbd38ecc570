//! Objects of the simulated world as the Bot API writes them.

use serde_json::{Map, Value, json};

use super::model::{Chat, ChatId, ChatKind, Entity, Message, Poll, Service, Standing, UserId};
use super::permissions::Permissions;
use super::state::State;

/// The account in whose name Telegram tells what an anonymous administrator wrote.
const ANONYMOUS: UserId = 1_087_968_824;

/// `User`, of a person or of the bot itself.
pub(crate) fn user(state: &State, id: UserId) -> Value {
    if id == ANONYMOUS {
        return json!({
            "id": id,
            "is_bot": true,
            "first_name": "Group",
            "username": "GroupAnonymousBot",
        });
    }
    if id == state.bot.id {
        return json!({
            "id": id,
            "is_bot": true,
            "first_name": state.bot.name,
            "username": state.bot.username,
        });
    }
    let Some(person) = state.people.get(&id) else {
        return json!({ "id": id, "is_bot": false, "first_name": "" });
    };
    let mut user = json!({
        "id": id,
        "is_bot": false,
        "first_name": person.first_name,
        "language_code": person.language_code,
    });
    put(&mut user, "last_name", non_empty(&person.last_name));
    put(&mut user, "username", person.username.clone());
    user
}

/// `Chat`.
pub(crate) fn chat(state: &State, id: ChatId) -> Value {
    let Some(chat) = state.chats.get(&id) else {
        return json!({ "id": id, "type": "private" });
    };
    let mut value = json!({ "id": id, "type": chat.kind.as_str() });
    if chat.forum {
        value["is_forum"] = json!(true);
    }
    match (chat.kind, state.people.get(&id)) {
        (ChatKind::Private, Some(person)) => {
            value["first_name"] = json!(person.first_name);
            put(&mut value, "last_name", non_empty(&person.last_name));
            put(&mut value, "username", person.username.clone());
        }
        _ => value["title"] = json!(chat.title),
    }
    value
}

/// `ChatMember`, one of its six forms.
pub(crate) fn member(state: &State, standing: Standing, id: UserId) -> Value {
    let who = user(state, id);
    match standing {
        Standing::Owner => json!({ "status": "creator", "user": who, "is_anonymous": false }),
        Standing::Administrator => administrator(&who),
        Standing::Member => json!({ "status": "member", "user": who }),
        Standing::Restricted(permissions) => restricted(&who, permissions),
        Standing::Left => json!({ "status": "left", "user": who }),
        Standing::Kicked => json!({ "status": "kicked", "user": who, "until_date": 0 }),
    }
}

fn administrator(user: &Value) -> Value {
    json!({
        "status": "administrator",
        "user": user,
        "can_be_edited": false,
        "is_anonymous": false,
        "can_manage_chat": true,
        "can_delete_messages": true,
        "can_manage_video_chats": true,
        "can_restrict_members": true,
        "can_promote_members": false,
        "can_change_info": true,
        "can_invite_users": true,
        "can_post_stories": false,
        "can_edit_stories": false,
        "can_delete_stories": false,
        "can_pin_messages": true,
        "can_send_welcome_messages": false,
    })
}

fn restricted(user: &Value, permissions: Permissions) -> Value {
    let mut value = permissions.fields();
    let more = json!({
        "status": "restricted",
        "user": user,
        "is_member": true,
        "can_react_to_messages": permissions.messages,
        "can_edit_tag": false,
        "until_date": 0,
    });
    extend(&mut value, more);
    value
}

/// `ChatMemberUpdated`.
pub(crate) fn member_updated(
    state: &State,
    now: i64,
    by: UserId,
    place: ChatId,
    who: UserId,
    change: (Standing, Standing),
) -> Value {
    json!({
        "chat": chat(state, place),
        "from": user(state, by),
        "date": now / 1_000,
        "old_chat_member": member(state, change.0, who),
        "new_chat_member": member(state, change.1, who),
    })
}

/// `Message`, with the message it answers.
pub(crate) fn message(state: &State, message: &Message) -> Value {
    let mut value = message_alone(state, message);
    let answered = message
        .reply_to
        .and_then(|id| state.chats.get(&message.chat)?.message(id));
    if let Some(answered) = answered {
        value["reply_to_message"] = message_alone(state, answered);
    }
    value
}

fn message_alone(state: &State, message: &Message) -> Value {
    let mut value = json!({
        "message_id": message.id,
        "from": user(state, message.sender),
        "chat": chat(state, message.chat),
        "date": message.sent_at / 1_000,
    });
    put(
        &mut value,
        "edit_date",
        message.edited_at.map(|at| at / 1_000),
    );
    put(&mut value, "message_thread_id", message.thread);
    let forum = state
        .chats
        .get(&message.chat)
        .is_some_and(|place| place.forum);
    if forum && message.thread.is_some() {
        value["is_topic_message"] = json!(true);
    }
    if message.as_group {
        value["from"] = user(state, ANONYMOUS);
        value["sender_chat"] = chat(state, message.chat);
    }
    if message.protected {
        value["has_protected_content"] = json!(true);
    }
    put_words(state, &mut value, message);
    put_media(state, &mut value, message);
    if let Some(service) = &message.service {
        put_service(state, &mut value, message.chat, service);
    }
    if !message.keyboard.is_empty() {
        let rows: Vec<Vec<Value>> = message
            .keyboard
            .iter()
            .map(|row| row.iter().map(|button| button.raw.clone()).collect())
            .collect();
        value["reply_markup"] = json!({ "inline_keyboard": rows });
    }
    value
}

fn put_words(state: &State, value: &mut Value, message: &Message) {
    if message.text.is_empty() {
        return;
    }
    let (text, entities) = if message.has_media() {
        ("caption", "caption_entities")
    } else {
        ("text", "entities")
    };
    value[text] = json!(message.text);
    if !message.entities.is_empty() {
        value[entities] = message
            .entities
            .iter()
            .map(|one| entity(state, one))
            .collect();
    }
}

fn entity(state: &State, entity: &Entity) -> Value {
    let mut value = json!({
        "type": entity.kind,
        "offset": entity.offset,
        "length": entity.length,
    });
    put(&mut value, "url", entity.url.clone());
    put(&mut value, "language", entity.language.clone());
    put(&mut value, "user", entity.user.map(|id| user(state, id)));
    value
}

fn put_media(state: &State, value: &mut Value, message: &Message) {
    let unique = |file_id: &str| {
        state
            .files
            .get(file_id)
            .map_or_else(String::new, |file| file.unique.clone())
    };
    if let Some(document) = &message.document {
        value["document"] = json!({
            "file_id": document.file_id,
            "file_unique_id": unique(&document.file_id),
            "file_name": document.name,
            "mime_type": document.mime,
            "file_size": document.bytes.len(),
        });
    }
    if let Some(photo) = &message.photo {
        value["photo"] = json!([{
            "file_id": photo.file_id,
            "file_unique_id": unique(&photo.file_id),
            "width": photo.width,
            "height": photo.height,
            "file_size": photo.bytes.len(),
        }]);
    }
    if let Some(location) = &message.location {
        value["location"] = json!({
            "latitude": location.latitude,
            "longitude": location.longitude,
        });
    }
    put(value, "poll", message.poll.as_ref().map(poll));
}

/// `Poll`.
pub(crate) fn poll(poll: &Poll) -> Value {
    let options: Vec<Value> = poll
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            json!({
                "persistent_id": index.to_string(),
                "text": option.text,
                "voter_count": option.voters.len(),
            })
        })
        .collect();
    let mut voters: Vec<UserId> = poll
        .options
        .iter()
        .flat_map(|option| option.voters.iter().copied())
        .collect();
    voters.sort_unstable();
    voters.dedup();
    json!({
        "id": poll.id,
        "question": poll.question,
        "options": options,
        "total_voter_count": voters.len(),
        "is_closed": poll.closed,
        "is_anonymous": poll.anonymous,
        "type": poll.kind,
        "allows_multiple_answers": poll.multiple,
        "allows_revoting": poll.kind == "regular",
        "members_only": false,
    })
}

fn put_service(state: &State, value: &mut Value, place: ChatId, service: &Service) {
    match service {
        Service::Joined(people) => {
            value["new_chat_members"] = people.iter().map(|id| user(state, *id)).collect();
        }
        Service::Left(person) => value["left_chat_member"] = user(state, *person),
        Service::MigratedTo(chat) => value["migrate_to_chat_id"] = json!(chat),
        Service::MigratedFrom(chat) => value["migrate_from_chat_id"] = json!(chat),
        Service::TopicMade(name) => {
            value["forum_topic_created"] = json!({ "name": name, "icon_color": 7_322_096 });
        }
        Service::TopicClosed => value["forum_topic_closed"] = json!({}),
        Service::TopicReopened => value["forum_topic_reopened"] = json!({}),
        Service::Pinned(id) => {
            let pinned = state
                .chats
                .get(&place)
                .and_then(|place| place.message(*id))
                .map_or_else(
                    || inaccessible(state, place, *id),
                    |pinned| message_alone(state, pinned),
                );
            value["pinned_message"] = pinned;
        }
    }
}

/// `InaccessibleMessage`: all that is told of a message that is gone.
pub(crate) fn inaccessible(state: &State, place: ChatId, id: i64) -> Value {
    json!({ "chat": chat(state, place), "message_id": id, "date": 0 })
}

/// `ChatFullInfo`.
pub(crate) fn full_chat(state: &State, place: &Chat) -> Value {
    let mut value = chat(state, place.id);
    let more = json!({
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": false,
            "limited_gifts": false,
            "unique_gifts": false,
            "premium_subscription": false,
            "gifts_from_channels": false,
        },
    });
    extend(&mut value, more);
    let pinned = place
        .messages
        .values()
        .rev()
        .find(|message| message.pinned && !message.deleted);
    if let Some(pinned) = pinned {
        value["pinned_message"] = message_alone(state, pinned);
    }
    if place.kind != ChatKind::Private {
        value["permissions"] = place.permissions.fields();
    }
    value
}

/// Sets a field if there is something to say.
pub(crate) fn put(value: &mut Value, key: &str, content: Option<impl Into<Value>>) {
    if let Some(content) = content {
        value[key] = content.into();
    }
}

fn extend(value: &mut Value, more: Value) {
    if let (Some(fields), Value::Object(more)) = (value.as_object_mut(), more) {
        fields.extend(more.into_iter().collect::<Map<_, _>>());
    }
}

fn non_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
