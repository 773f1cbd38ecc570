//! A drawing as a picture.

use skrifa::outline::OutlinePen;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};

use super::canvas::{Canvas, Colour, DASH, Shape};
use super::error::ChartError;
use super::path::{letters, rounded};

/// The drawing as a PNG on white, each of its units `scale` pixels.
///
/// # Errors
/// If it is of no size or too large for memory.
pub fn png(canvas: &Canvas, scale: f32) -> Result<Vec<u8>, ChartError> {
    let pixels = |length: f32| (length * scale).ceil() as u32;
    let (width, height) = (pixels(canvas.width), pixels(canvas.height));
    let pixmap = Pixmap::new(width, height)
        .ok_or_else(|| ChartError(format!("{width} × {height} pixels")))?;
    let mut page = Page {
        pixmap,
        scale: Transform::from_scale(scale, scale),
    };
    page.pixmap.fill(Color::WHITE);
    for shape in &canvas.shapes {
        page.draw(shape);
    }
    page.pixmap
        .encode_png()
        .map_err(|error| ChartError(error.to_string()))
}

struct Page {
    pixmap: Pixmap,
    scale: Transform,
}

impl Page {
    fn draw(&mut self, shape: &Shape) {
        let mut pen = Pen::default();
        match shape {
            Shape::Filled {
                rect,
                radius,
                colour,
            } => {
                rounded(*rect, *radius, &mut pen);
                self.fill(pen, *colour);
            }
            Shape::Pattern { rects, colour } => {
                for rect in rects {
                    rounded(*rect, 0.0, &mut pen);
                }
                self.fill(pen, *colour);
            }
            Shape::Words {
                at,
                text,
                face,
                size,
                colour,
            } => {
                letters(*face, text, *size, *at, &mut pen);
                self.fill(pen, *colour);
            }
            Shape::Line {
                from,
                to,
                width,
                colour,
                dashed,
            } => {
                pen.move_to(from.0, from.1);
                pen.line_to(to.0, to.1);
                let dash = || StrokeDash::new(vec![DASH, DASH], 0.0);
                let stroke = Stroke {
                    width: *width,
                    dash: dashed.then(dash).flatten(),
                    ..Stroke::default()
                };
                if let Some(path) = pen.0.finish() {
                    self.pixmap
                        .stroke_path(&path, &paint(*colour), &stroke, self.scale, None);
                }
            }
        }
    }

    fn fill(&mut self, pen: Pen, colour: Colour) {
        // Words of spaces only have no outline.
        if let Some(path) = pen.0.finish() {
            let rule = FillRule::Winding;
            self.pixmap
                .fill_path(&path, &paint(colour), rule, self.scale, None);
        }
    }
}

fn paint(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(colour.0, colour.1, colour.2, 255);
    paint
}

#[derive(Default)]
struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
