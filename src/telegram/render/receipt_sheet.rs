//! The receipts and the tasks of a directive as a workbook.

use bytes::Bytes;
use chrono::{DateTime, FixedOffset};

use super::followed::Followed;
use super::view::View;
use crate::domain::ids::DirectiveId;
use crate::domain::permission::Action;
use crate::domain::text::fold;
use crate::i18n::Arg;
use crate::sheet::{Cell, Column, Table, workbook};
use crate::store::exports::{Narrowing, TaskExport};
use crate::store::{Recipient, Result, Tx};
use crate::telegram::card::{Attachment, Card, Content, Rendered};

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The workbook, with the counts as its caption.
pub async fn receipt_sheet(view: View<'_>, tx: &mut Tx, id: DirectiveId) -> Result<Rendered> {
    let Some(followed) = Followed::load(view, tx, id).await? else {
        return Ok(Rendered::Nothing);
    };
    if !followed.may(Action::ExportReceipts) {
        return Ok(Rendered::Nothing);
    }
    let people = tx.receipt_recipients(id).await?;
    let only = Narrowing {
        directive: Some(followed.published.code.clone()),
        ..Narrowing::default()
    };
    let tasks = tx.export_tasks(&only).await?;
    let bytes = match workbook(&[receipts(view, &people), work(view, &tasks)]) {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(%error, directive = id.0, "the workbook of directive {id} cannot be made");
            return Ok(Card::new(view.line("sheet-failed")).into());
        }
    };
    let confirmed = people.iter().filter(|p| p.confirmed_at.is_some()).count();
    let name = view.document_name(&followed.directive.head);
    let caption = view.text(
        "sheet-caption",
        &[
            ("name", Arg::text(name.as_str())),
            ("confirmed", Arg::count(confirmed)),
            ("asked", Arg::count(people.len())),
            ("time", Arg::text(view.moment(view.now))),
        ],
    );
    let attachment = Attachment {
        name: file_name(view, &name),
        mime: XLSX.to_owned(),
        content: Content::Bytes(Bytes::from(bytes)),
        file: None,
        picture: false,
    };
    Ok(Card::new(caption).attach(attachment).into())
}

/// Everybody who was asked, with what became of it.
fn receipts(view: View<'_>, people: &[Recipient]) -> Table {
    let row = |person: &Recipient| {
        vec![
            Cell::Text(person.unit.clone()),
            Cell::Text(view.signer(person)),
            Cell::Text(view.label(state(person))),
            match &person.unreachable {
                Some(code) if person.confirmed_at.is_none() => {
                    Cell::Text(view.label(&format!("unreachable-{code}")))
                }
                _ => Cell::Empty,
            },
            moment(view, person.sent_at),
            moment(view, person.confirmed_at),
            Cell::text(person.note.as_deref()),
            Cell::Number(person.reminders),
        ]
    };
    Table {
        title: view.label("sheet-receipts"),
        columns: columns(
            view,
            &[
                ("unit", "sheet-unit"),
                ("name", "sheet-name"),
                ("state", "sheet-state"),
                ("reason", "sheet-reason"),
                ("sent_at", "sheet-sent-at"),
                ("confirmed_at", "sheet-confirmed-at"),
                ("note", "sheet-note"),
                ("reminders", "sheet-reminders"),
            ],
        ),
        rows: people.iter().map(row).collect(),
    }
}

/// The key of one of the words that delivery is spoken of with.
fn state(person: &Recipient) -> &'static str {
    match (person.confirmed_at, &person.unreachable) {
        (Some(_), _) => "state-confirmed",
        (None, Some(_)) => "state-unreachable",
        (None, None) => "state-unconfirmed",
    }
}

/// Each task of each unit.
fn work(view: View<'_>, tasks: &[TaskExport]) -> Table {
    let row = |task: &TaskExport| {
        let state = match (task.done_at, task.due_at) {
            (Some(done), Some(due)) if done > due => "sheet-done-late",
            (Some(_), _) => "sheet-done",
            (None, Some(due)) if due < view.now => "sheet-late",
            (None, _) => "sheet-open",
        };
        vec![
            Cell::Text(task.no.clone()),
            Cell::Text(task.title.clone()),
            Cell::Text(task.unit.clone()),
            match (task.due_at, &task.deadline) {
                (None, Some(words)) => Cell::Text(words.clone()),
                (due, _) => moment(view, due),
            },
            Cell::Text(view.label(state)),
            Cell::text(task.done_by.as_deref().map(|name| view.person(name))),
            moment(view, task.done_at),
            Cell::text(task.result.as_deref()),
        ]
    };
    Table {
        title: view.label("sheet-tasks"),
        columns: columns(
            view,
            &[
                ("no", "sheet-no"),
                ("task", "sheet-task"),
                ("unit", "sheet-unit"),
                ("due_at", "sheet-due-at"),
                ("state", "sheet-state"),
                ("done_by", "sheet-done-by"),
                ("done_at", "sheet-done-at"),
                ("result", "sheet-result"),
            ],
        ),
        rows: tasks.iter().map(row).collect(),
    }
}

fn columns(view: View<'_>, names: &[(&'static str, &str)]) -> Vec<Column> {
    names
        .iter()
        .map(|(key, heading)| Column {
            key,
            heading: view.label(heading),
        })
        .collect()
}

/// A moment as the organisation's clocks showed it.
fn moment(view: View<'_>, at: Option<i64>) -> Cell {
    let local = |at| -> DateTime<FixedOffset> { view.calendar().local(at).fixed_offset() };
    at.map_or(Cell::Empty, |at| Cell::Moment(local(at)))
}

/// A name that every computer takes: the document's and the day's.
fn file_name(view: View<'_>, document: &str) -> String {
    let plain: String = fold(document)
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let day = view.calendar().local(view.now).format("%Y-%m-%d");
    format!("{}-{day}.xlsx", words.join("-"))
}
