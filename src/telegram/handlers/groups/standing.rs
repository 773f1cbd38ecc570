//! What the bot is in a group: added, removed, without rights, back again, moved.

use super::{Handled, group_of_chat};
use crate::app::Refusal;
use crate::app::groups::{self, Group};
use crate::domain::chat::{Chat, ChatKind, Presence};
use crate::domain::ids::{ChatId, TelegramChatId};
use crate::domain::notice::{Lane, Notice, Unreachable};
use crate::store::{self, Tx};
use crate::telegram::Bot;
use crate::telegram::from_tg::{Incoming, IncomingKind, Standing};
use crate::telegram::handlers::scene::Scene;
use crate::telegram::handlers::{Answers, HandlerError, Prepared};

/// Shows the group's card about itself at the end of the chat.
pub async fn card(bot: &Bot, tx: &mut Tx, incoming: &Incoming) -> Handled {
    let Some(chat) = tx.chat_by_telegram(incoming.chat).await? else {
        return Ok(Answers::default());
    };
    say_card(tx, chat.id, incoming, bot.clock.now()).await?;
    Ok(Answers::default())
}

/// `Kiểm tra lại` in the group: takes in what Telegram says and answers over the button.
pub async fn check(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    presence: Option<&Presence>,
) -> Handled {
    let Some(chat) = tx.chat_by_telegram(incoming.chat).await? else {
        return Ok(Answers::default());
    };
    let person = tx.person_by_telegram(incoming.from.id).await?;
    let locale = person.map_or(chat.locale, |person| person.locale);
    let key = checked(bot, tx, &chat, presence).await?;
    Ok(Answers::toast(bot.catalog.label(locale, key)))
}

/// `Kiểm tra lại` in private, of a group that was lost. Whoever was told of it may ask.
pub async fn check_from_afar(
    scene: &Scene<'_>,
    tx: &mut Tx,
    group: ChatId,
    prepared: &Prepared,
) -> Handled {
    let old = || Refusal::new("refusal-old-button");
    let message = scene.pressed.ok_or_else(old)?;
    match tx.outbox_find(scene.chat.id, message).await? {
        Some((_, Notice::GroupLost { group: told })) if told == group => {}
        _ => return Err(old().into()),
    }
    let chat = tx.chat_by_id(group).await?.ok_or_else(old)?;
    let presence = match prepared {
        Prepared::Group(facts) => facts.presence.as_ref(),
        _ => None,
    };
    let key = checked(scene.bot, tx, &chat, presence).await?;
    scene.show(tx, &Notice::GroupLost { group }).await?;
    Ok(scene.toast(key, &[]))
}

/// Takes in what Telegram said of a group; answers the key of the sentence that says it.
async fn checked(
    bot: &Bot,
    tx: &mut Tx,
    chat: &Chat,
    presence: Option<&Presence>,
) -> Result<&'static str, HandlerError> {
    let Some(presence) = presence else {
        return Ok("toast-group-unknown");
    };
    let now = bot.clock.now();
    let group = group_of_chat(chat);
    let reached = groups::learn_presence(tx, group, presence, &bot.rules, now).await?;
    let Some(chat) = reached else {
        return Ok("toast-group-unreachable");
    };
    groups::bring_card(tx, chat, now).await?;
    Ok(match presence {
        Presence::Here(lacks) if lacks.is_empty() => "toast-group-good",
        _ => "toast-group-lacks",
    })
}

/// The bot was added, removed, or given other rights.
pub async fn status(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    was: Standing,
    now: Standing,
    presence: Option<&Presence>,
) -> Handled {
    let at = bot.clock.now();
    let group = group_of(incoming);
    if !now.can_send() {
        let reason = match now {
            Standing::Left | Standing::Kicked => Unreachable::Removed,
            _ => Unreachable::NoRights,
        };
        groups::group_lost(tx, incoming.chat, reason, at).await?;
        return Ok(Answers::default());
    }
    // It may have been added to a group in which nobody may write: then it waits for that.
    know(tx, incoming, bot).await?;
    let was_lost = tx
        .chat_by_telegram(incoming.chat)
        .await?
        .is_none_or(|chat| chat.unreachable.is_some());
    let chat = match presence {
        Some(presence) => groups::learn_presence(tx, group, presence, &bot.rules, at).await?,
        None => Some(groups::group_back(tx, group, &bot.rules, at).await?),
    };
    if let Some(chat) = chat
        && (was_lost || !was.can_send())
    {
        say_card(tx, chat, incoming, at).await?;
    }
    Ok(Answers::default())
}

/// A group got another number: what we know of it moves there.
pub async fn migrate(tx: &mut Tx, from: TelegramChatId, to: TelegramChatId) -> Handled {
    if let Some(chat) = tx.chat_by_telegram(from).await? {
        tx.chat_migrate(chat.id, to).await?;
    }
    Ok(Answers::default())
}

/// A topic of the forum was opened again.
pub async fn topic_reopened(bot: &Bot, tx: &mut Tx, incoming: &Incoming) -> Handled {
    if let (Some(chat), Some(topic)) = (tx.chat_by_telegram(incoming.chat).await?, incoming.topic) {
        groups::topic_reopened(tx, chat.id, topic, bot.clock.now()).await?;
    }
    Ok(Answers::default())
}

/// Knows the group that something happens in.
///
/// # Errors
/// If the database fails.
pub async fn know(tx: &mut Tx, incoming: &Incoming, bot: &Bot) -> Result<(), HandlerError> {
    if tx.chat_by_telegram(incoming.chat).await?.is_none() {
        groups::group_back(tx, group_of(incoming), &bot.rules, bot.clock.now()).await?;
    }
    Ok(())
}

/// Takes in what Telegram said before a command is answered. `false`: nothing can be said in the
/// group, and who gave the command was told so in private, if we know him.
///
/// # Errors
/// If the database fails.
pub async fn may_answer(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    presence: Option<&Presence>,
) -> Result<bool, HandlerError> {
    know(tx, incoming, bot).await?;
    let Some(presence) = presence else {
        return Ok(true);
    };
    let now = bot.clock.now();
    let group = group_of(incoming);
    let reached = groups::learn_presence(tx, group, presence, &bot.rules, now).await?;
    if reached.is_some() {
        return Ok(true);
    }
    if let Some(group) = tx.chat_by_telegram(incoming.chat).await?
        && let Some(person) = tx.person_by_telegram(incoming.from.id).await?
        && let Some(chat) = tx.chat_of_person(person.id).await?
    {
        let notice = Notice::GroupLost { group: group.id };
        tx.outbox_say(chat.id, &notice, Lane::Interactive, now)
            .await?;
    }
    Ok(false)
}

async fn say_card(tx: &mut Tx, chat: ChatId, incoming: &Incoming, now: i64) -> store::Result<()> {
    for row in tx.outbox_list_shown(chat).await? {
        if row.1 == Notice::Group {
            tx.outbox_show(row.0, &Notice::say("card-moved"), now)
                .await?;
        }
    }
    say(tx, chat, &Notice::Group, incoming, now).await
}

/// Says something in the topic in which it was asked for.
pub(super) async fn say(
    tx: &mut Tx,
    chat: ChatId,
    notice: &Notice,
    incoming: &Incoming,
    now: i64,
) -> store::Result<()> {
    let row = tx.outbox_say(chat, notice, Lane::Interactive, now).await?;
    match incoming.kind {
        // Nobody said anything, so it goes where everything goes.
        IncomingKind::BotStatus { .. } => Ok(()),
        _ => tx.outbox_set_topic(row, incoming.topic_or_none()).await,
    }
}

fn group_of(incoming: &Incoming) -> Group<'_> {
    Group {
        telegram: incoming.chat,
        kind: match incoming.chat_kind {
            ChatKind::Private | ChatKind::Group => ChatKind::Group,
            other => other,
        },
        title: incoming.chat_title.as_deref(),
    }
}
