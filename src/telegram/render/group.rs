//! A group's cards: what it is tied to, what is missing, and the questions when it is tied.

use super::view::{View, page_at, paginate};
use crate::app::groups::units_to_connect;
use crate::domain::chat::{GroupAudience, GroupState};
use crate::domain::ids::{ChatId, PersonId, UnitId};
use crate::domain::notice::Unreachable;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::{Button, Card, Rendered};
use crate::telegram::press::Press;

/// Units on one page of the list.
const UNITS_ON_PAGE: usize = 8;

/// A group's card about itself.
pub async fn card(view: View<'_>, tx: &mut Tx) -> Result<Rendered> {
    let state = tx.group_state(view.chat.id).await?;
    let check = view.button("button-check-again", Press::CheckGroup(None));
    let Some((unit, audience)) = view.chat.connection else {
        let mut parts = vec![view.line("group-unconnected")];
        parts.extend(lacks(view, &state));
        return Ok(Card::new(parts.join("\n\n"))
            .row([view.button("button-group-unit", Press::ConnectUnits(0))])
            .row(state.lacks.filter(|lacks| !lacks.is_empty()).map(|_| check))
            .into());
    };
    let name = unit_name(tx, unit).await?;
    let key = format!("group-connected-{}", audience.as_str());
    let mut parts = vec![view.text(&key, &[("unit", Arg::text(name))])];
    parts.extend(topic(view, &state));
    parts.extend(lacks(view, &state));
    Ok(Card::new(parts.join("\n\n"))
        .row(audiences(view, unit, Some(audience)))
        .row([
            check,
            view.button("button-untie", Press::DisconnectGroup(unit)),
        ])
        .into())
}

/// The question for whom a group is.
pub async fn question(view: View<'_>, tx: &mut Tx, unit: UnitId) -> Result<Rendered> {
    let name = Arg::text(unit_name(tx, unit).await?);
    Ok(Card::new(view.text("group-question", &[("unit", name)]))
        .row(audiences(view, unit, None))
        .into())
}

/// The units to which somebody may tie the group.
pub async fn units(view: View<'_>, tx: &mut Tx, person: PersonId, page: u32) -> Result<Rendered> {
    let Some(actor) = tx.actor_load(person, view.now).await? else {
        return Ok(Rendered::Nothing);
    };
    let units = match units_to_connect(tx, &actor).await {
        Ok(units) => units,
        Err(crate::app::Error::Store(error)) => return Err(error),
        Err(_) => return Ok(Rendered::Nothing),
    };
    let pages = paginate(units, UNITS_ON_PAGE - 1, |_| 1);
    let Some((page, units)) = page_at(&pages, page) else {
        return Ok(Rendered::Nothing);
    };
    let mut card = Card::new(view.text(
        "group-choose-unit",
        &[("name", Arg::text(actor.name.as_str()))],
    ));
    for unit in units {
        let button = Button::press(unit.name.as_str(), Press::ConnectUnit(unit.id));
        card = card.row([button]);
    }
    Ok(card
        .row(view.pager(page, pages.len(), Press::ConnectUnits))
        .into())
}

/// Tells in private that a group cannot be reached, or that it can again.
pub async fn lost(view: View<'_>, tx: &mut Tx, group: ChatId) -> Result<Rendered> {
    let Some(chat) = tx.chat_by_id(group).await? else {
        return Ok(Rendered::Nothing);
    };
    let title = Arg::text(chat.title.clone().unwrap_or_default());
    let Some(reason) = chat.unreachable else {
        return Ok(match view.shown {
            true => Card::new(view.text("group-found", &[("title", title)])).into(),
            false => Rendered::Nothing,
        });
    };
    let code = Arg::text(view.label(&format!("unreachable-{}", reason.as_str())));
    let mut parts = vec![view.text("group-lost", &[("title", title), ("reason", code)])];
    if let Some((unit, _)) = chat.connection {
        let unit = Arg::text(unit_name(tx, unit).await?);
        parts.push(view.text("group-lost-of-unit", &[("unit", unit)]));
    }
    parts.push(view.line(match reason {
        Unreachable::NoRights => "group-lost-rights",
        _ => "group-lost-removed",
    }));
    Ok(Card::new(parts.join("\n"))
        .row([view.button("button-check-again", Press::CheckGroup(Some(group)))])
        .into())
}

fn audiences(view: View<'_>, unit: UnitId, present: Option<GroupAudience>) -> Vec<Button> {
    GroupAudience::ALL
        .iter()
        .map(|audience| {
            let mark = if present == Some(*audience) {
                "✅ "
            } else {
                ""
            };
            let label = view.label(&format!("button-group-{}", audience.as_str()));
            let press = Press::ConnectGroup(unit, *audience);
            Button::press(format!("{mark}{label}"), press)
        })
        .collect()
}

fn topic(view: View<'_>, state: &GroupState) -> Option<String> {
    match (state.topic, state.topic_lost) {
        (Some(_), _) => Some(view.line("group-topic")),
        (None, true) => Some(view.line("group-topic-lost")),
        (None, false) => None,
    }
}

/// What the bot may not do, and how to allow it.
fn lacks(view: View<'_>, state: &GroupState) -> Option<String> {
    let lacks = state.lacks.as_ref().filter(|lacks| !lacks.is_empty())?;
    let rights: Vec<String> = lacks
        .iter()
        .map(|right| view.label(&format!("right-{}", right.as_str())))
        .collect();
    Some(view.text("group-lacks", &[("rights", Arg::text(rights.join(", ")))]))
}

async fn unit_name(tx: &mut Tx, unit: UnitId) -> Result<String> {
    let unit = tx.unit_by_id(unit).await?;
    Ok(unit.map_or_else(String::new, |unit| unit.name))
}
