//! Invitations on paper: for each unit its pages of slips to cut out, a person on each.

use super::canvas::{Anchor, Canvas, Pen, Rect};
use super::error::ChartError;
use super::font::Face;
use super::paper::{ACCENT, BRONZE, HEIGHT, INK, LINE, MARGIN, MUTED, ROOM, WIDTH, sender, steps};
use super::qr::Code;
use super::words::fit;

/// Slips side by side.
const COLUMNS: usize = 2;
/// How wide and how high a slip is.
const SLIP: (f32, f32) = (ROOM / COLUMNS as f32, 130.0);
/// White between a slip's edge and what is on it.
const PAD: f32 = 9.0;
/// A code with its white margin: the dark part of it is more than 2.6 cm.
const CODE: f32 = 98.0;
/// Where the slips end and the page's last line begins.
const END: f32 = HEIGHT - 34.0;

/// The words that all pages have in common.
#[derive(Clone, Debug)]
pub struct Words {
    /// Who invites.
    pub organisation: String,
    /// What it is: "Phiếu mời".
    pub title: String,
    /// What one is invited to, in a sentence or two.
    pub about: String,
    /// What to do with a slip.
    pub steps: Vec<String>,
    /// That it is personal.
    pub warning: String,
    /// What stands above a person's name: "Dành riêng cho".
    pub personal: String,
}

/// The slips of one unit. Each unit begins on a page of its own.
#[derive(Clone, Debug)]
pub struct Section {
    /// The unit's name.
    pub unit: String,
    /// A line below it: how many they are and on which day.
    pub note: String,
    /// The slips.
    pub slips: Vec<Slip>,
}

/// An invitation of one person.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The name.
    pub name: String,
    /// What the person is there: office or role.
    pub title: String,
    /// The address that the code holds.
    pub address: String,
}

/// The pages of all sections, one after the other. `number` makes the words of a page's number from
/// it and the count of the section's pages.
///
/// # Errors
/// If an address is longer than a code can hold.
pub fn pages(
    words: &Words,
    sections: &[Section],
    number: impl Fn(usize, usize) -> String,
) -> Result<Vec<Canvas>, ChartError> {
    let mut pages = Vec::new();
    for section in sections {
        let mut of_section = Vec::new();
        let mut left = section.slips.as_slice();
        while !left.is_empty() {
            let mut page = Canvas::new(WIDTH, HEIGHT);
            let top = match of_section.is_empty() {
                true => heading(&mut page, words, section),
                false => running_head(&mut page, words, section),
            };
            let rows = ((END - top) / SLIP.1).floor().max(1.0) as usize;
            let (here, later) = left.split_at(left.len().min(rows * COLUMNS));
            for (slip, place) in here.iter().zip(places(top)) {
                draw(&mut page, words, section, slip, place)?;
            }
            of_section.push(page);
            left = later;
        }
        let count = of_section.len();
        for (page, index) in of_section.iter_mut().zip(1..) {
            let pen = Pen::new(Face::Regular, 8.0, MUTED);
            let at = (WIDTH - MARGIN, HEIGHT - 20.0);
            page.words(at, Anchor::End, &number(index, count), pen);
        }
        pages.append(&mut of_section);
    }
    Ok(pages)
}

/// Everything above the slips on a unit's first page. Answers where it ends.
fn heading(page: &mut Canvas, words: &Words, section: &Section) -> f32 {
    let line = |page: &mut Canvas, top, text: &str, pen, lines| {
        page.block((MARGIN, top), Anchor::Start, text, pen, (ROOM, lines))
    };
    let top = sender(page, &words.organisation);
    let title = format!("{} – {}", words.title, section.unit);
    let bold = |size, colour| Pen::new(Face::SemiBold, size, colour);
    let text = |size, colour| Pen::new(Face::Regular, size, colour);
    let top = line(page, top, &title, bold(20.0, ACCENT), 2);
    let top = line(page, top, &section.note, text(9.0, MUTED), 1);
    let top = line(page, top + 5.0, &words.about, text(10.0, INK), 3);
    let top = steps(page, top + 8.0, &words.steps, 9.0);
    line(page, top + 7.0, &words.warning, bold(9.0, BRONZE), 2) + 8.0
}

/// The line above the slips on the pages after the first.
fn running_head(page: &mut Canvas, words: &Words, section: &Section) -> f32 {
    let text = format!("{} – {}", words.title, section.unit);
    let pen = Pen::new(Face::SemiBold, 10.0, MUTED);
    let at = (MARGIN, MARGIN);
    page.block(at, Anchor::Start, &text, pen, (ROOM, 1)) + 8.0
}

/// The places of the slips below `top`, row by row.
fn places(top: f32) -> impl Iterator<Item = Rect> {
    (0..).map(move |index: usize| {
        let (row, column) = (index / COLUMNS, index % COLUMNS);
        Rect::new(
            MARGIN + column as f32 * SLIP.0,
            top + row as f32 * SLIP.1,
            SLIP.0,
            SLIP.1,
        )
    })
}

fn draw(
    page: &mut Canvas,
    words: &Words,
    section: &Section,
    slip: &Slip,
    place: Rect,
) -> Result<(), ChartError> {
    frame(page, place);
    let code = Rect::new(
        place.x + PAD / 2.0,
        place.y + (place.height - CODE) / 2.0,
        CODE,
        CODE,
    );
    page.code(&Code::new(&slip.address)?, code);
    let room = place.right() - PAD - code.right();
    let shown = slip.address.trim_start_matches("https://");
    let regular = |size, colour| Pen::new(Face::Regular, size, colour);
    let lines = [
        (words.personal.as_str(), regular(7.5, MUTED), 1),
        (&slip.name, Pen::new(Face::SemiBold, 12.5, INK), 2),
        (&slip.title, regular(9.0, INK), 2),
        (&section.unit, regular(9.0, INK), 2),
        (shown, regular(7.0, MUTED), 2),
    ];
    let height: f32 = lines
        .iter()
        .map(|(text, pen, most)| {
            let set = fit(text, pen.face, pen.size, room, *most);
            let pen = Pen {
                size: set.size,
                ..*pen
            };
            set.lines.len() as f32 * pen.line_height()
        })
        .sum();
    let mut top = place.y + (place.height - height) / 2.0;
    for (text, pen, most) in lines {
        let at = (code.right(), top);
        top = page.block(at, Anchor::Start, text, pen, (room, most));
    }
    Ok(())
}

/// The lines to cut along.
fn frame(page: &mut Canvas, place: Rect) {
    let (left, top, right, bottom) = (place.x, place.y, place.right(), place.bottom());
    for (from, to) in [
        ((left, top), (right, top)),
        ((left, bottom), (right, bottom)),
        ((left, top), (left, bottom)),
        ((right, top), (right, bottom)),
    ] {
        page.dashed_line(from, to, 0.6, LINE);
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::look;
    use super::*;

    fn words() -> Words {
        Words {
            organisation: "Ủy ban nhân dân thành phố Đà Nẵng".to_owned(),
            title: "Phiếu mời".to_owned(),
            about: "Kẻng là bot Telegram chuyển chỉ thị và nhắc việc. ".repeat(3),
            steps: vec![
                "Mở máy ảnh trên điện thoại đã cài Telegram và quét mã QR.".to_owned();
                3
            ],
            warning: "Mỗi phiếu chỉ dành cho một người và chỉ dùng được một lần.".to_owned(),
            personal: "Dành riêng cho".to_owned(),
        }
    }

    fn section(unit: &str, names: &[&str], people: usize) -> Section {
        let slip = |index: usize| Slip {
            name: names[index % names.len()].to_owned(),
            title: "Phó Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân".to_owned(),
            address: format!(
                "https://t.me/keng_da_nang_bot?start=ABCDEFGHJKLMNPQRSTUVWX{index:04}"
            ),
        };
        Section {
            unit: unit.to_owned(),
            note: "23 người, ngày 24/11/2025".to_owned(),
            slips: (0..people).map(slip).collect(),
        }
    }

    #[test]
    fn nothing_touches_anything_however_long_the_names_are() {
        let names = [
            "Nguyễn Thị Lan",
            "Công Tằng Tôn Nữ Nguyễn Hoàng Phương Quỳnh Anh Thuỳ Dương Bảo Ngọc",
            "Nguyễnnguyễnnguyễnnguyễnnguyễnnguyễnnguyễnnguyễn",
            "A",
        ];
        let long = "Ban Chỉ huy Phòng thủ dân sự và Phòng, chống thiên tai, tìm kiếm cứu nạn phường \
                    Hoà Cường, thành phố Đà Nẵng";
        let sections = [
            section(long, &names, 23),
            section("Phường Hải Châu", &names, 1),
        ];
        let pages = pages(&words(), &sections, |page, of| format!("{page}/{of}")).unwrap();
        assert_eq!(
            pages.len(),
            4,
            "8 + 10 + 5, and a page of its own for the second unit"
        );
        let mut codes = 0;
        for page in &pages {
            look::check(page);
            codes += look::codes(page).len();
            for code in look::codes(page) {
                assert!(code.width >= 2.6 / 2.54 * 72.0, "{} points", code.width);
            }
        }
        assert_eq!(codes, 24);
        let last = look::words(&pages[3]);
        assert!(last.iter().any(|(text, _)| text == "1/1"));
    }

    #[test]
    fn nobody_is_no_page() {
        let empty = section("Phường Hải Châu", &["A"], 0);
        assert!(
            pages(&words(), &[empty], |_, _| String::new())
                .unwrap()
                .is_empty()
        );
    }
}
