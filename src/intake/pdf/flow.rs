//! Joins the lines of a PDF to paragraphs by what the page shows.

use super::layout::{Block, Line};
use crate::intake::paragraph::{Paragraph, Zone};
use crate::intake::reflow;
use crate::intake::vietnamese::normalise;

/// The measures of the running text, in points.
struct Measures {
    left: f32,
    right: f32,
    leading: f32,
}

/// The paragraphs of all pages, in reading order.
#[must_use]
pub fn paragraphs(pages: Vec<Vec<Block>>) -> Vec<Paragraph> {
    let measures = measures(&pages);
    let mut out = Writer {
        measures,
        out: Vec::new(),
        open: Vec::new(),
        table: 0,
        row: 0,
        last_row: None,
    };
    for page in pages {
        for block in page {
            out.block(block);
        }
        out.page_end();
    }
    out.flush();
    out.out
}

/// The margins and the distance of lines that most of the text has.
fn measures(pages: &[Vec<Block>]) -> Measures {
    let flows = || {
        pages.iter().flatten().filter_map(|block| match block {
            Block::Flow(lines) => Some(lines),
            _ => None,
        })
    };
    let most = |mut values: Vec<f32>, share: usize| {
        values.sort_by(f32::total_cmp);
        values
            .get(values.len() * share / 100)
            .copied()
            .unwrap_or(0.0)
    };
    let lefts: Vec<f32> = flows().flatten().map(|line| line.left).collect();
    let rights: Vec<f32> = flows().flatten().map(|line| line.right).collect();
    let steps: Vec<f32> = flows()
        .flat_map(|lines| lines.windows(2))
        .map(|pair| pair[0].base - pair[1].base)
        .filter(|step| *step > 0.0)
        .collect();
    Measures {
        left: most(lefts, 15),
        right: most(rights, 90),
        leading: most(steps, 40),
    }
}

struct Writer {
    measures: Measures,
    out: Vec<Paragraph>,
    /// Lines of running text not yet joined, with `None` for a blank one and for the end of a page.
    open: Vec<Option<Line>>,
    table: usize,
    row: usize,
    last_row: Option<super::grid::Row>,
}

impl Writer {
    fn block(&mut self, block: Block) {
        match block {
            Block::Flow(lines) => {
                self.leave_table();
                for line in lines {
                    if self.begins_paragraph(&line) {
                        self.open.push(None);
                    }
                    self.open.push(Some(line));
                }
            }
            Block::Columns(columns) => {
                self.leave_table();
                self.flush();
                for column in columns {
                    self.column(&column);
                }
            }
            Block::Row(row, cells) => {
                self.flush();
                self.cells(row, cells);
            }
            Block::Margin(line) => {
                let text = normalise(&line.text);
                self.out.push(Paragraph {
                    text,
                    zone: Zone::Margin,
                });
            }
        }
    }

    /// A sentence may go on over the page, unless a table stands there.
    fn page_end(&mut self) {}

    fn leave_table(&mut self) {
        if self.last_row.take().is_some() {
            self.table += 1;
            self.row = 0;
        }
    }

    /// Whether the page shows that a line begins a paragraph.
    fn begins_paragraph(&self, line: &Line) -> bool {
        let Some(Some(before)) = self.open.last() else {
            return self.open.is_empty();
        };
        let Measures {
            left,
            right,
            leading,
        } = self.measures;
        let step = before.base - line.base;
        // A new page begins higher up.
        let gap = step > 0.0 && step > leading * 1.3 + 1.0;
        let middle = |line: &Line| (line.left + line.right) / 2.0;
        let centred = |line: &Line| {
            line.left > left + 14.0
                && (middle(line) - (left + right) / 2.0).abs() < 10.0
                && line.right < right - 10.0
        };
        if centred(line) && centred(before) {
            return gap;
        }
        let indented = line.left > left + 9.0;
        let deeper = line.left > before.left + 6.0;
        let short = before.right < right - (right - left) * 0.12;
        let ended = before.text.ends_with(['.', ':', ';', '!', '?']);
        gap || (indented && (deeper || ended || centred(before))) || (short && ended)
    }

    /// Joins the running text so far.
    fn flush(&mut self) {
        let lines: Vec<String> = self
            .open
            .drain(..)
            .map(|line| line.map_or_else(String::new, |line| normalise(&line.text)))
            .collect();
        self.join(&lines, true);
    }

    fn join(&mut self, lines: &[String], spaced: bool) {
        let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
        self.out.extend(
            reflow::wrapped(&lines, spaced)
                .into_iter()
                .map(Paragraph::body),
        );
    }

    /// A column of a head or of a foot: gaps part paragraphs, and the form does.
    fn column(&mut self, column: &[Line]) {
        let mut lines = Vec::with_capacity(column.len());
        for (place, line) in column.iter().enumerate() {
            let gap = place
                .checked_sub(1)
                .and_then(|before| column.get(before))
                .is_some_and(|before| before.base - line.base > 1.9 * line.size.max(before.size));
            if gap {
                lines.push(String::new());
            }
            lines.push(normalise(&line.text));
        }
        self.join(&lines, false);
    }

    /// A row of a table. A row that goes on over the page has nothing in its first cell.
    fn cells(&mut self, row: super::grid::Row, cells: Vec<Vec<Line>>) {
        let same_table = self
            .last_row
            .as_ref()
            .is_some_and(|last| last.same_columns(&row));
        let goes_on = same_table
            && cells.first().is_some_and(Vec::is_empty)
            && cells.iter().any(|cell| !cell.is_empty());
        if self.last_row.is_some() && !same_table {
            self.table += 1;
            self.row = 0;
        } else if same_table && !goes_on {
            self.row += 1;
        }
        let table = self.table + 1;
        for (column, lines) in cells.iter().enumerate() {
            let texts: Vec<String> = lines.iter().map(|line| normalise(&line.text)).collect();
            let texts: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
            let zone = Zone::Cell {
                table,
                row: self.row,
                column,
            };
            self.out.extend(
                reflow::wrapped(&texts, false)
                    .into_iter()
                    .map(|text| Paragraph { text, zone }),
            );
        }
        self.last_row = Some(row);
    }
}
