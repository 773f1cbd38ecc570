//! Choosing recipients: the tree of units, opened level by level, and the roles.

use super::draft::{back, head_count};
use super::view::View;
use crate::app::Cx;
use crate::app::audiences::{Choice, ROLES, roots};
use crate::domain::directive::Directive;
use crate::domain::ids::UnitId;
use crate::domain::notice::DraftScreen;
use crate::domain::org::Unit;
use crate::i18n::Arg;
use crate::store::{ChosenUnit, Result, Tx};
use crate::telegram::card::{Button, Card};
use crate::telegram::press::Press;

/// Units on one page of the list.
const PER_PAGE: usize = 10;

/// The tree, opened at `open`, or at what the reader may address.
pub async fn tree(
    view: View<'_>,
    tx: &mut Tx,
    draft: &Directive,
    open: Option<UnitId>,
    page: u32,
) -> Result<Card> {
    let id = draft.id;
    let chosen = tx.audience_units(id).await?;
    let roots = tops(view, tx).await?;
    let opened = match open {
        Some(unit) => tx.unit_by_id(unit).await?,
        // With a single top there is nothing to choose between: it is opened at once.
        None if roots.len() == 1 => roots.first().cloned(),
        None => None,
    };
    let units = match &opened {
        Some(unit) => tx.unit_children(Some(unit.id)).await?,
        None => roots.clone(),
    };
    let mut card = Card::new(heading(view, tx, draft, opened.as_ref()).await?);
    if let Some(unit) = &opened {
        card = card.row(own_row(view, draft, unit, &chosen));
    }
    let pages: Vec<&[Unit]> = units.chunks(PER_PAGE).collect();
    let shown = usize::try_from(page)
        .ok()
        .and_then(|page| pages.get(page))
        .copied();
    for unit in shown.unwrap_or_default() {
        card = card.row(unit_row(view, tx, draft, unit, &chosen).await?);
    }
    let at = opened.as_ref().map(|unit| unit.id);
    let turn = |page| Press::Draft(id, DraftScreen::Audience { open: at, page });
    card = card.row(view.pager(page, pages.len(), turn));
    card = card.row(role_row(view, tx, draft).await?);
    let is_top = opened
        .as_ref()
        .is_none_or(|unit| roots.iter().any(|root| root.id == unit.id));
    let up = (!is_top).then(|| {
        let parent = opened.as_ref().and_then(|unit| unit.parent);
        view.button(
            "button-up",
            Press::Draft(
                id,
                DraftScreen::Audience {
                    open: parent,
                    page: 0,
                },
            ),
        )
    });
    Ok(card.row(up.into_iter().chain([back(view, id)])))
}

async fn heading(
    view: View<'_>,
    tx: &mut Tx,
    draft: &Directive,
    opened: Option<&Unit>,
) -> Result<String> {
    let count = head_count(view, tx, draft.id).await?;
    let unit = opened.map(|unit| unit.name.clone()).unwrap_or_default();
    Ok(view.text(
        "audience-heading",
        &[("count", Arg::html(count)), ("unit", Arg::text(unit))],
    ))
}

/// The opened unit itself: alone, or with all below.
fn own_row(view: View<'_>, draft: &Directive, unit: &Unit, chosen: &[ChosenUnit]) -> [Button; 2] {
    let now = choice_of(unit.id, chosen);
    let button = |key: &str, choice: Choice| {
        let (mark, next) = if now == choice {
            ("✅ ", Choice::None)
        } else {
            ("", choice)
        };
        let label = format!("{mark}{}", view.label(key));
        Button::press(label, Press::ChooseUnit(draft.id, unit.id, next))
    };
    [
        button("audience-all-below", Choice::WithBelow),
        button("audience-only-this", Choice::Alone),
    ]
}

/// A unit of the list: a tap chooses it with all below, a second opens it.
async fn unit_row(
    view: View<'_>,
    tx: &mut Tx,
    draft: &Directive,
    unit: &Unit,
    chosen: &[ChosenUnit],
) -> Result<Vec<Button>> {
    let now = choice_of(unit.id, chosen);
    let inherited = chosen.iter().any(|chosen| {
        chosen.with_below && chosen.unit != unit.id && unit.path.units().any(|id| id == chosen.unit)
    });
    let mark = match now {
        Choice::None if inherited => "☑️ ",
        Choice::None => "",
        Choice::Alone => "✔️ ",
        Choice::WithBelow => "✅ ",
    };
    let next = if now == Choice::None {
        Choice::WithBelow
    } else {
        Choice::None
    };
    let mut row = vec![Button::press(
        format!("{mark}{}", unit.name),
        Press::ChooseUnit(draft.id, unit.id, next),
    )];
    if !tx.unit_children(Some(unit.id)).await?.is_empty() {
        let screen = DraftScreen::Audience {
            open: Some(unit.id),
            page: 0,
        };
        row.push(view.button("button-open", Press::Draft(draft.id, screen)));
    }
    Ok(row)
}

async fn role_row(view: View<'_>, tx: &mut Tx, draft: &Directive) -> Result<Vec<Button>> {
    let chosen = tx.audience_roles(draft.id).await?;
    Ok(ROLES
        .into_iter()
        .map(|role| {
            let mark = if chosen.iter().any(|name| name == role.as_str()) {
                "✅ "
            } else {
                ""
            };
            let label = format!("{mark}{}", view.label(&format!("role-{}", role.as_str())));
            Button::press(label, Press::ToggleRole(draft.id, role))
        })
        .collect())
}

fn choice_of(unit: UnitId, chosen: &[ChosenUnit]) -> Choice {
    match chosen.iter().find(|chosen| chosen.unit == unit) {
        None => Choice::None,
        Some(ChosenUnit {
            with_below: true, ..
        }) => Choice::WithBelow,
        Some(_) => Choice::Alone,
    }
}

/// The highest units that the reader may address.
async fn tops(view: View<'_>, tx: &mut Tx) -> Result<Vec<Unit>> {
    let Some(person) = view.chat.person else {
        return Ok(Vec::new());
    };
    let Some(actor) = tx.actor_load(person, view.now).await? else {
        return Ok(Vec::new());
    };
    let cx = Cx {
        now: view.now,
        actor: &actor,
        rules: &view.bot.rules,
    };
    let mut units = Vec::new();
    for path in roots(cx) {
        if let Some(id) = path.units().last() {
            units.extend(tx.unit_by_id(id).await?);
        }
    }
    Ok(units)
}
