//! What a person sees of his own data: what is kept, what for, who sees it, how long; and the
//! question whether it shall go.

use super::view::View;
use crate::domain::ids::PersonId;
use crate::domain::notice::PrivacyScreen;
use crate::domain::org::Role;
use crate::domain::phone::spoken_phone;
use crate::i18n::{Arg, format};
use crate::store::{Result, Tx};
use crate::telegram::card::{Card, Rendered};
use crate::telegram::press::Press;

/// The screen of the card.
pub async fn screen(view: View<'_>, tx: &mut Tx, screen: PrivacyScreen) -> Result<Rendered> {
    let Some(person) = view.chat.person else {
        return Ok(Rendered::Nothing);
    };
    match screen {
        PrivacyScreen::Card => card(view, tx, person).await,
        PrivacyScreen::Erase { .. } => question(view, tx, person).await,
    }
}

async fn card(view: View<'_>, tx: &mut Tx, id: PersonId) -> Result<Rendered> {
    let kept = kept(view, tx, id).await?.join("\n");
    let organisation = Arg::text(view.bot.rules.org_name.as_str());
    let retention = view.bot.rules.retention;
    let parts = [
        view.text("privacy-card", &[("kept", Arg::html(kept))]),
        view.line("privacy-purpose"),
        view.line("privacy-readers"),
        view.text(
            "privacy-time",
            &[
                ("messages", Arg::text(length(view, retention.messages))),
                ("visitors", Arg::text(length(view, retention.visitors))),
                ("audit", Arg::text(length(view, retention.audit))),
            ],
        ),
        view.text("privacy-law", &[("organisation", organisation)]),
    ];
    Ok(Card::new(parts.join("\n\n"))
        .row([view.button("button-personal-copy", Press::PersonalCopy())])
        .row([view.button("button-erase", Press::Erase())])
        .into())
}

/// How long something is kept, in words.
fn length(view: View<'_>, time: Option<i64>) -> String {
    match time {
        Some(time) => format::span(view.locale, time),
        None => view.label("privacy-forever"),
    }
}

/// One line for each kind of which anything is kept.
async fn kept(view: View<'_>, tx: &mut Tx, id: PersonId) -> Result<Vec<String>> {
    let Some(person) = tx.person_by_id(id).await? else {
        return Ok(Vec::new());
    };
    let counts = tx.personal_counts(id).await?;
    let name = Arg::text(person.name.as_str());
    let mut lines = vec![view.text("privacy-kept-person", &[("name", name)])];
    if let Some(phone) = &person.phone {
        lines.push(view.text(
            "privacy-kept-phone",
            &[("phone", Arg::text(spoken_phone(phone)))],
        ));
    }
    if let Some(code) = &person.code {
        lines.push(view.text("privacy-kept-code", &[("code", Arg::text(code.as_str()))]));
    }
    if let Some(consent) = tx.consent_list(id).await?.last() {
        let time = Arg::text(view.moment(consent.given_at));
        lines.push(view.text("privacy-kept-consent", &[("time", time)]));
    }
    if counts.receipts > 0 {
        lines.push(view.text(
            "privacy-kept-receipts",
            &[
                ("count", Arg::number(counts.receipts)),
                ("remarks", Arg::number(counts.remarks)),
            ],
        ));
    }
    for (key, count) in [
        ("privacy-kept-roles", counts.roles),
        ("privacy-kept-tasks", counts.tasks),
        ("privacy-kept-directives", counts.directives),
        ("privacy-kept-invitations", counts.invitations),
        ("privacy-kept-messages", counts.messages),
        ("privacy-kept-audit", counts.audit),
    ] {
        if count > 0 {
            lines.push(view.text(key, &[("count", Arg::number(count))]));
        }
    }
    Ok(lines)
}

async fn question(view: View<'_>, tx: &mut Tx, person: PersonId) -> Result<Rendered> {
    let mut parts = vec![view.line("privacy-erase")];
    let actor = tx.actor_load(person, view.now).await?;
    let in_office =
        actor.is_some_and(|actor| actor.roles().iter().any(|role| *role != Role::Resident));
    if in_office {
        parts.push(view.line("privacy-erase-office"));
    }
    parts.push(view.line("privacy-erase-final"));
    Ok(Card::new(parts.join("\n\n"))
        .row([view.button("button-confirm-erase", Press::ConfirmErase())])
        .row([view.button("button-back", Press::Privacy())])
        .into())
}
