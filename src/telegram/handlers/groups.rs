//! Groups: tying one to a unit, and what becomes of the bot in it.

use serde::Deserialize;

use super::scene::Scene;
use super::{Answers, HandlerError, Prepared};
use crate::app::groups::{self, Group};
use crate::app::{Refusal, Rules};
use crate::domain::chat::{ChatKind, GroupAudience};
use crate::domain::ids::{TelegramChatId, TelegramUserId, UnitId};
use crate::domain::notice::{Lane, Notice, Unreachable};
use crate::store::Tx;
use crate::telegram::Bot;
use crate::telegram::commands::Command;
use crate::telegram::from_tg::{Incoming, IncomingKind, Standing};
use crate::telegram::press::Press;

type Handled = Result<Answers, HandlerError>;

/// What is asked of Telegram about a member.
#[derive(serde::Serialize)]
struct MemberParams {
    chat_id: i64,
    user_id: i64,
}

/// What is read of the answer.
#[derive(Deserialize)]
struct Member {
    status: String,
}

/// Asks Telegram whether who ties a group is one of its administrators.
///
/// # Errors
/// If Telegram does not say; the update is tried again.
pub async fn prepare(bot: &Bot, incoming: &Incoming) -> Result<Prepared, HandlerError> {
    let ties = matches!(
        incoming.kind,
        IncomingKind::Command {
            command: Command::Connect { .. },
            ..
        } | IncomingKind::Press {
            data: Some(Press::ConnectGroup(..)),
            ..
        }
    );
    if !ties {
        return Ok(Prepared::Nothing);
    }
    let administers = is_administrator(bot, incoming.chat, incoming.from.id).await?;
    Ok(Prepared::Administers(administers))
}

async fn is_administrator(
    bot: &Bot,
    chat: TelegramChatId,
    user: TelegramUserId,
) -> Result<bool, HandlerError> {
    let params = MemberParams {
        chat_id: chat.0,
        user_id: user.0,
    };
    let member: Member = bot.api.call("getChatMember", &params).await?;
    Ok(matches!(
        member.status.as_str(),
        "creator" | "administrator"
    ))
}

/// `/ketnoi CODE`: asks for whom the group is.
pub async fn connect(
    scene: &Scene<'_>,
    tx: &mut Tx,
    code: Option<&str>,
    prepared: &Prepared,
) -> Handled {
    require_administrator(prepared)?;
    let Some(code) = code else {
        return Err(Refusal::new("refusal-connect-code").into());
    };
    let unit = groups::unit_to_connect(tx, &scene.cx(), code).await?;
    scene
        .say(tx, &Notice::ConnectGroup { unit: unit.id })
        .await?;
    Ok(Answers::default())
}

/// Says for whom the group is: it is tied from now on.
pub async fn choose(
    scene: &Scene<'_>,
    tx: &mut Tx,
    unit: UnitId,
    audience: GroupAudience,
    prepared: &Prepared,
) -> Handled {
    require_administrator(prepared)?;
    let gone = || Refusal::new("refusal-unit-unknown").with("code", "");
    let unit = tx.unit_by_id(unit).await?.ok_or_else(gone)?;
    let group = Group {
        telegram: scene.chat.telegram,
        kind: scene.chat.kind,
        title: scene.chat.title.as_deref(),
    };
    groups::connect_group(tx, &scene.cx(), group, &unit.code, audience).await?;
    scene.show(tx, &Notice::Group).await?;
    Ok(scene.toast("toast-saved", &[]))
}

fn require_administrator(prepared: &Prepared) -> Result<(), Refusal> {
    match prepared {
        Prepared::Administers(true) => Ok(()),
        _ => Err(Refusal::new("refusal-not-administrator")),
    }
}

/// The bot was added, removed, or given other rights.
pub async fn status(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    was: Standing,
    now: Standing,
) -> Handled {
    let at = bot.clock.now();
    if !now.can_send() {
        let reason = match now {
            Standing::Left | Standing::Kicked => Unreachable::Removed,
            _ => Unreachable::NoRights,
        };
        groups::group_lost(tx, incoming.chat, reason, at).await?;
        return Ok(Answers::default());
    }
    let chat = groups::group_back(tx, group_of(incoming), &bot.rules, at).await?;
    if !was.can_send() {
        tx.outbox_say(chat, &Notice::Group, Lane::Interactive, at)
            .await?;
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

/// Knows the group that something happens in.
///
/// # Errors
/// If the database fails.
pub async fn know(
    tx: &mut Tx,
    incoming: &Incoming,
    rules: &Rules,
    now: i64,
) -> Result<(), HandlerError> {
    if tx.chat_by_telegram(incoming.chat).await?.is_none() {
        groups::group_back(tx, group_of(incoming), rules, now).await?;
    }
    Ok(())
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
