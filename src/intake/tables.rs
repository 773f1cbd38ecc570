//! Columns and tables made readable: a head laid out with tabs is read column by column, a row
//! with a number in its first cell reads like a numbered item.

use super::marker::marked;
use super::paragraph::{Paragraph, Zone};
use super::vietnamese::{fold, squeeze};

/// How many paragraphs from the top can be a head with tabs.
const HEAD: usize = 15;

/// Parts a head whose two columns are kept apart by tabs, and turns all other tabs to spaces.
#[must_use]
pub fn without_tabs(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    let mut right: Vec<Paragraph> = Vec::new();
    for (place, paragraph) in paragraphs.into_iter().enumerate() {
        let halves = paragraph
            .text
            .split_once('\t')
            .map(|(left, rest)| (squeeze(left), squeeze(rest)));
        match halves {
            Some((left, rest)) if place < HEAD && is_column(&left) && !rest.is_empty() => {
                let zone = paragraph.zone;
                out.extend((!left.is_empty()).then_some(Paragraph { text: left, zone }));
                right.push(Paragraph { text: rest, zone });
            }
            _ => {
                out.append(&mut right);
                let text = squeeze(&paragraph.text);
                out.push(Paragraph { text, ..paragraph });
            }
        }
    }
    out.append(&mut right);
    out
}

/// A number before a tab is the label of an item, not a column.
fn is_column(left: &str) -> bool {
    marked(left).is_none_or(|found| !found.rest.is_empty())
}

/// Turns the rows of task tables into numbered paragraphs. Cells under a heading such as
/// "Thời gian hoàn thành" get the heading before them, as prose would have it.
#[must_use]
pub fn as_items(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    let mut headings: Vec<(usize, String)> = Vec::new();
    let mut open_table = None;
    let mut number: Option<String> = None;
    for paragraph in paragraphs {
        let Zone::Cell { table, row, column } = paragraph.zone else {
            number = None;
            out.push(paragraph);
            continue;
        };
        if open_table != Some(table) {
            open_table = Some(table);
            headings.clear();
            number = None;
        }
        if row == 0 {
            headings.push((column, squeeze(&paragraph.text)));
            out.push(paragraph);
            continue;
        }
        if column == 0 {
            if let Some(bare) = bare_number(&paragraph.text) {
                number = Some(bare);
                continue;
            }
            number = None;
        }
        let text = match number.take() {
            Some(number) => format!("{number} {}", paragraph.text),
            None => labelled(&headings, column, paragraph.text),
        };
        out.push(Paragraph { text, ..paragraph });
    }
    out
}

/// `1`, `02`, `II.`: a cell that only numbers its row.
fn bare_number(text: &str) -> Option<String> {
    let label = text.trim().trim_end_matches(['.', ')', '/', ' ']);
    let arabic =
        label.len() <= 2 && !label.is_empty() && label.bytes().all(|digit| digit.is_ascii_digit());
    let roman = !label.is_empty()
        && label.len() <= 5
        && label
            .bytes()
            .all(|letter| matches!(letter, b'I' | b'V' | b'X'));
    (arabic || roman).then(|| format!("{}.", label.trim_start_matches('0')))
}

fn labelled(headings: &[(usize, String)], column: usize, text: String) -> String {
    let heading = headings
        .iter()
        .find(|(place, _)| *place == column)
        .map(|(_, heading)| heading);
    let told = heading.filter(|heading| {
        let folded = fold(heading);
        let tells = [
            "thời gian",
            "thời hạn",
            "tiến độ",
            "hoàn thành",
            "chủ trì",
            "phối hợp",
        ];
        column > 0 && heading.chars().count() < 60 && tells.iter().any(|word| folded.contains(word))
    });
    match told {
        Some(heading) => format!("{heading}: {text}"),
        None => text,
    }
}
