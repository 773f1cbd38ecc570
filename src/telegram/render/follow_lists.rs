//! The lists behind the live card: the units, who has not confirmed, the remarks, the tasks.

use super::follow::{UNIT_SHOWN, unit_line, updated};
use super::followed::Followed;
use super::view::{View, page_at, paginate};
use crate::domain::directive::Task;
use crate::domain::ids::{DirectiveId, TaskId};
use crate::domain::notice::FollowScreen;
use crate::domain::permission::Action;
use crate::domain::split::shorten;
use crate::i18n::Arg;
use crate::store::{Recipient, Result, TaskProgress, Tx};
use crate::telegram::card::{Card, visible_length};
use crate::telegram::press::Press;

/// The room for the items of a page, in UTF-16 units: a message less its heading and foot.
const ROOM: usize = 3_200;
/// Units on one page.
const UNITS_PER_PAGE: usize = 20;
/// People on one page.
const PEOPLE_PER_PAGE: usize = 12;
/// Late units named with a task before the rest is only counted.
const LATE_NAMED: usize = 6;
/// The longest name of a person, remark and title, in UTF-16 units.
const NAME_SHOWN: usize = 60;
const NOTE_SHOWN: usize = 1_000;
const TITLE_SHOWN: usize = 120;

/// All units with their counts, those with the most missing first.
pub(super) async fn units(
    view: View<'_>,
    tx: &mut Tx,
    followed: &Followed,
    page: u32,
) -> Result<Card> {
    let counts = tx.receipt_counts_by_unit(followed.directive.id).await?;
    let lines: Vec<String> = counts.iter().map(|unit| unit_line(view, unit)).collect();
    let pages: Vec<Vec<String>> = lines.chunks(UNITS_PER_PAGE).map(<[_]>::to_vec).collect();
    let what = view.text("follow-by-unit", &[("count", Arg::count(counts.len()))]);
    let list = List {
        what,
        none: "follow-nobody-asked",
        between: "\n",
    };
    Ok(
        list.card(view, followed, &pages, page, |page| FollowScreen::Units {
            page,
        }),
    )
}

/// Who has not confirmed, unit by unit in the order of the tree, and why not.
pub(super) async fn missing(
    view: View<'_>,
    tx: &mut Tx,
    followed: &Followed,
    page: u32,
) -> Result<Card> {
    let id = followed.directive.id;
    let mut people = tx.receipt_recipients(id).await?;
    people.retain(|person| person.confirmed_at.is_none());
    let unreachable = people.iter().filter(|p| p.unreachable.is_some()).count();
    let pages: Vec<Vec<String>> = people
        .chunks(PEOPLE_PER_PAGE)
        .map(|people| by_unit(view, people))
        .collect();
    let what = view.text(
        "follow-missing",
        &[
            ("unconfirmed", Arg::count(people.len() - unreachable)),
            ("unreachable", Arg::count(unreachable)),
        ],
    );
    let list = List {
        what,
        none: "follow-nobody-missing",
        between: "\n",
    };
    let mut card = list.card(view, followed, &pages, page, |page| FollowScreen::Missing {
        page,
    });
    let can_be_asked = people.len() > unreachable;
    if can_be_asked && followed.in_force() && followed.may(Action::RemindRecipients) {
        let at = card.keyboard.len() - 1;
        let remind = view.button("button-remind", Press::Remind(id));
        card.keyboard.insert(at, vec![remind]);
    }
    Ok(card)
}

/// One line for each person, with the unit above the first of it.
fn by_unit(view: View<'_>, people: &[Recipient]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut unit = None;
    for person in people {
        if unit != Some(&person.unit) {
            unit = Some(&person.unit);
            let name = Arg::text(shorten(&person.unit, UNIT_SHOWN));
            let heading = view.text("follow-missing-unit", &[("unit", name)]);
            let above = if lines.is_empty() { "" } else { "\n" };
            lines.push(format!("{above}{heading}"));
        }
        lines.push(person_line(view, person));
    }
    lines
}

fn person_line(view: View<'_>, person: &Recipient) -> String {
    let name = Arg::text(shorten(&view.person(&person.name), NAME_SHOWN));
    let mut line = match &person.unreachable {
        Some(code) => {
            let reason = Arg::text(view.label(&format!("unreachable-{code}")));
            view.text(
                "follow-person-unreachable",
                &[("name", name), ("reason", reason)],
            )
        }
        None if person.sent_at.is_none() => view.text("follow-person-unsent", &[("name", name)]),
        None => view.text("follow-person-waiting", &[("name", name)]),
    };
    if person.reminders > 0 {
        let count = Arg::number(person.reminders);
        line.push_str(&view.text("follow-person-reminded", &[("count", count)]));
    }
    line
}

/// Who confirmed with which words, the newest first.
pub(super) async fn notes(
    view: View<'_>,
    tx: &mut Tx,
    followed: &Followed,
    page: u32,
) -> Result<Card> {
    let mut people = tx.receipt_recipients(followed.directive.id).await?;
    people.retain(|person| person.note.is_some());
    people.sort_by_key(|person| std::cmp::Reverse(person.confirmed_at));
    let items: Vec<String> = people.iter().map(|person| note(view, person)).collect();
    let what = view.text("follow-notes", &[("count", Arg::count(items.len()))]);
    let list = List {
        what,
        none: "follow-no-notes",
        between: "\n\n",
    };
    let pages = paginate(items, ROOM, |item| visible_length(item) + 2);
    Ok(
        list.card(view, followed, &pages, page, |page| FollowScreen::Notes {
            page,
        }),
    )
}

fn note(view: View<'_>, person: &Recipient) -> String {
    let time = person.confirmed_at.map(|at| view.moment(at));
    let note = person.note.as_deref().unwrap_or_default();
    view.text(
        "follow-note",
        &[
            ("name", Arg::text(shorten(&view.signer(person), NAME_SHOWN))),
            ("unit", Arg::text(shorten(&person.unit, UNIT_SHOWN))),
            ("time", Arg::text(time.unwrap_or_default())),
            ("note", Arg::text(shorten(note, NOTE_SHOWN))),
        ],
    )
}

/// The tasks, how many units have done each, and which are late.
pub(super) async fn tasks(
    view: View<'_>,
    tx: &mut Tx,
    followed: &Followed,
    page: u32,
) -> Result<Card> {
    let id = followed.directive.id;
    let items = task_items(view, tx, id).await?;
    let what = view.text("follow-tasks", &[("count", Arg::count(items.len()))]);
    let list = List {
        what,
        none: "follow-no-tasks",
        between: "\n\n",
    };
    let pages = paginate(items, ROOM, |item| visible_length(item) + 2);
    Ok(
        list.card(view, followed, &pages, page, |page| FollowScreen::Tasks {
            page,
        }),
    )
}

async fn task_items(view: View<'_>, tx: &mut Tx, id: DirectiveId) -> Result<Vec<String>> {
    let progress = tx.task_progress(id).await?;
    let late = tx.task_late_units(id, view.now).await?;
    let tasks = tx.task_list(id).await?;
    Ok(tasks
        .iter()
        .map(|task| {
            let progress = progress.iter().find(|progress| progress.task == task.id);
            task_item(view, task, progress, &late_with(&late, task.id))
        })
        .collect())
}

fn late_with(late: &[(TaskId, String)], task: TaskId) -> Vec<&str> {
    late.iter()
        .filter(|(of, _)| *of == task)
        .map(|(_, unit)| unit.as_str())
        .collect()
}

fn task_item(
    view: View<'_>,
    task: &Task,
    progress: Option<&TaskProgress>,
    late: &[&str],
) -> String {
    let (done, total) = progress.map_or((0, 0), |progress| (progress.done, progress.total));
    let mark = match late {
        [] if total > 0 && done == total => "✅",
        [] => "▫️",
        _ => "⏰",
    };
    let mut item = view.text(
        "follow-task",
        &[
            ("mark", Arg::text(mark)),
            ("no", Arg::text(task.no.as_str())),
            ("title", Arg::text(shorten(&task.title, TITLE_SHOWN))),
            (
                "deadline",
                Arg::text(super::draft_edit::deadline_words(view, task)),
            ),
            ("done", Arg::number(done)),
            ("total", Arg::number(total)),
        ],
    );
    if !late.is_empty() {
        let mut names: Vec<String> = late
            .iter()
            .take(LATE_NAMED)
            .map(|unit| shorten(unit, UNIT_SHOWN))
            .collect();
        if late.len() > LATE_NAMED {
            names.push("…".to_owned());
        }
        item.push('\n');
        item.push_str(&view.text(
            "follow-task-late-units",
            &[
                ("count", Arg::count(late.len())),
                ("units", Arg::text(names.join(", "))),
            ],
        ));
    }
    item
}

/// What is common to the lists: a heading, a page of items, the way on and the way back.
struct List {
    what: String,
    none: &'static str,
    between: &'static str,
}

impl List {
    fn card(
        &self,
        view: View<'_>,
        followed: &Followed,
        pages: &[Vec<String>],
        page: u32,
        screen: impl Fn(u32) -> FollowScreen,
    ) -> Card {
        let mut parts = vec![followed.heading(view, &self.what)];
        let id = followed.directive.id;
        let mut turns = Vec::new();
        match page_at(pages, page) {
            None => parts.push(view.line(self.none)),
            Some((page, items)) => {
                parts.push(items.join(self.between));
                if pages.len() > 1 {
                    let place = [
                        ("page", Arg::number(page + 1)),
                        ("pages", Arg::count(pages.len())),
                    ];
                    parts.push(view.text("page-of", &place));
                }
                turns = view.pager(page, pages.len(), |page| Press::Follow(id, screen(page)));
            }
        }
        parts.push(updated(view));
        Card::new(parts.join("\n\n"))
            .row(turns)
            .row([followed.back(view)])
    }
}
