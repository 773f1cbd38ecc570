//! What a roster changes and what is wrong with it, in words: for the chat and for the terminal.

use crate::app::roster::{Change, Step};
use crate::domain::locale::Locale;
use crate::i18n::{Arg, Catalog};
use crate::intake::roster::{Expected, Problem};

/// The longest value of a cell that is repeated, in characters.
const VALUE_SHOWN: usize = 60;

/// What changes of one unit or person, on a line of plain text.
#[must_use]
pub fn change(catalog: &Catalog, locale: Locale, change: &Change) -> String {
    if change.steps.is_empty() {
        return change.name.clone();
    }
    let steps: Vec<String> = change
        .steps
        .iter()
        .map(|told| step(catalog, locale, told))
        .collect();
    catalog.plain(
        locale,
        "roster-change",
        &[
            ("name", Arg::text(change.name.as_str())),
            ("steps", Arg::text(steps.join("; "))),
        ],
    )
}

fn step(catalog: &Catalog, locale: Locale, step: &Step) -> String {
    let text = |words: &str| Arg::text(words.to_owned());
    let role = |role: &str| Arg::text(catalog.label(locale, &format!("role-{role}")));
    match step {
        Step::Renamed { from } => {
            catalog.plain(locale, "roster-step-renamed", &[("from", text(from))])
        }
        Step::Phone => catalog.label(locale, "roster-step-phone"),
        Step::Code => catalog.label(locale, "roster-step-code"),
        Step::Begins { role: what, unit } => catalog.plain(
            locale,
            "roster-step-begins",
            &[("role", role(what.as_str())), ("unit", text(unit))],
        ),
        Step::Ends { role: what, unit } => catalog.plain(
            locale,
            "roster-step-ends",
            &[("role", role(what.as_str())), ("unit", text(unit))],
        ),
        Step::Titled { title } => {
            catalog.plain(locale, "roster-step-titled", &[("title", text(title))])
        }
        Step::Kind { kind } => catalog.plain(locale, "roster-step-kind", &[("kind", text(kind))]),
        Step::Moved { under: Some(unit) } => {
            catalog.plain(locale, "roster-step-moved", &[("unit", text(unit))])
        }
        Step::Moved { under: None } => catalog.label(locale, "roster-step-moved-top"),
    }
}

/// What is wrong with one cell, on a line of plain text.
#[must_use]
pub fn problem(catalog: &Catalog, locale: Locale, problem: &Problem) -> String {
    let value = if problem.value.is_empty() {
        catalog.label(locale, "roster-value-empty")
    } else {
        let shown = shortened(&problem.value);
        catalog.plain(locale, "roster-value", &[("value", Arg::text(shown))])
    };
    catalog.plain(
        locale,
        "roster-problem",
        &[
            ("row", Arg::text(problem.row.to_string())),
            ("column", Arg::text(shortened(&problem.column))),
            ("value", Arg::text(value)),
            ("expected", Arg::text(expected(catalog, locale, problem))),
        ],
    )
}

/// What was expected of the cell.
#[must_use]
pub fn expected(catalog: &Catalog, locale: Locale, problem: &Problem) -> String {
    let first = match problem.expected {
        Expected::Unique(row) => vec![("row", Arg::text(row.to_string()))],
        _ => Vec::new(),
    };
    catalog.plain(locale, problem.expected.key(), &first)
}

/// A value short enough for a line, without breaks.
fn shortened(value: &str) -> String {
    let mut line: String = value
        .chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .take(VALUE_SHOWN)
        .collect();
    if value.chars().count() > VALUE_SHOWN {
        line.push('…');
    }
    line
}
