//! The world as the demo page shows it.

use serde_json::{Value, json};

use super::json;
use super::model::{Chat, ChatId, ChatKind, Message, MessageId, Person, Service, Toast, UserId};
use super::state::State;
use super::world::Event;

/// The town: bot, clock, links, personas with their chats.
pub(crate) fn state(state: &State, now: i64) -> Value {
    let personas: Vec<Value> = state
        .people
        .values()
        .filter(|person| !person.deactivated)
        .map(|person| persona(state, person))
        .collect();
    let links: Vec<Value> = state
        .links
        .iter()
        .map(|(title, url)| json!({ "title": title, "url": url }))
        .collect();
    json!({
        "bot": { "username": state.bot.username, "name": state.bot.name },
        "now": now,
        "time_zone": state.time_zone,
        "speed": state.speed,
        "links": links,
        "personas": personas,
    })
}

fn persona(state: &State, person: &Person) -> Value {
    let own = state.chats.get(&person.id);
    let groups = state.chats.values().filter(|chat| {
        chat.kind != ChatKind::Private
            && chat.migrated_to.is_none()
            && chat.standing(person.id).is_in()
    });
    let chats: Vec<Value> = own
        .into_iter()
        .chain(groups)
        .map(|chat| chat_line(state, chat, person.id))
        .collect();
    json!({
        "id": person.id,
        "name": person.name(),
        "role_hint": person.role_hint,
        // Neighbours in the list get colours far apart.
        "avatar_hue": person.id.rem_euclid(1_000) * 137 % 360,
        "blocked": person.blocked,
        "chats": chats,
    })
}

fn chat_line(state: &State, chat: &Chat, reader: UserId) -> Value {
    let last = chat
        .messages
        .values()
        .rev()
        .find(|message| !message.deleted)
        .map(|message| {
            json!({
                "id": message.id,
                "from": message.sender_name,
                "text": message.text,
                "at": message.sent_at,
            })
        });
    json!({
        "id": chat.id,
        "title": title(state, chat),
        "kind": chat.kind.as_str(),
        "unread": unread(state, chat, reader),
        "last": last,
    })
}

fn title(state: &State, chat: &Chat) -> String {
    match chat.kind {
        ChatKind::Private => state.bot.name.clone(),
        ChatKind::Group | ChatKind::Supergroup => chat.title.clone(),
    }
}

/// How many messages of others came after what he has seen.
pub(crate) fn unread(state: &State, chat: &Chat, reader: UserId) -> usize {
    let seen: MessageId = state
        .seen
        .get(&(reader, chat.id))
        .copied()
        .unwrap_or_default();
    chat.messages
        .range(seen + 1..)
        .filter(|(_, message)| {
            !message.deleted && message.service.is_none() && message.sender != reader
        })
        .count()
}

/// One chat as one person sees it.
pub(crate) fn chat(state: &State, chat: &Chat, reader: UserId) -> Value {
    let messages: Vec<Value> = chat
        .messages
        .values()
        .filter(|one| !one.deleted)
        .map(|one| message(state, one, reader))
        .collect();
    let commands: Vec<Value> = state
        .menu(reader, chat.id)
        .into_iter()
        .map(|(command, description)| json!({ "command": command, "description": description }))
        .collect();
    json!({
        "chat": chat_line(state, chat, reader),
        "messages": messages,
        "commands": commands,
    })
}

fn message(state: &State, message: &Message, reader: UserId) -> Value {
    let keyboard: Vec<Vec<Value>> = message
        .keyboard
        .iter()
        .map(|row| {
            row.iter()
                .map(
                    |button| json!({ "text": button.text, "data": button.data, "url": button.url }),
                )
                .collect()
        })
        .collect();
    let document = message.document.as_ref().map(|file| {
        json!({
            "file_id": file.file_id,
            "name": file.name,
            "mime": file.mime,
            "size": file.bytes.len(),
        })
    });
    let photo = message.photo.as_ref().map(|photo| {
        json!({
            "file_id": photo.file_id,
            "width": photo.width,
            "height": photo.height,
            "size": photo.bytes.len(),
        })
    });
    let location = message
        .location
        .map(|place| json!({ "latitude": place.latitude, "longitude": place.longitude }));
    json!({
        "id": message.id,
        "from": {
            "id": message.sender,
            "name": message.sender_name,
            "is_bot": message.from_bot,
        },
        "text": message.text,
        "html": message.html(),
        "entities": entities(message),
        "keyboard": keyboard,
        "document": document,
        "photo": photo,
        "location": location,
        "poll": message.poll.as_ref().map(json::poll),
        "reply_to": message.reply_to,
        "pinned": message.pinned,
        "edited": message.edited_at.is_some(),
        "silent": message.silent,
        "at": message.sent_at,
        "own": message.sender == reader,
        "service": message.service.as_ref().map(|what| service(state, message, what)),
    })
}

fn entities(message: &Message) -> Vec<Value> {
    message
        .entities
        .iter()
        .map(|entity| {
            json!({
                "type": entity.kind,
                "offset": entity.offset,
                "length": entity.length,
                "url": entity.url,
                "language": entity.language,
            })
        })
        .collect()
}

/// What Telegram's own line in the chat says.
fn service(state: &State, message: &Message, service: &Service) -> String {
    let by = &message.sender_name;
    match service {
        Service::Joined(people) => {
            let names: Vec<String> = people.iter().map(|one| state.name_of(*one)).collect();
            format!("{} đã vào nhóm", names.join(", "))
        }
        Service::Left(person) => format!("{} đã rời nhóm", state.name_of(*person)),
        Service::MigratedTo(_) | Service::MigratedFrom(_) => {
            "Nhóm đã được nâng cấp thành siêu nhóm".to_owned()
        }
        Service::Pinned(_) => format!("{by} đã ghim một tin nhắn"),
        Service::TopicMade(name) => format!("{by} đã tạo chủ đề “{name}”"),
        Service::TopicClosed => format!("{by} đã đóng chủ đề"),
        Service::TopicReopened => format!("{by} đã mở lại chủ đề"),
    }
}

/// An event as the page's stream carries it.
pub(crate) fn event(event: &Event) -> Value {
    match event {
        Event::Chat { id, version } => json!({ "chat": id, "version": version }),
        Event::Toast(toast) => json!({ "toast": toast_view(toast) }),
        Event::Clock(now) => json!({ "clock": now }),
    }
}

fn toast_view(toast: &Toast) -> Value {
    json!({
        "user": toast.user,
        "text": toast.text,
        "alert": toast.alert,
        "url": toast.url,
    })
}

/// He has now seen everything in this chat; true if something was new to him.
pub(crate) fn mark_seen(state: &mut State, chat: ChatId, reader: UserId) -> bool {
    let Some(place) = state.chats.get(&chat) else {
        return false;
    };
    let fresh = unread(state, place, reader) > 0;
    let newest = place.messages.last_key_value().map_or(0, |(id, _)| *id);
    state.seen.insert((reader, chat), newest);
    fresh
}
