//! A cadre's side: confirming in every way that people do it, reading in full, doing the task.

use insta::assert_snapshot;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::{Town, minutes};

async fn published() -> Town {
    let mut town = Town::new(TOWN).await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    for who in ["Bình", "Dũng", "Lan", "Nam", "Mai"] {
        town.sees(who);
    }
    town
}

#[tokio::test]
async fn confirming_twice_is_answered_with_when_it_was() {
    let mut town = published().await;
    let button = town.data_of("Lan", "Đã nhận");
    let message = town.message("Lan", "12/CT-UBND");
    town.taps("Lan", "Đã nhận").await;
    town.advance(minutes(7)).await;
    town.presses("Lan", message, &button).await;
    assert_snapshot!(town.toast("Lan"), @"Anh/chị đã xác nhận lúc 08:00, 23/11 rồi. Cảm ơn anh/chị!");
    town.finish().await;
}

#[tokio::test]
async fn a_remark_confirms_and_reaches_the_issuer() {
    let mut town = published().await;
    town.taps("Lan", "Có ý kiến").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      Mời anh/chị viết ý kiến. Gửi đi là cũng xác nhận đã nhận.
      [Huỷ]
    ");
    town.says("Lan", "Cổng trường số 2 đang sửa, xin lùi 3 ngày.")
        .await;
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

      ✅ Anh/chị đã xác nhận lúc 08:00, 23/11/2026, kèm ý kiến: “Cổng trường số 2 đang sửa, xin lùi 3 ngày.”
      [Toàn văn] [Có ý kiến]
      [Nhiệm vụ của tôi]
    Lan:
      Cổng trường số 2 đang sửa, xin lùi 3 ngày.
    Kẻng:
      ✅ Đã xác nhận và chuyển ý kiến của anh/chị tới nơi phát hành.
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_remark_can_follow_the_receipt() {
    let mut town = published().await;
    town.taps("Lan", "Đã nhận").await;
    town.taps("Lan", "Có ý kiến").await;
    town.says("Lan", "Đã rõ.").await;
    let copy = town.message("Lan", "Mã kiểm tra");
    let copy = town.world.message(town.id("Lan"), copy).expect("her copy");
    assert!(copy.text.contains("“Đã rõ.”"), "{}", copy.text);
    town.finish().await;
}

#[tokio::test]
async fn a_stranger_and_an_issuer_confirm_nothing() {
    let mut town = published().await;
    let button = town.data_of("Lan", "Đã nhận");
    town.stranger("Kẻ Lạ");
    town.presses("Kẻ Lạ", 1, &button).await;
    assert_snapshot!(town.toast("Kẻ Lạ"), @"Nút này cũ quá rồi. Mời anh/chị mở lại bằng lệnh trong thực đơn.");
    town.says("Kẻ Lạ", "/start").await;
    town.presses("Kẻ Lạ", 1, &button).await;
    assert_snapshot!(town.toast("Kẻ Lạ"), @"Anh/chị không có tên trong danh sách nhận văn bản này.");
    let forged = button.clone();
    town.presses("Hòa", 1, &forged).await;
    assert_snapshot!(town.toast("Hòa"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    let full_text = town.data_of("Lan", "Toàn văn");
    town.presses("Kẻ Lạ", 1, &full_text).await;
    assert_snapshot!(town.toast("Kẻ Lạ"), @"Anh/chị không có tên trong danh sách nhận văn bản này.");
    let sent = town.world.messages(town.id("Kẻ Lạ"));
    assert!(sent.iter().all(|message| message.document.is_none()));
    town.finish().await;
}

#[tokio::test]
async fn the_original_is_sent_as_it_came() {
    let mut town = published().await;
    town.taps("Lan", "Toàn văn").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      📎 12-ct-ubnd.txt (1108 B)
      Toàn văn Chỉ thị số 12/CT-UBND
    ");
    let last = town.world.last_message(town.id("Lan")).expect("a message");
    let file = last.document.expect("a file");
    assert_eq!(file.bytes, documents::traffic().bytes);
    town.finish().await;
}

#[tokio::test]
async fn a_task_is_reported_done_and_listed_no_longer() {
    let mut town = published().await;
    town.taps("Lan", "Đã nhận").await;
    town.sees("Lan");
    town.says("Lan", "/nhiemvu").await;
    assert_snapshot!(town.sees("Lan"), @"
    Lan:
      /nhiemvu
    Kẻng:
      📋 Nhiệm vụ của anh/chị (2) — chạm số để mở

      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      Chỉ thị số 12/CT-UBND
      ⏰ trước ngày 27/11 (thứ Sáu) · còn 4 ngày 15 giờ

      2. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định
      Chỉ thị số 12/CT-UBND
      ⏰ không ghi thời hạn
      [1] [2]
    ");
    town.taps("Lan", "1").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      📌 Nhiệm vụ 1 · Chỉ thị số 12/CT-UBND
      Phường Hải Châu

      Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường, hoàn thành trước ngày 27 tháng 11 năm 2026.

      ⏰ trước ngày 27/11 (thứ Sáu) · còn 4 ngày 15 giờ
      [Đã xong] [Toàn văn]
    ");
    town.taps("Lan", "Đã xong").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      Kết quả thế nào? Viết một hai câu, hoặc bấm Bỏ qua.
      [Bỏ qua] [Huỷ]
    ");
    town.says("Lan", "Đã kẻ xong 12 cổng trường.").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của Phường Hải Châu
      ✅ 1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Mã kiểm tra: XXXX-XXXX
      Phát hành: Thành phố Sông Hàn · Dũng

      ✅ Anh/chị đã xác nhận lúc 08:00, 23/11/2026.
      [Toàn văn] [Có ý kiến]
      [Đã xong]
    Lan:
      Đã kẻ xong 12 cổng trường.
    Kẻng:
      📌 Nhiệm vụ 1 · Chỉ thị số 12/CT-UBND
      Phường Hải Châu

      Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường, hoàn thành trước ngày 27 tháng 11 năm 2026.

      ⏰ trước ngày 27/11 (thứ Sáu) · còn 4 ngày 15 giờ

      ✅ Lan báo xong lúc 08:00, 23/11/2026.
      Kết quả: Đã kẻ xong 12 cổng trường.
    ");
    // A colleague of the same ward comes too late.
    town.taps("Nam", "Đã nhận").await;
    town.says("Nam", "/nhiemvu").await;
    assert_snapshot!(town.last("Nam"), @"
    Kẻng:
      📋 Nhiệm vụ của anh/chị (1) — chạm số để mở

      1. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định
      Chỉ thị số 12/CT-UBND
      ⏰ không ghi thời hạn
      [1]
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_message_that_was_deleted_stands_in_nobodys_way() {
    let mut town = published().await;
    let button = town.data_of("Lan", "Đã nhận");
    let (lan, message) = (town.id("Lan"), town.message("Lan", "12/CT-UBND"));
    town.world
        .deletes_message(lan, lan, message)
        .expect("her own message");
    // Her client still shows it for a moment.
    town.expects("message to edit not found");
    town.presses("Lan", message, &button).await;
    assert_snapshot!(town.toast("Lan"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    assert_snapshot!(town.sees("Lan"), @"
    (deleted)
    Kẻng:
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

      ✅ Anh/chị đã xác nhận lúc 08:00, 23/11/2026.
      [Toàn văn] [Có ý kiến]
      [Nhiệm vụ của tôi]
    ");
    town.finish().await;
}
