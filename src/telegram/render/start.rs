//! The first screens: what this is, what one can do here, in which language.

use super::view::View;
use crate::domain::locale::Locale;
use crate::domain::permission::{Action, may_somewhere};
use crate::domain::person::Standing;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::{Button, Card, Rendered};
use crate::telegram::commands::commands_for;
use crate::telegram::press::Press;

/// What this bot is, for somebody who is nobody yet.
pub fn welcome(view: View<'_>) -> Rendered {
    let organisation = Arg::text(view.bot.rules.org_name.as_str());
    let html = view.text("welcome", &[("organisation", organisation)]);
    let commands = commands(view, &[]);
    Card::new(format!("{html}\n\n{commands}"))
        .row(language_buttons(view))
        .into()
}

/// What this person can do here, and as what.
pub async fn help(view: View<'_>, tx: &mut Tx) -> Result<Rendered> {
    let actor = match view.chat.person {
        Some(person) => tx.actor_load(person, view.now).await?,
        None => None,
    };
    let Some(actor) = actor.filter(|actor| !actor.standings.is_empty()) else {
        return Ok(welcome(view));
    };
    let roles: Vec<_> = actor.roles().into_iter().collect();
    let html = view.text(
        "help",
        &[
            ("name", Arg::text(actor.name.as_str())),
            (
                "standings",
                Arg::html(standings(view, tx, &actor.standings).await?),
            ),
        ],
    );
    let mut parts = vec![html, commands(view, &roles)];
    if may_somewhere(&actor, Action::ImportRoster) {
        parts.push(view.line("help-roster"));
    }
    Ok(Card::new(parts.join("\n\n")).into())
}

/// What somebody is, one role on a line.
pub(super) async fn standings(
    view: View<'_>,
    tx: &mut Tx,
    standings: &[Standing],
) -> Result<String> {
    let mut lines = Vec::new();
    for standing in standings {
        let unit = match standing.unit {
            Some(unit) => tx.unit_by_id(unit).await?.map(|unit| unit.name),
            None => None,
        };
        let unit = unit.unwrap_or_else(|| view.bot.rules.org_name.clone());
        let role = view.label(&format!("role-{}", standing.role.as_str()));
        let role = ("role", Arg::text(role));
        let unit = ("unit", Arg::text(unit));
        lines.push(match standing.on_behalf_of {
            Some(person) => {
                let name = Arg::text(view.name_of(tx, person).await?);
                view.text("help-standing-in-place", &[role, unit, ("name", name)])
            }
            None => view.text("help-standing", &[role, unit]),
        });
    }
    Ok(lines.join("\n"))
}

fn commands(view: View<'_>, roles: &[crate::domain::org::Role]) -> String {
    let lines: Vec<String> = commands_for(roles)
        .into_iter()
        .map(|entry| {
            view.text(
                "help-command",
                &[
                    ("command", Arg::text(entry.name(view.locale))),
                    ("what", Arg::text(view.label(entry.key()))),
                ],
            )
        })
        .collect();
    lines.join("\n")
}

/// Which language to speak.
pub fn languages(view: View<'_>) -> Rendered {
    Card::new(view.line("choose-language"))
        .row(language_buttons(view))
        .into()
}

fn language_buttons(view: View<'_>) -> Vec<Button> {
    Locale::ALL
        .iter()
        .map(|locale| {
            let mark = if *locale == view.locale { "✅ " } else { "" };
            let label = view.label(&format!("language-{}", locale.as_str()));
            Button::press(format!("{mark}{label}"), Press::Language(*locale))
        })
        .collect()
}
