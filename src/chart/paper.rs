//! What all our paper has in common: A4, its margins, its colours.

use super::canvas::{Anchor, Canvas, Colour, Pen, Rect};
use super::font::Face;

/// A4, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
/// White on each side: more than any printer leaves white by itself.
pub(super) const MARGIN: f32 = 40.0;
/// Between the margins.
pub(super) const ROOM: f32 = WIDTH - 2.0 * MARGIN;

pub(super) const INK: Colour = Colour(0x16, 0x21, 0x1f);
pub(super) const MUTED: Colour = Colour(0x52, 0x62, 0x5e);
pub(super) const LINE: Colour = Colour(0x9d, 0xb0, 0xab);
pub(super) const ACCENT: Colour = Colour(0x0a, 0x6b, 0x60);
pub(super) const SOFT: Colour = Colour(0xe6, 0xf3, 0xf0);
pub(super) const BRONZE: Colour = Colour(0x76, 0x4a, 0x1d);

/// Steps to follow, side by side with their numbers. Answers where they end.
pub(super) fn steps(canvas: &mut Canvas, top: f32, steps: &[String], size: f32) -> f32 {
    const GAP: f32 = 10.0;
    let count = steps.len().max(1) as f32;
    let width = (ROOM - GAP * (count - 1.0)) / count;
    let (pad, badge) = (size * 0.9, size * 1.9);
    let pen = Pen::new(Face::Regular, size, INK);
    let number = Pen::new(Face::SemiBold, size, Colour::WHITE);
    let room = width - 3.0 * pad - badge;
    let lines = |step: &String| super::words::fit(step, pen.face, size, room, 5).lines.len();
    let most = steps.iter().map(lines).max().unwrap_or(1).max(2);
    let height = most as f32 * pen.line_height() + 2.0 * pad;
    for (step, place) in steps.iter().zip(0_u8..) {
        let left = MARGIN + f32::from(place) * (width + GAP);
        canvas.fill(Rect::new(left, top, width, height), size * 0.8, SOFT);
        let circle = Rect::new(left + pad, top + pad, badge, badge);
        canvas.fill(circle, badge / 2.0, ACCENT);
        let middle = (circle.x + badge / 2.0, circle.y + badge / 2.0 + size * 0.36);
        canvas.words(middle, Anchor::Middle, &(place + 1).to_string(), number);
        let at = (circle.right() + pad, top + pad);
        canvas.block(at, Anchor::Start, step, pen, (room, 5));
    }
    top + height
}

/// The name of whoever it comes from, between a short bar and the rest of the page. Answers where
/// it ends.
pub(super) fn sender(canvas: &mut Canvas, organisation: &str) -> f32 {
    canvas.fill(Rect::new(MARGIN, MARGIN, 44.0, 3.5), 1.75, ACCENT);
    let pen = Pen::new(Face::SemiBold, 10.0, MUTED);
    let at = (MARGIN, MARGIN + 9.0);
    canvas.block(at, Anchor::Start, organisation, pen, (ROOM, 2))
}
