//! Telling somebody that it was not done: because a rule said no, or because something failed.
//!
//! The transaction in which it was tried is gone, and with it whatever the handler had written. So
//! this happens in a new one, which marks the update as done.

use super::Bot;
use super::from_tg::{Incoming, IncomingKind, Standing};
use super::handlers::{Answers, HandlerError};
use crate::app::people::{Visitor, greet};
use crate::app::{self, Refusal};
use crate::domain::chat::ChatKind;
use crate::domain::ids::ChatId;
use crate::domain::locale::Locale;
use crate::domain::notice::{Lane, Notice};
use crate::i18n::Arg;
use crate::store::{self, Tx, Waiting};

/// Tells why a rule said no: over the button that was pressed, or else as a message. `None`: the
/// update is not ours to handle any more.
pub(super) async fn tell(
    bot: &Bot,
    update: &Waiting,
    incoming: &Incoming,
    refusal: &Refusal,
) -> Result<Option<Answers>, HandlerError> {
    let mut tx = bot.store.begin().await?;
    if !tx.inbox_claim(update.update_id, update.chat_key).await? {
        return Ok(None);
    }
    tx.inbox_done(update.update_id).await?;
    let answers = match incoming.kind {
        IncomingKind::Press { .. } => {
            let locale = locale_of(bot, &mut tx, incoming).await?;
            let args: Vec<_> = refusal
                .args
                .iter()
                .map(|(name, value)| (*name, Arg::text(value.as_str())))
                .collect();
            Answers::alert(bot.catalog.plain(locale, refusal.key, &args))
        }
        _ => {
            let args: Vec<_> = refusal
                .args
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            say(
                bot,
                &mut tx,
                incoming,
                &Notice::say_with(refusal.key, &args),
            )
            .await?;
            Answers::default()
        }
    };
    tx.commit().await?;
    Ok(Some(answers))
}

/// Says that it did not work for reasons that are not the person's, with the number under which
/// the operator finds it in the log.
pub(super) async fn apologise(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
) -> Result<(), HandlerError> {
    let code = incoming.update_id.to_string();
    let notice = Notice::say_with("refusal-system", &[("code", &code)]);
    say(bot, tx, incoming, &notice).await
}

async fn say(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    notice: &Notice,
) -> Result<(), HandlerError> {
    // Whoever blocked the bot or threw it out does not want to hear from it.
    if let IncomingKind::BotStatus { now, .. } = incoming.kind
        && matches!(now, Standing::Kicked | Standing::Left)
    {
        return Ok(());
    }
    let chat = chat_of(bot, tx, incoming).await?;
    let row = tx
        .outbox_say(chat, notice, Lane::Interactive, bot.clock.now())
        .await?;
    if incoming.chat_kind != ChatKind::Private {
        tx.outbox_set_topic(row, incoming.topic_or_none()).await?;
    }
    Ok(())
}

/// The chat of an update, which is known from then on.
async fn chat_of(bot: &Bot, tx: &mut Tx, incoming: &Incoming) -> app::Result<ChatId> {
    let now = bot.clock.now();
    if incoming.chat_kind == ChatKind::Private {
        let name = incoming.from.full_name();
        let visitor = Visitor {
            telegram: incoming.from.id,
            name: &name,
        };
        return Ok(greet(tx, visitor, &bot.rules, now).await?.chat);
    }
    let title = incoming.chat_title.as_deref();
    let chat = tx
        .chat_upsert_group(
            incoming.chat,
            incoming.chat_kind,
            title,
            bot.rules.locale,
            now,
        )
        .await?;
    Ok(chat)
}

/// The language of whoever pressed: the person's own, or else the chat's.
async fn locale_of(bot: &Bot, tx: &mut Tx, incoming: &Incoming) -> store::Result<Locale> {
    if let Some(person) = tx.person_by_telegram(incoming.from.id).await? {
        return Ok(person.locale);
    }
    let chat = tx.chat_by_telegram(incoming.chat).await?;
    Ok(chat.map_or(bot.rules.locale, |chat| chat.locale))
}
