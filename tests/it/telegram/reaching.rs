//! Who cannot be reached is counted with the reason, and gets what he missed when he is back.

use insta::assert_snapshot;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::{Town, hours};

#[tokio::test]
async fn who_blocked_the_bot_is_counted_so_and_gets_it_after_unblocking() {
    let mut town = Town::new(TOWN).await;
    town.blocks("Lan").await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert_eq!(town.screen("Lan"), "── Lan ↔ Kẻng ──");
    assert!(
        town.screen("Bình").contains("không tới được"),
        "{}",
        town.screen("Bình")
    );
    town.taps("Bình", "Chưa nhận").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng ✎:
      ⏳ 3 chưa xác nhận, 1 không tới được
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Phường Hải Châu
      • Lan: không tới được (đã chặn bot)
      • Nam: chưa xác nhận

      Phường An Hải
      • Hòa: chưa xác nhận
      • Mai: chưa xác nhận

      Cập nhật lúc 08:00, 23/11/2026
      [Nhắc]
      [Quay lại]
    ");
    town.unblocks("Lan").await;
    assert!(
        town.last("Lan").contains("Đã nhận"),
        "{}",
        town.screen("Lan")
    );
    town.taps("Lan", "Đã nhận").await;
    town.finish().await;
}

#[tokio::test]
async fn a_block_that_nobody_told_us_of_is_found_out() {
    let mut town = Town::new(TOWN).await;
    town.expects("user is deactivated");
    let lan = town.id("Lan");
    town.world.deactivates(lan).expect("Lan");
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert_eq!(town.screen("Lan"), "── Lan ↔ Kẻng ──");
    let tries = town.world.requests();
    let tries = tries
        .iter()
        .filter(|r| r.chat == Some(lan) && r.method.starts_with("send"))
        .count();
    assert_eq!(tries, 1, "tried once and not again");
    town.advance(hours(30)).await;
    let again = town.world.requests();
    let again = again
        .iter()
        .filter(|r| r.chat == Some(lan) && r.method.starts_with("send"))
        .count();
    assert_eq!(again, 1, "no reminder either");
    town.finish().await;
}

#[tokio::test]
async fn who_joins_later_gets_what_waits_for_him() {
    let mut town = Town::new(
        "Thành phố: Bình leader, Dũng leader; Phường Hải Châu: Lan cadre, Tú cadre unjoined",
    )
    .await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.taps("Bình", "Nơi nhận").await;
    town.taps("Bình", "Cả cấp dưới").await;
    assert!(
        town.last("Bình").contains("1 chưa kết nối"),
        "{}",
        town.last("Bình")
    );
    town.taps("Bình", "Quay lại").await;
    town.taps("Bình", "Trình duyệt").await;
    town.taps("Dũng", "Duyệt").await;
    town.joins("Tú").await;
    assert_snapshot!(town.sees("Tú"), @"
    Tú:
      /start XXXX
    Kẻng ✎:
      ✅ Tú đã vào Phường Hải Châu với vai trò Cán bộ.
    Kẻng:
      🔔 Chào Tú!

      • Cán bộ — Phường Hải Châu

      Ở đây anh/chị có thể:

      /nhiemvu — Nhiệm vụ của tôi, việc gần hạn trước
      /bangiao — Bàn giao việc cho người nhận thay
      /kiemtra — Tin này có chính thức và còn hiệu lực không
      /ngonngu — Đổi ngôn ngữ
      /riengtu — Dữ liệu về tôi: xem, lấy bản sao, xoá
      /trogiup — Tôi làm được gì ở đây
      /huy — Bỏ việc đang làm dở
    Kẻng:
      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của Phường Hải Châu
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Mã kiểm tra: XXXX-XXXX
      Phát hành: Thành phố Sông Hàn · Dũng
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    town.taps("Tú", "Đã nhận").await;
    assert!(
        town.last("Tú").contains("xác nhận lúc"),
        "{}",
        town.last("Tú")
    );
    town.finish().await;
}
