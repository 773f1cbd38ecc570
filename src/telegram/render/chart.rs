//! The picture of a directive's progress, unit by unit.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use bytes::Bytes;

use super::followed::Followed;
use super::view::View;
use crate::chart::png;
use crate::chart::progress::{Bar, Ground, Part, Progress, Row, draw};
use crate::domain::ids::DirectiveId;
use crate::i18n::{Arg, format};
use crate::store::{ReceiptCounts, Result, TaskCounts, Tx, UnitCounts, UnitWork};
use crate::telegram::card::{Attachment, Card, Content, Rendered};
use crate::telegram::press::Press;

/// The most units in a picture, where they have tasks and where they have none: a telephone shows
/// no more of them large enough to read.
const UNITS: [usize; 2] = [20, 16];

/// The picture with the counts as its caption, from what is true now.
pub async fn chart(view: View<'_>, tx: &mut Tx, id: DirectiveId, dark: bool) -> Result<Rendered> {
    let Some(followed) = Followed::load(view, tx, id).await? else {
        return Ok(Rendered::Nothing);
    };
    let facts = Facts {
        receipts: tx.receipt_counts(id).await?,
        work: tx.task_counts(id, view.now).await?,
        units: by_unit(
            tx.receipt_counts_by_unit(id).await?,
            tx.task_counts_by_unit(id, view.now).await?,
        ),
    };
    let caption = caption(view, &followed, &facts);
    let progress = progress(view, &followed, facts);
    let ground = if dark { Ground::Dark } else { Ground::Light };
    // Drawing takes longer than anything else that is done between two messages.
    let drawn = tokio::task::spawn_blocking(move || png(&draw(&progress, ground), 1.0)).await;
    let bytes = match drawn {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => {
            tracing::error!(%error, directive = id.0, "the chart of directive {id} cannot be drawn");
            return Ok(Card::new(view.line("chart-failed")).into());
        }
        Err(error) => {
            tracing::error!(%error, directive = id.0, "drawing the chart of directive {id} broke off");
            return Ok(Card::new(view.line("chart-failed")).into());
        }
    };
    let attachment = Attachment {
        name: format!("{}.png", followed.published.code.to_lowercase()),
        mime: "image/png".to_owned(),
        content: Content::Bytes(Bytes::from(bytes)),
        file: None,
        picture: true,
    };
    let other = match dark {
        true => view.button("button-ground-light", Press::ChartOn(id, false)),
        false => view.button("button-ground-dark", Press::ChartOn(id, true)),
    };
    Ok(Card::new(caption).attach(attachment).row([other]).into())
}

/// The figures of the picture.
struct Facts {
    receipts: ReceiptCounts,
    work: TaskCounts,
    /// The worst first.
    units: Vec<Unit>,
}

/// The figures of one unit.
#[derive(Default)]
struct Unit {
    name: String,
    asked: i64,
    confirmed: i64,
    unreachable: i64,
    tasks: i64,
    done: i64,
    late: i64,
}

/// Receipts and work together, the worst first: late work, then receipts and work that are missing.
fn by_unit(receipts: Vec<UnitCounts>, work: Vec<UnitWork>) -> Vec<Unit> {
    let mut units: BTreeMap<i64, Unit> = BTreeMap::new();
    for counts in receipts {
        let unit = units.entry(counts.unit_id).or_default();
        unit.name = counts.name;
        (unit.asked, unit.confirmed) = (counts.asked, counts.confirmed);
        unit.unreachable = counts.unreachable;
    }
    for counts in work {
        let unit = units.entry(counts.unit_id).or_default();
        unit.name = counts.name;
        (unit.tasks, unit.done, unit.late) = (counts.total, counts.done, counts.late);
    }
    let mut units: Vec<Unit> = units.into_values().collect();
    units.sort_by_key(|unit| {
        let missing = unit.asked - unit.confirmed;
        let open = unit.tasks - unit.done;
        (
            Reverse(unit.late),
            Reverse(missing),
            Reverse(open),
            unit.name.clone(),
        )
    });
    units
}

fn caption(view: View<'_>, followed: &Followed, facts: &Facts) -> String {
    let name = Arg::text(view.document_name(&followed.directive.head));
    view.text(
        "chart-caption",
        &[
            ("name", name),
            ("confirmed", Arg::number(facts.receipts.confirmed)),
            ("asked", Arg::number(facts.receipts.asked)),
            ("time", Arg::text(view.moment(view.now))),
        ],
    )
}

fn progress(view: View<'_>, followed: &Followed, facts: Facts) -> Progress {
    let head = &followed.directive.head;
    let issuer = head.authority.clone();
    let counts = facts.receipts;
    let has_work = facts.work.total > 0;
    let shown = UNITS[usize::from(has_work)];
    let hidden = facts.units.len().saturating_sub(shown);
    let units = facts.units.iter().take(shown);
    let total = receipts_bar(view, counts.asked, counts.confirmed, counts.unreachable);
    Progress {
        issuer: issuer.unwrap_or_else(|| view.bot.rules.org_name.clone()),
        name: view.document_name(head),
        title: head.title.clone(),
        total: Bar {
            figure: view.bot.catalog.plain(
                view.locale,
                "chart-percent",
                &[("percent", Arg::number(percent(counts)))],
            ),
            ..total
        },
        summary: summary(view, &facts),
        legend: legend(view, has_work),
        note: has_work.then(|| view.label("chart-bars")),
        rows: units.map(|unit| row(view, unit)).collect(),
        more: (hidden > 0).then(|| {
            let count = [("count", Arg::count(hidden))];
            view.bot.catalog.plain(view.locale, "chart-more", &count)
        }),
        foot: foot(view, followed),
    }
}

/// Whole per cent of the receipts, a hundred only when nothing is missing.
fn percent(counts: ReceiptCounts) -> i64 {
    match counts.asked {
        0 => 0,
        asked => counts.confirmed * 100 / asked,
    }
}

/// A line for the receipts and one for the work.
fn summary(view: View<'_>, facts: &Facts) -> Vec<String> {
    let text =
        |key: &str, values: &[(&str, Arg<'_>)]| view.bot.catalog.plain(view.locale, key, values);
    let receipts = [
        ("confirmed", Arg::number(facts.receipts.confirmed)),
        ("asked", Arg::number(facts.receipts.asked)),
        ("unreachable", Arg::number(facts.receipts.unreachable)),
    ];
    let mut words = vec![text("chart-receipts", &receipts)];
    if facts.work.total > 0 {
        let work = [
            ("done", Arg::number(facts.work.done)),
            ("total", Arg::number(facts.work.total)),
            ("late", Arg::number(facts.work.late)),
        ];
        words.push(text("chart-work", &work));
    }
    words
}

fn legend(view: View<'_>, has_work: bool) -> Vec<(Part, String)> {
    let mut legend = vec![(Part::Confirmed, view.label("state-confirmed"))];
    if has_work {
        legend.push((Part::Done, view.label("chart-done")));
        legend.push((Part::Waiting, view.label("chart-waiting")));
    } else {
        legend.push((Part::Waiting, view.label("state-unconfirmed")));
    }
    legend.push((Part::Unreachable, view.label("state-unreachable")));
    if has_work {
        legend.push((Part::Overdue, view.label("chart-late")));
    }
    legend
}

fn foot(view: View<'_>, followed: &Followed) -> String {
    view.bot.catalog.plain(
        view.locale,
        "chart-foot",
        &[
            ("time", Arg::text(view.moment(view.now))),
            ("code", Arg::text(followed.published.code.as_str())),
        ],
    )
}

fn row(view: View<'_>, unit: &Unit) -> Row {
    let open = unit.tasks - unit.done - unit.late;
    Row {
        name: unit.name.clone(),
        receipts: receipts_bar(view, unit.asked, unit.confirmed, unit.unreachable),
        work: (unit.tasks > 0).then(|| Bar {
            parts: vec![
                (Part::Done, unit.done),
                (Part::Waiting, open),
                (Part::Overdue, unit.late),
            ],
            figure: of(view, unit.done, unit.tasks),
        }),
    }
}

fn receipts_bar(view: View<'_>, asked: i64, confirmed: i64, unreachable: i64) -> Bar {
    Bar {
        parts: vec![
            (Part::Confirmed, confirmed),
            (Part::Waiting, asked - confirmed - unreachable),
            (Part::Unreachable, unreachable),
        ],
        figure: of(view, confirmed, asked),
    }
}

fn of(view: View<'_>, part: i64, whole: i64) -> String {
    let number = |value| format::number(view.locale, value);
    format!("{}/{}", number(part), number(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_units_come_first_and_none_is_lost() {
        let receipts = |id, name: &str, asked, confirmed| UnitCounts {
            unit_id: id,
            name: name.to_owned(),
            asked,
            confirmed,
            unreachable: 0,
        };
        let work = |id, name: &str, total, done, late| UnitWork {
            unit_id: id,
            name: name.to_owned(),
            total,
            done,
            late,
        };
        let units = by_unit(
            vec![
                receipts(1, "A", 5, 5),
                receipts(2, "B", 5, 1),
                receipts(3, "C", 3, 3),
            ],
            vec![
                work(3, "C", 2, 0, 1),
                work(1, "A", 1, 0, 0),
                work(4, "D", 1, 1, 0),
            ],
        );
        let names: Vec<_> = units.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(names, ["C", "B", "A", "D"]);
        assert_eq!((units[0].asked, units[0].late, units[3].asked), (3, 1, 0));
    }
}
