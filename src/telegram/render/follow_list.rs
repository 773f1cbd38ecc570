//! The directives that somebody may follow, the newest first.

use super::connected;
use super::follow::bar;
use super::view::View;
use crate::app::following::roots;
use crate::domain::directive::{Directive, State};
use crate::domain::ids::{DirectiveId, PersonId};
use crate::domain::notice::{DraftScreen, FollowScreen};
use crate::domain::org::UnitPath;
use crate::domain::split::shorten;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::{Button, Card, Rendered};
use crate::telegram::press::Press;

/// Directives on one page.
const PER_PAGE: i64 = 6;
/// The longest title of a line, in UTF-16 units.
const TITLE_SHOWN: usize = 120;

/// The list, with how many people are not connected yet above it.
pub async fn list(view: View<'_>, tx: &mut Tx, page: u32) -> Result<Rendered> {
    let Some(person) = view.chat.person else {
        return Ok(Rendered::Nothing);
    };
    let Some(actor) = tx.actor_load(person, view.now).await? else {
        return Ok(Rendered::Nothing);
    };
    let roots = roots(&actor);
    if roots.is_empty() {
        return Ok(Rendered::Nothing);
    }
    let found = Found::load(tx, &roots, person, page).await?;
    let mut parts = vec![view.text(
        "follow-list-heading",
        &[("count", Arg::number(found.total))],
    )];
    let connected = connected::counts(view, tx, &roots).await?;
    parts.push(connected.line(view));
    if found.total == 0 {
        parts.push(view.line("follow-list-none"));
        let card = Card::new(parts.join("\n\n"));
        return Ok(card.row(connected.button(view)).into());
    }
    let mut buttons = Vec::new();
    for (number, directive) in (found.first + 1..).zip(&found.shown) {
        parts.push(line(view, tx, number, directive).await?);
        buttons.push(Button::press(number.to_string(), open(directive)));
    }
    parts.push(view.line("follow-list-hint"));
    let pages = usize::try_from((found.total + PER_PAGE - 1) / PER_PAGE).unwrap_or(usize::MAX);
    Ok(Card::new(parts.join("\n\n"))
        .row(buttons)
        .row(view.pager(found.page, pages, Press::FollowList))
        .row(connected.button(view))
        .into())
}

/// One page of the list.
struct Found {
    shown: Vec<Directive>,
    total: i64,
    page: u32,
    /// How many stand before the page.
    first: i64,
}

impl Found {
    /// The page asked for, or the last if there are fewer. Who holds roles in several places has
    /// one list of all: each place gives as much as the page could need, the newest win.
    async fn load(tx: &mut Tx, roots: &[UnitPath], person: PersonId, page: u32) -> Result<Self> {
        let mut total = 0;
        for root in roots {
            total += tx.directive_count(&root.0, person).await?;
        }
        let last = (total - 1).max(0) / PER_PAGE;
        let page = page.min(u32::try_from(last).unwrap_or(u32::MAX));
        let first = i64::from(page) * PER_PAGE;
        let shown = if let [root] = roots {
            tx.directive_list(&root.0, person, PER_PAGE, first).await?
        } else {
            let mut all = Vec::new();
            for root in roots {
                let some = tx
                    .directive_list(&root.0, person, first + PER_PAGE, 0)
                    .await?;
                all.extend(some);
            }
            all.sort_by_key(|found| std::cmp::Reverse((found.created_at, found.id)));
            let skipped = usize::try_from(first).unwrap_or(usize::MAX);
            let taken = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
            all.into_iter().skip(skipped).take(taken).collect()
        };
        Ok(Self {
            shown,
            total,
            page,
            first,
        })
    }
}

async fn line(view: View<'_>, tx: &mut Tx, number: i64, directive: &Directive) -> Result<String> {
    let counts = match &directive.state {
        State::Published(_) | State::Withdrawn { .. } => {
            Some(tx.receipt_counts(directive.id).await?)
        }
        State::Draft { .. } | State::Submitted { .. } | State::Discarded => None,
    };
    let complete = counts.is_some_and(|counts| counts.confirmed == counts.asked);
    let (mark, state) = match &directive.state {
        State::Draft { .. } => ("📝", "follow-state-draft"),
        State::Submitted { .. } => ("⏳", "follow-state-submitted"),
        State::Published(_) if complete => ("✅", "follow-state-published"),
        State::Published(_) => ("📣", "follow-state-published"),
        State::Withdrawn { .. } => ("🚫", "follow-state-withdrawn"),
        State::Discarded => ("🗑", "follow-state-discarded"),
    };
    let name = view.document_name(&directive.head);
    let title = shorten(&directive.head.title, TITLE_SHOWN);
    let line = view.text(
        "follow-list-line",
        &[
            ("number", Arg::number(number)),
            ("mark", Arg::text(mark)),
            ("state", Arg::text(view.label(state))),
            ("name", Arg::text(name)),
            ("title", Arg::text(title)),
        ],
    );
    Ok(match counts {
        None => line,
        Some(counts) => {
            let counted = view.text(
                "follow-list-counts",
                &[
                    ("bar", Arg::text(bar(counts.confirmed, counts.asked))),
                    ("confirmed", Arg::number(counts.confirmed)),
                    ("asked", Arg::number(counts.asked)),
                ],
            );
            format!("{line}\n{counted}")
        }
    })
}

/// What opens a directive: its live card once it is out, the draft before.
fn open(directive: &Directive) -> Press {
    let id: DirectiveId = directive.id;
    match &directive.state {
        State::Published(_) | State::Withdrawn { .. } => Press::Follow(id, FollowScreen::Card),
        State::Draft { .. } | State::Submitted { .. } | State::Discarded => {
            Press::Draft(id, DraftScreen::Card { page: 0 })
        }
    }
}
