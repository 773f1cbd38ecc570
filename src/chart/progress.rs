//! How far a directive has come, unit by unit, as a picture for a telephone.

use super::canvas::{Anchor, Canvas, Colour, Pen, Rect};
use super::font::Face;
use super::words::{fit, width};

/// How wide the picture is, in pixels when it is drawn at the scale of 1.
pub const WIDTH: f32 = 1080.0;
/// Ground on each side.
const MARGIN: f32 = 52.0;
/// Between the margins.
const ROOM: f32 = WIDTH - 2.0 * MARGIN;
/// Where the names of units end, and where bars begin and end.
const NAMES: f32 = 330.0;
const BARS: (f32, f32) = (MARGIN + NAMES + 24.0, WIDTH - MARGIN - 118.0);
/// How high a unit with one bar is, and one with two.
const ROWS: [f32; 2] = [62.0, 84.0];

/// On what ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Dark words on white.
    Light,
    /// Light words on black.
    Dark,
}

/// What a part of a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Work that is done.
    Done,
    /// Receipts that were confirmed.
    Confirmed,
    /// What is still awaited.
    Waiting,
    /// People who cannot be reached.
    Unreachable,
    /// Work that is late.
    Overdue,
}

/// A bar: its parts with their numbers, and the words beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The parts from left to right. Those of zero are not drawn.
    pub parts: Vec<(Part, i64)>,
    /// What stands beside it: "12/15".
    pub figure: String,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// Its receipts.
    pub receipts: Bar,
    /// Its work, where it has any.
    pub work: Option<Bar>,
}

/// Everything that the picture shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Who issued the directive.
    pub issuer: String,
    /// What it is: "Chỉ thị số 06/CT-UBND".
    pub name: String,
    /// Its title.
    pub title: String,
    /// All receipts, and how many per cent were confirmed.
    pub total: Bar,
    /// The total in words, line by line.
    pub summary: Vec<String>,
    /// What the colours mean, in the order in which they are told.
    pub legend: Vec<(Part, String)>,
    /// Which bar is which, where units have two.
    pub note: Option<String>,
    /// The units.
    pub rows: Vec<Row>,
    /// How many units are not shown, in words.
    pub more: Option<String>,
    /// When the figures were true, and how to check them.
    pub foot: String,
}

/// The picture. Draw it at the scale of 1.
#[must_use]
pub fn draw(progress: &Progress, ground: Ground) -> Canvas {
    let colours = Colours::of(ground);
    // The height is known only when everything is placed: draw twice.
    let measured = Drawing::new(0.0, colours).all(progress).ceil();
    let mut drawing = Drawing::new(measured, colours);
    drawing.all(progress);
    drawing.canvas
}

/// The colours of a ground.
#[derive(Clone, Copy)]
struct Colours {
    page: Colour,
    ink: Colour,
    muted: Colour,
    line: Colour,
    done: Colour,
    confirmed: Colour,
    waiting: Colour,
    unreachable: Colour,
    overdue: Colour,
}

impl Colours {
    fn of(ground: Ground) -> Self {
        match ground {
            Ground::Light => Self {
                page: Colour(0xff, 0xff, 0xff),
                ink: Colour(0x16, 0x21, 0x1f),
                muted: Colour(0x52, 0x62, 0x5e),
                line: Colour(0xe2, 0xe8, 0xe6),
                done: Colour(0x2f, 0x6f, 0xb5),
                confirmed: Colour(0x0a, 0x7c, 0x6e),
                waiting: Colour(0xd0, 0xd9, 0xd6),
                unreachable: Colour(0xe0, 0x9a, 0x3e),
                overdue: Colour(0xc4, 0x2b, 0x22),
            },
            Ground::Dark => Self {
                page: Colour(0x12, 0x1a, 0x18),
                ink: Colour(0xe8, 0xef, 0xed),
                muted: Colour(0x9d, 0xb0, 0xab),
                line: Colour(0x2a, 0x36, 0x33),
                done: Colour(0x6f, 0xa8, 0xe6),
                confirmed: Colour(0x3f, 0xb8, 0xa5),
                waiting: Colour(0x42, 0x52, 0x4d),
                unreachable: Colour(0xf0, 0xb9, 0x6b),
                overdue: Colour(0xff, 0x6f, 0x61),
            },
        }
    }

    fn part(&self, part: Part) -> Colour {
        match part {
            Part::Done => self.done,
            Part::Confirmed => self.confirmed,
            Part::Waiting => self.waiting,
            Part::Unreachable => self.unreachable,
            Part::Overdue => self.overdue,
        }
    }
}

struct Drawing {
    canvas: Canvas,
    colours: Colours,
}

impl Drawing {
    fn new(height: f32, colours: Colours) -> Self {
        let mut canvas = Canvas::new(WIDTH, height);
        canvas.fill(Rect::new(0.0, 0.0, WIDTH, height), 0.0, colours.page);
        Self { canvas, colours }
    }

    /// Draws everything; answers how high the picture must be.
    fn all(&mut self, progress: &Progress) -> f32 {
        let mut top = self.head(progress);
        top = self.legend(progress, top + 22.0) + 14.0;
        if let Some(note) = &progress.note {
            let pen = Pen::new(Face::Regular, 23.0, self.colours.muted);
            top = self.line(top - 8.0, note, pen, 2) + 14.0;
        }
        for row in &progress.rows {
            top = self.row(row, top);
        }
        let muted = Pen::new(Face::Regular, 26.0, self.colours.muted);
        if let Some(more) = &progress.more {
            top = self.line(top + 14.0, more, muted, 1);
        }
        self.rule(top + 16.0);
        let small = Pen::new(Face::Regular, 24.0, self.colours.muted);
        self.line(top + 28.0, &progress.foot, small, 2) + 34.0
    }

    fn line(&mut self, top: f32, text: &str, pen: Pen, lines: usize) -> f32 {
        self.canvas
            .block((MARGIN, top), Anchor::Start, text, pen, (ROOM, lines))
    }

    fn rule(&mut self, y: f32) {
        let line = self.colours.line;
        self.canvas
            .line((MARGIN, y), (WIDTH - MARGIN, y), 2.0, line);
    }

    /// Issuer, name, title and the total.
    fn head(&mut self, progress: &Progress) -> f32 {
        let colours = self.colours;
        let text = |size, colour| Pen::new(Face::Regular, size, colour);
        let bold = |size, colour| Pen::new(Face::SemiBold, size, colour);
        let top = self.line(40.0, &progress.issuer, text(26.0, colours.muted), 1);
        let top = self.line(top, &progress.name, bold(46.0, colours.ink), 2);
        let top = self.line(top + 2.0, &progress.title, text(29.0, colours.ink), 3) + 20.0;
        let pen = bold(46.0, colours.confirmed);
        let figure = &progress.total.figure;
        let left = MARGIN + width(figure, pen.face, pen.size) + 22.0;
        self.canvas
            .words((MARGIN, top + 46.0), Anchor::Start, figure, pen);
        let place = Rect::new(left, top + 10.0, WIDTH - MARGIN - left, 40.0);
        self.bar(&progress.total.parts, place);
        let mut top = top + 64.0;
        for line in &progress.summary {
            top = self.line(top, line, text(28.0, colours.ink), 2);
        }
        top
    }

    /// What the colours mean, in as many lines as it takes.
    fn legend(&mut self, progress: &Progress, top: f32) -> f32 {
        const SQUARE: f32 = 24.0;
        const LINE: f32 = 40.0;
        let pen = Pen::new(Face::Regular, 25.0, self.colours.ink);
        let (mut x, mut y) = (MARGIN, top);
        for (part, label) in &progress.legend {
            let length = SQUARE + 10.0 + width(label, pen.face, pen.size);
            if x > MARGIN && x + length > WIDTH - MARGIN {
                (x, y) = (MARGIN, y + LINE);
            }
            let colour = self.colours.part(*part);
            self.canvas
                .fill(Rect::new(x, y + 4.0, SQUARE, SQUARE), 6.0, colour);
            let at = (x + SQUARE + 10.0, y + 25.0);
            self.canvas.words(at, Anchor::Start, label, pen);
            x += length + 30.0;
        }
        y + LINE
    }

    /// A unit: its name, its bars and their figures.
    fn row(&mut self, row: &Row, top: f32) -> f32 {
        let colours = self.colours;
        let height = ROWS[usize::from(row.work.is_some())];
        self.rule(top);
        let pen = Pen::new(Face::Regular, 27.0, colours.ink);
        let set = fit(&row.name, pen.face, pen.size, NAMES, 2);
        let pen = Pen {
            size: set.size.min(if set.lines.len() > 1 { 23.0 } else { 27.0 }),
            ..pen
        };
        let block = set.lines.len() as f32 * pen.line_height();
        let mut at = top + (height - block) / 2.0;
        for line in &set.lines {
            let place = (MARGIN, at + pen.rise());
            self.canvas.words(place, Anchor::Start, line, pen);
            at += pen.line_height();
        }
        let long = BARS.1 - BARS.0;
        let receipts = Rect::new(BARS.0, top + 17.0, long, 28.0);
        self.bar(&row.receipts.parts, receipts);
        self.figure(&row.receipts.figure, 27.0, receipts, colours.ink);
        if let Some(work) = &row.work {
            let place = Rect::new(BARS.0, top + 53.0, long, 14.0);
            self.bar(&work.parts, place);
            self.figure(&work.figure, 22.0, place, colours.muted);
        }
        top + height
    }

    /// What stands at the right of a bar.
    fn figure(&mut self, figure: &str, size: f32, bar: Rect, colour: Colour) {
        let room = WIDTH - MARGIN - BARS.1 - 12.0;
        let set = fit(figure, Face::SemiBold, size, room, 1);
        let pen = Pen::new(Face::SemiBold, set.size, colour);
        let y = bar.y + bar.height / 2.0 + set.size * 0.36;
        self.canvas
            .words((WIDTH - MARGIN, y), Anchor::End, figure, pen);
    }

    /// The parts side by side, each as long as its share. One that is not zero can be seen.
    fn bar(&mut self, parts: &[(Part, i64)], place: Rect) {
        const LEAST: f32 = 6.0;
        let radius = place.height / 2.0;
        let shown: Vec<_> = parts.iter().filter(|(_, count)| *count > 0).collect();
        let total: i64 = shown.iter().map(|(_, count)| count).sum();
        self.canvas.fill(place, radius.min(10.0), self.colours.line);
        let mut left = place.x;
        for (index, (part, count)) in shown.iter().enumerate() {
            let later = (shown.len() - index - 1) as f32 * LEAST;
            let share = place.width * *count as f32 / total as f32;
            let long = match index + 1 == shown.len() {
                true => place.right() - left,
                false => share.max(LEAST).min(place.right() - left - later),
            };
            let colour = self.colours.part(*part);
            let gap = if index + 1 == shown.len() { 0.0 } else { 2.0 };
            let piece = Rect::new(left, place.y, long - gap, place.height);
            self.canvas.fill(piece, radius.min(7.0), colour);
            left += long;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::look;
    use super::*;

    fn progress(rows: usize, name: &str, with_work: bool) -> Progress {
        let bar = |parts: &[(Part, i64)], figure: &str| Bar {
            parts: parts.to_vec(),
            figure: figure.to_owned(),
        };
        let row = Row {
            name: name.to_owned(),
            receipts: bar(
                &[(Part::Confirmed, 12_345), (Part::Waiting, 1)],
                "12.345/12.346",
            ),
            work: with_work.then(|| bar(&[(Part::Done, 2), (Part::Overdue, 1)], "2/3")),
        };
        let words = "Ủy ban nhân dân thành phố Đà Nẵng ".repeat(6);
        Progress {
            issuer: words.clone(),
            name: words.clone(),
            title: words.clone(),
            total: bar(&[(Part::Confirmed, 1), (Part::Unreachable, 3_000)], "100%"),
            summary: vec![words.clone(); 2],
            legend: vec![(Part::Waiting, "Chưa xác nhận".repeat(3)); 5],
            note: with_work.then(|| words.clone()),
            rows: vec![row; rows],
            more: Some(words.clone()),
            foot: words,
        }
    }

    #[test]
    fn nothing_touches_anything_however_long_the_words_are() {
        for (rows, name) in [
            (0, ""),
            (1, "Phường Hải Châu"),
            (
                20,
                "Ban Chỉ huy Phòng thủ dân sự và tìm kiếm cứu nạn phường Hoà Cường",
            ),
        ] {
            for ground in [Ground::Light, Ground::Dark] {
                for with_work in [false, true] {
                    look::check(&draw(&progress(rows, name, with_work), ground));
                }
            }
        }
    }

    #[test]
    fn a_part_that_is_there_can_be_seen() {
        let mut drawing = Drawing::new(100.0, Colours::of(Ground::Light));
        let parts = [
            (Part::Done, 1),
            (Part::Confirmed, 1_000_000),
            (Part::Waiting, 0),
            (Part::Overdue, 1),
        ];
        let place = Rect::new(100.0, 10.0, 400.0, 20.0);
        drawing.bar(&parts, place);
        let pieces = look::filled(&drawing.canvas);
        let pieces = &pieces[2..];
        assert_eq!(pieces.len(), 3, "a part of zero is not drawn");
        assert!(pieces.iter().all(|piece| piece.width >= 4.0));
        assert!((pieces[2].right() - place.right()).abs() < 0.01);
    }
}
