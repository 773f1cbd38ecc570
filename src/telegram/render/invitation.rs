//! The link of an invitation, as a message to be forwarded.

use super::joining::{place, role};
use super::view::View;
use crate::app::invitations::require_valid;
use crate::chart::qr::png;
use crate::domain::ids::InvitationId;
use crate::domain::org::{Role, UnitPath};
use crate::domain::permission::{Action, may};
use crate::i18n::Arg;
use crate::store::invitations::Invitation;
use crate::store::{Result, Tx};
use crate::telegram::card::{Attachment, Card, Content, Rendered};
use crate::telegram::press::Press;

/// Pixels on a side of a QR code: sharp on a poster of a hand's breadth.
const QR_PIXELS: u32 = 1_024;

/// The link, while it holds. It is a secret: whoever may not invite there any more loses the message.
pub async fn link(
    view: View<'_>,
    tx: &mut Tx,
    id: InvitationId,
    revoking: bool,
) -> Result<Rendered> {
    let Some(invitation) = tx.invitation_by_id(id).await? else {
        return Ok(Rendered::Delete);
    };
    if !reader_may_invite(view, tx, &invitation).await? {
        return Ok(Rendered::Delete);
    }
    let unit = place(view, tx, &invitation).await?;
    let role = role(view, &invitation);
    if let Err(refusal) = require_valid(&invitation, view.now) {
        let values = [
            ("role", Arg::text(role)),
            ("unit", Arg::text(unit)),
            (
                "joined",
                Arg::number(invitation.uses - invitation.uses_left),
            ),
        ];
        let key = match refusal.key {
            "refusal-invitation-revoked" => "invitation-revoked",
            "refusal-invitation-expired" => "invitation-expired",
            _ => "invitation-used-up",
        };
        return Ok(Card::new(view.text(key, &values)).into());
    }
    let mut html = words(view, tx, &invitation, unit, role).await?;
    if revoking {
        html.push_str("\n\n");
        html.push_str(&view.line("invitation-revoke-question"));
        return Ok(Card::new(html)
            .row([
                view.button("button-revoke-sure", Press::RevokeInvitation(id, true)),
                view.button("button-back", Press::Invitation(id)),
            ])
            .into());
    }
    Ok(Card::new(html)
        .row([
            view.button("button-qr", Press::InvitationQr(id)),
            view.button("button-revoke", Press::RevokeInvitation(id, false)),
        ])
        .into())
}

/// What is forwarded: who invites whom into what, the link in a line of its own, and how long and
/// for how many it holds.
async fn words(
    view: View<'_>,
    tx: &mut Tx,
    invitation: &Invitation,
    unit: String,
    role: String,
) -> Result<String> {
    let code = tx.invitation_code(invitation.id).await?.unwrap_or_default();
    let username = &view.bot.username;
    let link = view
        .bot
        .rules
        .invitation_link(&code)
        .unwrap_or_else(|| format!("https://t.me/{username}?start={code}"));
    let organisation = view.bot.rules.org_name.clone();
    let inviter = match invitation.created_by {
        Some(person) => tx
            .person_by_id(person)
            .await?
            .map(|person| view.person(&person.name)),
        None => None,
    };
    let until = invitation.expires_at.map(|end| view.moment(end));
    let lasts = match until {
        Some(until) => view.text("invitation-until", &[("until", Arg::text(until))]),
        None => view.line("invitation-for-ever"),
    };
    let mut values = vec![
        ("inviter", Arg::text(inviter.unwrap_or(organisation))),
        ("unit", Arg::text(unit)),
        ("link", Arg::text(link)),
        ("lasts", Arg::html(lasts)),
    ];
    let person = match invitation.person {
        Some(person) => tx.person_by_id(person).await?,
        None => None,
    };
    let key = match (person, invitation.role) {
        (Some(person), _) => {
            values.extend([
                ("role", Arg::text(role)),
                ("name", Arg::text(view.person(&person.name))),
            ]);
            "invitation-personal"
        }
        (None, Role::Resident) => {
            values.push(("uses", Arg::number(invitation.uses)));
            "invitation-residents"
        }
        (None, _) => {
            let uses = Arg::number(invitation.uses);
            values.extend([("role", Arg::text(role)), ("uses", uses)]);
            "invitation-shared"
        }
    };
    Ok(view.text(key, &values))
}

/// The link as a picture. Once the invitation does not hold any more the picture is good for nothing,
/// and goes when the message is brought up to date.
pub async fn qr(view: View<'_>, tx: &mut Tx, id: InvitationId) -> Result<Rendered> {
    let Some(invitation) = tx.invitation_by_id(id).await? else {
        return Ok(Rendered::Delete);
    };
    let holds = require_valid(&invitation, view.now).is_ok();
    if !holds || !reader_may_invite(view, tx, &invitation).await? {
        return Ok(Rendered::Delete);
    }
    let link = address(view, tx, &invitation).await?;
    let picture = match png(&link, QR_PIXELS) {
        Ok(picture) => picture,
        Err(error) => {
            tracing::error!(%error, "the QR code of invitation {id} cannot be drawn: {error}");
            return Ok(Rendered::Nothing);
        }
    };
    let values = [
        ("unit", Arg::text(place(view, tx, &invitation).await?)),
        ("role", Arg::text(role(view, &invitation))),
    ];
    Ok(Card::new(view.text("invitation-qr", &values))
        .attach(Attachment {
            name: format!("{}.png", view.label("invitation-qr-file")),
            mime: "image/png".to_owned(),
            content: Content::Bytes(picture.into()),
            file: None,
            picture: true,
        })
        .into())
}

/// The address behind the link.
async fn address(view: View<'_>, tx: &mut Tx, invitation: &Invitation) -> Result<String> {
    let code = tx.invitation_code(invitation.id).await?;
    let code = code.unwrap_or_default();
    let username = &view.bot.username;
    let link = view.bot.rules.invitation_link(&code);
    Ok(link.unwrap_or_else(|| format!("https://t.me/{username}?start={code}")))
}

async fn reader_may_invite(view: View<'_>, tx: &mut Tx, invitation: &Invitation) -> Result<bool> {
    let Some(reader) = view.chat.person else {
        return Ok(false);
    };
    let over = match invitation.unit {
        Some(unit) => tx.unit_by_id(unit).await?.map(|unit| unit.path),
        None => None,
    };
    let over = over.unwrap_or_else(UnitPath::everything);
    let actor = tx.actor_load(reader, view.now).await?;
    Ok(actor.is_some_and(|actor| may(&actor, Action::Invite(invitation.role), &over)))
}
