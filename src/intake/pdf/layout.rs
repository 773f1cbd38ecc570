//! Puts the pieces of text of a page together to lines, columns and table cells.

use super::content::{Drawn, Run};
use super::grid::{Grid, Row};
use crate::intake::marker::marked;
use crate::intake::secrecy;
use crate::intake::vietnamese::{fold, normalise};

/// A piece of a line without wide gaps.
#[derive(Clone, Debug)]
pub struct Line {
    /// Left edge, in points.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Baseline.
    pub base: f32,
    /// Size of the letters.
    pub size: f32,
    /// The words.
    pub text: String,
}

/// A part of a page that is read from top to bottom.
#[derive(Clone, Debug)]
pub enum Block {
    /// Lines over the whole width.
    Flow(Vec<Line>),
    /// Columns side by side, each read to its end before the next.
    Columns(Vec<Vec<Line>>),
    /// A row of a table: cells of lines.
    Row(Row, Vec<Vec<Line>>),
    /// What stands outside of the text: stamps, watermarks.
    Margin(Line),
}

/// Pieces nearer than this share of their size stand on one line.
const SAME_LINE: f32 = 0.4;

/// A gap of this many sizes parts columns, if words in the line stand much closer.
const COLUMN_GAP: f32 = 1.7;

/// In the two-column head cells may nearly touch.
const HEAD_GAP: f32 = 0.7;

/// Reads the layout of a page.
#[must_use]
pub fn page(drawn: &Drawn) -> Vec<Block> {
    let grid = Grid::new(&drawn.rules);
    let mut blocks: Vec<Block> = Vec::new();
    let mut rows = lines(drawn);
    furniture(&mut rows);
    let head_end = head_end(&rows);
    for (place, runs) in rows.iter().enumerate() {
        let (base, size) = runs.first().map_or((0.0, 0.0), |run| (run.base, run.size));
        if let Some(row) = grid.row(base, size) {
            into_row(&mut blocks, row, runs);
            continue;
        }
        let segments = segments(
            runs,
            if place < head_end {
                HEAD_GAP
            } else {
                COLUMN_GAP
            },
        );
        into_block(&mut blocks, segments);
    }
    let askew = drawn.runs.iter().filter(|run| run.askew);
    blocks.extend(askew.map(|run| Block::Margin(line(std::slice::from_ref(run)))));
    blocks
}

/// The pieces of a page by line, from the top, each line from the left.
fn lines(drawn: &Drawn) -> Vec<Vec<Run>> {
    let mut runs: Vec<Run> = drawn
        .runs
        .iter()
        .filter(|run| !run.askew)
        .cloned()
        .collect();
    runs.sort_by(|one, two| two.base.total_cmp(&one.base));
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line)
                if line.first().is_some_and(|first| {
                    (first.base - run.base).abs() < SAME_LINE * first.size.max(run.size)
                }) =>
            {
                line.push(run)
            }
            _ => lines.push(vec![run]),
        }
    }
    for line in &mut lines {
        line.sort_by(|one, two| one.left.total_cmp(&two.left));
    }
    lines.retain(|line| line.iter().any(|run| !run.text.trim().is_empty()));
    lines
}

/// Takes page numbers off the top and the bottom.
fn furniture(rows: &mut Vec<Vec<Run>>) {
    let is_number = |runs: &[Run]| {
        let text = line(runs).text;
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let rest = text.replace("Trang", "");
        (1..=6).contains(&digits)
            && rest
                .chars()
                .all(|letter| letter.is_ascii_digit() || " -–/|".contains(letter))
    };
    if rows.len() > 1 && rows.first().is_some_and(|runs| is_number(runs)) {
        rows.remove(0);
    }
    if rows.len() > 1 && rows.last().is_some_and(|runs| is_number(runs)) {
        rows.pop();
    }
}

/// How many lines from the top belong to a two-column head.
fn head_end(rows: &[Vec<Run>]) -> usize {
    let texts: Vec<String> = rows
        .iter()
        .take(16)
        .map(|runs| fold(&normalise(&line(runs).text)))
        .collect();
    if !texts
        .iter()
        .any(|text| text.contains("cộng hòa xã hội") || text.contains("độc lập"))
    {
        return 0;
    }
    texts
        .iter()
        .rposition(|text| text.contains("ngày") && text.contains("tháng") && text.contains("năm"))
        .or_else(|| texts.iter().rposition(|text| text.contains("độc lập")))
        .map_or(0, |last| last + 1)
}

/// Puts pieces together to one line, with a space where there is a gap.
fn line(runs: &[Run]) -> Line {
    let mut text = String::new();
    let mut edge = f32::NEG_INFINITY;
    for run in runs {
        let gap = run.left - edge;
        let parted = text.ends_with(' ') || run.text.starts_with(' ') || text.is_empty();
        if !parted && gap > 0.15 * run.size {
            text.push(' ');
        }
        text.push_str(&run.text);
        edge = edge.max(run.right);
    }
    let largest = runs
        .iter()
        .filter(|run| !run.text.trim().is_empty())
        .map(|run| run.size)
        .fold(0.0, f32::max);
    Line {
        left: runs
            .iter()
            .filter(|run| !run.text.trim().is_empty())
            .map(|run| run.left)
            .fold(f32::INFINITY, f32::min),
        right: edge,
        base: runs.first().map_or(0.0, |run| run.base),
        size: largest,
        text: text.trim().to_owned(),
    }
}

/// Parts a line where its gaps are those of columns.
fn segments(runs: &[Run], least: f32) -> Vec<Line> {
    let worded: Vec<&Run> = runs
        .iter()
        .filter(|run| !run.text.trim().is_empty())
        .collect();
    let mut gaps: Vec<f32> = worded
        .windows(2)
        .map(|pair| pair[1].left - pair[0].right)
        .filter(|gap| *gap > 0.1)
        .collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps
        .get(gaps.len().saturating_sub(1) / 2)
        .copied()
        .filter(|_| gaps.len() > 2)
        .unwrap_or(0.0);
    let mut parts: Vec<Vec<Run>> = Vec::new();
    for run in worded {
        let parted = parts
            .last()
            .and_then(|part| part.last())
            .is_some_and(|last| {
                let gap = run.left - last.right;
                gap > least * run.size.max(last.size) && gap > 2.2 * usual
            });
        match parts.last_mut() {
            Some(part) if !parted || is_label(part) => part.push(run.clone()),
            _ => parts.push(vec![run.clone()]),
        }
    }
    parts.iter().map(|part| line(part)).collect()
}

/// A number before a tab belongs to the words after it.
fn is_label(part: &[Run]) -> bool {
    let text = line(part).text;
    text.chars().count() <= 6 && marked(&text).is_some_and(|found| found.rest.is_empty())
}

/// Adds a line to the row of a table.
fn into_row(blocks: &mut Vec<Block>, row: Row, runs: &[Run]) {
    let count = row.edges.len() - 1;
    let mut cells: Vec<Vec<Run>> = vec![Vec::new(); count];
    for run in runs {
        if let Some(cell) = cells.get_mut(row.column(run)) {
            cell.push(run.clone());
        }
    }
    let same = match blocks.last() {
        Some(Block::Row(last, _)) => last.same_columns(&row) && (last.top - row.top).abs() < 1.0,
        _ => false,
    };
    if !same {
        blocks.push(Block::Row(row, vec![Vec::new(); count]));
    }
    let Some(Block::Row(_, lines)) = blocks.last_mut() else {
        return;
    };
    for (cell, lines) in cells.iter().zip(lines) {
        if cell.iter().any(|run| !run.text.trim().is_empty()) {
            lines.push(line(cell));
        }
    }
}

/// Adds a line to the running text or to the columns it stands in.
fn into_block(blocks: &mut Vec<Block>, mut segments: Vec<Line>) {
    if segments.len() >= 2 {
        let split = segments[1].left;
        match blocks.last_mut() {
            Some(Block::Columns(columns)) if fits(columns, split) => {}
            _ => blocks.push(Block::Columns(vec![Vec::new(), Vec::new()])),
        }
        let Some(Block::Columns(columns)) = blocks.last_mut() else {
            return;
        };
        for (place, segment) in segments.into_iter().enumerate() {
            let place = place.min(1);
            columns[place].push(segment);
        }
        return;
    }
    let Some(segment) = segments.pop() else {
        return;
    };
    if secrecy::is_stamp(&normalise(&segment.text))
        && matches!(blocks.last(), Some(Block::Flow(_)) | None)
    {
        blocks.push(Block::Margin(segment));
        return;
    }
    match blocks.last_mut() {
        Some(Block::Columns(columns)) => {
            let near = columns
                .iter()
                .flatten()
                .map(|line| line.base)
                .fold(f32::INFINITY, f32::min)
                - segment.base
                < 3.2 * segment.size;
            let left = edge(&columns[1]);
            let right = columns[0].iter().map(|line| line.right).fold(0.0, f32::max);
            if near && segment.right < left {
                columns[0].push(segment);
            } else if near && segment.left > right && segment.left > left - 40.0 {
                columns[1].push(segment);
            } else {
                blocks.push(Block::Flow(vec![segment]));
            }
        }
        Some(Block::Flow(lines)) => lines.push(segment),
        _ => blocks.push(Block::Flow(vec![segment])),
    }
}

/// Whether a second column that begins at `split` can belong to these columns.
fn fits(columns: &[Vec<Line>], split: f32) -> bool {
    let right = columns[0].iter().map(|line| line.right).fold(0.0, f32::max);
    split > right - 12.0
}

/// The left edge of a column.
fn edge(column: &[Line]) -> f32 {
    column
        .iter()
        .map(|line| line.left)
        .fold(f32::INFINITY, f32::min)
}
