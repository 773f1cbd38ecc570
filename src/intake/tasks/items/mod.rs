//! Finds the paragraphs with which tasks begin and end.

mod articles;
mod chain;
mod closing;
mod plain;
mod sectioned;

use crate::domain::document::Kind;
use crate::intake::marker::{Marked, Marker, marked};

/// A task as a range of paragraphs of the body.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// The number as the document counts.
    pub no: String,
    /// The first paragraph.
    pub start: usize,
    /// How many bytes of it are the number.
    pub skip: usize,
    /// The paragraph after the last.
    pub end: usize,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Items {
    /// The tasks, in order.
    pub items: Vec<Item>,
    /// Paragraphs outside of them in which a deadline may bind somebody.
    pub outside: Vec<usize>,
    /// Whether the numbers do not count up.
    pub uneven: bool,
}

/// The marker of every paragraph of a body.
type Markers<'a> = [Option<Marked<'a>>];

/// Finds the tasks of a body.
#[must_use]
pub fn find(body: &[&str], kind: Option<Kind>) -> Items {
    let markers: Vec<Option<Marked<'_>>> = body.iter().map(|text| marked(text)).collect();
    let articles = markers
        .iter()
        .flatten()
        .filter(|found| matches!(found.marker, Marker::Article(_)))
        .count();
    if articles >= 2 {
        return closing::close(body, articles::in_articles(body, &markers));
    }
    let romans = markers
        .iter()
        .flatten()
        .any(|found| matches!(found.marker, Marker::Roman(_)));
    if romans {
        let found = sectioned::in_sections(body, &markers);
        if !found.items.is_empty() {
            return closing::close(body, found);
        }
    }
    let flat = plain::in_plain(body, &markers, kind);
    closing::close(body, flat)
}

/// Without a single task, what stands in the body binds, but not what it only rests on. With tasks
/// the paragraphs before the first tell what happened so far.
fn before(body: &[&str], first: usize) -> Vec<usize> {
    if first < body.len() {
        return Vec::new();
    }
    let rests = ["Căn cứ", "Thực hiện", "Tiếp theo", "Xét ", "Theo "];
    let asks = [" đề nghị ", " yêu cầu ", " giao ", " chỉ đạo:"];
    let binds = |text: &str| {
        !rests.iter().any(|word| text.starts_with(word))
            || asks.iter().any(|word| text.contains(word))
    };
    (0..first).filter(|place| binds(body[*place])).collect()
}

/// Turns places into items that reach to the next one.
fn ranges(
    body: &[&str],
    markers: &Markers<'_>,
    found: &[(usize, u32)],
    end: usize,
    no: impl Fn(u32, usize) -> String,
) -> Vec<Item> {
    found
        .iter()
        .enumerate()
        .map(|(at, (place, value))| Item {
            no: no(*value, *place),
            start: *place,
            skip: markers[*place].map_or(0, |found| body[*place].len() - found.rest.len()),
            end: found.get(at + 1).map_or(end, |(next, _)| *next),
        })
        .collect()
}

/// A heading may stand in the paragraph after its number.
fn heading<'a>(body: &[&'a str], place: usize, rest: &'a str) -> &'a str {
    if rest.is_empty() {
        body.get(place + 1).copied().unwrap_or_default()
    } else {
        rest
    }
}
