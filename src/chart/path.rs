//! The outlines of shapes, for whichever pen follows them.

use skrifa::outline::OutlinePen;

use super::canvas::Rect;
use super::font::Face;

/// Where a circle's quarter bends, as a part of its radius.
const BEND: f32 = 0.552_285;

/// A rectangle with round corners.
pub(super) fn rounded(rect: Rect, radius: f32, pen: &mut impl OutlinePen) {
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    if radius <= 0.0 {
        pen.move_to(left, top);
        pen.line_to(right, top);
        pen.line_to(right, bottom);
        pen.line_to(left, bottom);
        pen.close();
        return;
    }
    let near = radius * (1.0 - BEND);
    pen.move_to(left + radius, top);
    pen.line_to(right - radius, top);
    pen.curve_to(right - near, top, right, top + near, right, top + radius);
    pen.line_to(right, bottom - radius);
    pen.curve_to(
        right,
        bottom - near,
        right - near,
        bottom,
        right - radius,
        bottom,
    );
    pen.line_to(left + radius, bottom);
    pen.curve_to(
        left + near,
        bottom,
        left,
        bottom - near,
        left,
        bottom - radius,
    );
    pen.line_to(left, top + radius);
    pen.curve_to(left, top + near, left + near, top, left + radius, top);
    pen.close();
}

/// A line of words that begins and stands at a place.
pub(super) fn letters(
    face: Face,
    text: &str,
    size: f32,
    at: (f32, f32),
    pen: &mut impl OutlinePen,
) {
    let mut placed = Placed { pen, size, at };
    for glyph in face.glyphs(text) {
        face.outline(glyph.id, &mut placed);
        placed.at.0 += glyph.advance * size;
    }
}

/// Draws a letter where it belongs: a font measures upwards, a drawing downwards.
struct Placed<'a, P> {
    pen: &'a mut P,
    size: f32,
    at: (f32, f32),
}

impl<P> Placed<'_, P> {
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        (self.at.0 + x * self.size, self.at.1 - y * self.size)
    }
}

impl<P: OutlinePen> OutlinePen for Placed<'_, P> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.pen.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.pen.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let ((cx, cy), (x, y)) = (self.place(cx, cy), self.place(x, y));
        self.pen.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let ((cx0, cy0), (cx1, cy1)) = (self.place(cx0, cy0), self.place(cx1, cy1));
        let (x, y) = self.place(x, y);
        self.pen.curve_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.pen.close();
    }
}
