//! A drawing before it is a file: shapes and words at places, from the upper left corner.
//!
//! Lengths are points of paper (1/72 inch) or, in a picture, whatever its scale makes of them.

use super::font::{Face, normal};
use super::qr::Code;
use super::words::width;

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
}
