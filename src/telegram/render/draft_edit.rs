//! Correcting what the reader proposed: one tap to the field, one message with the right words.

use super::draft::back;
use super::view::View;
use crate::app::directives::{Field, TaskField};
use crate::domain::directive::{Directive, Task};
use crate::domain::document::{Due, Kind};
use crate::domain::ids::TaskId;
use crate::domain::notice::DraftScreen;
use crate::domain::split::shorten;
use crate::i18n::{Arg, format};
use crate::store::{Result, Tx};
use crate::telegram::card::{Button, Card, Rendered};
use crate::telegram::press::Press;
use chrono::{Datelike as _, Days, Months, NaiveDate};

/// Tasks offered on one page, as rows of [`PER_ROW`].
const PER_PAGE: usize = 20;
/// Buttons in a row that a thumb can still hit.
const PER_ROW: usize = 5;
/// How much of a task's text is shown while it is corrected, in UTF-16 units.
const TEXT_SHOWN: usize = 2_500;

/// Which field or task is to be corrected.
pub async fn fields(view: View<'_>, tx: &mut Tx, draft: &Directive, page: u32) -> Result<Card> {
    let id = draft.id;
    let head = &draft.head;
    let missing = || view.label("draft-field-missing");
    let html = view.text(
        "draft-edit",
        &[
            (
                "kind",
                Arg::text(view.label(&format!("kind-{}", head.kind.as_str()))),
            ),
            (
                "number",
                Arg::text(head.number.clone().unwrap_or_else(missing)),
            ),
            (
                "authority",
                Arg::text(head.authority.clone().unwrap_or_else(missing)),
            ),
            (
                "date",
                Arg::text(
                    head.issued_on
                        .map_or_else(missing, |day| day.format("%d/%m/%Y").to_string()),
                ),
            ),
            ("title", Arg::text(head.title.as_str())),
            ("summary", Arg::text(head.summary.as_str())),
        ],
    );
    let field = |key, field| view.button(key, Press::EditField(id, field));
    let mut card = Card::new(html)
        .row([
            view.button("field-kind", Press::Draft(id, DraftScreen::Kinds)),
            field("field-number", Field::Number),
            field("field-date", Field::Date),
        ])
        .row([
            field("field-authority", Field::Authority),
            field("field-title", Field::Title),
            field("field-summary", Field::Summary),
        ]);
    let tasks = tx.task_list(id).await?;
    let open = |task: &Task| Press::Draft(id, DraftScreen::EditTask { task: task.id });
    let turn = |page| Press::Draft(id, DraftScreen::Edit { page });
    card = task_buttons(view, card, &tasks, page, open, turn);
    Ok(card
        .row([view.button("button-add-task", Press::AddTask(id))])
        .row([back(view, id)]))
}

/// The kinds of documents.
pub fn kinds(view: View<'_>, draft: &Directive) -> Card {
    let buttons: Vec<Button> = Kind::ALL
        .iter()
        .map(|kind| {
            view.button(
                &format!("kind-{}", kind.as_str()),
                Press::SetKind(draft.id, *kind),
            )
        })
        .collect();
    let mut card = Card::new(view.line("draft-choose-kind"));
    for row in buttons.chunks(3) {
        card = card.row(row.to_vec());
    }
    card.row([view.button(
        "button-back",
        Press::Draft(draft.id, DraftScreen::Edit { page: 0 }),
    )])
}

/// One task and what can be corrected in it.
pub async fn task(
    view: View<'_>,
    tx: &mut Tx,
    draft: &Directive,
    task: TaskId,
) -> Result<Rendered> {
    let Some(task) = find(tx, draft, task).await? else {
        return Ok(fields(view, tx, draft, 0).await?.into());
    };
    let who = if task.responsible.is_empty() {
        view.label("draft-everybody")
    } else {
        task.responsible.join("; ")
    };
    let html = view.text(
        "draft-task",
        &[
            ("no", Arg::text(task.no.as_str())),
            ("text", Arg::text(shorten(&task.text, TEXT_SHOWN))),
            ("who", Arg::text(who)),
            ("deadline", Arg::text(deadline_words(view, &task))),
        ],
    );
    Ok(Card::new(html)
        .row([
            view.button("field-text", Press::EditTask(task.id, TaskField::Text)),
            view.button(
                "field-responsible",
                Press::EditTask(task.id, TaskField::Responsible),
            ),
        ])
        .row([
            view.button(
                "button-deadline",
                Press::Draft(draft.id, DraftScreen::Deadline { task: task.id }),
            ),
            view.button("button-drop-task", Press::DropTask(task.id)),
        ])
        .row([view.button(
            "button-back",
            Press::Draft(draft.id, DraftScreen::Edit { page: 0 }),
        )])
        .into())
}

/// The tasks with their deadlines, to correct one.
pub async fn deadlines(view: View<'_>, tx: &mut Tx, draft: &Directive, page: u32) -> Result<Card> {
    let tasks = tx.task_list(draft.id).await?;
    if tasks.is_empty() {
        return Ok(Card::new(view.line("draft-no-tasks")).row([back(view, draft.id)]));
    }
    let first = usize::try_from(page).unwrap_or(0) * PER_PAGE;
    let lines: Vec<String> = tasks
        .iter()
        .skip(first)
        .take(PER_PAGE)
        .map(|task| {
            view.text(
                "draft-deadline-line",
                &[
                    ("no", Arg::text(task.no.as_str())),
                    ("title", Arg::text(shorten(&task.title, 60))),
                    ("deadline", Arg::text(deadline_words(view, task))),
                ],
            )
        })
        .collect();
    let card = Card::new(format!(
        "{}\n\n{}",
        view.line("draft-deadlines"),
        lines.join("\n")
    ));
    let open = |task: &Task| Press::Draft(draft.id, DraftScreen::Deadline { task: task.id });
    let turn = |page| Press::Draft(draft.id, DraftScreen::Deadlines { page });
    Ok(task_buttons(view, card, &tasks, page, open, turn).row([back(view, draft.id)]))
}

/// Proposals for one task's deadline.
pub async fn deadline(
    view: View<'_>,
    tx: &mut Tx,
    draft: &Directive,
    task: TaskId,
) -> Result<Rendered> {
    let Some(task) = find(tx, draft, task).await? else {
        return Ok(deadlines(view, tx, draft, 0).await?.into());
    };
    let html = view.text(
        "draft-deadline",
        &[
            ("no", Arg::text(task.no.as_str())),
            ("title", Arg::text(task.title.as_str())),
            ("deadline", Arg::text(deadline_words(view, &task))),
        ],
    );
    let today = view.calendar().local(view.now).date_naive();
    let zone = view.calendar().time_zone;
    let proposals: Vec<Button> = proposals(view, today)
        .into_iter()
        .map(|day| {
            let label = format::day(view.locale, day, zone, view.now);
            Button::press(label, Press::SetDeadline(task.id, Some(epoch_days(day))))
        })
        .collect();
    let mut card = Card::new(html);
    for row in proposals.chunks(2) {
        card = card.row(row.to_vec());
    }
    Ok(card
        .row([
            view.button(
                "button-other-day",
                Press::EditTask(task.id, TaskField::Deadline),
            ),
            view.button("button-no-deadline", Press::SetDeadline(task.id, None)),
        ])
        .row([view.button(
            "button-back",
            Press::Draft(draft.id, DraftScreen::Deadlines { page: 0 }),
        )])
        .into())
}

/// Days that deadlines usually fall on: three, five and ten working days on, and the month's end.
fn proposals(view: View<'_>, today: NaiveDate) -> Vec<NaiveDate> {
    let month_end = today
        .with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(1)))
        .and_then(|next| next.checked_sub_days(Days::new(1)));
    let working = [3, 5, 10].map(|count| view.calendar().working_days_after(today, count));
    let mut days: Vec<NaiveDate> = working.into_iter().chain(month_end).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Days since 1970, as buttons carry them.
fn epoch_days(day: NaiveDate) -> i64 {
    i64::from(day.to_epoch_days())
}

/// The day that a button carries.
#[must_use]
pub fn day_of_epoch(days: i64) -> Option<Due> {
    let days = i32::try_from(days).ok()?;
    NaiveDate::from_epoch_days(days).map(Due::Day)
}

/// A task's deadline, or that it has none.
pub(super) fn deadline_words(view: View<'_>, task: &Task) -> String {
    match (task.due_at, &task.deadline_text) {
        (Some(at), _) => view.deadline(at),
        (None, Some(text)) => text.clone(),
        (None, None) => view.label("draft-without-deadline"),
    }
}

async fn find(tx: &mut Tx, draft: &Directive, task: TaskId) -> Result<Option<Task>> {
    let tasks = tx.task_list(draft.id).await?;
    Ok(tasks.into_iter().find(|found| found.id == task))
}

/// A button for each task of a page, by its number.
fn task_buttons(
    view: View<'_>,
    mut card: Card,
    tasks: &[Task],
    page: u32,
    open: impl Fn(&Task) -> Press,
    turn: impl Fn(u32) -> Press,
) -> Card {
    let pages: Vec<&[Task]> = tasks.chunks(PER_PAGE).collect();
    let shown = usize::try_from(page)
        .ok()
        .and_then(|page| pages.get(page))
        .copied();
    for row in shown.unwrap_or_default().chunks(PER_ROW) {
        let buttons = row.iter().map(|task| {
            let label = view.bot.catalog.plain(
                view.locale,
                "task-number",
                &[("no", Arg::text(task.no.as_str()))],
            );
            Button::press(label, open(task))
        });
        card = card.row(buttons.collect::<Vec<_>>());
    }
    card.row(view.pager(page, pages.len(), turn))
}
