//! Joining by an invitation: looking at it, and saying yes or no.
//!
//! Opening a link makes nobody anything. The person is shown what he would join and what would be
//! kept of him; only when he agrees does he join, and that he agreed is written down. Everything is
//! checked when he opens the link, so that he is not asked in vain, and again when he agrees.

use serde_json::json;

use super::error::{Error, Refusal, Result};
use super::invitations::{over, require_valid};
use crate::domain::ids::{ChatId, InvitationId, PersonId};
use crate::domain::notice::{Lane, Notice};
use crate::domain::org::{Role, Unit, UnitPath};
use crate::domain::permission::{Action, may};
use crate::domain::person::Person;
use crate::store::invitations::Invitation;
use crate::store::{self, Tx};

/// The version of the text that people agree to, counted from 1. Raise it with every change of its
/// meaning (the messages `joining-terms-…`).
pub const CONSENT_VERSION: i64 = 1;

/// What came of opening a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The person may join by this invitation, and is to be asked.
    Invitation(InvitationId),
    /// It is for one person of the roster, and this is somebody else.
    ForSomebodyElse,
}

/// What somebody became by an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Who he is now. By a personal link this is the person of the roster, not the visitor that he
    /// was a moment ago: load the actor again, and send him the directives that are open for him.
    pub person: PersonId,
    /// As what he joined.
    pub role: Role,
    /// Where; `None` for an administrator of everything.
    pub unit: Option<Unit>,
}

/// Who somebody will be when he joins.
enum Becomes {
    /// Himself, with one role more.
    Member(Option<Unit>),
    /// The person of the roster that the invitation is for.
    OnRoster(Person),
    /// Nothing: the invitation is for another person of the roster.
    SomebodyElse,
}

/// Looks at the invitation with this code. Nothing is counted, and nobody joins.
///
/// # Errors
/// Refused if there is no such invitation, it is used up, expired or revoked, or the person is
/// already what it says. Fails if the store does.
pub async fn open(tx: &mut Tx, person: PersonId, code: &str, now: i64) -> Result<Opened> {
    let invitation = tx
        .invitation_by_code(code.trim())
        .await?
        .ok_or_else(|| Refusal::new("refusal-invitation-unknown"))?;
    match becomes(tx, person, &invitation, now).await? {
        Becomes::Member(_) | Becomes::OnRoster(_) => Ok(Opened::Invitation(invitation.id)),
        Becomes::SomebodyElse => {
            audit(tx, "invitation.wrong_person", &invitation, now).await?;
            Ok(Opened::ForSomebodyElse)
        }
    }
}

/// Joins by an invitation: the person has read what is kept of him, and agrees.
///
/// # Errors
/// Refused if the invitation does not hold any more, is for somebody else, or the person is already
/// what it says. Fails if the store does.
pub async fn join(
    tx: &mut Tx,
    person: PersonId,
    invitation: InvitationId,
    now: i64,
) -> Result<Joined> {
    let invitation = load(tx, invitation).await?;
    let becomes = becomes(tx, person, &invitation, now).await?;
    if !tx.invitation_use(invitation.id, now).await? {
        // It held a moment ago, so somebody else has just used it.
        return Err(Refusal::new("refusal-invitation-used-up").into());
    }
    let joined = match becomes {
        Becomes::SomebodyElse => {
            return Err(Refusal::new("refusal-invitation-other-person").into());
        }
        Becomes::OnRoster(roster) => {
            tx.person_absorb(person, roster.id, now).await?;
            Joined {
                person: roster.id,
                role: invitation.role,
                unit: unit_of(tx, &invitation).await?,
            }
        }
        Becomes::Member(unit) => {
            tx.membership_insert(person, invitation.unit, invitation.role, None, now)
                .await?;
            tx.person_set_joined(person, now).await?;
            Joined {
                person,
                role: invitation.role,
                unit,
            }
        }
    };
    tx.consent_insert(joined.person, CONSENT_VERSION, now)
        .await?;
    tx.audit_append(
        now,
        Some(joined.person),
        "person.join",
        "invitation",
        Some(invitation.id.0),
        &json!({
            "role": invitation.role,
            "unit": invitation.unit,
            "personal": invitation.person.is_some(),
            "consent": CONSENT_VERSION,
        }),
    )
    .await?;
    Ok(joined)
}

/// Does not join: the person does not agree. The link stays good; who declined is not noted.
///
/// # Errors
/// If the store fails.
pub async fn decline(tx: &mut Tx, invitation: InvitationId, now: i64) -> Result<()> {
    let invitation = load(tx, invitation).await?;
    audit(tx, "invitation.decline", &invitation, now).await
}

/// A personal link came to somebody else, who says so. It is no secret any more, so it is taken
/// back at once, and whoever invited is told; who opened it is not noted.
///
/// # Errors
/// Refused if the invitation is for anybody. Fails if the store does.
pub async fn disown(tx: &mut Tx, invitation: InvitationId, now: i64) -> Result<()> {
    let invitation = load(tx, invitation).await?;
    if invitation.person.is_none() {
        return Err(Refusal::new("refusal-old-button").into());
    }
    let held = require_valid(&invitation, now).is_ok();
    if !tx.invitation_revoke(invitation.id, now).await? || !held {
        return Ok(());
    }
    audit(tx, "invitation.disown", &invitation, now).await?;
    let notice = Notice::StrayLink {
        invitation: invitation.id,
    };
    for chat in inviters(tx, &invitation, now).await? {
        tx.outbox_say(chat, &notice, Lane::Report, now).await?;
    }
    Ok(())
}

/// Who the person will be when he joins now.
async fn becomes(
    tx: &mut Tx,
    person: PersonId,
    invitation: &Invitation,
    now: i64,
) -> Result<Becomes> {
    match invitation.person {
        Some(roster) => {
            let roster = person_row(tx, roster).await?;
            on_roster(tx, person, roster, invitation, now).await
        }
        None => member(tx, person, invitation, now).await,
    }
}

/// By a personal link the visitor turns out to be a person of the roster, who has his roles there.
async fn on_roster(
    tx: &mut Tx,
    visitor: PersonId,
    roster: Person,
    invitation: &Invitation,
    now: i64,
) -> Result<Becomes> {
    if visitor == roster.id {
        return Err(Refusal::new("refusal-already-joined").into());
    }
    if roster.telegram.is_some() || is_on_roster(tx, visitor, now).await? {
        return Ok(Becomes::SomebodyElse);
    }
    let has_left = tx.membership_list_of(roster.id, now).await?.is_empty();
    if has_left {
        return Err(Refusal::new("refusal-invitation-revoked").into());
    }
    require_valid(invitation, now)?;
    Ok(Becomes::OnRoster(roster))
}

/// By any other link the visitor gets the role that it offers.
async fn member(
    tx: &mut Tx,
    person: PersonId,
    invitation: &Invitation,
    now: i64,
) -> Result<Becomes> {
    let unit = unit_of(tx, invitation).await?;
    let held = tx.membership_list_of(person, now).await?;
    if held
        .iter()
        .any(|held| held.unit == invitation.unit && held.role == invitation.role)
    {
        let refusal = match unit {
            Some(unit) => Refusal::new("refusal-already-member").with("unit", &unit.name),
            None => Refusal::new("refusal-already-joined"),
        };
        return Err(refusal.into());
    }
    require_valid(invitation, now)?;
    Ok(Becomes::Member(unit))
}

/// Whether this person has only said hello: he holds and held no role, and no roster knows him. What
/// is known of him was kept to answer him.
///
/// # Errors
/// If the store fails.
pub async fn is_nobody(tx: &mut Tx, id: PersonId) -> Result<bool> {
    let person = person_row(tx, id).await?;
    if person.code.is_some() || person.phone.is_some() || person.joined_at.is_some() {
        return Ok(false);
    }
    Ok(!tx.membership_any_of(id).await?)
}

/// Whether the roster knows this person already.
async fn is_on_roster(tx: &mut Tx, id: PersonId, now: i64) -> Result<bool> {
    let person = person_row(tx, id).await?;
    if person.code.is_some() || person.phone.is_some() {
        return Ok(true);
    }
    let held = tx.membership_list_of(id, now).await?;
    Ok(held.iter().any(|held| held.from_roster))
}

/// The chats in which a stray link is told: of whoever made it, if he still may, or else of the
/// administrators, or else of the leaders.
async fn inviters(tx: &mut Tx, invitation: &Invitation, now: i64) -> Result<Vec<ChatId>> {
    let over = over(tx, invitation).await?;
    if let Some(chat) = maker(tx, invitation, &over, now).await? {
        return Ok(vec![chat]);
    }
    let mut told = tx.admins_over(&over, now).await?;
    if told.is_empty() {
        told = tx.leaders_over(&over, now).await?;
    }
    Ok(told.into_iter().map(|(_, chat)| chat).collect())
}

async fn maker(
    tx: &mut Tx,
    invitation: &Invitation,
    over: &UnitPath,
    now: i64,
) -> Result<Option<ChatId>> {
    let Some(maker) = invitation.created_by else {
        return Ok(None);
    };
    let still_may = tx
        .actor_load(maker, now)
        .await?
        .is_some_and(|actor| may(&actor, Action::Invite(invitation.role), over));
    if !still_may {
        return Ok(None);
    }
    Ok(tx.chat_of_person(maker).await?.map(|chat| chat.id))
}

async fn unit_of(tx: &mut Tx, invitation: &Invitation) -> Result<Option<Unit>> {
    Ok(match invitation.unit {
        Some(unit) => tx.unit_by_id(unit).await?,
        None => None,
    })
}

async fn load(tx: &mut Tx, id: InvitationId) -> Result<Invitation> {
    let invitation = tx.invitation_by_id(id).await?;
    invitation.ok_or_else(|| Error::from(Refusal::new("refusal-invitation-unknown")))
}

/// The row that another row refers to.
async fn person_row(tx: &mut Tx, id: PersonId) -> Result<Person> {
    let person = tx.person_by_id(id).await?;
    let missing = || store::Error::inconsistent("people", "id", id.0, "missing");
    Ok(person.ok_or_else(missing)?)
}

/// What became of an invitation, without a word about who did it: he is nobody here.
async fn audit(tx: &mut Tx, action: &str, invitation: &Invitation, now: i64) -> Result<()> {
    let id = Some(invitation.id.0);
    tx.audit_append(now, None, action, "invitation", id, &json!({}))
        .await?;
    Ok(())
}
