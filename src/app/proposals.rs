//! From what the reader understood to a draft.

use std::collections::BTreeMap;

use super::directives::{NAME_LIMIT, SUMMARY_LIMIT, TITLE_LIMIT, audit, editable, touch_draft};
use super::{Cx, Refusal, Result};
use crate::domain::directive::Head;
use crate::domain::document::{Due, ReadDeadline, ReadTask, Reading, Span, Start};
use crate::domain::ids::{DirectiveId, FileId, PersonId, UnitId};
use crate::domain::org::Role;
use crate::domain::permission::Action;
use crate::domain::split::shorten;
use crate::domain::text::fold;
use crate::store::{NewDirective, NewTask, Tx};

/// The roles a new draft is for, until its author chooses others.
const USUAL_ROLES: [Role; 2] = [Role::Leader, Role::Cadre];
/// Makes a draft of what the reader understood, in the name of the highest unit for which the
/// actor may prepare directives.
///
/// # Errors
/// A refusal if there is no such unit.
pub async fn propose(
    tx: &mut Tx,
    cx: Cx<'_>,
    reading: &Reading,
    file: Option<FileId>,
) -> Result<DirectiveId> {
    let (unit, in_place_of) = home_unit(cx)?;
    tx.act_for(in_place_of);
    let new = NewDirective {
        unit,
        author: cx.actor.id,
        head: Head {
            kind: reading.kind,
            authority: reading
                .authority
                .as_deref()
                .map(|name| shorten(name, NAME_LIMIT)),
            number: reading
                .number
                .as_deref()
                .map(|number| shorten(number, NAME_LIMIT)),
            place: reading.place.clone(),
            issued_on: reading.date,
            title: shorten(&title_of(reading), TITLE_LIMIT),
            summary: shorten(&beside_card(reading), SUMMARY_LIMIT),
            urgency: reading.urgency,
        },
        body: reading.text.clone(),
        file,
        warnings: reading.warnings.clone(),
    };
    let directive = tx.directive_insert(&new, cx.now).await?;
    if let Some(person) = in_place_of {
        tx.directive_set_author_for(directive, person).await?;
    }
    for role in USUAL_ROLES {
        tx.audience_add_role(directive, role.as_str()).await?;
    }
    let names = unit_names(tx, unit).await?;
    for task in &reading.tasks {
        let id = tx
            .task_insert(directive, &new_task(cx, reading, task))
            .await?;
        let units = named_units(&task.responsible, &names);
        tx.task_set_units(id, &units).await?;
    }
    audit(
        tx,
        cx,
        "directive.propose",
        directive,
        &serde_json::json!({}),
    )
    .await?;
    Ok(directive)
}

/// Reads the text anew after more of it came: a long text arrives in several messages.
///
/// # Errors
/// A refusal if the draft can no longer be changed.
pub async fn reread(
    tx: &mut Tx,
    cx: Cx<'_>,
    directive: DirectiveId,
    reading: &Reading,
) -> Result<()> {
    let mut draft = editable(tx, cx, directive).await?;
    draft.head.title = shorten(&title_of(reading), TITLE_LIMIT);
    draft.head.summary = shorten(&beside_card(reading), SUMMARY_LIMIT);
    draft.body.clone_from(&reading.text);
    draft.warnings.clone_from(&reading.warnings);
    tx.directive_update(&draft).await?;
    for task in tx.task_list(directive).await? {
        tx.task_delete(task.id).await?;
    }
    let names = unit_names(tx, draft.unit).await?;
    for task in &reading.tasks {
        let id = tx
            .task_insert(directive, &new_task(cx, reading, task))
            .await?;
        tx.task_set_units(id, &named_units(&task.responsible, &names))
            .await?;
    }
    touch_draft(tx, cx, directive).await
}

/// The highest unit for which the actor prepares directives, and in whose place he does. Whoever
/// prepares some of his own stays at home, even while he stands in for somebody higher up.
fn home_unit(cx: Cx<'_>) -> Result<(UnitId, Option<PersonId>)> {
    cx.actor
        .standings
        .iter()
        .filter(|standing| matches!(standing.role, Role::Leader | Role::Clerk))
        .filter(|standing| cx.require(Action::PrepareDirective, &standing.path).is_ok())
        .min_by_key(|standing| {
            (
                standing.on_behalf_of.is_some(),
                standing.path.units().count(),
            )
        })
        .and_then(|standing| Some((standing.unit?, standing.on_behalf_of)))
        .ok_or_else(|| Refusal::new("refusal-not-allowed").into())
}

/// The reader's summary without what a card shows anyway: its title, and the tasks.
fn beside_card(reading: &Reading) -> String {
    let is_shown = |line: &str| {
        reading
            .title
            .as_deref()
            .is_some_and(|title| title.starts_with(line))
            || reading.tasks.iter().any(|task| {
                let task = format!("{}. {}", task.no, task.title);
                line.starts_with(&task)
            })
    };
    let lines: Vec<&str> = reading
        .summary
        .lines()
        .filter(|line| !is_shown(line))
        .collect();
    lines.join("\n")
}

fn title_of(reading: &Reading) -> String {
    let first_line = || {
        let line = reading.text.lines().find(|line| !line.trim().is_empty());
        line.unwrap_or_default().trim().to_owned()
    };
    reading.title.clone().unwrap_or_else(first_line)
}

/// The names of a unit's tree, folded, without the unit itself.
pub(super) async fn unit_names(tx: &mut Tx, unit: UnitId) -> Result<BTreeMap<String, UnitId>> {
    let Some(unit) = tx.unit_by_id(unit).await? else {
        return Ok(BTreeMap::new());
    };
    let units = tx.unit_list(&unit.path).await?;
    Ok(units
        .into_iter()
        .map(|unit| (fold(&unit.name), unit.id))
        .collect())
}

/// The units meant by the names in a document, if every name means one; else none, which stands
/// for all recipients: a task for "các xã, phường" must not shrink to the one ward named beside.
pub(super) fn named_units(responsible: &[String], names: &BTreeMap<String, UnitId>) -> Vec<UnitId> {
    let found: Option<Vec<UnitId>> = responsible
        .iter()
        .map(|name| {
            let name = fold(name);
            names
                .iter()
                .filter(|(unit, _)| name.ends_with(unit.as_str()))
                .max_by_key(|(unit, _)| unit.len())
                .map(|(_, id)| *id)
        })
        .collect();
    let mut units = found.unwrap_or_default();
    units.sort_unstable();
    units.dedup();
    units
}

fn new_task(cx: Cx<'_>, reading: &Reading, task: &ReadTask) -> NewTask {
    let dated = task
        .deadlines
        .iter()
        .filter_map(|deadline| Some((due_of(cx, reading, deadline)?, deadline)))
        .min_by_key(|(due, _)| *due);
    let deadline_text = dated
        .map(|(_, deadline)| deadline)
        .or(task.deadlines.first())
        .map(|deadline| deadline.text.clone());
    NewTask {
        no: task.no.clone(),
        title: task.title.clone(),
        text: task.text.clone(),
        responsible: task.responsible.clone(),
        deadline_text,
        due_at: dated.map(|(due, _)| due),
    }
}

/// The instant of a deadline: its own, or counted from the day of signing. What counts from
/// another event has none until a person sets it.
fn due_of(cx: Cx<'_>, reading: &Reading, deadline: &ReadDeadline) -> Option<i64> {
    let calendar = &cx.rules.calendar;
    if let Some(due) = deadline.iso {
        return Some(calendar.due_instant(due));
    }
    let within = deadline.within?;
    if within.from.is_some_and(|start| start != Start::Issue) {
        return None;
    }
    let issued = reading.date?;
    let count = i64::from(within.count);
    let day = match within.unit {
        Span::Day => issued + chrono::Duration::days(count),
        Span::Week => issued + chrono::Duration::weeks(count),
        Span::Month => issued.checked_add_months(chrono::Months::new(within.count))?,
        Span::WorkingDay => calendar.working_days_after(issued, within.count),
        Span::Minute | Span::Hour | Span::Year => return None,
    };
    Some(calendar.due_instant(Due::Day(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_narrowed_only_if_every_name_is_a_unit() {
        let names = BTreeMap::from([
            (fold("Phường Hải Châu"), UnitId(2)),
            (fold("Xã Hòa Vang"), UnitId(3)),
        ]);
        let named = |list: &[&str]| {
            let list: Vec<String> = list.iter().map(|name| (*name).to_owned()).collect();
            named_units(&list, &names)
        };
        assert_eq!(named(&["Ủy ban nhân dân phường Hải Châu"]), [UnitId(2)]);
        assert_eq!(
            named(&["UBND xã Hoà Vang", "phường Hải Châu"]),
            [UnitId(2), UnitId(3)]
        );
        assert_eq!(named(&["Công an thành phố", "phường Hải Châu"]), []);
        assert_eq!(named(&[]), []);
    }
}
