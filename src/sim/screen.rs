//! A chat as text: what a person sees, stable enough for snapshots.
//!
//! Signs instead of words, so that it reads the same in every language: ✎ edited, ↩ answers,
//! 📌 pinned, 🔕 sent silently, 📎 file, 🖼 picture, 📍 place, 📊 poll,
//! # topic.

use std::fmt::Write;

use super::model::{Chat, ChatId, ChatKind, Message, MessageId, Poll, Service};
use super::state::State;

/// All messages that are still there, oldest first; empty for an unknown chat.
pub(crate) fn of(state: &State, chat: ChatId) -> String {
    let Some(chat) = state.chats.get(&chat) else {
        return String::new();
    };
    let title = match chat.kind {
        ChatKind::Private => format!("── {} ↔ {} ──", chat.title, state.bot.name),
        ChatKind::Group | ChatKind::Supergroup => format!("── {} ──", chat.title),
    };
    let mut screen = title;
    for message in chat.messages.values().filter(|message| !message.deleted) {
        screen.push('\n');
        screen.push_str(&of_message(state, chat, message));
    }
    screen
}

/// One message; empty if it is not there.
pub(crate) fn one(state: &State, chat: ChatId, message: MessageId) -> String {
    let found = state.chats.get(&chat).and_then(|place| {
        let message = place.message(message)?;
        Some(of_message(state, place, message))
    });
    found.unwrap_or_default()
}

fn of_message(state: &State, chat: &Chat, message: &Message) -> String {
    if let Some(service) = &message.service {
        return format!("· {}", of_service(state, message, service));
    }
    let mut head = match message.as_group {
        true => chat.title.clone(),
        false => message.sender_name.clone(),
    };
    let topic = message.thread.and_then(|number| chat.topics.get(&number));
    if let Some(topic) = topic {
        let _ = write!(head, " #{}", topic.name);
    }
    if message.edited_at.is_some() {
        head.push_str(" ✎");
    }
    if message.pinned {
        head.push_str(" 📌");
    }
    if message.silent {
        head.push_str(" 🔕");
    }
    if let Some(answered) = message.reply_to {
        let quoted = chat
            .message(answered)
            .map_or("", |answered| answered.text.lines().next().unwrap_or(""));
        let _ = write!(head, " ↩ «{}»", shortened(quoted, 40));
    }
    let mut lines = Vec::new();
    if let Some(document) = &message.document {
        lines.push(format!("📎 {} ({} B)", document.name, document.bytes.len()));
    }
    if let Some(photo) = &message.photo {
        lines.push(format!("🖼 {}×{}", photo.width, photo.height));
    }
    if let Some(location) = &message.location {
        lines.push(format!(
            "📍 {:.5}, {:.5}",
            location.latitude, location.longitude
        ));
    }
    if let Some(poll) = &message.poll {
        lines.extend(of_poll(poll));
    }
    lines.extend(message.text.lines().map(str::to_owned));
    for row in &message.keyboard {
        let buttons: Vec<String> = row
            .iter()
            .map(|button| format!("[{}]", button.text))
            .collect();
        lines.push(buttons.join(" "));
    }
    let mut screen = format!("{head}:");
    for line in lines {
        let line = format!("  {line}");
        screen.push('\n');
        screen.push_str(line.trim_end());
    }
    screen
}

fn of_poll(poll: &Poll) -> Vec<String> {
    let options = poll
        .options
        .iter()
        .map(|option| format!("  ○ {} ({})", option.text, option.voters.len()));
    std::iter::once(format!("📊 {}", poll.question))
        .chain(options)
        .collect()
}

fn of_service(state: &State, message: &Message, service: &Service) -> String {
    let name = |id: &i64| match state.people.get(id) {
        Some(person) => person.name(),
        None => state.bot.name.clone(),
    };
    match service {
        Service::Joined(people) => {
            let names: Vec<String> = people.iter().map(name).collect();
            format!("+ {}", names.join(", "))
        }
        Service::Left(person) => format!("− {}", name(person)),
        Service::MigratedTo(_) | Service::MigratedFrom(_) => "⇒ supergroup".to_owned(),
        Service::Pinned(_) => format!("📌 {}", message.sender_name),
        Service::TopicMade(name) => format!("# {name}"),
        Service::TopicClosed => "# closed".to_owned(),
        Service::TopicReopened => "# reopened".to_owned(),
    }
}

fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length - 1).collect();
    format!("{kept}…")
}
