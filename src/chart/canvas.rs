//! A drawing before it is a file: shapes and words at places, from the upper left corner.
//!
//! Lengths are points of paper (1/72 inch) or, in a picture, whatever its scale makes of them.

use super::font::{Face, normal};
use super::qr::Code;
use super::words::{fit, width};

/// Dash and gap of a dashed line.
pub(super) const DASH: f32 = 3.0;

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Black.
    pub const BLACK: Self = Self(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
}

impl Rect {
    /// A rectangle by its upper left corner and its size.
    #[must_use]
    pub fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Its right edge.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Its lower edge.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// Smaller by `margin` on each side.
    #[must_use]
    pub fn inset(&self, margin: f32) -> Self {
        Self {
            x: self.x + margin,
            y: self.y + margin,
            width: (self.width - 2.0 * margin).max(0.0),
            height: (self.height - 2.0 * margin).max(0.0),
        }
    }
}

/// Which end of a line of words stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A filled rectangle with round corners.
    Filled {
        rect: Rect,
        radius: f32,
        colour: Colour,
    },
    /// A line from one point to another.
    Line {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        colour: Colour,
        dashed: bool,
    },
    /// A line of words that begins and stands at a place.
    Words {
        at: (f32, f32),
        text: String,
        face: Face,
        size: f32,
        colour: Colour,
    },
    /// Rectangles of one colour that belong together: a QR code.
    Pattern { rects: Vec<Rect>, colour: Colour },
}

/// A drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Canvas {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) shapes: Vec<Shape>,
}

impl Canvas {
    /// An empty drawing of this size.
    #[must_use]
    pub fn new(width: f32, height: f32) -> Self {
        Self {
            width,
            height,
            shapes: Vec::new(),
        }
    }

    /// How wide it is.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.width
    }

    /// How high it is.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.height
    }

    /// Fills a rectangle, its corners rounded by `radius`.
    pub fn fill(&mut self, rect: Rect, radius: f32, colour: Colour) {
        if rect.width > 0.0 && rect.height > 0.0 {
            let radius = radius.min(rect.width / 2.0).min(rect.height / 2.0);
            self.shapes.push(Shape::Filled {
                rect,
                radius,
                colour,
            });
        }
    }

    /// Draws a line.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, colour: Colour) {
        self.push_line(from, to, width, colour, false);
    }

    /// Draws a dashed line: cut here.
    pub fn dashed_line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, colour: Colour) {
        self.push_line(from, to, width, colour, true);
    }

    fn push_line(
        &mut self,
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        colour: Colour,
        dashed: bool,
    ) {
        self.shapes.push(Shape::Line {
            from,
            to,
            width,
            colour,
            dashed,
        });
    }

    /// Writes one line of words that stands on `y`. It is not looked whether it fits.
    pub fn words(&mut self, at: (f32, f32), anchor: Anchor, text: &str, pen: Pen) {
        let text = normal(text);
        let length = width(&text, pen.face, pen.size);
        let before = match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => length / 2.0,
            Anchor::End => length,
        };
        self.shapes.push(Shape::Words {
            at: (at.0 - before, at.1),
            text,
            face: pen.face,
            size: pen.size,
            colour: pen.colour,
        });
    }

    /// Writes words in at most `lines` lines below `at`, no wider than `room`, smaller if they must
    /// be. Answers where they end.
    pub fn block(
        &mut self,
        at: (f32, f32),
        anchor: Anchor,
        text: &str,
        pen: Pen,
        space: (f32, usize),
    ) -> f32 {
        let (room, lines) = space;
        let set = fit(text, pen.face, pen.size, room, lines);
        let pen = Pen {
            size: set.size,
            ..pen
        };
        let mut top = at.1;
        for line in &set.lines {
            self.words((at.0, top + pen.rise()), anchor, line, pen);
            top += pen.line_height();
        }
        top
    }

    /// Draws a QR code in black on a white ground that is part of the square: its quiet zone.
    pub fn code(&mut self, code: &Code, place: Rect) {
        self.fill(place, 0.0, Colour::WHITE);
        self.shapes.push(Shape::Pattern {
            rects: code.rects(place),
            colour: Colour::BLACK,
        });
    }
}

/// With what words are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// The face of the font.
    pub face: Face,
    /// The size of the font.
    pub size: f32,
    /// The colour.
    pub colour: Colour,
}

impl Pen {
    /// A pen.
    #[must_use]
    pub fn new(face: Face, size: f32, colour: Colour) -> Self {
        Self { face, size, colour }
    }

    /// From one line to the next: room for the marks above capitals.
    #[must_use]
    pub fn line_height(&self) -> f32 {
        self.size * 1.34
    }

    /// From the top of a line to where its words stand.
    #[must_use]
    pub fn rise(&self) -> f32 {
        self.size * 1.02
    }
}

#[cfg(test)]
pub(super) mod look {
    //! What tests see of a drawing.

    use super::*;

    /// The places of all words, from the tallest mark to the lowest tail.
    pub fn words(canvas: &Canvas) -> Vec<(String, Rect)> {
        let place = |shape: &Shape| match shape {
            Shape::Words {
                at,
                text,
                face,
                size,
                ..
            } => {
                let rect = Rect::new(at.0, at.1 - size, width(text, *face, *size), size * 1.28);
                Some((text.clone(), rect))
            }
            _ => None,
        };
        canvas.shapes.iter().filter_map(place).collect()
    }

    /// The places of all filled rectangles.
    pub fn filled(canvas: &Canvas) -> Vec<Rect> {
        let place = |shape: &Shape| match shape {
            Shape::Filled { rect, .. } => Some(*rect),
            _ => None,
        };
        canvas.shapes.iter().filter_map(place).collect()
    }

    /// The places of all QR codes, without their margins.
    pub fn codes(canvas: &Canvas) -> Vec<Rect> {
        let around = |rects: &[Rect]| {
            let first = rects[0];
            let start = (first.x, first.y, first.right(), first.bottom());
            let (left, top, right, bottom) = rects.iter().fold(start, |(l, t, r, b), rect| {
                (
                    l.min(rect.x),
                    t.min(rect.y),
                    r.max(rect.right()),
                    b.max(rect.bottom()),
                )
            });
            Rect::new(left, top, right - left, bottom - top)
        };
        let place = |shape: &Shape| match shape {
            Shape::Pattern { rects, .. } => Some(around(rects)),
            _ => None,
        };
        canvas.shapes.iter().filter_map(place).collect()
    }

    /// Fails if words touch other words or a QR code, or leave the drawing.
    pub fn check(canvas: &Canvas) {
        let words = words(canvas);
        let page = Rect::new(0.0, 0.0, canvas.width, canvas.height);
        for (index, (text, place)) in words.iter().enumerate() {
            let inside = place.x >= page.x
                && place.y >= page.y
                && place.right() <= page.right()
                && place.bottom() <= page.bottom();
            assert!(inside, "{text:?} leaves the drawing: {place:?}");
            for (other, there) in &words[index + 1..] {
                assert!(!touch(*place, *there), "{text:?} touches {other:?}");
            }
            for code in codes(canvas) {
                assert!(!touch(*place, code), "{text:?} touches a code");
            }
        }
    }

    fn touch(a: Rect, b: Rect) -> bool {
        let slack = 0.05;
        a.x + slack < b.right()
            && b.x + slack < a.right()
            && a.y + slack < b.bottom()
            && b.y + slack < a.bottom()
    }
}
