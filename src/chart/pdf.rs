//! Drawings as the pages of a document to print. Its words can be searched and copied.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Paint, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::outline::OutlinePen;

use super::canvas::{Canvas, Colour, DASH, Shape};
use super::error::ChartError;
use super::font::Face;
use super::path::rounded;

/// The drawings as a PDF, one on each page, with its title and its language (`vi`).
///
/// # Errors
/// If a page is of no size.
pub fn pdf(pages: &[Canvas], title: &str, language: &str) -> Result<Vec<u8>, ChartError> {
    let fonts = Fonts::new()?;
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(language.to_owned())
            .creator("Kẻng".to_owned()),
    );
    for canvas in pages {
        let (width, height) = (canvas.width, canvas.height);
        let settings = PageSettings::from_wh(width, height)
            .ok_or_else(|| ChartError(format!("a page of {width} × {height} points")))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for shape in &canvas.shapes {
            draw(&mut surface, shape, &fonts);
        }
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|error| ChartError(format!("{error:?}")))
}

/// The faces of the font, of which only the letters that are used become part of the document.
struct Fonts {
    regular: Font,
    semi_bold: Font,
}

impl Fonts {
    fn new() -> Result<Self, ChartError> {
        let font = |face: Face| {
            Font::new(face.bytes().into(), 0)
                .ok_or_else(|| ChartError(format!("the face {face:?} cannot be embedded")))
        };
        Ok(Self {
            regular: font(Face::Regular)?,
            semi_bold: font(Face::SemiBold)?,
        })
    }

    fn get(&self, face: Face) -> Font {
        match face {
            Face::Regular => self.regular.clone(),
            Face::SemiBold => self.semi_bold.clone(),
        }
    }
}

fn draw(surface: &mut Surface<'_>, shape: &Shape, fonts: &Fonts) {
    let mut pen = Pen(PathBuilder::new());
    match shape {
        Shape::Filled {
            rect,
            radius,
            colour,
        } => {
            rounded(*rect, *radius, &mut pen);
            fill(surface, pen, *colour);
        }
        Shape::Pattern { rects, colour } => {
            for rect in rects {
                rounded(*rect, 0.0, &mut pen);
            }
            fill(surface, pen, *colour);
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
            let dash = || StrokeDash {
                array: vec![DASH, DASH],
                offset: 0.0,
            };
            if let Some(path) = pen.0.finish() {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    paint: paint(*colour),
                    width: *width,
                    dash: dashed.then(dash),
                    ..Stroke::default()
                }));
                surface.draw_path(&path);
            }
        }
        Shape::Words {
            at,
            text,
            face,
            size,
            colour,
        } => {
            use_fill(surface, *colour);
            let glyphs: Vec<KrillaGlyph> = face.glyphs(text).into_iter().map(glyph).collect();
            let start = Point::from_xy(at.0, at.1);
            surface.draw_glyphs(start, &glyphs, fonts.get(*face), text, *size, false);
        }
    }
}

fn glyph(glyph: super::font::Glyph) -> KrillaGlyph {
    let id = GlyphId::new(glyph.id);
    KrillaGlyph::new(id, glyph.advance, 0.0, 0.0, 0.0, glyph.range, None)
}

fn fill(surface: &mut Surface<'_>, pen: Pen, colour: Colour) {
    if let Some(path) = pen.0.finish() {
        use_fill(surface, colour);
        surface.draw_path(&path);
    }
}

fn use_fill(surface: &mut Surface<'_>, colour: Colour) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: paint(colour),
        ..Fill::default()
    }));
}

fn paint(colour: Colour) -> Paint {
    rgb::Color::new(colour.0, colour.1, colour.2).into()
}

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
