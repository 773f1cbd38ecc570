//! Invitations: who may ask whom in, as what, until when.

use serde_json::json;

use super::Cx;
use super::error::{Refusal, Result};
use super::inviting::open;
use crate::domain::code::{INVITATION_BYTES, invitation_code};
use crate::domain::ids::{InvitationId, PersonId};
use crate::domain::org::{Role, Unit, UnitPath};
use crate::domain::permission::Action;
use crate::store::Tx;
use crate::store::invitations::{Invitation, NewInvitation, NotJoined};

/// The most people that one link may let in.
pub const MAX_USES: i64 = 10_000;

/// What an invitation offers.
#[derive(Clone, Debug)]
pub struct Offer {
    /// As what one joins.
    pub role: Role,
    /// Where; `None` only for an administrator of everything.
    pub unit: Option<Unit>,
    /// How many may join by it, from 1 to [`MAX_USES`].
    pub uses: i64,
    /// Until when it holds, in Unix ms; `None` for ever.
    pub expires_at: Option<i64>,
}

/// A personal invitation of somebody on the roster who has not joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalInvitation {
    /// Whom it is for, and where he stands.
    pub person: NotJoined,
    /// The secret in his link.
    pub code: String,
}

/// Makes an invitation and answers its code.
///
/// # Errors
/// Refused if the actor may not invite into this role there, or the offer makes no sense. Fails if
/// the store does.
pub async fn invite(
    tx: &mut Tx,
    cx: &Cx<'_>,
    offer: &Offer,
    random: [u8; INVITATION_BYTES],
) -> Result<String> {
    let over = offer
        .unit
        .as_ref()
        .map_or_else(UnitPath::everything, |unit| unit.path.clone());
    cx.exercise(tx, Action::Invite(offer.role), &over)?;
    write(tx, cx.now, Some(cx.actor.id), offer, random).await
}

/// Makes an invitation for whoever runs the program on its machine, and answers its code.
///
/// # Errors
/// Refused if the offer makes no sense. Fails if the store does.
pub async fn invite_from_console(
    tx: &mut Tx,
    now: i64,
    offer: &Offer,
    random: [u8; INVITATION_BYTES],
) -> Result<String> {
    write(tx, now, None, offer, random).await
}

/// A personal link for everybody on the roster who has not joined. Who has one that still holds
/// keeps it, so that links which were handed out stay good however often this is asked.
///
/// # Errors
/// If the store fails.
pub async fn invite_everybody_from_console(
    tx: &mut Tx,
    now: i64,
    random: impl FnMut() -> [u8; INVITATION_BYTES],
) -> Result<Vec<PersonalInvitation>> {
    invite_below_from_console(tx, now, &UnitPath::everything(), random).await
}

/// The same for one unit and all below it.
///
/// # Errors
/// If the store fails.
pub async fn invite_below_from_console(
    tx: &mut Tx,
    now: i64,
    below: &UnitPath,
    mut random: impl FnMut() -> [u8; INVITATION_BYTES],
) -> Result<Vec<PersonalInvitation>> {
    let mut invitations = Vec::new();
    let mut made = 0;
    for person in tx.invitation_list_not_joined(below, now).await? {
        let code = match &person.code {
            Some(code) => code.clone(),
            None => {
                made += 1;
                let code = invitation_code(random());
                write_personal(tx, now, None, &person, &code).await?;
                code
            }
        };
        invitations.push(PersonalInvitation { person, code });
    }
    if made > 0 {
        tx.audit_append(
            now,
            None,
            "invitation.create_personal",
            "invitation",
            None,
            &json!({ "made": made }),
        )
        .await?;
    }
    Ok(invitations)
}

/// Takes an invitation back. Who has joined by it stays.
///
/// # Errors
/// Refused if there is no such invitation, the actor could not have made it, or it was taken back
/// before. Fails if the store does.
pub async fn revoke(tx: &mut Tx, cx: &Cx<'_>, id: InvitationId) -> Result<()> {
    let invitation = open(tx, cx, id).await?;
    if !tx.invitation_revoke(invitation.id, cx.now).await? {
        return Err(Refusal::new("refusal-invitation-revoked-before").into());
    }
    tx.audit_append(
        cx.now,
        Some(cx.actor.id),
        "invitation.revoke",
        "invitation",
        Some(invitation.id.0),
        &json!({}),
    )
    .await?;
    Ok(())
}

/// Goes on only if somebody may still join by this invitation.
///
/// # Errors
/// The refusal that says why not.
pub fn require_valid(invitation: &Invitation, now: i64) -> std::result::Result<(), Refusal> {
    let refusal = if invitation.revoked_at.is_some() {
        "refusal-invitation-revoked"
    } else if invitation.expires_at.is_some_and(|end| end <= now) {
        "refusal-invitation-expired"
    } else if invitation.uses_left == 0 {
        "refusal-invitation-used-up"
    } else {
        return Ok(());
    };
    Err(Refusal::new(refusal))
}

/// Over what one must be allowed to invite to have made this invitation.
pub(super) async fn over(tx: &mut Tx, invitation: &Invitation) -> Result<UnitPath> {
    let unit = match invitation.unit {
        Some(unit) => tx.unit_by_id(unit).await?,
        None => None,
    };
    Ok(unit.map_or_else(UnitPath::everything, |unit| unit.path))
}

async fn write(
    tx: &mut Tx,
    now: i64,
    created_by: Option<PersonId>,
    offer: &Offer,
    random: [u8; INVITATION_BYTES],
) -> Result<String> {
    check(offer, now)?;
    let code = invitation_code(random);
    let id = tx
        .invitation_insert(&NewInvitation {
            code: &code,
            role: offer.role,
            unit: offer.unit.as_ref().map(|unit| unit.id),
            person: None,
            uses: offer.uses,
            expires_at: offer.expires_at,
            created_by,
            now,
        })
        .await?;
    // The code itself is a secret and stays out of the audit.
    tx.audit_append(
        now,
        created_by,
        "invitation.create",
        "invitation",
        Some(id.0),
        &json!({
            "role": offer.role,
            "unit": offer.unit.as_ref().map(|unit| unit.id),
            "uses": offer.uses,
            "expires_at": offer.expires_at,
        }),
    )
    .await?;
    Ok(code)
}

/// Adds a personal link for somebody on the roster; the caller writes the audit.
pub(super) async fn write_personal(
    tx: &mut Tx,
    now: i64,
    created_by: Option<PersonId>,
    person: &NotJoined,
    code: &str,
) -> Result<InvitationId> {
    let id = tx
        .invitation_insert(&NewInvitation {
            code,
            role: person.role,
            unit: Some(person.unit),
            person: Some(person.person),
            uses: 1,
            expires_at: None,
            created_by,
            now,
        })
        .await?;
    Ok(id)
}

fn check(offer: &Offer, now: i64) -> Result<()> {
    let refusal = if offer.unit.is_none() && offer.role != Role::Admin {
        Refusal::new("refusal-invitation-needs-unit")
    } else if !(1..=MAX_USES).contains(&offer.uses) {
        Refusal::new("refusal-invitation-uses").with("most", MAX_USES)
    } else if offer.expires_at.is_some_and(|end| end <= now) {
        Refusal::new("refusal-invitation-ends-in-past")
    } else {
        return Ok(());
    };
    Err(refusal.into())
}
