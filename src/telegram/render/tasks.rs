//! A person's tasks, one task, and the reminder of it.

use super::news::is_deputys;
use super::view::{View, page_at};
use crate::domain::directive::{Directive, State, Task};
use crate::domain::ids::{AssignmentId, PersonId};
use crate::domain::split::shorten;
use crate::i18n::{Arg, format};
use crate::store::{Assignment, Result, Tx};
use crate::telegram::card::{Button, Card, Rendered};
use crate::telegram::press::Press;

/// Tasks on one page of the list.
const PER_PAGE: usize = 6;
/// How much of a task's text its card shows, in UTF-16 units; the whole is in the full text.
const TEXT_SHOWN: usize = 2_500;

/// An assignment with the task and the directive it belongs to.
struct Found {
    assignment: Assignment,
    task: Task,
    directive: Directive,
}

/// A person's open tasks, nearest deadline first.
pub async fn list(view: View<'_>, tx: &mut Tx, page: u32) -> Result<Rendered> {
    let Some(person) = view.chat.person else {
        return Ok(Rendered::Nothing);
    };
    let open = open_tasks(view, tx, person).await?;
    let pages: Vec<&[(Assignment, Option<PersonId>)]> = open.chunks(PER_PAGE).collect();
    let Some((page, shown)) = page_at(&pages, page) else {
        return Ok(Card::new(view.line("tasks-none")).into());
    };
    let mut parts = vec![view.text("tasks-heading", &[("count", Arg::count(open.len()))])];
    let mut buttons = Vec::new();
    for (assignment, in_place_of) in *shown {
        if let Some(found) = find(tx, assignment.id).await? {
            let number = buttons.len() + 1 + usize::try_from(page).unwrap_or(0) * PER_PAGE;
            let name = match in_place_of {
                Some(person) => Some(view.name_of(tx, *person).await?),
                None => None,
            };
            parts.push(line(view, &found, number, name));
            buttons.push(Button::press(
                number.to_string(),
                Press::Assignment(assignment.id),
            ));
        }
    }
    Ok(Card::new(parts.join("\n\n"))
        .row(buttons)
        .row(view.pager(page, pages.len(), Press::Tasks))
        .into())
}

/// A person's open tasks, and those of whoever he stands in for: the nearest deadline first, with
/// whose they are where they are not his own too.
async fn open_tasks(
    view: View<'_>,
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<(Assignment, Option<PersonId>)>> {
    let own = tx.assignment_list_open(person).await?;
    let mut open: Vec<_> = own.into_iter().map(|task| (task, None)).collect();
    let actor = tx.actor_load(person, view.now).await?;
    let represented = actor.map(|actor| actor.represented()).unwrap_or_default();
    for absent in represented {
        for task in tx.assignment_list_open(absent).await? {
            if !open.iter().any(|(known, _)| known.id == task.id) {
                open.push((task, Some(absent)));
            }
        }
    }
    open.sort_by_key(|(task, _)| (task.due_at.is_none(), task.due_at, task.id));
    Ok(open)
}

fn line(view: View<'_>, found: &Found, number: usize, in_place_of: Option<String>) -> String {
    let document = view.document_name(&found.directive.head);
    let document = match in_place_of {
        Some(person) => view.in_place_name(document, person),
        None => document,
    };
    view.text(
        "tasks-line",
        &[
            ("number", Arg::count(number)),
            ("title", Arg::text(found.task.title.as_str())),
            ("name", Arg::text(document)),
            ("left", Arg::text(left(view, found.assignment.due_at))),
        ],
    )
}

/// "trước ngày 28/11 (thứ Sáu) · còn 2 ngày 5 giờ", or how late it is.
fn left(view: View<'_>, due_at: Option<i64>) -> String {
    let Some(due) = due_at else {
        return view.label("draft-without-deadline");
    };
    let (key, span) = if due >= view.now {
        ("task-left", due - view.now)
    } else {
        ("task-late", view.now - due)
    };
    let span = Arg::text(format::span(view.locale, span));
    let words = view.bot.catalog.plain(view.locale, key, &[("span", span)]);
    format!("{} · {words}", view.deadline(due))
}

/// One task of one unit.
pub async fn card(view: View<'_>, tx: &mut Tx, id: AssignmentId) -> Result<Rendered> {
    let Some(found) = find(tx, id).await? else {
        return Ok(Rendered::Nothing);
    };
    Ok(body(view, tx, &found, String::new()).await?.into())
}

async fn body(view: View<'_>, tx: &mut Tx, found: &Found, above: String) -> Result<Card> {
    let unit = tx.unit_by_id(found.assignment.unit).await?;
    let html = view.text(
        "task-card",
        &[
            ("no", Arg::text(found.task.no.as_str())),
            ("text", Arg::text(shorten(&found.task.text, TEXT_SHOWN))),
            ("name", Arg::text(view.document_name(&found.directive.head))),
            (
                "unit",
                Arg::text(unit.map_or_else(String::new, |unit| unit.name)),
            ),
            ("left", Arg::text(left(view, found.assignment.due_at))),
        ],
    );
    let html = format!("{above}{html}");
    let in_force = matches!(found.directive.state, State::Published(_));
    Ok(match &found.assignment.done {
        Some(done) => {
            let name = tx
                .person_by_id(done.by)
                .await?
                .map_or_else(String::new, |person| view.person(&person.name));
            let mut html = format!(
                "{html}\n\n{}",
                view.text(
                    "task-done",
                    &[
                        ("name", Arg::text(name)),
                        ("time", Arg::text(view.moment(done.at)))
                    ],
                )
            );
            if let Some(result) = &done.result {
                let result = Arg::text(shorten(result, 800));
                html.push('\n');
                html.push_str(&view.text("task-result", &[("result", result)]));
            }
            Card::new(html)
        }
        None if in_force => Card::new(html).row([
            view.button("button-done", Press::Done(found.assignment.id)),
            view.button("button-full-text", Press::FullText(found.directive.id)),
        ]),
        None => Card::new(format!("{html}\n\n{}", view.line("task-withdrawn"))),
    })
}

/// Tells of a deadline that is near or past. What is done or withdrawn is not spoken of.
pub async fn reminder(
    view: View<'_>,
    tx: &mut Tx,
    id: AssignmentId,
    person: PersonId,
    step: u32,
) -> Result<Rendered> {
    let Some(found) = find(tx, id).await? else {
        return Ok(Rendered::Nothing);
    };
    let is_open = found.assignment.done.is_none()
        && matches!(found.directive.state, State::Published(_))
        && view.reader() == Some(person)
        && !is_deputys(view, tx, person).await?;
    if !is_open && !view.shown {
        return Ok(Rendered::Nothing);
    }
    let late = found.assignment.due_at.is_some_and(|due| due < view.now);
    let key = if late {
        "reminder-task-late"
    } else {
        "reminder-task"
    };
    let above = view.text(key, &[("step", Arg::number(step))]);
    Ok(body(view, tx, &found, format!("{above}\n\n")).await?.into())
}

async fn find(tx: &mut Tx, id: AssignmentId) -> Result<Option<Found>> {
    let Some(assignment) = tx.assignment_by_id(id).await? else {
        return Ok(None);
    };
    let tasks = tx.task_list(assignment.directive).await?;
    let task = tasks.into_iter().find(|task| task.id == assignment.task);
    let directive = tx.directive_by_id(assignment.directive).await?;
    Ok(task.zip(directive).map(|(task, directive)| Found {
        assignment,
        task,
        directive,
    }))
}
