//! People come in: whoever writes to the bot is known from then on, and whoever has an invitation
//! becomes what it says.

use serde_json::json;

use super::error::{Refusal, Result};
use super::{Cx, Rules};
use crate::domain::ids::{ChatId, PersonId, TelegramChatId, TelegramUserId};
use crate::domain::locale::Locale;
use crate::domain::org::{Role, Unit};
use crate::domain::person::Person;
use crate::store::invitations::Invitation;
use crate::store::people::NewPerson;
use crate::store::{self, Tx};

/// A person who writes to the bot in private, as Telegram presents him.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    /// His account.
    pub telegram: TelegramUserId,
    /// The name he gave himself there.
    pub name: &'a str,
}

/// A visitor as we know him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Greeted {
    /// Who.
    pub person: PersonId,
    /// The private chat with him.
    pub chat: ChatId,
    /// Whether he is here for the first time.
    pub first_time: bool,
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

/// Knows the visitor: adds him and his private chat if he is new, and notes that he can be reached
/// again. He speaks the organisation's language until he chooses another, since few people in
/// Vietnam run Telegram in Vietnamese.
///
/// # Errors
/// If the store fails.
pub async fn greet(tx: &mut Tx, visitor: Visitor<'_>, rules: &Rules, now: i64) -> Result<Greeted> {
    let known = tx.person_by_telegram(visitor.telegram).await?;
    let first_time = known.is_none();
    let (person, locale) = match known {
        Some(person) => (person.id, person.locale),
        None => {
            let id = tx
                .person_insert(&NewPerson {
                    name: visitor.name.trim(),
                    telegram: Some(visitor.telegram),
                    locale: rules.locale,
                    now,
                    ..NewPerson::default()
                })
                .await?;
            (id, rules.locale)
        }
    };
    // Telegram numbers a private chat like the person in it.
    let chat = tx
        .chat_upsert_private(person, TelegramChatId(visitor.telegram.0), locale, now)
        .await?;
    tx.chat_mark_reachable(chat, now).await?;
    if first_time {
        tx.audit_append(
            now,
            Some(person),
            "person.greet",
            "person",
            Some(person.0),
            &json!({}),
        )
        .await?;
    }
    Ok(Greeted {
        person,
        chat,
        first_time,
    })
}

/// Takes up the invitation with this code.
///
/// # Errors
/// Refused if there is no such invitation, it is used up, expired, revoked or for somebody else, or
/// the person is already what it says. Fails if the store does.
pub async fn join(tx: &mut Tx, person: PersonId, code: &str, now: i64) -> Result<Joined> {
    let invitation = tx
        .invitation_by_code(code.trim())
        .await?
        .ok_or_else(|| Refusal::new("refusal-invitation-unknown"))?;
    let unit = match invitation.unit {
        Some(unit) => tx.unit_by_id(unit).await?,
        None => None,
    };
    let joined = match invitation.person {
        Some(roster) => {
            let roster = person_row(tx, roster).await?;
            join_as(tx, person, &roster, &invitation, now).await?;
            Joined {
                person: roster.id,
                role: invitation.role,
                unit,
            }
        }
        None => {
            join_anew(tx, person, &invitation, unit.as_ref(), now).await?;
            Joined {
                person,
                role: invitation.role,
                unit,
            }
        }
    };
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
        }),
    )
    .await?;
    Ok(joined)
}

/// Takes another language.
///
/// # Errors
/// If the store fails.
pub async fn set_locale(tx: &mut Tx, cx: &Cx<'_>, locale: Locale) -> Result<()> {
    tx.person_set_locale(cx.actor.id, locale).await?;
    tx.audit_append(
        cx.now,
        Some(cx.actor.id),
        "person.set_locale",
        "person",
        Some(cx.actor.id.0),
        &json!({ "locale": locale.as_str() }),
    )
    .await?;
    Ok(())
}

/// The visitor turns out to be this person of the roster, who already has his roles.
async fn join_as(
    tx: &mut Tx,
    visitor: PersonId,
    roster: &Person,
    invitation: &Invitation,
    now: i64,
) -> Result<()> {
    if visitor == roster.id {
        return Err(Refusal::new("refusal-already-joined").into());
    }
    let who = person_row(tx, visitor).await?;
    let is_somebody_else = who.code.is_some() || who.phone.is_some();
    if roster.telegram.is_some() || is_somebody_else {
        return Err(Refusal::new("refusal-invitation-other-person").into());
    }
    let has_left = tx.membership_list_of(roster.id, now).await?.is_empty();
    if has_left {
        return Err(Refusal::new("refusal-invitation-revoked").into());
    }
    take_up(tx, invitation, now).await?;
    tx.person_absorb(visitor, roster.id, now).await?;
    Ok(())
}

/// The visitor gets the role of an invitation that is for anybody.
async fn join_anew(
    tx: &mut Tx,
    person: PersonId,
    invitation: &Invitation,
    unit: Option<&Unit>,
    now: i64,
) -> Result<()> {
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
    take_up(tx, invitation, now).await?;
    tx.membership_insert(person, invitation.unit, invitation.role, None, now)
        .await?;
    tx.person_set_joined(person, now).await?;
    Ok(())
}

/// Counts one use, or says why it does not count.
async fn take_up(tx: &mut Tx, invitation: &Invitation, now: i64) -> Result<()> {
    let refusal = if tx.invitation_use(invitation.id, now).await? {
        return Ok(());
    } else if invitation.revoked_at.is_some() {
        "refusal-invitation-revoked"
    } else if invitation.expires_at.is_some_and(|end| end <= now) {
        "refusal-invitation-expired"
    } else {
        "refusal-invitation-used-up"
    };
    Err(Refusal::new(refusal).into())
}

/// The row that another row refers to.
async fn person_row(tx: &mut Tx, id: PersonId) -> Result<Person> {
    let person = tx.person_by_id(id).await?;
    let missing = || store::Error::inconsistent("people", "id", id.0, "missing");
    Ok(person.ok_or_else(missing)?)
}
