//! Drawings as pictures and as pages.

use keng::chart::{Anchor, Canvas, ChartError, Colour, Face, Pen, Rect, pdf, png, qr};
use lopdf::Document;
use tiny_skia::Pixmap;

use super::codes;

const NAME: &str = "Đặng Thị Quỳnh Như – Phường Hoà Cường";

fn drawing() -> Result<Canvas, ChartError> {
    let mut canvas = Canvas::new(300.0, 200.0);
    canvas.fill(Rect::new(0.0, 0.0, 300.0, 40.0), 8.0, Colour(200, 30, 30));
    let pen = Pen::new(Face::SemiBold, 12.0, Colour::BLACK);
    canvas.words((150.0, 60.0), Anchor::Middle, NAME, pen);
    canvas.code(
        &qr::Code::new("https://keng.vn")?,
        Rect::new(20.0, 80.0, 100.0, 100.0),
    );
    canvas.dashed_line((0.0, 190.0), (300.0, 190.0), 1.0, Colour::BLACK);
    Ok(canvas)
}

#[test]
fn a_picture_shows_what_was_drawn_where_it_was_drawn() -> Result<(), ChartError> {
    let picture = png(&drawing()?, 2.0)?;
    assert_eq!(codes(&picture), ["https://keng.vn"]);
    let pixmap = Pixmap::decode_png(&picture).unwrap();
    let at = |x, y| {
        let pixel = pixmap.pixel(x, y).unwrap();
        (pixel.red(), pixel.green(), pixel.blue())
    };
    assert_eq!((pixmap.width(), pixmap.height()), (600, 400));
    assert_eq!((at(300, 40), at(1, 1)), ((200, 30, 30), (255, 255, 255)));
    let dark = |x| (100..122).any(|y| at(x, y).0 < 128);
    let inked: Vec<u32> = (0..600).filter(|x| dark(*x)).collect();
    let (first, last) = (inked[0], inked[inked.len() - 1]);
    // The middle of the words is where it was asked for.
    assert!((first + last).abs_diff(600) <= 6, "{first} {last}");
    let gaps = (0..600).filter(|x| at(*x, 380).0 > 128).count();
    assert!((280..=320).contains(&gaps), "half of a dashed line: {gaps}");
    Ok(())
}

#[test]
fn the_words_of_a_document_can_be_searched() -> Result<(), ChartError> {
    let pages = [drawing()?, drawing()?];
    let bytes = pdf(&pages, "Phiếu mời", "vi")?;
    let document = Document::load_mem(&bytes).unwrap();
    assert_eq!(document.get_pages().len(), 2);
    let text = document.extract_text(&[2]).unwrap();
    assert!(text.contains(NAME), "{text}");
    // The letters that are used, not the font.
    assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
    Ok(())
}

#[test]
fn a_drawing_of_no_size_is_refused() {
    assert!(png(&Canvas::new(0.0, 10.0), 1.0).is_err());
    assert!(png(&Canvas::new(10.0, 10.0), 1e9).is_err());
    assert!(pdf(&[Canvas::new(10.0, 0.0)], "", "vi").is_err());
}
