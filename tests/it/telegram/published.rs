//! After publication: the pace of the live card, old buttons of what was corrected or withdrawn, and
//! who may press none of them. What an issuer sees step by step is in `following`.

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
async fn the_card_follows_every_receipt_and_is_edited_at_most_once_in_three_seconds() {
    let mut town = published().await;
    let bình = town.id("Bình");
    let before = town.world.requests().len();
    for who in ["Lan", "Nam", "Mai", "Hòa"] {
        town.taps_quietly(who, "Đã nhận");
    }
    town.settle().await;
    let edits: Vec<i64> = town.world.requests()[before..]
        .iter()
        .filter(|call| call.chat == Some(bình) && call.method == "editMessageText")
        .map(|call| call.at)
        .collect();
    assert!(!edits.is_empty());
    assert!(
        edits.windows(2).all(|two| two[1] - two[0] >= 3_000),
        "{edits:?}"
    );
    assert_snapshot!(town.last("Bình"), @"
    Kẻng ✎:
      📣 Chỉ thị số 12/CT-UBND
      Về bảo đảm trật tự giao thông trước cổng trường học
      Mã kiểm tra: XXXX-XXXX · phát hành 08:00, 23/11/2026

      ▰▰▰▰▰▰▰▰▰▰ 100%
      📨 4/4 đã gửi
      ✅ 4 đã xác nhận
      ⏳ 0 chưa xác nhận
      📵 0 không tới được

      📋 Nhiệm vụ: 0/4 đã xong

      🏢 Cả 2 đơn vị đã xác nhận đủ.

      Cập nhật lúc 08:00, 23/11/2026
      [Theo đơn vị] [Nhiệm vụ]
      [Đính chính] [Thu hồi]
      [Biểu đồ] [Xuất Excel]
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_change_of_substance_asks_everybody_again() {
    let mut town = published().await;
    town.taps("Lan", "Đã nhận").await;
    let old = town.data_of("Nam", "Đã nhận");
    let old_message = town.message("Nam", "12/CT-UBND");
    town.sees("Lan");
    town.taps("Bình", "Đính chính").await;
    town.taps("Bình", "Mục 1: thời hạn").await;
    town.says("Bình", "17h 26/11/2026").await;
    town.taps("Bình", "Thay đổi nội dung").await;
    assert_snapshot!(town.toast("Bình"), @"Đã đính chính. Mọi người đang được báo để xác nhận lại.");
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      ✏️ ĐÃ ĐÍNH CHÍNH lúc 08:00, 23/11/2026
      Thời hạn nhiệm vụ 1 nay là: 17h 26/11/2026

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của Phường Hải Châu
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước 17 giờ thứ Năm, 26/11
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Mã kiểm tra: XXXX-XXXX
      Phát hành: Thành phố Sông Hàn · Dũng
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    Kẻng:
      ✏️ Đính chính Chỉ thị số 12/CT-UBND
      Về bảo đảm trật tự giao thông trước cổng trường học

      Nội dung thay đổi: Thời hạn nhiệm vụ 1 nay là: 17h 26/11/2026

      Mong anh/chị đọc lại và xác nhận đã nhận bản đính chính.
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    assert!(
        town.last("Bình").contains("✅ 0 đã xác nhận"),
        "{}",
        town.last("Bình")
    );
    // Nam's client still shows the card as it was.
    town.presses("Nam", old_message, &old).await;
    assert_snapshot!(town.toast("Nam"), @"Văn bản đã được đính chính. Mời anh/chị xác nhận ở tin đính chính mới nhất.");
    town.taps("Nam", "Đã nhận").await;
    town.taps("Lan", "Đã nhận").await;
    assert!(
        town.last("Bình").contains("✅ 2 đã xác nhận"),
        "{}",
        town.last("Bình")
    );
    town.finish().await;
}

#[tokio::test]
async fn a_withdrawn_directive_says_so_everywhere_and_is_asked_for_no_more() {
    let mut town = published().await;
    let button = town.data_of("Lan", "Đã nhận");
    let message = town.message("Lan", "12/CT-UBND");
    town.taps("Nam", "Đã nhận").await;
    town.taps("Nam", "Toàn văn").await;
    town.sees("Nam");
    town.taps("Bình", "Thu hồi").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng ✎:
      🚫 Thu hồi văn bản?
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Đã gửi tới 4 người, 1 người đã xác nhận. Mọi bản sẽ ghi “ĐÃ THU HỒI”, tệp toàn văn được xoá ở nơi Telegram còn cho phép, và không ai bị nhắc nữa. Thu hồi rồi thì không lấy lại được.

      Vì sao thu hồi? Anh/chị viết lý do rồi gửi vào đây, người nhận sẽ đọc được. Bấm Bỏ qua để thu hồi ngay, không kèm lý do.
      [Bỏ qua] [Huỷ]
    ");
    town.says("Bình", "Ban hành nhầm bản dự thảo.").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      🚫 ĐÃ THU HỒI lúc 08:00, 23/11/2026
      Lý do: Ban hành nhầm bản dự thảo.
      📣 Chỉ thị số 12/CT-UBND
      Về bảo đảm trật tự giao thông trước cổng trường học
      Mã kiểm tra: XXXX-XXXX · phát hành 08:00, 23/11/2026

      ▰▰▱▱▱▱▱▱▱▱ 25%
      📨 4/4 đã gửi
      ✅ 1 đã xác nhận
      ⏳ 3 chưa xác nhận
      📵 0 không tới được

      📋 Nhiệm vụ: 0/4 đã xong

      Cập nhật lúc 08:00, 23/11/2026
      [Chưa nhận]
      [Theo đơn vị] [Nhiệm vụ]
      [Biểu đồ] [Xuất Excel]
    Bình:
      Ban hành nhầm bản dự thảo.
    Kẻng:
      🚫 Đã thu hồi. Mọi bản đã gửi đang được đánh dấu.
    ");
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      🚫 ĐÃ THU HỒI
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Thu hồi lúc 08:00, 23/11/2026. Không thực hiện văn bản này nữa.
      Lý do: Ban hành nhầm bản dự thảo.
    Kẻng:
      🚫 ĐÃ THU HỒI
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Thu hồi lúc 08:00, 23/11/2026. Không thực hiện văn bản này nữa.
      Lý do: Ban hành nhầm bản dự thảo.
    ");
    assert_snapshot!(town.sees("Nam"), @"
    Kẻng ✎:
      🚫 ĐÃ THU HỒI
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Thu hồi lúc 08:00, 23/11/2026. Không thực hiện văn bản này nữa.
      Lý do: Ban hành nhầm bản dự thảo.
    (deleted)
    Kẻng:
      🚫 ĐÃ THU HỒI
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Thu hồi lúc 08:00, 23/11/2026. Không thực hiện văn bản này nữa.
      Lý do: Ban hành nhầm bản dự thảo.
    ");
    town.presses("Lan", message, &button).await;
    assert_snapshot!(town.toast("Lan"), @"Văn bản này đã được thu hồi, không cần xác nhận hay thực hiện nữa.");
    town.sees("Lan");
    town.advance(minutes(3 * 24 * 60)).await;
    assert_eq!(town.sees("Lan"), "", "nobody is reminded of it");
    town.finish().await;
}

#[tokio::test]
async fn buttons_of_the_card_are_not_permissions() {
    let mut town = published().await;
    for label in ["Nhắc", "Thu hồi", "Xuất Excel", "Chưa nhận", "Đính chính"] {
        let data = town.data_of("Bình", label);
        town.presses("Lan", 1, &data).await;
        assert!(
            town.toast("Lan").contains("không có quyền"),
            "{label}: {}",
            town.toast("Lan")
        );
    }
    assert_eq!(town.sees("Nam"), "");
    town.finish().await;
}
