//! The topic of a forum that everything for a group goes to, when it is closed and when it opens.

use serde_json::json;

use super::{retire_cards, touch_card};
use crate::app::error::Result;
use crate::domain::ids::{ChatId, TopicId};
use crate::domain::notice::{Lane, Notice};
use crate::store::Tx;

/// Telegram does not take messages for this topic any more: they go to the group itself, where its
/// administrators are told so, once.
///
/// # Errors
/// If the store fails.
pub async fn topic_lost(tx: &mut Tx, chat: ChatId, topic: TopicId, now: i64) -> Result<()> {
    if !tx.group_lose_topic(chat, topic).await? {
        return Ok(());
    }
    retire_cards(tx, chat, None, now).await?;
    tx.outbox_say(chat, &Notice::Group, Lane::Interactive, now)
        .await?;
    audit(tx, "group.topic_lost", chat, topic, now).await
}

/// A topic was opened again: if everything went there until it was closed, it does again.
///
/// # Errors
/// If the store fails.
pub async fn topic_reopened(tx: &mut Tx, chat: ChatId, topic: TopicId, now: i64) -> Result<()> {
    if !tx.group_regain_topic(chat, topic).await? {
        return Ok(());
    }
    touch_card(tx, chat, now).await?;
    audit(tx, "group.topic_reopened", chat, topic, now).await
}

async fn audit(tx: &mut Tx, what: &str, chat: ChatId, topic: TopicId, now: i64) -> Result<()> {
    let detail = json!({ "topic": topic });
    tx.audit_append(now, None, what, "chat", Some(chat.0), &detail)
        .await?;
    Ok(())
}
