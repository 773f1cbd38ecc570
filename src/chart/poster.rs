//! An invitation for many on one sheet, to hang up: a large code and what it is good for.

use super::canvas::{Anchor, Canvas, Colour, Pen, Rect};
use super::error::ChartError;
use super::font::Face;
use super::paper::{ACCENT, BRONZE, HEIGHT, INK, LINE, MARGIN, MUTED, ROOM, WIDTH, sender, steps};
use super::qr::Code;

/// The code with its white margin.
const CODE: f32 = 290.0;
/// White around the code inside its frame.
const FRAME: f32 = 10.0;

/// The words on the sheet.
#[derive(Clone, Debug)]
pub struct Poster {
    /// Who invites.
    pub organisation: String,
    /// What it is: "Mời tham gia".
    pub title: String,
    /// Where one is invited to: the unit's name.
    pub place: String,
    /// As what: "Vai trò: Cán bộ".
    pub role: String,
    /// What one is invited to, in a sentence or two.
    pub about: String,
    /// What to do.
    pub steps: Vec<String>,
    /// For how many and until when it holds, and for whom.
    pub terms: String,
    /// The address that the code holds.
    pub address: String,
}

/// The sheet, A4 upright.
///
/// # Errors
/// If the address is longer than a code can hold.
pub fn poster(poster: &Poster) -> Result<Canvas, ChartError> {
    let mut page = Canvas::new(WIDTH, HEIGHT);
    sender(&mut page, &poster.organisation);
    let middle = WIDTH / 2.0;
    let centred = |page: &mut Canvas, top, text: &str, pen, lines| {
        page.block((middle, top), Anchor::Middle, text, pen, (ROOM, lines))
    };
    let bold = |size, colour| Pen::new(Face::SemiBold, size, colour);
    let text = |size, colour| Pen::new(Face::Regular, size, colour);
    let top = centred(&mut page, 92.0, &poster.title, text(20.0, MUTED), 1);
    let top = centred(&mut page, top, &poster.place, bold(34.0, ACCENT), 2);
    let top = centred(&mut page, top + 2.0, &poster.role, bold(13.0, INK), 1);
    let top = centred(&mut page, top + 6.0, &poster.about, text(12.0, INK), 3);

    let side = CODE + 2.0 * FRAME;
    let frame = Rect::new(middle - side / 2.0, top + 14.0, side, side);
    page.fill(frame, 18.0, LINE);
    page.fill(frame.inset(1.2), 17.0, Colour::WHITE);
    page.code(&Code::new(&poster.address)?, frame.inset(FRAME));
    let shown = poster.address.trim_start_matches("https://");
    let top = frame.bottom() + 8.0;
    let top = centred(&mut page, top, shown, text(10.0, MUTED), 2);

    let top = steps(&mut page, top + 12.0, &poster.steps, 10.5);
    let pen = bold(10.5, BRONZE);
    page.block(
        (MARGIN, top + 10.0),
        Anchor::Start,
        &poster.terms,
        pen,
        (ROOM, 3),
    );
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::super::canvas::look;
    use super::*;

    #[test]
    fn the_longest_words_fit_the_sheet() {
        let words = |text: &str, times: usize| text.repeat(times);
        let drawn = poster(&Poster {
            organisation: words("Ủy ban nhân dân thành phố Đà Nẵng ", 4),
            title: "Mời tham gia".to_owned(),
            place: words("Ban Chỉ huy Phòng thủ dân sự ", 4),
            role: "Vai trò: Cán bộ".to_owned(),
            about: words("Kẻng là bot Telegram chuyển chỉ thị và nhắc việc. ", 4),
            steps: vec![words("Quét mã QR bằng máy ảnh. ", 3); 3],
            terms: words("Dùng được 200 lần, đến 09:30 ngày 24/11/2025. ", 4),
            address: format!("https://t.me/{}?start={}", words("b", 32), words("A", 26)),
        })
        .unwrap();
        look::check(&drawn);
        let code = look::codes(&drawn)[0];
        assert!((code.x + code.width / 2.0 - WIDTH / 2.0).abs() < 0.1);
    }
}
