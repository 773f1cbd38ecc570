//! Personal links for all of a unit who have not joined, asked for from the chat.

use serde_json::json;

use super::Cx;
use super::error::{Refusal, Result};
use super::invitations::{PersonalInvitation, write_personal};
use super::inviting::unit_for;
use crate::domain::code::{INVITATION_BYTES, invitation_code};
use crate::domain::ids::UnitId;
use crate::domain::org::{Role, UnitPath};
use crate::domain::permission::{Action, may};
use crate::domain::person::Actor;
use crate::store::invitations::NotJoined;
use crate::store::{self, Tx};

/// The most people whose links are made at once in the chat: some 130 pages of paper.
pub const MOST: usize = 1_000;

/// Makes a personal link for everybody on the roster of a unit and below it who has not joined and
/// whom the actor may invite. Who has a link that holds keeps it.
///
/// # Errors
/// Refused if the actor may not invite there, there is nobody to invite, or more than [`MOST`].
/// Fails if the store does.
pub async fn invite_people(
    tx: &mut Tx,
    cx: &Cx<'_>,
    unit: UnitId,
    mut random: impl FnMut() -> [u8; INVITATION_BYTES],
) -> Result<()> {
    let unit = unit_for(tx, cx, unit, Role::Cadre).await?;
    let waiting = waiting(tx, cx.actor, &unit.path, cx.now).await?;
    if waiting.is_empty() {
        return Err(Refusal::new("refusal-nobody-to-invite")
            .with("unit", unit.name)
            .into());
    }
    if waiting.len() > MOST {
        return Err(Refusal::new("refusal-too-many-to-invite")
            .with("count", waiting.len())
            .with("most", MOST)
            .into());
    }
    let mut made = 0;
    for person in waiting.iter().filter(|person| person.code.is_none()) {
        let code = invitation_code(random());
        write_personal(tx, cx.now, Some(cx.actor.id), person, &code).await?;
        made += 1;
    }
    if made > 0 {
        tx.audit_append(
            cx.now,
            Some(cx.actor.id),
            "invitation.create_personal",
            "unit",
            Some(unit.id.0),
            &json!({ "made": made }),
        )
        .await?;
    }
    Ok(())
}

/// The personal links that hold of those on the roster of a unit and below it whom somebody may
/// invite. They are secrets: nobody else may see them.
///
/// # Errors
/// If the store fails.
pub async fn personal_links(
    tx: &mut Tx,
    actor: &Actor,
    below: &UnitPath,
    now: i64,
) -> store::Result<Vec<PersonalInvitation>> {
    let waiting = waiting(tx, actor, below, now).await?;
    let with_code = |person: NotJoined| {
        let code = person.code.clone()?;
        Some(PersonalInvitation { person, code })
    };
    Ok(waiting.into_iter().filter_map(with_code).collect())
}

/// Who has not joined there and may be invited by the actor.
async fn waiting(
    tx: &mut Tx,
    actor: &Actor,
    below: &UnitPath,
    now: i64,
) -> store::Result<Vec<NotJoined>> {
    let mut waiting = tx.invitation_list_not_joined(below, now).await?;
    waiting.retain(|person| may(actor, Action::Invite(person.role), below));
    Ok(waiting)
}
