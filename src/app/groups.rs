//! Groups: which unit a group belongs to, and for whom it is.

use serde_json::json;

use super::error::{Refusal, Result};
use super::{Cx, Rules};
use crate::domain::chat::{ChatKind, GroupAudience};
use crate::domain::ids::{ChatId, TelegramChatId, UnitId};
use crate::domain::notice::Unreachable;
use crate::domain::org::Unit;
use crate::domain::permission::Action;
use crate::store::{self, Tx};

/// A group as Telegram presents it.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    /// Telegram's number.
    pub telegram: TelegramChatId,
    /// A group, a supergroup or a channel.
    pub kind: ChatKind,
    /// Its title.
    pub title: Option<&'a str>,
}

/// A group was tied to a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connected {
    /// The group.
    pub chat: ChatId,
    /// The unit.
    pub unit: Unit,
    /// For whom it is now.
    pub audience: GroupAudience,
    /// For whom it was before, if it was tied to a unit.
    pub before: Option<GroupAudience>,
}

/// The unit with this code, if the actor may tie groups to it: asked before the question for whom
/// the group is.
///
/// # Errors
/// Refused if there is no such unit or it is out of the actor's reach. Fails if the store does.
pub async fn unit_to_connect(tx: &mut Tx, cx: &Cx<'_>, code: &str) -> Result<Unit> {
    let code = code.trim();
    let unit = tx
        .unit_by_code(code)
        .await?
        .ok_or_else(|| Refusal::new("refusal-unit-unknown").with("code", code))?;
    cx.exercise(tx, Action::ConnectGroup, &unit.path)?;
    Ok(unit)
}

/// Ties the group to the unit. That the actor is one of the group's administrators is checked with
/// Telegram before.
///
/// # Errors
/// Refused if the actor may not do so over this unit, or over the one that the group is tied to
/// now. Fails if the store does.
pub async fn connect_group(
    tx: &mut Tx,
    cx: &Cx<'_>,
    group: Group<'_>,
    unit_code: &str,
    audience: GroupAudience,
) -> Result<Connected> {
    let unit = unit_to_connect(tx, cx, unit_code).await?;
    let before = tx
        .chat_by_telegram(group.telegram)
        .await?
        .and_then(|chat| chat.connection);
    if let Some((tied_to, _)) = before
        && tied_to != unit.id
    {
        require_over_present_unit(tx, cx, tied_to).await?;
    }
    let chat = group_back(tx, group, cx.rules, cx.now).await?;
    tx.chat_connect(chat, unit.id, audience).await?;
    tx.audit_append(
        cx.now,
        Some(cx.actor.id),
        "group.connect",
        "chat",
        Some(chat.0),
        &json!({ "unit": unit.id, "audience": audience.as_str() }),
    )
    .await?;
    Ok(Connected {
        chat,
        unit,
        audience,
        before: before.map(|(_, audience)| audience),
    })
}

/// Unties the group from its unit.
///
/// # Errors
/// Refused if the group is tied to none or the unit is out of the actor's reach. Fails if the store
/// does.
pub async fn disconnect_group(tx: &mut Tx, cx: &Cx<'_>, telegram: TelegramChatId) -> Result<()> {
    let chat = tx.chat_by_telegram(telegram).await?;
    let tied = chat.and_then(|chat| chat.connection.map(|(unit, _)| (chat.id, unit)));
    let (chat, unit) = tied.ok_or_else(|| Refusal::new("refusal-group-not-connected"))?;
    require_over_present_unit(tx, cx, unit).await?;
    tx.chat_disconnect(chat).await?;
    tx.audit_append(
        cx.now,
        Some(cx.actor.id),
        "group.disconnect",
        "chat",
        Some(chat.0),
        &json!({ "unit": unit }),
    )
    .await?;
    Ok(())
}

/// The bot is in the group, for the first time or again: it is known from now on, and what waited
/// for it is sent.
///
/// # Errors
/// If the store fails.
pub async fn group_back(tx: &mut Tx, group: Group<'_>, rules: &Rules, now: i64) -> Result<ChatId> {
    let chat = tx
        .chat_upsert_group(group.telegram, group.kind, group.title, rules.locale, now)
        .await?;
    tx.chat_mark_reachable(chat, now).await?;
    Ok(chat)
}

/// The bot is out of the group, or may not write in it any more. The tie to the unit is kept for
/// its return. A group that was never heard of is nothing to remember.
///
/// # Errors
/// If the store fails.
pub async fn group_lost(
    tx: &mut Tx,
    telegram: TelegramChatId,
    reason: Unreachable,
    now: i64,
) -> Result<()> {
    let Some(chat) = tx.chat_by_telegram(telegram).await? else {
        return Ok(());
    };
    tx.chat_mark_unreachable(chat.id, reason, now).await?;
    tx.audit_append(
        now,
        None,
        "group.lost",
        "chat",
        Some(chat.id.0),
        &json!({ "reason": reason.as_str() }),
    )
    .await?;
    Ok(())
}

async fn require_over_present_unit(tx: &mut Tx, cx: &Cx<'_>, unit: UnitId) -> Result<()> {
    let missing = || store::Error::inconsistent("chats", "unit_id", unit.0, "missing");
    let unit = tx.unit_by_id(unit).await?.ok_or_else(missing)?;
    if cx.require(Action::ConnectGroup, &unit.path).is_err() {
        let refusal = Refusal::new("refusal-group-of-another-unit").with("unit", unit.name);
        return Err(refusal.into());
    }
    Ok(())
}
