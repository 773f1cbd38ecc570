//! A directive as recipients see it: in private, in a unit's group, and in full.

use super::view::{View, page_at, paginate};
use crate::domain::directive::{Directive, Published, State, Task};
use crate::domain::ids::{DirectiveId, PersonId, UnitId};
use crate::domain::receipt;
use crate::domain::split::shorten;
use crate::i18n::Arg;
use crate::store::{Assignment, Result, Tx};
use crate::telegram::card::{Button, Card, Rendered, visible_length};
use crate::telegram::press::Press;

/// The room for tasks, in UTF-16 units. A message has 4,096; head and title take up to 750 of
/// them, the summary 800, a correction 350, the foot 200 and the receipt with its note 350.
const TASK_ROOM: usize = 1_500;
/// How much of somebody's words a copy repeats, in UTF-16 units.
const WORDS_SHOWN: usize = 250;
/// A recipient's private copy.
pub async fn private(view: View<'_>, tx: &mut Tx, id: DirectiveId, page: u32) -> Result<Rendered> {
    let (Some(directive), Some(person)) = (tx.directive_by_id(id).await?, view.reader()) else {
        return Ok(Rendered::Nothing);
    };
    let Some(receipt) = tx.receipt_find(id, person).await? else {
        return Ok(not_yours(view, &directive));
    };
    let published = match &directive.state {
        // What never arrived before it was withdrawn is not sent any more.
        State::Withdrawn { .. } if !view.shown => return Ok(Rendered::Nothing),
        State::Withdrawn { at, reason, .. } => {
            return Ok(withdrawn(view, &directive, *at, reason.as_deref()).into());
        }
        State::Published(published) => published,
        _ => return Ok(Rendered::Nothing),
    };
    let tasks = tx.task_list(id).await?;
    let assignments = tx.assignment_list(id).await?;
    let mine: Vec<&Assignment> = assignments
        .iter()
        .filter(|assignment| assignment.unit == receipt.unit)
        .collect();
    let items = unit_items(view, &tasks, &assignments, receipt.unit);
    let unit = tx
        .unit_by_id(receipt.unit)
        .await?
        .map_or_else(String::new, |unit| unit.name);
    let body = Body {
        directive: &directive,
        published,
        unit: &unit,
        room: TASK_ROOM,
    };
    let issuer = issuer(view, tx, &directive, published).await?;
    let mut card = body.card(view, &items, page, &issuer, |page| {
        Press::Directive(id, page)
    });
    match &receipt.state {
        receipt::State::Waiting => {
            card.keyboard.insert(
                0,
                vec![view.button(
                    "button-received",
                    Press::Acknowledge(id, published.receipt_revision),
                )],
            );
        }
        receipt::State::Confirmed { at, by, note } => {
            card.html.push_str("\n\n");
            let line = confirmed_line(view, tx, (*at, *by), note.as_deref()).await?;
            card.html.push_str(&line);
        }
    }
    let open: Vec<&&Assignment> = mine.iter().filter(|a| a.done.is_none()).collect();
    let confirmed = matches!(receipt.state, receipt::State::Confirmed { .. });
    Ok(card
        .row(own_buttons(view, id, published))
        .row(task_button(view, confirmed, &open))
        .into())
}

pub(super) fn own_buttons(view: View<'_>, id: DirectiveId, published: &Published) -> [Button; 2] {
    [
        view.button("button-full-text", Press::FullText(id)),
        view.button(
            "button-comment",
            Press::Comment(id, published.receipt_revision),
        ),
    ]
}

/// After the receipt: one open task is reported done right here, several from their list.
fn task_button(view: View<'_>, confirmed: bool, open: &[&&Assignment]) -> Option<Button> {
    match open {
        [one] if confirmed => Some(view.button("button-done", Press::Done(one.id))),
        [_, _, ..] if confirmed => Some(view.button("button-my-tasks", Press::Tasks(0))),
        _ => None,
    }
}

/// When the receipt was given and with which words, and by whom where it was not the reader.
pub(super) async fn confirmed_line(
    view: View<'_>,
    tx: &mut Tx,
    (at, by): (i64, PersonId),
    note: Option<&str>,
) -> Result<String> {
    let at = ("time", Arg::text(view.moment(at)));
    let note = note.map(|note| ("note", Arg::text(shorten(note, WORDS_SHOWN))));
    if view.chat.person == Some(by) {
        return Ok(match note {
            Some(note) => view.text("directive-confirmed-note", &[at, note]),
            None => view.text("directive-confirmed", &[at]),
        });
    }
    let name = ("name", Arg::text(confirmer(view, tx, by).await?));
    Ok(match note {
        Some(note) => view.text("confirmed-by-note", &[name, at, note]),
        None => view.text("confirmed-by", &[name, at]),
    })
}

/// Who gave a receipt that the reader did not give himself.
pub(super) async fn confirmer(view: View<'_>, tx: &mut Tx, by: PersonId) -> Result<String> {
    let name = view.name_of(tx, by).await?;
    if view.reader() == Some(by) {
        return Ok(name);
    }
    let name = [("name", Arg::text(name))];
    let catalog = &view.bot.catalog;
    Ok(catalog.plain(view.locale, "in-your-place-name", &name))
}

/// A copy that its reader keeps of a directive that does not concern him any more: he left the unit,
/// or the choice of recipients changed.
fn not_yours(view: View<'_>, directive: &Directive) -> Rendered {
    if !view.shown {
        return Rendered::Nothing;
    }
    let html = view.text(
        "directive-not-yours",
        &[
            ("name", Arg::text(view.document_name(&directive.head))),
            ("title", Arg::text(directive.head.title.as_str())),
        ],
    );
    Card::new(html).into()
}

/// The card that a recipient would get, without anybody's own receipt: for the preview.
pub async fn preview(
    view: View<'_>,
    tx: &mut Tx,
    directive: &Directive,
    page: u32,
    turn: impl Fn(u32) -> Press,
) -> Result<Card> {
    let tasks = tx.task_list(directive.id).await?;
    let items: Vec<String> = tasks
        .iter()
        .map(|task| task_line(view, task, task.due_at, false))
        .collect();
    let published = Published {
        code: "····-····".to_owned(),
        at: view.now,
        approver: None,
        approver_for: None,
        revision: 1,
        receipt_revision: 1,
        corrected: None,
    };
    let unit = view.line("directive-preview-unit");
    let body = Body {
        directive,
        published: &published,
        unit: &unit,
        room: TASK_ROOM,
    };
    let issuer = issuer(view, tx, directive, &published).await?;
    Ok(body.card(view, &items, page, &issuer, turn))
}

/// The common part of a directive's copies.
pub(super) struct Body<'a> {
    pub(super) directive: &'a Directive,
    pub(super) published: &'a Published,
    pub(super) unit: &'a str,
    /// The room for tasks, in UTF-16 units.
    pub(super) room: usize,
}

impl Body<'_> {
    pub(super) fn card(
        &self,
        view: View<'_>,
        items: &[String],
        page: u32,
        issuer: &str,
        turn: impl Fn(u32) -> Press,
    ) -> Card {
        let pages = paginate(items.to_vec(), self.room, |item| visible_length(item) + 1);
        let (page, shown) =
            page_at(&pages, page).map_or((0, &[][..]), |(page, items)| (page, items));
        let mut parts = Vec::new();
        if let Some(correction) = &self.published.corrected {
            parts.push(corrected_line(
                view,
                correction.at,
                correction.what.as_deref(),
            ));
        }
        parts.push(view.masthead(&self.directive.head));
        if page == 0 && !self.directive.head.summary.is_empty() {
            parts.push(view.text(
                "directive-summary",
                &[("summary", Arg::text(self.directive.head.summary.as_str()))],
            ));
        }
        if !shown.is_empty() {
            let heading = view.text("directive-tasks-of", &[("unit", Arg::text(self.unit))]);
            parts.push(format!("{heading}\n{}", shown.join("\n")));
        }
        if pages.len() > 1 {
            parts.push(view.text(
                "page-of",
                &[
                    ("page", Arg::number(page + 1)),
                    ("pages", Arg::count(pages.len())),
                ],
            ));
        }
        parts.push(view.text(
            "directive-foot",
            &[
                ("code", Arg::text(self.published.code.as_str())),
                ("issuer", Arg::text(issuer)),
            ],
        ));
        Card::new(parts.join("\n\n")).row(view.pager(page, pages.len(), turn))
    }
}

/// In whose name it goes out: unit and person, for the foot of every official message.
pub(super) async fn issuer(
    view: View<'_>,
    tx: &mut Tx,
    directive: &Directive,
    published: &Published,
) -> Result<String> {
    let unit = tx
        .unit_by_id(directive.unit)
        .await?
        .map_or_else(String::new, |unit| unit.name);
    let (signer, in_place_of) = match published.approver {
        Some(approver) => (approver, published.approver_for),
        None => (directive.author, directive.author_for),
    };
    let person = view.name_in_place(tx, signer, in_place_of).await?;
    Ok(format!("{unit} · {person}"))
}

/// A unit's tasks, one text each.
pub(super) fn unit_items(
    view: View<'_>,
    tasks: &[Task],
    assignments: &[Assignment],
    unit: UnitId,
) -> Vec<String> {
    assignments
        .iter()
        .filter(|assignment| assignment.unit == unit)
        .filter_map(|assignment| {
            let task = tasks.iter().find(|task| task.id == assignment.task)?;
            let done = assignment.done.is_some();
            Some(task_line(view, task, assignment.due_at, done))
        })
        .collect()
}

/// One task on one line, its deadline below.
pub fn task_line(view: View<'_>, task: &Task, due_at: Option<i64>, done: bool) -> String {
    let mark = if done { "✅ " } else { "" };
    let line = view.text(
        "directive-task",
        &[
            ("mark", Arg::text(mark)),
            ("no", Arg::text(task.no.as_str())),
            ("title", Arg::text(task.title.as_str())),
        ],
    );
    let deadline = match (due_at, &task.deadline_text) {
        (Some(at), _) => view.deadline(at),
        (None, Some(text)) => shorten(text, 120),
        (None, None) => return line,
    };
    let deadline = view.text(
        "directive-task-deadline",
        &[("deadline", Arg::text(deadline))],
    );
    format!("{line}\n{deadline}")
}

fn corrected_line(view: View<'_>, at: i64, what: Option<&str>) -> String {
    view.text(
        "directive-corrected",
        &[
            ("time", Arg::text(view.moment(at))),
            (
                "what",
                Arg::text(shorten(what.unwrap_or_default(), WORDS_SHOWN)),
            ),
        ],
    )
}

pub(super) fn withdrawn(
    view: View<'_>,
    directive: &Directive,
    at: i64,
    reason: Option<&str>,
) -> Card {
    let mut html = view.text(
        "directive-withdrawn",
        &[
            ("name", Arg::text(view.document_name(&directive.head))),
            ("title", Arg::text(directive.head.title.as_str())),
            ("time", Arg::text(view.moment(at))),
        ],
    );
    if let Some(reason) = reason {
        html.push('\n');
        html.push_str(&view.text(
            "directive-reason",
            &[("reason", Arg::text(shorten(reason, WORDS_SHOWN)))],
        ));
    }
    Card::new(html)
}
