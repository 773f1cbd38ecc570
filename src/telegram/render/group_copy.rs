//! A directive in the group of a unit's cadres: one copy for all, counting who has confirmed.

use super::directive::{Body, issuer, own_buttons, unit_items, withdrawn};
use super::view::{View, paginate};
use crate::domain::directive::State;
use crate::domain::ids::{DirectiveId, UnitId};
use crate::i18n::Arg;
use crate::store::{Recipient, Result, Tx};
use crate::telegram::card::{Rendered, visible_length};
use crate::telegram::press::Press;

/// The room for tasks, in UTF-16 units: less than in private, since names are listed too.
const TASK_ROOM: usize = 700;
/// The names listed in a group's card before the rest is only counted.
const NAMES_IN_GROUP: usize = 20;

/// A copy in the group of a unit's cadres, counting who has confirmed.
pub async fn in_group(
    view: View<'_>,
    tx: &mut Tx,
    id: DirectiveId,
    unit: UnitId,
) -> Result<Rendered> {
    let Some(directive) = tx.directive_by_id(id).await? else {
        return Ok(Rendered::Nothing);
    };
    let published = match &directive.state {
        State::Withdrawn { .. } if !view.shown => return Ok(Rendered::Nothing),
        State::Withdrawn { at, reason, .. } => {
            return Ok(withdrawn(view, &directive, *at, reason.as_deref()).into());
        }
        State::Published(published) => published,
        _ => return Ok(Rendered::Nothing),
    };
    let tasks = tx.task_list(id).await?;
    let assignments = tx.assignment_list(id).await?;
    let mut items = unit_items(view, &tasks, &assignments, unit);
    let fitting = paginate(items.clone(), TASK_ROOM, |item| visible_length(item) + 1)
        .first()
        .map_or(0, Vec::len);
    if fitting < items.len() {
        // One copy for all: nobody turns its pages for the others. Each has the whole in private.
        let more = Arg::count(items.len() - fitting);
        items.truncate(fitting);
        items.push(view.text("group-more-tasks", &[("count", more)]));
    }
    let name = tx
        .unit_by_id(unit)
        .await?
        .map_or_else(String::new, |unit| unit.name);
    let body = Body {
        directive: &directive,
        published,
        unit: &name,
        room: usize::MAX,
    };
    let issuer = issuer(view, tx, &directive, published).await?;
    let mut card = body.card(view, &items, 0, &issuer, |page| Press::Directive(id, page));
    card.html.push_str("\n\n");
    card.html.push_str(&group_count(view, tx, id, unit).await?);
    Ok(card
        .row([view.button(
            "button-received",
            Press::Acknowledge(id, published.receipt_revision),
        )])
        .row(own_buttons(view, id, published))
        .into())
}

/// Who of the unit has confirmed and who has not, by name.
async fn group_count(view: View<'_>, tx: &mut Tx, id: DirectiveId, unit: UnitId) -> Result<String> {
    let people = tx.receipt_recipients_of(id, unit).await?;
    let (confirmed, waiting): (Vec<_>, Vec<_>) = people
        .iter()
        .partition(|person| person.confirmed_at.is_some());
    let names = |list: &[&Recipient]| {
        let mut names: Vec<String> = list
            .iter()
            .take(NAMES_IN_GROUP)
            .map(|person| view.signer(person))
            .collect();
        if list.len() > NAMES_IN_GROUP {
            names.push("…".to_owned());
        }
        names.join(", ")
    };
    let mut lines = vec![view.text(
        "group-confirmed",
        &[
            ("confirmed", Arg::count(confirmed.len())),
            ("asked", Arg::count(people.len())),
            ("names", Arg::text(names(&confirmed))),
        ],
    )];
    if !waiting.is_empty() {
        lines.push(view.text("group-waiting", &[("names", Arg::text(names(&waiting)))]));
    }
    Ok(lines.join("\n"))
}
