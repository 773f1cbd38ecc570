//! Inviting from the chat: where somebody may invite, as what, and the links that hold now.
//!
//! A link is a secret: whoever has it joins. So it is shown only to those who could have made it.

use serde_json::json;

use super::Cx;
use super::audiences::tops;
use super::error::{Refusal, Result};
use super::invitations::{Offer, invite, over, require_valid, write_personal};
use crate::domain::code::{INVITATION_BYTES, invitation_code};
use crate::domain::ids::{InvitationId, UnitId};
use crate::domain::org::{Role, Unit, UnitPath};
use crate::domain::permission::{Action, may, may_somewhere};
use crate::domain::person::Actor;
use crate::store::invitations::{Invitation, LiveInvitation};
use crate::store::{self, Tx};

/// How many people a link made in the chat lets in: the choices.
pub const USES: [u32; 4] = [1, 10, 50, 200];
/// For how many days a link made in the chat holds: the choices.
pub const DAYS: [u32; 3] = [1, 7, 30];

/// Whoever may invite at all may invite a cadre.
const INVITE: Action = Action::Invite(Role::Cadre);
/// How many units are named where a name fits several.
const NAMED: i64 = 5;
/// A day in milliseconds.
const DAY: i64 = 24 * 3_600_000;

/// A link to be made in the chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub role: Role,
    /// For how many people, one of [`USES`].
    pub uses: u32,
    /// For how many days, one of [`DAYS`].
    pub days: u32,
}

/// Goes on only if the actor may invite anybody anywhere.
///
/// # Errors
/// The refusal `refusal-not-inviter`.
pub fn require_inviter(actor: &Actor) -> Result<()> {
    if may_somewhere(actor, INVITE) {
        Ok(())
    } else {
        Err(Refusal::new("refusal-not-inviter").into())
    }
}

/// The unit, if the actor may invite into this role there.
///
/// # Errors
/// A refusal if he may not or there is no such unit.
pub async fn unit_for(tx: &mut Tx, cx: &Cx<'_>, unit: UnitId, role: Role) -> Result<Unit> {
    let unit = tx
        .unit_by_id(unit)
        .await?
        .ok_or_else(|| Refusal::new("refusal-not-allowed"))?;
    cx.require(Action::Invite(role), &unit.path)?;
    Ok(unit)
}

/// The one unit into which the actor may invite that has this code or name.
///
/// # Errors
/// A refusal if there is none, or several.
pub async fn find_unit(tx: &mut Tx, cx: &Cx<'_>, typed: &str) -> Result<Unit> {
    let typed = typed.trim();
    let by_code = tx.unit_by_code(typed).await?;
    if let Some(unit) = by_code.filter(|unit| may(cx.actor, INVITE, &unit.path)) {
        return Ok(unit);
    }
    let mut found = Vec::new();
    if !typed.is_empty() {
        for top in tops(cx.actor, INVITE) {
            found.extend(tx.unit_search(&top, typed, NAMED).await?);
        }
    }
    let names: Vec<String> = found.iter().map(|unit| unit.name.clone()).collect();
    match <[Unit; 1]>::try_from(found) {
        Ok([unit]) => Ok(unit),
        Err(_) if names.is_empty() => Err(Refusal::new("refusal-unit-not-found")
            .with("typed", typed)
            .into()),
        Err(_) => Err(Refusal::new("refusal-unit-ambiguous")
            .with("names", names.join(", "))
            .into()),
    }
}

/// The roles into which somebody may invite at a unit, in the order in which they are listed.
#[must_use]
pub fn roles(actor: &Actor, over: &UnitPath) -> Vec<Role> {
    Role::ALL
        .into_iter()
        .filter(|role| may(actor, Action::Invite(*role), over))
        .collect()
}

/// The highest units into which somebody may invite.
///
/// # Errors
/// If the store fails.
pub async fn top_units(tx: &mut Tx, actor: &Actor) -> store::Result<Vec<Unit>> {
    let mut units = Vec::new();
    for top in tops(actor, INVITE) {
        match top.units().last() {
            Some(id) => units.extend(tx.unit_by_id(id).await?),
            None => units.extend(tx.unit_children(None).await?),
        }
    }
    Ok(units)
}

/// The links for anybody that hold now and that somebody could have made, the newest first.
///
/// # Errors
/// If the store fails.
pub async fn live(tx: &mut Tx, actor: &Actor, now: i64) -> store::Result<Vec<LiveInvitation>> {
    let mut all = Vec::new();
    for top in tops(actor, INVITE) {
        all.extend(tx.invitation_list_live(&top, now).await?);
    }
    all.retain(|live| may(actor, Action::Invite(live.invitation.role), &live.over));
    all.sort_by_key(|live| std::cmp::Reverse(live.invitation.id));
    Ok(all)
}

/// Makes a link.
///
/// # Errors
/// Refused if the actor may not invite into this role there, or the terms are none of the choices.
/// Fails if the store does.
pub async fn make(
    tx: &mut Tx,
    cx: &Cx<'_>,
    terms: Terms,
    random: [u8; INVITATION_BYTES],
) -> Result<InvitationId> {
    if !USES.contains(&terms.uses) || !DAYS.contains(&terms.days) {
        return Err(Refusal::new("refusal-old-button").into());
    }
    let unit = unit_for(tx, cx, terms.unit, terms.role).await?;
    let offer = Offer {
        role: terms.role,
        unit: Some(unit),
        uses: i64::from(terms.uses),
        expires_at: Some(cx.now + i64::from(terms.days) * DAY),
    };
    let code = invite(tx, cx, &offer, random).await?;
    let made = tx.invitation_by_code(&code).await?;
    let missing = || store::Error::inconsistent("invitations", "code", 0, "missing");
    Ok(made.ok_or_else(missing)?.id)
}

/// An invitation that the actor could have made, and over what.
///
/// # Errors
/// Refused if he could not, or there is none. Fails if the store does.
pub async fn open(tx: &mut Tx, cx: &Cx<'_>, id: InvitationId) -> Result<Invitation> {
    let invitation = tx
        .invitation_by_id(id)
        .await?
        .ok_or_else(|| Refusal::new("refusal-invitation-unknown"))?;
    let over = over(tx, &invitation).await?;
    cx.exercise(tx, Action::Invite(invitation.role), &over)?;
    Ok(invitation)
}

/// Makes a new personal link for the person whose link had to be locked. Who has one that holds
/// keeps it.
///
/// # Errors
/// Refused if the actor may not invite him, or he has joined or left meanwhile. Fails if the store
/// does.
pub async fn renew(
    tx: &mut Tx,
    cx: &Cx<'_>,
    old: InvitationId,
    random: [u8; INVITATION_BYTES],
) -> Result<InvitationId> {
    let old = open(tx, cx, old).await?;
    let person = old
        .person
        .ok_or_else(|| Refusal::new("refusal-old-button"))?;
    if require_valid(&old, cx.now).is_ok() {
        return Ok(old.id);
    }
    let everywhere = UnitPath::everything();
    let waiting = tx.invitation_list_not_joined(&everywhere, cx.now).await?;
    let not_joined = waiting
        .into_iter()
        .find(|waiting| waiting.person == person)
        .ok_or_else(|| Refusal::new("refusal-person-has-joined"))?;
    if let Some(code) = &not_joined.code
        && let Some(open) = tx.invitation_by_code(code).await?
    {
        return Ok(open.id);
    }
    let code = invitation_code(random);
    let made = write_personal(tx, cx.now, Some(cx.actor.id), &not_joined, &code).await?;
    tx.audit_append(
        cx.now,
        Some(cx.actor.id),
        "invitation.create_personal",
        "invitation",
        Some(made.0),
        &json!({ "made": 1 }),
    )
    .await?;
    Ok(made)
}
