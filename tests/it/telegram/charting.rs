//! `Biểu đồ`: the picture of a directive's progress.

use insta::assert_snapshot;
use keng::domain::locale::Locale;
use keng::sim::Photo;
use tiny_skia::Pixmap;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::{Town, days};

async fn published() -> Town {
    let mut town = Town::new(TOWN).await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town.sees("Bình");
    town
}

/// The picture that somebody got last.
fn picture(town: &Town, who: &str) -> Photo {
    let last = town.world.last_message(town.id(who)).expect(who);
    last.photo.expect("the last message is a picture")
}

/// Of all pixels, how many of a thousand have this colour.
fn share(photo: &Photo, colour: (u8, u8, u8)) -> usize {
    let pixmap = Pixmap::decode_png(&photo.bytes).expect("a picture");
    let same = pixmap
        .pixels()
        .iter()
        .filter(|pixel| (pixel.red(), pixel.green(), pixel.blue()) == colour);
    same.count() * 1_000 / pixmap.pixels().len()
}

const WHITE: (u8, u8, u8) = (255, 255, 255);
const BLACK: (u8, u8, u8) = (0x12, 0x1a, 0x18);
const CONFIRMED: (u8, u8, u8) = (0x0a, 0x7c, 0x6e);
const OVERDUE: (u8, u8, u8) = (0xc4, 0x2b, 0x22);

#[tokio::test]
async fn the_issuer_gets_a_picture_and_turns_its_ground() {
    let mut town = published().await;
    town.taps("Lan", "Đã nhận").await;
    town.sees("Bình");
    town.taps("Bình", "Biểu đồ").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng:
      🖼 1080×752
      📊 Chỉ thị số 12/CT-UBND: 1/4 đã xác nhận.
      Số liệu lúc 08:00, 23/11/2026
      [Nền tối]
    ");
    let light = picture(&town, "Bình");
    assert_eq!(light.width, 1080);
    assert!(light.height < 1280, "{}", light.height);
    assert!(share(&light, WHITE) > 500);
    assert!(share(&light, CONFIRMED) > 0);
    assert_eq!(share(&light, OVERDUE), 0);

    // The same message, dark, with the figures of this moment.
    town.taps("Nam", "Đã nhận").await;
    town.sees("Bình");
    town.taps("Bình", "Nền tối").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      🖼 1080×752
      📊 Chỉ thị số 12/CT-UBND: 2/4 đã xác nhận.
      Số liệu lúc 08:00, 23/11/2026
      [Nền sáng]
    ");
    let dark = picture(&town, "Bình");
    assert!(share(&dark, BLACK) > 500);
    town.taps("Bình", "Nền sáng").await;
    let again = picture(&town, "Bình");
    assert!(share(&again, CONFIRMED) > share(&light, CONFIRMED));
    town.finish().await;
}

#[tokio::test]
async fn late_work_is_red() {
    let mut town = published().await;
    town.advance(days(60)).await;
    town.taps("Bình", "Biểu đồ").await;
    assert!(share(&picture(&town, "Bình"), OVERDUE) > 0);
    town.finish().await;
}

#[tokio::test]
async fn it_speaks_english_and_only_to_those_who_may_follow() {
    let mut town = published().await;
    town.speaks("Bình", Locale::En).await;
    town.taps("Bình", "Biểu đồ").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      🖼 1080×752
      📊 Directive No. 12/CT-UBND: 0/4 confirmed.
      Figures of 08:00, 23 November 2026
      [Dark]
    ");
    // The button's data in other hands opens nothing.
    let data = town.data_of("Bình", "Dark");
    let message = town.world.last_message(town.id("Lan")).unwrap().id;
    town.sees("Lan");
    town.presses("Lan", message, &data).await;
    assert_eq!(town.sees("Lan"), "");
    assert_snapshot!(town.toast("Lan"), @"Anh/chị không có quyền làm việc này ở đơn vị đó.");
    town.finish().await;
}
