//! What is asked of Telegram before something is done in a group.

use crate::domain::chat::Presence;
use crate::telegram::commands::Command;
use crate::telegram::error::{CallError, Class, classify};
use crate::telegram::from_tg::{Incoming, IncomingKind};
use crate::telegram::handlers::{HandlerError, Prepared};
use crate::telegram::press::Press;
use crate::telegram::{Bot, rights};

/// What Telegram was asked before something was done in a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupFacts {
    /// Whether who acts administers the group.
    pub administers: bool,
    /// What the bot may do there; `None` if that was not asked or not answered.
    pub presence: Option<Presence>,
}

/// Asks Telegram what must be known: whether who acts is one of the group's administrators, and
/// what the bot may do there.
///
/// # Errors
/// If Telegram does not say; the update is tried again.
pub async fn prepare(bot: &Bot, incoming: &Incoming) -> Result<Prepared, HandlerError> {
    let asks = Asks::of(&incoming.kind);
    let mut facts = GroupFacts::default();
    if asks.administers && !incoming.from.anonymous {
        facts.administers = rights::administers(&bot.api, incoming.chat, incoming.from.id).await?;
    }
    if asks.presence {
        let chat = match &incoming.kind {
            IncomingKind::Press {
                data: Some(Press::CheckGroup(Some(group))),
                ..
            } => bot.store.read().await?.chat_by_id(*group).await?,
            _ => None,
        };
        let chat = chat.map_or(incoming.chat, |chat| chat.telegram);
        facts.presence = known(rights::presence(&bot.api, chat).await, &incoming.kind)?;
    }
    Ok(Prepared::Group(facts))
}

/// Whether somebody in private asks about a group.
pub fn is_check(incoming: &Incoming) -> bool {
    matches!(
        incoming.kind,
        IncomingKind::Press {
            data: Some(Press::CheckGroup(Some(_))),
            ..
        }
    )
}

/// What an update wants to be asked.
struct Asks {
    administers: bool,
    presence: bool,
}

impl Asks {
    fn of(kind: &IncomingKind) -> Self {
        let (administers, presence) = match kind {
            IncomingKind::Command { command, .. } => match command {
                Command::Connect { .. } => (true, true),
                Command::Language => (true, false),
                Command::Start { .. } | Command::Help => (false, true),
                _ => (false, false),
            },
            IncomingKind::Press { data, .. } => match data {
                Some(Press::ConnectGroup(..)) => (true, true),
                Some(
                    Press::ConnectUnit(_)
                    | Press::ConnectUnits(_)
                    | Press::DisconnectGroup(_)
                    | Press::Language(_),
                ) => (true, false),
                Some(Press::CheckGroup(_)) => (false, true),
                _ => (false, false),
            },
            IncomingKind::BotStatus { now, .. } => (false, now.can_send()),
            _ => (false, false),
        };
        Self {
            administers,
            presence,
        }
    }
}

/// What Telegram answered; nothing where it will never answer. A change of the bot's own standing
/// says enough by itself and must not get lost over a question.
fn known(
    answer: Result<Presence, CallError>,
    kind: &IncomingKind,
) -> Result<Option<Presence>, CallError> {
    match answer {
        Ok(presence) => Ok(Some(presence)),
        Err(error)
            if matches!(kind, IncomingKind::BotStatus { .. })
                || classify(&error) == Class::Refused =>
        {
            tracing::warn!(%error, "the bot's rights in a group are not known: {error}");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
