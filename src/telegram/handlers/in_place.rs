//! In whose place somebody acts: told by the message whose button he presses, or by the question
//! that his words answer.

use super::HandlerError;
use crate::app::Refusal;
use crate::domain::ids::{AssignmentId, ChatId, PersonId};
use crate::domain::notice::Notice;
use crate::domain::person::Actor;
use crate::store::Tx;
use crate::telegram::dialogue::Dialogue;
use crate::telegram::from_tg::{Incoming, IncomingKind};

/// In whose place the actor does this; `None` as himself.
///
/// # Errors
/// A refusal if he does not stand in for that person any more.
pub async fn of(
    tx: &mut Tx,
    chat: ChatId,
    actor: &Actor,
    incoming: &Incoming,
    now: i64,
) -> Result<Option<PersonId>, HandlerError> {
    let person = match &incoming.kind {
        IncomingKind::Press { message_id, .. } => match tx.outbox_find(chat, *message_id).await? {
            Some((_, Notice::InPlaceOf { person, .. })) => Some(person),
            Some((_, Notice::Ask { .. })) => Dialogue::in_place_of(tx, chat, actor.id, now).await?,
            _ => None,
        },
        IncomingKind::Text { .. }
        | IncomingKind::Document { .. }
        | IncomingKind::Photo { .. }
        | IncomingKind::Location { .. }
        | IncomingKind::Other { .. } => Dialogue::in_place_of(tx, chat, actor.id, now).await?,
        IncomingKind::Command { .. }
        | IncomingKind::BotStatus { .. }
        | IncomingKind::MigratedTo(_)
        | IncomingKind::MigratedFrom(_)
        | IncomingKind::TopicReopened => None,
    };
    match person {
        Some(person) if !actor.stands_in_for(person) => {
            Err(Refusal::new("refusal-deputyship-over").into())
        }
        person => Ok(person),
    }
}

/// In whose place a task is the actor's to do; `None` if it is his own.
///
/// # Errors
/// If the database fails.
pub async fn whose_task(
    tx: &mut Tx,
    actor: &Actor,
    assignment: AssignmentId,
) -> Result<Option<PersonId>, HandlerError> {
    for person in std::iter::once(actor.id).chain(actor.represented()) {
        let open = tx.assignment_list_open(person).await?;
        if open.iter().any(|found| found.id == assignment) {
            return Ok(Some(person).filter(|person| *person != actor.id));
        }
    }
    Ok(None)
}
