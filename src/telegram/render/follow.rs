//! The issuer's live card: how far a directive has come, and the way to everything that hangs on it.

use super::follow_correct;
use super::follow_groups::unreached;
use super::follow_lists::{missing, notes, tasks, units};
use super::followed::Followed;
use super::view::View;
use crate::domain::directive::State;
use crate::domain::ids::DirectiveId;
use crate::domain::notice::FollowScreen;
use crate::domain::permission::Action;
use crate::domain::split::shorten;
use crate::i18n::{Arg, format};
use crate::store::{ReceiptCounts, Result, Tx, UnitCounts};
use crate::telegram::card::{Button, Card, Rendered};
use crate::telegram::press::Press;

/// Units named on the card; the others are counted, and listed by `Theo đơn vị`.
const WORST_UNITS: usize = 8;
/// The longest title, name of a unit and remark on the card, in UTF-16 units.
const TITLE_SHOWN: usize = 300;
pub(super) const UNIT_SHOWN: usize = 60;
const REASON_SHOWN: usize = 300;
/// Cells of a bar.
const CELLS: i64 = 10;
/// The messages that carry a directive to somebody for the first time.
const CARRIERS: [&str; 3] = ["directive", "correction", "group_directive"];
/// A minute, in milliseconds.
const MINUTE: i64 = 60_000;

/// What a live card shows. Whoever may not follow the directive any more keeps what he saw.
pub async fn screen(
    view: View<'_>,
    tx: &mut Tx,
    id: DirectiveId,
    screen: FollowScreen,
) -> Result<Rendered> {
    let Some(followed) = Followed::load(view, tx, id).await? else {
        return Ok(Rendered::Nothing);
    };
    let shown = match screen {
        FollowScreen::Card => None,
        FollowScreen::Units { page } => Some(units(view, tx, &followed, page).await?),
        FollowScreen::Missing { page } => Some(missing(view, tx, &followed, page).await?),
        FollowScreen::Notes { page } => Some(notes(view, tx, &followed, page).await?),
        FollowScreen::Tasks { page } => Some(tasks(view, tx, &followed, page).await?),
        FollowScreen::Correct { page } => follow_correct::choose(view, tx, &followed, page).await?,
        FollowScreen::Substance => follow_correct::substance(view, tx, &followed).await?,
        FollowScreen::Withdraw => follow_correct::withdraw(view, tx, &followed).await?,
    };
    Ok(match shown {
        Some(card) => card.into(),
        // A question that is settled becomes the card, which shows what came of it.
        None => card(view, tx, &followed).await?.into(),
    })
}

async fn card(view: View<'_>, tx: &mut Tx, followed: &Followed) -> Result<Card> {
    let id = followed.directive.id;
    let counts = tx.receipt_counts(id).await?;
    let by_unit = tx.receipt_counts_by_unit(id).await?;
    let mut parts = vec![head(view, followed), receipts(view, counts)];
    parts.extend(task_line(view, tx, id).await?);
    if followed.in_force() {
        parts.extend(sending(view, tx, id).await?);
        parts.extend(unreached(view, tx, id).await?);
        parts.extend(worst_units(view, &by_unit));
    }
    parts.push(updated(view));
    Ok(with_buttons(
        view,
        followed,
        counts,
        Card::new(parts.join("\n\n")),
    ))
}

/// State, name, title and code.
fn head(view: View<'_>, followed: &Followed) -> String {
    let head = &followed.directive.head;
    let mut lines = Vec::new();
    if let State::Withdrawn { at, reason, .. } = &followed.directive.state {
        let time = Arg::text(view.moment(*at));
        lines.push(view.text("follow-withdrawn", &[("time", time)]));
        if let Some(reason) = reason {
            let reason = Arg::text(shorten(reason, REASON_SHOWN));
            lines.push(view.text("follow-reason", &[("reason", reason)]));
        }
    }
    if let Some(correction) = &followed.published.corrected {
        let what = correction.what.as_deref().unwrap_or_default();
        lines.push(view.text(
            "follow-corrected",
            &[
                ("time", Arg::text(view.moment(correction.at))),
                ("what", Arg::text(shorten(what, REASON_SHOWN))),
            ],
        ));
    }
    let name = Arg::text(view.document_name(head));
    lines.push(view.text("follow-name", &[("name", name)]));
    let title = Arg::text(shorten(&head.title, TITLE_SHOWN));
    lines.push(view.text("follow-title", &[("title", title)]));
    lines.push(view.text(
        "follow-code",
        &[
            ("code", Arg::text(followed.published.code.as_str())),
            ("time", Arg::text(view.moment(followed.published.at))),
        ],
    ));
    lines.join("\n")
}

/// The bar and the four counts, in the four words.
fn receipts(view: View<'_>, counts: ReceiptCounts) -> String {
    view.text(
        "follow-counts",
        &[
            ("bar", Arg::text(bar(counts.confirmed, counts.asked))),
            (
                "percent",
                Arg::number(percent(counts.confirmed, counts.asked)),
            ),
            ("asked", Arg::number(counts.asked)),
            ("sent", Arg::number(counts.sent)),
            ("confirmed", Arg::number(counts.confirmed)),
            (
                "unconfirmed",
                Arg::number(counts.asked - counts.confirmed - counts.unreachable),
            ),
            ("unreachable", Arg::number(counts.unreachable)),
        ],
    )
}

async fn task_line(view: View<'_>, tx: &mut Tx, id: DirectiveId) -> Result<Option<String>> {
    let counts = tx.task_counts(id, view.now).await?;
    if counts.total == 0 {
        return Ok(None);
    }
    let mut line = view.text(
        "follow-task-count",
        &[
            ("done", Arg::number(counts.done)),
            ("total", Arg::number(counts.total)),
        ],
    );
    if counts.late > 0 {
        let late = Arg::number(counts.late);
        line.push_str(&view.text("follow-task-late", &[("count", late)]));
    }
    Ok(Some(line))
}

/// While it is still going out: how many messages are left and how long they take.
async fn sending(view: View<'_>, tx: &mut Tx, id: DirectiveId) -> Result<Option<String>> {
    let queued = tx.outbox_counts(id, &CARRIERS).await?.queued;
    if queued == 0 {
        return Ok(None);
    }
    let rate = i64::from(view.bot.rules.messages_per_second.max(1));
    let left = queued.saturating_mul(1_000) / rate;
    let count = ("count", Arg::number(queued));
    Ok(Some(if left < MINUTE {
        view.text("follow-sending-soon", &[count])
    } else {
        // Whole minutes, and rather one more: it is a guess.
        let minutes = left.saturating_add(MINUTE - 1) / MINUTE * MINUTE;
        let span = Arg::text(format::span(view.locale, minutes));
        view.text("follow-sending", &[count, ("span", span)])
    }))
}

/// The units where most is missing, by name, and the others by number.
fn worst_units(view: View<'_>, units: &[UnitCounts]) -> Option<String> {
    let behind: Vec<&UnitCounts> = units
        .iter()
        .filter(|unit| unit.confirmed < unit.asked)
        .collect();
    let complete = units.len() - behind.len();
    let all = ("complete", Arg::count(complete));
    let of = ("units", Arg::count(units.len()));
    if units.len() < 2 {
        return None;
    }
    if behind.is_empty() {
        return Some(view.text("follow-units-complete", &[of]));
    }
    let mut lines = vec![view.text("follow-units-behind", &[all, of])];
    lines.extend(
        behind
            .iter()
            .take(WORST_UNITS)
            .map(|unit| unit_line(view, unit)),
    );
    if behind.len() > WORST_UNITS {
        let more = Arg::count(behind.len() - WORST_UNITS);
        lines.push(view.text("follow-units-more", &[("count", more)]));
    }
    Some(lines.join("\n"))
}

/// One unit with its counts.
pub(super) fn unit_line(view: View<'_>, unit: &UnitCounts) -> String {
    let mut line = view.text(
        "follow-unit",
        &[
            (
                "mark",
                Arg::text(if unit.confirmed < unit.asked {
                    "▫️"
                } else {
                    "✅"
                }),
            ),
            ("unit", Arg::text(shorten(&unit.name, UNIT_SHOWN))),
            ("confirmed", Arg::number(unit.confirmed)),
            ("asked", Arg::number(unit.asked)),
        ],
    );
    if unit.unreachable > 0 {
        let count = Arg::number(unit.unreachable);
        line.push_str(&view.text("follow-unit-unreachable", &[("count", count)]));
    }
    line
}

/// When the numbers were true.
pub(super) fn updated(view: View<'_>) -> String {
    let time = Arg::text(view.moment(view.now));
    view.text("follow-updated", &[("time", time)])
}

fn with_buttons(view: View<'_>, followed: &Followed, counts: ReceiptCounts, card: Card) -> Card {
    let id = followed.directive.id;
    let in_force = followed.in_force();
    let open = |key: &str, screen| view.button(key, Press::Follow(id, screen));
    let remind = in_force && followed.may(Action::RemindRecipients);
    let correct = in_force && followed.may(Action::CorrectDirective);
    let withdraw = in_force && followed.may(Action::WithdrawDirective);
    let export = followed.may(Action::ExportReceipts);
    let missing = counts.confirmed < counts.asked;
    let comments = (counts.notes > 0).then(|| {
        let label = view.bot.catalog.plain(
            view.locale,
            "follow-button-notes",
            &[("count", Arg::number(counts.notes))],
        );
        Button::press(label, Press::Follow(id, FollowScreen::Notes { page: 0 }))
    });
    let some = |shown: bool, button: Button| shown.then_some(button);
    card.row(
        some(
            missing,
            open("button-unconfirmed", FollowScreen::Missing { page: 0 }),
        )
        .into_iter()
        .chain(some(
            missing && remind,
            view.button("button-remind", Press::Remind(id)),
        )),
    )
    .row([
        open("button-by-unit", FollowScreen::Units { page: 0 }),
        open("button-task-progress", FollowScreen::Tasks { page: 0 }),
    ])
    .row(comments)
    .row(
        some(
            correct,
            open("button-correct", FollowScreen::Correct { page: 0 }),
        )
        .into_iter()
        .chain(some(
            withdraw,
            view.button("button-withdraw", Press::Withdraw(id)),
        )),
    )
    .row(
        [view.button("button-chart", Press::Chart(id))]
            .into_iter()
            .chain(some(
                export,
                view.button("button-export", Press::Export(id)),
            )),
    )
}

/// A bar that is full only when nothing is missing, and not empty once somebody has begun.
pub(super) fn bar(part: i64, whole: i64) -> String {
    let filled = if whole <= 0 || part <= 0 {
        0
    } else if part >= whole {
        CELLS
    } else {
        (part * CELLS / whole).clamp(1, CELLS - 1)
    };
    (0..CELLS)
        .map(|cell| if cell < filled { '▰' } else { '▱' })
        .collect()
}

/// Whole per cent, a hundred only when nothing is missing.
fn percent(part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    part * 100 / whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_when_nothing_is_missing() {
        for (part, whole, cells) in [
            (0, 0, 0),
            (0, 40, 0),
            (1, 3_000, 1),
            (20, 40, 5),
            (2_999, 3_000, 9),
            (40, 40, 10),
        ] {
            let bar = bar(part, whole);
            assert_eq!(bar.matches('▰').count(), cells, "{part}/{whole}: {bar}");
            assert_eq!(bar.chars().count(), 10);
        }
    }

    #[test]
    fn a_hundred_per_cent_is_all() {
        assert_eq!(percent(0, 0), 0);
        assert_eq!(percent(2_999, 3_000), 99);
        assert_eq!(percent(3_000, 3_000), 100);
    }
}
