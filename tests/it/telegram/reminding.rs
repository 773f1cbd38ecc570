//! Reminders: of receipts, of deadlines, in working hours, and never of what is done.

use chrono::{TimeZone as _, Timelike as _};
use chrono_tz::Asia::Ho_Chi_Minh;
use insta::assert_snapshot;
use keng::sim::Message;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::{Town, days, hours};

/// What somebody was reminded of, with the local time at which it came.
fn reminders(town: &Town, who: &str) -> Vec<String> {
    let messages = town.world.messages(town.id(who));
    let is_reminder = |message: &&Message| {
        message.from_bot
            && (message.text.contains('🔔') || message.text.contains('⏰'))
            && message.text.contains("hắc lần") | message.text.contains("quá hạn")
    };
    messages
        .iter()
        .filter(is_reminder)
        .map(|message| {
            let at = Ho_Chi_Minh.timestamp_millis_opt(message.sent_at).single();
            let at = at.expect("an instant");
            assert!((7..18).contains(&at.hour()), "outside working hours: {at}");
            let first = message.text.lines().next().unwrap_or_default();
            format!("{} {first}", at.format("%a %d %H:%M"))
        })
        .collect()
}

#[tokio::test]
async fn who_has_not_confirmed_is_reminded_and_nobody_else() {
    let mut town = Town::new(TOWN).await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town.taps("Nam", "Đã nhận").await;
    town.sees("Lan");
    town.advance(hours(5)).await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      🔔 Nhắc lần 1: anh/chị chưa xác nhận
      Chỉ thị số 12/CT-UBND, gửi lúc 08:00, 23/11/2026
      Về bảo đảm trật tự giao thông trước cổng trường học
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    town.advance(hours(24)).await;
    assert_snapshot!(reminders(&town, "Lan").join("\n"), @"
    Mon 23 12:00 🔔 Nhắc lần 1: anh/chị chưa xác nhận
    Tue 24 07:30 🔔 Sắp đến hạn (nhắc lần 1)
    Tue 24 08:00 🔔 Nhắc lần 2: anh/chị chưa xác nhận
    ");
    // Confirmed from the reminder.
    town.taps("Lan", "Đã nhận").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của Phường Hải Châu
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Mã kiểm tra: XXXX-XXXX
      Phát hành: Thành phố Sông Hàn · Dũng

      ✅ Anh/chị đã xác nhận lúc 13:00, 24/11/2026.
      [Toàn văn] [Có ý kiến]
      [Nhiệm vụ của tôi]
    Kẻng ✎:
      ✅ Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học
      Anh/chị đã xác nhận lúc 13:00, 24/11/2026.
    Kẻng:
      🔔 Sắp đến hạn (nhắc lần 1)

      📌 Nhiệm vụ 1 · Chỉ thị số 12/CT-UBND
      Phường Hải Châu

      Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường, hoàn thành trước ngày 27 tháng 11 năm 2026.

      ⏰ trước ngày 27/11 (thứ Sáu) · còn 3 ngày 16 giờ
      [Đã xong] [Toàn văn]
    Kẻng ✎:
      ✅ Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học
      Anh/chị đã xác nhận lúc 13:00, 24/11/2026.
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_deadline_is_announced_before_and_after_until_the_task_is_done() {
    let mut town = Town::new(TOWN).await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    for who in ["Lan", "Nam", "Mai"] {
        town.taps(who, "Đã nhận").await;
    }
    town.sees("Lan");
    town.advance(days(5)).await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      🔔 Sắp đến hạn (nhắc lần 1)

      📌 Nhiệm vụ 1 · Chỉ thị số 12/CT-UBND
      Phường Hải Châu

      Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường, hoàn thành trước ngày 27 tháng 11 năm 2026.

      ⏰ trước ngày 27/11 (thứ Sáu) · còn 3 ngày 16 giờ
      [Đã xong] [Toàn văn]
    Kẻng:
      🔔 Sắp đến hạn (nhắc lần 2)

      📌 Nhiệm vụ 1 · Chỉ thị số 12/CT-UBND
      Phường Hải Châu

      Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường, hoàn thành trước ngày 27 tháng 11 năm 2026.

      ⏰ trước ngày 27/11 (thứ Sáu) · còn 1 ngày 16 giờ
      [Đã xong] [Toàn văn]
    Kẻng:
      🔔 Sắp đến hạn (nhắc lần 3)

      📌 Nhiệm vụ 1 · Chỉ thị số 12/CT-UBND
      Phường Hải Châu

      Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường, hoàn thành trước ngày 27 tháng 11 năm 2026.

      ⏰ trước ngày 27/11 (thứ Sáu) · còn 8 giờ 29 phút
      [Đã xong] [Toàn văn]
    ");
    assert_snapshot!(reminders(&town, "Lan").join("\n"), @"
    Tue 24 07:30 🔔 Sắp đến hạn (nhắc lần 1)
    Thu 26 07:30 🔔 Sắp đến hạn (nhắc lần 2)
    Fri 27 15:30 🔔 Sắp đến hạn (nhắc lần 3)
    ");
    assert_snapshot!(reminders(&town, "Mai").join("\n"), @"
    Tue 24 07:30 🔔 Sắp đến hạn (nhắc lần 1)
    Thu 26 07:30 🔔 Sắp đến hạn (nhắc lần 2)
    Fri 27 15:30 🔔 Sắp đến hạn (nhắc lần 3)
    ");
    // Nam reports the ward's task done: Lan hears no more of it.
    let before = reminders(&town, "Lan").len();
    town.taps("Nam", "Đã xong").await;
    town.taps("Nam", "Bỏ qua").await;
    town.advance(days(14)).await;
    assert_eq!(
        reminders(&town, "Lan").len(),
        before,
        "{:?}",
        reminders(&town, "Lan")
    );
    assert!(
        reminders(&town, "Mai").len() > 3,
        "{:?}",
        reminders(&town, "Mai")
    );
    town.finish().await;
}
