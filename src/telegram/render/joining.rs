//! The card of an invitation: what one would join and what would be kept, and what came of it.

use super::view::View;
use crate::app::invitations::require_valid;
use crate::domain::ids::{InvitationId, PersonId};
use crate::domain::org::Role;
use crate::i18n::Arg;
use crate::store::invitations::Invitation;
use crate::store::{Result, Tx};
use crate::telegram::card::{Card, Rendered};
use crate::telegram::press::Press;

/// What somebody would join, what is kept of him, and the question whether he agrees.
pub async fn question(view: View<'_>, tx: &mut Tx, id: InvitationId) -> Result<Rendered> {
    let Some(invitation) = tx.invitation_by_id(id).await? else {
        return Ok(Rendered::Nothing);
    };
    if let Err(refusal) = require_valid(&invitation, view.now) {
        return Ok(Card::new(view.line(refusal.key)).into());
    }
    let mut heading = vec![view.text(
        "joining-heading",
        &[
            ("unit", Arg::text(place(view, tx, &invitation).await?)),
            ("role", Arg::text(role(view, &invitation))),
        ],
    )];
    if let Some(person) = invitation.person {
        heading.extend(for_whom(view, tx, person).await?);
    }
    heading.push(inviter(view, tx, &invitation).await?);
    let terms = match invitation.role {
        Role::Resident => "joining-terms-resident",
        _ => "joining-terms-staff",
    };
    let organisation = Arg::text(view.bot.rules.org_name.as_str());
    let html = [
        heading.join("\n"),
        view.text(terms, &[("organisation", organisation)]),
        view.line("joining-question"),
    ]
    .join("\n\n");
    let not_me = invitation
        .person
        .map(|_| view.button("button-not-me", Press::Disown()));
    Ok(Card::new(html)
        .row([
            view.button("button-agree", Press::Agree()),
            view.button("button-decline", Press::Decline()),
        ])
        .row(not_me)
        .into())
}

/// As what the reader joined.
pub async fn joined(view: View<'_>, tx: &mut Tx, id: InvitationId) -> Result<Rendered> {
    let (Some(invitation), Some(reader)) = (tx.invitation_by_id(id).await?, view.chat.person)
    else {
        return Ok(Rendered::Nothing);
    };
    let Some(person) = tx.person_by_id(reader).await? else {
        return Ok(Rendered::Nothing);
    };
    let values = [
        ("name", Arg::text(view.person(&person.name))),
        ("role", Arg::text(role(view, &invitation))),
        ("unit", Arg::text(place(view, tx, &invitation).await?)),
    ];
    Ok(Card::new(view.text("joined", &values)).into())
}

/// A personal link came into other hands and was taken back.
pub async fn stray_link(view: View<'_>, tx: &mut Tx, id: InvitationId) -> Result<Rendered> {
    let Some(invitation) = tx.invitation_by_id(id).await? else {
        return Ok(Rendered::Nothing);
    };
    let person = match invitation.person {
        Some(person) => tx.person_by_id(person).await?,
        None => None,
    };
    // Who has joined meanwhile needs no new link.
    let Some(person) = person.filter(|person| person.telegram.is_none()) else {
        return Ok(Rendered::Nothing);
    };
    let values = [
        ("name", Arg::text(view.person(&person.name))),
        ("unit", Arg::text(place(view, tx, &invitation).await?)),
    ];
    Ok(Card::new(view.text("stray-link", &values))
        .row([view.button("button-new-invitation", Press::RenewInvitation(id))])
        .into())
}

/// The one for whom a personal invitation is, with his office.
async fn for_whom(view: View<'_>, tx: &mut Tx, id: PersonId) -> Result<Option<String>> {
    let Some(person) = tx.person_by_id(id).await? else {
        return Ok(None);
    };
    let held = tx.membership_list_of(id, view.now).await?;
    let name = Arg::text(view.person(&person.name));
    Ok(Some(match held.into_iter().find_map(|held| held.title) {
        Some(title) => view.text(
            "joining-for-titled",
            &[("name", name), ("title", Arg::text(title))],
        ),
        None => view.text("joining-for", &[("name", name)]),
    }))
}

/// Who invites.
async fn inviter(view: View<'_>, tx: &mut Tx, invitation: &Invitation) -> Result<String> {
    let inviter = match invitation.created_by {
        Some(person) => tx.person_by_id(person).await?,
        None => None,
    };
    Ok(match inviter {
        Some(person) => view.text(
            "joining-inviter",
            &[("name", Arg::text(view.person(&person.name)))],
        ),
        None => view.text(
            "joining-inviter-administrator",
            &[("organisation", Arg::text(view.bot.rules.org_name.as_str()))],
        ),
    })
}

/// Where one joins; the organisation itself for an administrator of everything.
pub(super) async fn place(view: View<'_>, tx: &mut Tx, invitation: &Invitation) -> Result<String> {
    let unit = match invitation.unit {
        Some(unit) => tx.unit_by_id(unit).await?,
        None => None,
    };
    Ok(unit.map_or_else(|| view.bot.rules.org_name.clone(), |unit| unit.name))
}

/// As what one joins.
pub(super) fn role(view: View<'_>, invitation: &Invitation) -> String {
    view.label(&format!("role-{}", invitation.role.as_str()))
}
