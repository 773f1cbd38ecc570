//! Groups: which unit a group belongs to, for whom it is, and whether the bot can work in it.
//!
//! What is meant for a unit's people never stands in a group of its residents. Two things keep it
//! so: a message looks for whom its group is when it is made
//! ([`Chat::may_show`](crate::domain::chat::Chat::may_show)), and a change of the group makes every
//! message again that may not stand there any more.

mod lost;
mod topics;

use serde_json::json;

use super::error::{Refusal, Result};
use super::{Cx, Rules};
use crate::domain::chat::{ChatKind, GroupAudience, Presence};
use crate::domain::ids::{ChatId, OutboxId, TelegramChatId, TopicId, UnitId};
use crate::domain::locale::Locale;
use crate::domain::notice::{Lane, Notice, Readers, Unreachable};
use crate::domain::org::Unit;
use crate::domain::permission::{Action, may};
use crate::domain::person::Actor;
use crate::store::{self, Tx};

pub use lost::tell_of_lost_groups;
pub use topics::{topic_lost, topic_reopened};

/// How many of a group's messages follow when its language changes.
const FOLLOW_LANGUAGE: i64 = 50;
/// How many units are looked at when one is searched by its name.
const SEARCHED: i64 = 2;

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

/// The unit with this code, or the only one of the actor's with this in its name, if he may tie
/// groups to it: asked before the question for whom the group is.
///
/// # Errors
/// Refused if there is no such unit or it is out of the actor's reach. Fails if the store does.
pub async fn unit_to_connect(tx: &mut Tx, cx: &Cx<'_>, code: &str) -> Result<Unit> {
    let code = code.trim();
    let mut found = tx.unit_by_code(code).await?;
    if found.is_none() {
        found = tx.unit_by_code(&code.to_uppercase()).await?;
    }
    if found.is_none() {
        found = unit_by_name(tx, cx.actor, code).await?;
    }
    let unit = found.ok_or_else(|| Refusal::new("refusal-connect-unknown").with("code", code))?;
    require_over(tx, cx, &unit)?;
    Ok(unit)
}

/// The units to which somebody may tie a group, each after the one it belongs to.
///
/// # Errors
/// If the store fails.
pub async fn units_to_connect(tx: &mut Tx, actor: &Actor) -> Result<Vec<Unit>> {
    let mut units: Vec<Unit> = Vec::new();
    for standing in &actor.standings {
        if !may(actor, Action::ConnectGroup, &standing.path) {
            continue;
        }
        for unit in tx.unit_list(&standing.path).await? {
            if units.iter().all(|other| other.id != unit.id) {
                units.push(unit);
            }
        }
    }
    Ok(units)
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
    tx.group_set_connected_by(chat, cx.actor.id).await?;
    if before != Some((unit.id, audience)) {
        retract(tx, chat, cx.now).await?;
    }
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

/// Everything for the group goes to this topic of it, or to the group itself. Part of tying it:
/// whoever may do that chose the topic by where he did it.
///
/// # Errors
/// If the store fails.
pub async fn set_topic(
    tx: &mut Tx,
    cx: &Cx<'_>,
    chat: ChatId,
    topic: Option<TopicId>,
) -> Result<()> {
    tx.group_set_topic(chat, topic).await?;
    tx.audit_append(
        cx.now,
        Some(cx.actor.id),
        "group.topic",
        "chat",
        Some(chat.0),
        &json!({ "topic": topic }),
    )
    .await?;
    Ok(())
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
    retract(tx, chat, cx.now).await?;
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

/// Another language is spoken in the group from now on: its cards follow. That whoever asked is one
/// of its administrators is checked with Telegram before; he need not be known to us.
///
/// # Errors
/// If the store fails.
pub async fn set_group_locale(
    tx: &mut Tx,
    actor: Option<&Actor>,
    chat: ChatId,
    locale: Locale,
    now: i64,
) -> Result<()> {
    tx.chat_set_locale(chat, locale).await?;
    let cards = ["group", "connect_group", "connect_units", "languages"];
    for row in tx
        .outbox_list_of_kinds(chat, &cards, FOLLOW_LANGUAGE)
        .await?
    {
        tx.outbox_touch_row(row, Lane::Interactive, now).await?;
    }
    // Last of all: what is new in the group does not wait for old copies to be translated.
    for row in tx
        .outbox_list_of_kinds(chat, &["group_directive"], FOLLOW_LANGUAGE)
        .await?
    {
        tx.outbox_touch_row(row, Lane::Digest, now).await?;
    }
    tx.audit_append(
        now,
        actor.map(|actor| actor.id),
        "group.language",
        "chat",
        Some(chat.0),
        &json!({ "locale": locale.as_str() }),
    )
    .await?;
    Ok(())
}

/// Takes in what Telegram says that the bot may do in a group. Answers the chat, if anything can
/// be sent to it.
///
/// # Errors
/// If the store fails.
pub async fn learn_presence(
    tx: &mut Tx,
    group: Group<'_>,
    presence: &Presence,
    rules: &Rules,
    now: i64,
) -> Result<Option<ChatId>> {
    if let Some(reason) = presence.unreachable() {
        group_lost(tx, group.telegram, reason, now).await?;
        return Ok(None);
    }
    let chat = group_back(tx, group, rules, now).await?;
    if let Presence::Here(lacks) = presence
        && tx.group_set_lacks(chat, lacks).await?
    {
        touch_card(tx, chat, now).await?;
    }
    Ok(Some(chat))
}

/// Brings the group's card about itself up to date.
///
/// # Errors
/// If the store fails.
pub async fn touch_card(tx: &mut Tx, chat: ChatId, now: i64) -> Result<()> {
    for row in tx.outbox_list_of_kinds(chat, &["group"], 1).await? {
        tx.outbox_touch_row(row, Lane::Interactive, now).await?;
    }
    Ok(())
}

/// Brings the group's card about itself up to date; a group that never got one gets it now.
///
/// # Errors
/// If the store fails.
pub async fn bring_card(tx: &mut Tx, chat: ChatId, now: i64) -> Result<()> {
    if tx
        .outbox_list_of_kinds(chat, &["group"], 1)
        .await?
        .is_empty()
    {
        tx.outbox_say(chat, &Notice::Group, Lane::Interactive, now)
            .await?;
        return Ok(());
    }
    touch_card(tx, chat, now).await
}

/// Takes the buttons off the group's cards about itself, except one: two with the same buttons
/// would be one too many.
///
/// # Errors
/// If the store fails.
pub async fn retire_cards(
    tx: &mut Tx,
    chat: ChatId,
    except: Option<OutboxId>,
    now: i64,
) -> Result<()> {
    for (row, notice) in tx.outbox_list_shown(chat).await? {
        if notice == Notice::Group && Some(row) != except {
            tx.outbox_show(row, &Notice::say("card-moved"), now).await?;
        }
    }
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

/// Makes every message of a group again that may not stand there any more: it is taken away.
async fn retract(tx: &mut Tx, chat: ChatId, now: i64) -> Result<()> {
    for (row, notice) in tx.outbox_list_shown(chat).await? {
        if matches!(notice.readers(), Readers::GroupOf(..)) {
            tx.outbox_touch_row(row, Lane::Directive, now).await?;
        }
    }
    Ok(())
}

/// The only unit of the actor's with this in its name.
async fn unit_by_name(tx: &mut Tx, actor: &Actor, name: &str) -> Result<Option<Unit>> {
    let mut found: Vec<Unit> = Vec::new();
    for standing in &actor.standings {
        if !may(actor, Action::ConnectGroup, &standing.path) {
            continue;
        }
        for unit in tx.unit_search(&standing.path, name, SEARCHED).await? {
            if found.iter().all(|other| other.id != unit.id) {
                found.push(unit);
            }
        }
    }
    Ok(found.pop().filter(|_| found.is_empty()))
}

fn require_over(tx: &mut Tx, cx: &Cx<'_>, unit: &Unit) -> Result<()> {
    if cx.exercise(tx, Action::ConnectGroup, &unit.path).is_err() {
        let refusal = Refusal::new("refusal-connect-not-yours").with("unit", &unit.name);
        return Err(refusal.into());
    }
    Ok(())
}

async fn require_over_present_unit(tx: &mut Tx, cx: &Cx<'_>, unit: UnitId) -> Result<()> {
    let missing = || store::Error::inconsistent("chats", "unit_id", unit.0, "missing");
    let unit = tx.unit_by_id(unit).await?.ok_or_else(missing)?;
    if cx.exercise(tx, Action::ConnectGroup, &unit.path).is_err() {
        let refusal = Refusal::new("refusal-group-of-another-unit").with("unit", unit.name);
        return Err(refusal.into());
    }
    Ok(())
}
