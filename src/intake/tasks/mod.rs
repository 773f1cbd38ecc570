//! The numbered tasks of the operative part.
//!
//! A task is an item of the first Arabic level, with everything below it. What counts as the
//! first level depends on how the document is built: plainly numbered; in sections with Roman
//! numbers, of which only those on work and on who does it hold tasks; or in articles, of which
//! only the one on implementation does.

mod items;
mod responsible;
mod sections;
mod title;

use chrono::NaiveDate;

use super::deadlines;
use super::outline::Outline;
use crate::domain::document::{ReadDeadline, ReadTask};

/// The operative part of a document.
#[derive(Debug)]
pub struct Operative {
    /// The numbered tasks.
    pub tasks: Vec<ReadTask>,
    /// Deadlines outside of them.
    pub other_deadlines: Vec<ReadDeadline>,
    /// Whether the numbers do not count up.
    pub uneven: bool,
}

/// Reads the operative part. `issued` is the date of the document.
#[must_use]
pub fn read(outline: &Outline<'_>, issued: Option<NaiveDate>) -> Operative {
    let body: Vec<&str> = outline.texts(outline.body.clone()).collect();
    let found = items::find(&body, outline.kind);
    let tasks: Vec<ReadTask> = found
        .items
        .iter()
        .map(|item| task(&body, item, issued))
        .collect();
    let mut other_deadlines = Vec::new();
    for place in &found.outside {
        for deadline in body
            .get(*place)
            .map_or(Vec::new(), |text| deadlines::find(text, issued))
        {
            if !other_deadlines.contains(&deadline) {
                other_deadlines.push(deadline);
            }
        }
    }
    Operative {
        tasks,
        other_deadlines,
        uneven: found.uneven,
    }
}

fn task(body: &[&str], item: &items::Item, issued: Option<NaiveDate>) -> ReadTask {
    let first = body
        .get(item.start)
        .and_then(|text| text.get(item.skip..))
        .unwrap_or_default()
        .trim();
    let more = body.get(item.start + 1..item.end).unwrap_or_default();
    let paragraphs: Vec<&str> = std::iter::once(first)
        .chain(more.iter().copied())
        .filter(|text| !text.is_empty())
        .collect();
    let mut found: Vec<ReadDeadline> = Vec::new();
    for paragraph in &paragraphs {
        for deadline in deadlines::find(paragraph, issued) {
            let known = found.iter().any(|other| {
                if deadline.iso.is_some() {
                    other.iso == deadline.iso
                } else {
                    other.text == deadline.text
                }
            });
            if !known {
                found.push(deadline);
            }
        }
    }
    ReadTask {
        no: item.no.clone(),
        title: title::of(&paragraphs),
        text: paragraphs.join("\n"),
        responsible: responsible::find(&paragraphs),
        deadlines: found,
    }
}
