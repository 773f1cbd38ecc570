//! A directive before it goes out: the card of its author and of who may approve it.

use super::directive::{preview, task_line};
use super::view::{View, page_at, paginate};
use super::{audience, draft_edit};
use crate::domain::directive::{Directive, State, Task};
use crate::domain::ids::DirectiveId;
use crate::domain::notice::DraftScreen;
use crate::domain::split::shorten;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::{Card, Rendered, visible_length};
use crate::telegram::press::Press;

/// The room for tasks on a draft's card, in UTF-16 units.
const TASK_ROOM: usize = 1_000;
/// How much of the reason for sending back is shown, in UTF-16 units.
const REASON_SHOWN: usize = 400;
/// Names of chosen units on the card before the rest is only counted.
const NAMED_UNITS: usize = 6;

/// What an author's card shows.
pub async fn screen(
    view: View<'_>,
    tx: &mut Tx,
    id: DirectiveId,
    screen: DraftScreen,
) -> Result<Rendered> {
    let Some(draft) = tx.directive_by_id(id).await? else {
        return Ok(Rendered::Nothing);
    };
    if !matches!(draft.state, State::Draft { .. } | State::Submitted { .. }) {
        return card(view, tx, &draft, 0).await;
    }
    match screen {
        DraftScreen::Card { page } => card(view, tx, &draft, page).await,
        DraftScreen::Preview { page } => {
            let turn = |page| Press::Draft(id, DraftScreen::Preview { page });
            let card = preview(view, tx, &draft, page, turn).await?;
            let html = format!("{}\n\n{}", view.line("draft-preview"), card.html);
            let card = Card { html, ..card };
            Ok(card.row([back(view, id)]).into())
        }
        DraftScreen::Edit { page } => Ok(draft_edit::fields(view, tx, &draft, page).await?.into()),
        DraftScreen::Kinds => Ok(draft_edit::kinds(view, &draft).into()),
        DraftScreen::EditTask { task } => draft_edit::task(view, tx, &draft, task).await,
        DraftScreen::Deadlines { page } => {
            Ok(draft_edit::deadlines(view, tx, &draft, page).await?.into())
        }
        DraftScreen::Deadline { task } => draft_edit::deadline(view, tx, &draft, task).await,
        DraftScreen::Audience { open, page } => {
            Ok(audience::tree(view, tx, &draft, open, page).await?.into())
        }
    }
}

/// The card of a leader who may approve. While its author works on it again there is nothing to
/// decide, and nothing to press.
pub async fn approval(view: View<'_>, tx: &mut Tx, id: DirectiveId) -> Result<Rendered> {
    let Some(draft) = tx.directive_by_id(id).await? else {
        return Ok(Rendered::Nothing);
    };
    let standing = match &draft.state {
        State::Draft { returned: None } => {
            let name = Arg::text(view.name_of(tx, draft.author).await?);
            view.text("draft-taken-back", &[("name", name)])
        }
        State::Draft { returned: Some(_) } => standing(view, tx, &draft, false).await?,
        _ => return card(view, tx, &draft, 0).await,
    };
    Ok(Card::new(format!("{standing}\n\n{}", view.masthead(&draft.head))).into())
}

/// The button that leads back to the card.
pub fn back(view: View<'_>, id: DirectiveId) -> crate::telegram::card::Button {
    view.button(
        "button-back",
        Press::Draft(id, DraftScreen::Card { page: 0 }),
    )
}

/// The card itself, for its author or for who may approve it.
pub async fn card(view: View<'_>, tx: &mut Tx, draft: &Directive, page: u32) -> Result<Rendered> {
    let id = draft.id;
    let tasks = tx.task_list(id).await?;
    let items: Vec<String> = tasks.iter().map(|task| item(view, task)).collect();
    let pages = paginate(items, TASK_ROOM, |item| visible_length(item) + 1);
    let (page, shown) = page_at(&pages, page).map_or((0, &[][..]), |(page, items)| (page, items));
    let is_author = view.chat.person == Some(draft.author);

    let mut parts = vec![
        standing(view, tx, draft, is_author).await?,
        view.masthead(&draft.head),
    ];
    if page == 0 && !draft.head.summary.is_empty() {
        let summary = Arg::text(draft.head.summary.as_str());
        parts.push(view.text("directive-summary", &[("summary", summary)]));
    }
    if !shown.is_empty() {
        let heading = view.text("draft-tasks", &[("count", Arg::count(tasks.len()))]);
        parts.push(format!("{heading}\n{}", shown.join("\n")));
    }
    if pages.len() > 1 {
        let place = [
            ("page", Arg::number(page + 1)),
            ("pages", Arg::count(pages.len())),
        ];
        parts.push(view.text("page-of", &place));
    }
    if matches!(draft.state, State::Draft { .. }) && !draft.warnings.is_empty() {
        parts.push(warnings(view, draft));
    }
    if matches!(draft.state, State::Draft { .. } | State::Submitted { .. }) {
        parts.push(recipients(view, tx, draft).await?);
    }
    let turn = |page| Press::Draft(id, DraftScreen::Card { page });
    let card = Card::new(parts.join("\n\n")).row(view.pager(page, pages.len(), turn));
    Ok(with_buttons(view, draft, is_author, card).into())
}

fn with_buttons(view: View<'_>, draft: &Directive, is_author: bool, card: Card) -> Card {
    let id = draft.id;
    match &draft.state {
        // Who could have approved it looks on while its author works on it again.
        State::Draft { .. } if !is_author && view.chat.person.is_some() && returned(draft) => card,
        State::Draft { .. } => {
            let send = if view.bot.rules.approval_by_second_person {
                view.button("button-submit", Press::Submit(id))
            } else {
                view.button("button-publish", Press::Publish(id))
            };
            card.row([
                view.button(
                    "button-edit",
                    Press::Draft(id, DraftScreen::Edit { page: 0 }),
                ),
                view.button(
                    "button-deadline",
                    Press::Draft(id, DraftScreen::Deadlines { page: 0 }),
                ),
            ])
            .row([
                view.button(
                    "button-recipients",
                    Press::Draft(
                        id,
                        DraftScreen::Audience {
                            open: None,
                            page: 0,
                        },
                    ),
                ),
                view.button(
                    "button-preview",
                    Press::Draft(id, DraftScreen::Preview { page: 0 }),
                ),
            ])
            .row([send])
            .row([view.button("button-cancel", Press::Discard(id))])
        }
        State::Submitted { .. } if is_author => {
            card.row([view.button("button-take-back", Press::TakeBack(id))])
        }
        State::Submitted { .. } => card
            .row([
                view.button("button-approve", Press::Approve(id)),
                view.button("button-return", Press::SendBack(id)),
            ])
            .row([
                view.button("button-full-text", Press::FullText(id)),
                view.button(
                    "button-preview",
                    Press::Draft(id, DraftScreen::Preview { page: 0 }),
                ),
            ]),
        State::Published(_) | State::Withdrawn { .. } | State::Discarded => card,
    }
}

fn returned(draft: &Directive) -> bool {
    matches!(&draft.state, State::Draft { returned: Some(_) })
}

/// One task with who is to do it.
fn item(view: View<'_>, task: &Task) -> String {
    let line = task_line(view, task, task.due_at, false);
    if task.responsible.is_empty() {
        return line;
    }
    let who = Arg::text(shorten(&task.responsible.join("; "), 150));
    format!(
        "{line}\n{}",
        view.text("draft-responsible", &[("who", who)])
    )
}

/// The first line: where the directive stands.
async fn standing(
    view: View<'_>,
    tx: &mut Tx,
    draft: &Directive,
    is_author: bool,
) -> Result<String> {
    Ok(match &draft.state {
        State::Draft {
            returned: Some(reason),
        } => view.text(
            "draft-returned",
            &[("reason", Arg::text(shorten(reason, REASON_SHOWN)))],
        ),
        State::Draft { returned: None } => view.line("draft-new"),
        State::Submitted { .. } if is_author => view.line("draft-submitted"),
        State::Submitted { .. } => {
            let name = view
                .name_in_place(tx, draft.author, draft.author_for)
                .await?;
            let name = Arg::text(name);
            view.text("draft-to-approve", &[("name", name)])
        }
        State::Published(published) | State::Withdrawn { published, .. } => {
            let time = Arg::text(view.moment(published.at));
            let code = Arg::text(published.code.as_str());
            match published.approver {
                Some(person) => {
                    let name = view
                        .name_in_place(tx, person, published.approver_for)
                        .await?;
                    let name = Arg::text(name);
                    view.text(
                        "draft-approved",
                        &[("name", name), ("time", time), ("code", code)],
                    )
                }
                None => view.text("draft-published", &[("time", time), ("code", code)]),
            }
        }
        State::Discarded => view.line("draft-discarded"),
    })
}

/// What the reader was unsure of, for a person to look at.
fn warnings(view: View<'_>, draft: &Directive) -> String {
    let lines: Vec<String> = draft
        .warnings
        .iter()
        .map(|warning| view.line(&format!("warning-{}", warning.as_str())))
        .collect();
    format!("{}\n{}", view.line("draft-warnings"), lines.join("\n"))
}

/// To whom it goes: the units by name and the head count.
pub async fn recipients(view: View<'_>, tx: &mut Tx, draft: &Directive) -> Result<String> {
    let chosen = tx.audience_units(draft.id).await?;
    if chosen.is_empty() {
        return Ok(view.line("draft-no-recipients"));
    }
    let mut names = Vec::new();
    for unit in chosen.iter().take(NAMED_UNITS) {
        if let Some(found) = tx.unit_by_id(unit.unit).await? {
            let key = if unit.with_below {
                "audience-with-below"
            } else {
                "audience-alone"
            };
            names.push(view.text(key, &[("unit", Arg::text(found.name))]));
        }
    }
    if chosen.len() > NAMED_UNITS {
        let more = Arg::count(chosen.len() - NAMED_UNITS);
        names.push(view.text("audience-more", &[("count", more)]));
    }
    let heading = view.text(
        "draft-recipients",
        &[("units", Arg::html(names.join(", ")))],
    );
    Ok(format!(
        "{heading}\n{}",
        head_count(view, tx, draft.id).await?
    ))
}

/// "94 đơn vị · 312 cán bộ, 14 chưa kết nối".
pub async fn head_count(view: View<'_>, tx: &mut Tx, id: DirectiveId) -> Result<String> {
    let count = tx.audience_count(id, view.now).await?;
    let mut line = view.text(
        "audience-count",
        &[
            ("units", Arg::number(count.units)),
            ("people", Arg::number(count.people)),
        ],
    );
    for (key, number) in [
        ("audience-not-joined", count.not_joined),
        ("audience-unreachable", count.unreachable),
        ("audience-empty-units", count.empty_units),
    ] {
        if number > 0 {
            line.push_str(", ");
            line.push_str(&view.text(key, &[("count", Arg::number(number))]));
        }
    }
    Ok(line)
}
