//! Reads what is in a picture or on a printed page.

use std::collections::BTreeSet;

use lopdf::Document;
use lopdf::content::Content;
use rqrr::PreparedImage;
use tiny_skia::{Color, FillRule, IntRect, Paint, PathBuilder, Pixmap, Transform};

/// The texts of all QR codes in a PNG, in the order in which they are found.
pub fn codes(png: &[u8]) -> Vec<String> {
    let pixmap = Pixmap::decode_png(png).unwrap();
    let all = IntRect::from_xywh(0, 0, pixmap.width(), pixmap.height()).unwrap();
    read(&pixmap, all)
}

/// The texts of all QR codes on a page of a document, sorted. Looked at like a person who points a
/// telephone at one slip after the other: with many codes in view, the reader takes corners of
/// different codes for one.
pub fn codes_of_page(document: &Document, number: u32) -> Vec<String> {
    let page = printed(document, number);
    let (width, height) = (page.width(), page.height());
    let (half, view, step) = (width / 2, 520, 110);
    let mut found: BTreeSet<String> = BTreeSet::new();
    for top in (0..height - view).step_by(step) {
        for left in [0, half] {
            let view = IntRect::from_xywh(left as i32, top as i32, half, view).unwrap();
            found.extend(read(&page, view));
        }
    }
    if found.is_empty() {
        let all = IntRect::from_xywh(0, 0, width, height).unwrap();
        found.extend(read(&page, all));
    }
    found.into_iter().collect()
}

/// Width and height of a PNG in pixels.
pub fn size(png: &[u8]) -> (u32, u32) {
    let pixmap = Pixmap::decode_png(png).unwrap();
    (pixmap.width(), pixmap.height())
}

fn read(pixmap: &Pixmap, view: IntRect) -> Vec<String> {
    let pixmap = pixmap.clone_rect(view).unwrap();
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        let pixel = pixmap.pixels()[y * width + x];
        let sum = u32::from(pixel.red()) + u32::from(pixel.green()) + u32::from(pixel.blue());
        u8::try_from(sum / 3).unwrap()
    });
    let grids = image.detect_grids();
    let read = grids.iter().filter_map(|grid| grid.decode().ok());
    read.map(|(_, text)| text).collect()
}

/// A page of a document as a printer would put it on paper, without its words: a small reader of
/// the drawing instructions that occur in ours.
fn printed(document: &Document, number: u32) -> Pixmap {
    const SCALE: f32 = 3.0;
    let page = document.get_pages()[&number];
    let stream = document.get_page_content(page);
    let mut pixmap = Pixmap::new(1_786, 2_526).unwrap();
    pixmap.fill(Color::WHITE);
    let upright = Transform::from_row(SCALE, 0.0, 0.0, -SCALE, 0.0, 2_526.0);
    let (mut stack, mut now) = (Vec::new(), (upright, Paint::default()));
    let mut path = PathBuilder::new();
    for step in Content::decode(&stream).unwrap().operations {
        let at = |index: usize| step.operands[index].as_float().unwrap();
        match step.operator.as_str() {
            "q" => stack.push(now.clone()),
            "Q" => now = stack.pop().unwrap(),
            "cm" => {
                let given = Transform::from_row(at(0), at(1), at(2), at(3), at(4), at(5));
                now.0 = now.0.pre_concat(given);
            }
            "rg" | "scn" if step.operands.len() == 3 => {
                let colour = Color::from_rgba(at(0), at(1), at(2), 1.0).unwrap();
                now.1.set_color(colour);
            }
            "g" => now
                .1
                .set_color(Color::from_rgba(at(0), at(0), at(0), 1.0).unwrap()),
            "m" => path.move_to(at(0), at(1)),
            "l" => path.line_to(at(0), at(1)),
            "c" => path.cubic_to(at(0), at(1), at(2), at(3), at(4), at(5)),
            "h" => path.close(),
            "f" => {
                if let Some(drawn) = std::mem::take(&mut path).finish() {
                    pixmap.fill_path(&drawn, &now.1, FillRule::Winding, now.0, None);
                }
            }
            "S" | "n" => path = PathBuilder::new(),
            _ => {}
        }
    }
    pixmap
}
