//! Words that people write arrive as they wrote them, in every language.

use insta::assert_snapshot;
use keng::domain::locale::Locale;
use unicode_normalization::UnicodeNormalization as _;

use super::issuing::TOWN;
use crate::support::documents::{self, text};
use crate::support::town::Town;

#[tokio::test]
async fn markup_emoji_marks_and_right_to_left_arrive_intact() {
    let mut town = Town::new(TOWN).await;
    let title = "Về <b>phòng</b> cháy & chữa cháy 🔥 tại chợ “Cồn” — خانه a\u{301} 5 < 6";
    let content = documents::TRAFFIC
        .replace("Về bảo đảm trật tự giao thông trước cổng trường học", title)
        .replace(
            "kẻ vạch đón trả học sinh",
            "kẻ vạch <i>đón</i> & trả 👩‍👩‍👧 \"học sinh\"",
        );
    town.publishes("Bình", &text("la.txt", &content), "Dũng")
        .await;
    let composed: String = title.nfc().collect();
    let got = town
        .world
        .last_message(town.id("Lan"))
        .expect("a card")
        .text;
    assert!(got.nfc().collect::<String>().contains(&composed), "{got}");
    assert!(
        got.contains("kẻ vạch <i>đón</i> & trả 👩‍👩‍👧 \"học sinh\""),
        "{got}"
    );
    let remark = "Rõ <script>&amp; 👍🏽 \u{202e}ngược\u{202c}";
    town.taps("Lan", "Có ý kiến").await;
    town.says("Lan", remark).await;
    let copy = town.message("Lan", "12/CT-UBND");
    let copy = town
        .world
        .message(town.id("Lan"), copy)
        .expect("her copy")
        .text;
    assert!(copy.contains("<script>&amp; 👍🏽"), "{copy}");
    town.finish().await;
}

#[tokio::test]
async fn the_whole_way_in_english() {
    let mut town = Town::with_rules(TOWN, |rules| rules.locale = Locale::En).await;
    for who in ["Bình", "Dũng", "Lan", "Nam", "Hòa", "Mai"] {
        town.speaks(who, Locale::En).await;
    }
    town.sends_file("Bình", &documents::traffic()).await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      📝 Draft — please look it over before you submit it

      📄 Directive No. 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Tasks (3)
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ before Friday, 27 November
      👥 Ủy ban nhân dân phường Hải Châu
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ before 17:00 on Saturday, 28 November
      👥 Ủy ban nhân dân phường An Hải
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Recipients: not chosen yet
      [Edit] [Deadline]
      [Recipients] [Preview]
      [Send for approval]
      [Cancel]
    ");
    town.taps("Bình", "Recipients").await;
    town.taps("Bình", "With all below").await;
    town.taps("Bình", "Back").await;
    town.taps("Bình", "Send for approval").await;
    town.taps("Dũng", "Approve").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      📄 Directive No. 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Tasks for Phường Hải Châu
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ before Friday, 27 November
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Verification code: XXXX-XXXX
      Issued by: Thành phố Sông Hàn · Dũng
      [Received]
      [Full text] [Comment]
    ");
    town.taps("Lan", "Received").await;
    assert_snapshot!(town.toast("Lan"), @"Recorded. Thank you!");
    town.finish().await;
}
