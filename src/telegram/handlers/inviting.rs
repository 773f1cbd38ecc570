//! `/moi`: links by which others join, from the chat.

use super::scene::Scene;
use super::{Answers, HandlerError};
use crate::app::inviting::{self, Terms};
use crate::app::{Refusal, invitations, inviting_people};
use crate::domain::ids::{InvitationId, UnitId};
use crate::domain::notice::{InviteScreen, Notice};
use crate::domain::org::{Role, UnitPath};
use crate::runtime::random_bytes;
use crate::store::Tx;
use crate::telegram::dialogue::Dialogue;

type Handled = Result<Answers, HandlerError>;

/// The links that hold, and the way to a new one.
pub async fn list(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    inviting::require_inviter(&scene.actor)?;
    let screen = InviteScreen::List { page: 0 };
    scene.say(tx, &Notice::Inviting { screen }).await?;
    Ok(Answers::default())
}

/// Shows a part of the card for inviting.
pub async fn show(scene: &Scene<'_>, tx: &mut Tx, screen: InviteScreen) -> Handled {
    scene.forget(tx).await?;
    match screen {
        InviteScreen::List { .. } => inviting::require_inviter(&scene.actor)?,
        InviteScreen::Offer { unit, role, .. } => {
            inviting::unit_for(tx, &scene.cx(), unit, role).await?;
        }
        InviteScreen::Units {
            open,
            role,
            uses,
            days,
            ..
        } => {
            inviting::require_inviter(&scene.actor)?;
            if let Some(unit) = open {
                inviting::unit_for(tx, &scene.cx(), unit, Role::Cadre).await?;
            }
            Dialogue::InviteUnit { role, uses, days }
                .save(tx, scene.chat.id, scene.actor.id, scene.now)
                .await?;
        }
    }
    scene.show(tx, &Notice::Inviting { screen }).await?;
    Ok(Answers::default())
}

/// A unit's code or name was typed: the offer is for it.
pub async fn unit_typed(
    scene: &Scene<'_>,
    tx: &mut Tx,
    typed: &str,
    role: Role,
    uses: u32,
    days: u32,
) -> Result<(), HandlerError> {
    let unit = inviting::find_unit(tx, &scene.cx(), typed).await?;
    let screen = InviteScreen::Offer {
        role: role_at(scene, &unit.path, role),
        unit: unit.id,
        uses,
        days,
    };
    scene.say(tx, &Notice::Inviting { screen }).await?;
    Ok(())
}

/// The role that was chosen, or a cadre where that cannot be had.
fn role_at(scene: &Scene<'_>, over: &UnitPath, role: Role) -> Role {
    match inviting::roles(&scene.actor, over).contains(&role) {
        true => role,
        false => Role::Cadre,
    }
}

/// Makes the link that the pressed message offers, and sends it in a message of its own, to be
/// forwarded. The card goes back to the list, so that a second tap makes no second link.
pub async fn make(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    let shown = match scene.pressed {
        Some(message) => tx.outbox_find(scene.chat.id, message).await?,
        None => None,
    };
    let terms = match shown {
        Some((
            _,
            Notice::Inviting {
                screen:
                    InviteScreen::Offer {
                        unit,
                        role,
                        uses,
                        days,
                    },
            },
        )) => Terms {
            unit,
            role,
            uses,
            days,
        },
        Some((_, Notice::Inviting { .. })) => return Ok(scene.toast("toast-invited", &[])),
        _ => return Err(Refusal::new("refusal-old-button").into()),
    };
    let invitation = inviting::make(tx, &scene.cx(), terms, random_bytes()).await?;
    let screen = InviteScreen::List { page: 0 };
    scene.show(tx, &Notice::Inviting { screen }).await?;
    say_link(scene, tx, invitation).await?;
    Ok(scene.toast("toast-invited", &[]))
}

/// Shows the link of an invitation.
pub async fn open(scene: &Scene<'_>, tx: &mut Tx, invitation: InvitationId) -> Handled {
    inviting::open(tx, &scene.cx(), invitation).await?;
    let revoking = false;
    scene
        .show(
            tx,
            &Notice::Invitation {
                invitation,
                revoking,
            },
        )
        .await?;
    Ok(Answers::default())
}

/// Sends the link of an invitation as a picture, in a message of its own.
pub async fn qr(scene: &Scene<'_>, tx: &mut Tx, invitation: InvitationId) -> Handled {
    let opened = inviting::open(tx, &scene.cx(), invitation).await?;
    invitations::require_valid(&opened, scene.now)?;
    scene.say(tx, &Notice::InvitationQr { invitation }).await?;
    Ok(Answers::default())
}

/// Makes personal links for those of a unit who have not joined, and sends them as slips to print.
pub async fn slips(scene: &Scene<'_>, tx: &mut Tx, unit: UnitId) -> Handled {
    inviting_people::invite_people(tx, &scene.cx(), unit, random_bytes).await?;
    scene.say(tx, &Notice::Slips { unit }).await?;
    Ok(scene.toast("toast-slips", &[]))
}

/// Takes an invitation back, after having asked whether it shall.
pub async fn revoke(
    scene: &Scene<'_>,
    tx: &mut Tx,
    invitation: InvitationId,
    sure: bool,
) -> Handled {
    let opened = inviting::open(tx, &scene.cx(), invitation).await?;
    // Somebody else was quicker: the message says so instead of asking on.
    let is_revoked = opened.revoked_at.is_some();
    let answers = match (is_revoked, sure) {
        (true, _) => scene.toast("refusal-invitation-revoked-before", &[]),
        (false, true) => {
            invitations::revoke(tx, &scene.cx(), invitation).await?;
            scene.toast("toast-revoked", &[])
        }
        (false, false) => Answers::default(),
    };
    let notice = Notice::Invitation {
        invitation,
        revoking: !sure && !is_revoked,
    };
    scene.show(tx, &notice).await?;
    Ok(answers)
}

/// Makes a new personal link in place of one that came into other hands.
pub async fn renew(scene: &Scene<'_>, tx: &mut Tx, old: InvitationId) -> Handled {
    let invitation = inviting::renew(tx, &scene.cx(), old, random_bytes()).await?;
    say_link(scene, tx, invitation).await?;
    Ok(scene.toast("toast-invited", &[]))
}

async fn say_link(
    scene: &Scene<'_>,
    tx: &mut Tx,
    invitation: InvitationId,
) -> Result<(), HandlerError> {
    let notice = Notice::Invitation {
        invitation,
        revoking: false,
    };
    scene.say(tx, &notice).await?;
    Ok(())
}
