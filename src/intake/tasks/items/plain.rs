//! Bodies that are plainly numbered: 1., 2., …, (1), (2), … or a), b), ….

use super::chain::{arabic, bracketed, chain, lettered};
use super::{Items, Markers, before, ranges};
use crate::domain::document::Kind;
use crate::intake::marker::Marker;
use crate::intake::tasks::sections::{holds_tasks, is_other_heading, may_bind};

/// Plain numbering: 1., 2., …; without it (1), (2), … or a), b), ….
pub(super) fn in_plain(body: &[&str], markers: &Markers<'_>, kind: Option<Kind>) -> Items {
    let (found, uneven) = chain(markers, 0..body.len(), arabic, 1);
    let sectioned = found.iter().any(|(place, _)| {
        let heading = markers[*place].map_or("", |found| found.rest);
        is_other_heading(heading)
    });
    let nested = markers
        .iter()
        .flatten()
        .any(|found| matches!(found.marker, Marker::Nested(..)));
    if sectioned && (nested || kind == Some(Kind::KeHoach)) {
        return in_numbered_sections(body, markers, &found);
    }
    for (found, uneven, label) in [
        (found, uneven, Label::Number),
        with_label(
            chain(markers, 0..body.len(), bracketed, 1),
            Label::Bracketed,
        ),
        with_label(chain(markers, 0..body.len(), lettered, 1), Label::Letter),
    ] {
        if found.is_empty() || (label != Label::Number && found.len() < 2) {
            continue;
        }
        let first = found[0].0;
        let items = ranges(
            body,
            markers,
            &found,
            body.len(),
            |value, place| match label {
                Label::Number => value.to_string(),
                Label::Bracketed => format!("({value})"),
                Label::Letter => markers[place].map_or(String::new(), |found| {
                    found.label.trim_end_matches([')', '.', '/']).to_owned()
                }),
            },
        );
        return Items {
            items,
            outside: before(body, first),
            uneven,
        };
    }
    Items {
        items: Vec::new(),
        outside: before(body, body.len()),
        uneven: false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Number,
    Bracketed,
    Letter,
}

fn with_label(found: (Vec<(usize, u32)>, bool), label: Label) -> (Vec<(usize, u32)>, bool, Label) {
    (found.0, found.1, label)
}

/// Sections with Arabic numbers ("1. Mục đích", "2. Nội dung"), tasks numbered 2.1 below them.
fn in_numbered_sections(body: &[&str], markers: &Markers<'_>, found: &[(usize, u32)]) -> Items {
    let mut all = Items::default();
    for (at, (place, value)) in found.iter().enumerate() {
        let end = found.get(at + 1).map_or(body.len(), |(next, _)| *next);
        let heading = markers[*place].map_or("", |found| found.rest);
        let opening: String = heading.chars().take(80).collect();
        if !holds_tasks(&opening) {
            if may_bind(&opening) {
                all.outside.extend(*place..end);
            }
            continue;
        }
        let below = |marker| match marker {
            Marker::Nested(first, second) if first == *value => Some(second),
            _ => None,
        };
        let (nested, uneven) = chain(markers, *place + 1..end, below, 1);
        all.uneven |= uneven;
        if nested.is_empty() {
            all.items.extend(ranges(
                body,
                markers,
                &[(*place, *value)],
                end,
                |value, _| value.to_string(),
            ));
        } else {
            all.outside.extend(*place + 1..nested[0].0);
            all.items
                .extend(ranges(body, markers, &dedup(&nested), end, |second, _| {
                    format!("{value}.{second}")
                }));
        }
    }
    all
}

/// `1.1.1` also reads as 1.1: only the first of each counts.
fn dedup(found: &[(usize, u32)]) -> Vec<(usize, u32)> {
    let mut kept: Vec<(usize, u32)> = Vec::new();
    for one in found {
        if kept.last().is_none_or(|last| last.1 != one.1) {
            kept.push(*one);
        }
    }
    kept
}
