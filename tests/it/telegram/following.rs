//! The issuer after publication: looking, reminding, correcting, withdrawing, taking the list out.

use insta::assert_snapshot;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::{Town, hours};

/// Bình's directive is out, Dũng approved it, and both have seen so.
async fn published() -> Town {
    let mut town = Town::new(TOWN).await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    for person in ["Bình", "Dũng", "Lan", "Nam", "Hòa", "Mai"] {
        town.sees(person);
    }
    town
}

#[tokio::test]
async fn who_is_missing_is_listed_reminded_and_counted() {
    let mut town = published().await;
    town.taps("Lan", "Đã nhận").await;
    town.blocks("Mai").await;
    town.sees("Bình");
    town.taps("Bình", "Chưa nhận").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ⏳ 2 chưa xác nhận, 1 không tới được
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Phường Hải Châu
      • Nam: chưa xác nhận

      Phường An Hải
      • Hòa: chưa xác nhận
      • Mai: không tới được (đã chặn bot)

      Cập nhật lúc 08:00, 23/11/2026
      [Nhắc]
      [Quay lại]
    ");
    town.taps("Bình", "Nhắc").await;
    assert_snapshot!(town.toast("Bình"), @"Đã nhắc 2 người.");
    assert!(town.sees("Nam").contains("Nhắc lần 1"));
    assert_eq!(town.sees("Lan").matches("Nhắc").count(), 0);
    // Pressed again at once, nobody is asked twice.
    town.taps("Bình", "Nhắc").await;
    assert_snapshot!(town.toast("Bình"), @"Không còn ai cần nhắc lúc này. Ai vừa được nhắc trong 15 phút qua thì chưa nhắc lại.");
    assert_eq!(town.sees("Nam"), "");
    town.taps("Bình", "Quay lại").await;
    town.taps("Bình", "Theo đơn vị").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      🏢 Theo đơn vị (2)
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      ▫️ Phường An Hải: 0/2, 1 không tới được
      ▫️ Phường Hải Châu: 1/2

      Cập nhật lúc 08:00, 23/11/2026
      [Quay lại]
    ");
    town.finish().await;
}

#[tokio::test]
async fn words_are_corrected_quietly_on_every_copy() {
    let mut town = published().await;
    town.taps("Lan", "Đã nhận").await;
    town.sees("Lan");
    town.sees("Bình");
    town.taps("Bình", "Đính chính").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ✏️ Đính chính
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Chạm vào chỗ cần sửa. Mọi bản đã gửi sẽ được sửa theo và ghi rõ “đã đính chính”.

      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định
      ⏰ không ghi thời hạn
      [Số] [Trích yếu] [Tóm tắt]
      [Mục 1: nội dung] [Mục 1: thời hạn]
      [Mục 2: nội dung] [Mục 2: thời hạn]
      [Mục 3: nội dung] [Mục 3: thời hạn]
      [Quay lại]
    ");
    town.taps("Bình", "Số").await;
    town.says("Bình", "21/CT-UBND").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ⬇️ Thẻ này đã chuyển xuống dưới.
    Kẻng:
      Số và ký hiệu đúng là gì? Ví dụ: 12/CT-UBND
      [Huỷ]
    Bình:
      21/CT-UBND
    Kẻng:
      ✏️ Đính chính
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Số, ký hiệu nay là: 21/CT-UBND

      Việc phải làm có thay đổi không?
      • Chỉ sửa câu chữ: các bản đã gửi được sửa lặng lẽ, ai đã xác nhận thì vẫn tính.
      • Thay đổi nội dung: mọi người nhận tin báo và phải xác nhận lại.
      [Chỉ sửa câu chữ]
      [Thay đổi nội dung]
      [Huỷ]
    ");
    town.taps("Bình", "Chỉ sửa câu chữ").await;
    assert_snapshot!(town.toast("Bình"), @"Đã đính chính. Các bản đã gửi đang được sửa.");
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ✏️ Đã đính chính lúc 08:00, 23/11/2026. Số, ký hiệu nay là: 21/CT-UBND
      📣 Chỉ thị số 21/CT-UBND
      Về bảo đảm trật tự giao thông trước cổng trường học
      Mã kiểm tra: XXXX-XXXX · phát hành 08:00, 23/11/2026

      ▰▰▱▱▱▱▱▱▱▱ 25%
      📨 4/4 đã gửi
      ✅ 1 đã xác nhận
      ⏳ 3 chưa xác nhận
      📵 0 không tới được

      📋 Nhiệm vụ: 0/4 đã xong

      🏢 0/2 đơn vị đã xác nhận đủ. Còn thiếu nhiều nhất:
      ▫️ Phường An Hải: 0/2
      ▫️ Phường Hải Châu: 1/2

      Cập nhật lúc 08:00, 23/11/2026
      [Chưa nhận] [Nhắc]
      [Theo đơn vị] [Nhiệm vụ]
      [Đính chính] [Thu hồi]
      [Biểu đồ] [Xuất Excel]
    ");
    let lan = town.sees("Lan");
    assert!(
        lan.contains("21/CT-UBND") && lan.contains("đã xác nhận lúc"),
        "{lan}"
    );
    assert!(!lan.contains("[Đã nhận]"), "{lan}");
    town.finish().await;
}

#[tokio::test]
async fn substance_asks_everybody_anew() {
    let mut town = published().await;
    town.taps("Nam", "Đã nhận").await;
    town.sees("Nam");
    town.taps("Bình", "Đính chính").await;
    town.taps("Bình", "Mục 1: thời hạn").await;
    town.says("Bình", "hôm nào tiện").await;
    town.sees("Bình");
    town.says("Bình", "30/11/2026").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ⬇️ Thẻ này đã chuyển xuống dưới.
    Bình:
      30/11/2026
    Kẻng:
      ✏️ Đính chính
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Thời hạn nhiệm vụ 1 nay là: 30/11/2026

      Việc phải làm có thay đổi không?
      • Chỉ sửa câu chữ: các bản đã gửi được sửa lặng lẽ, ai đã xác nhận thì vẫn tính.
      • Thay đổi nội dung: mọi người nhận tin báo và phải xác nhận lại.
      [Chỉ sửa câu chữ]
      [Thay đổi nội dung]
      [Huỷ]
    ");
    town.taps("Bình", "Thay đổi nội dung").await;
    assert_snapshot!(town.toast("Bình"), @"Đã đính chính. Mọi người đang được báo để xác nhận lại.");
    let nam = town.sees("Nam");
    assert!(
        nam.contains("[Đã nhận]") && nam.contains("Đính chính"),
        "{nam}"
    );
    town.advance(hours(0)).await;
    assert!(town.screen("Bình").contains("0 đã xác nhận"));
    town.taps("Nam", "Đã nhận").await;
    assert!(town.screen("Bình").contains("1 đã xác nhận"));
    town.finish().await;
}

#[tokio::test]
async fn a_withdrawal_is_asked_about_and_marks_everything() {
    let mut town = published().await;
    town.taps("Bình", "Thu hồi").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      🚫 Thu hồi văn bản?
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Đã gửi tới 4 người, 0 người đã xác nhận. Mọi bản sẽ ghi “ĐÃ THU HỒI”, tệp toàn văn được xoá ở nơi Telegram còn cho phép, và không ai bị nhắc nữa. Thu hồi rồi thì không lấy lại được.

      Vì sao thu hồi? Anh/chị viết lý do rồi gửi vào đây, người nhận sẽ đọc được. Bấm Bỏ qua để thu hồi ngay, không kèm lý do.
      [Bỏ qua] [Huỷ]
    ");
    town.taps("Bình", "Huỷ").await;
    assert_snapshot!(town.toast("Bình"), @"Đã dừng. Không có gì thay đổi.");
    assert!(town.sees("Bình").contains("[Thu hồi]"));
    town.taps("Bình", "Thu hồi").await;
    town.says("Bình", "Ban hành nhầm, bản đúng sẽ gửi sau.")
        .await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      🚫 ĐÃ THU HỒI lúc 08:00, 23/11/2026
      Lý do: Ban hành nhầm, bản đúng sẽ gửi sau.
      📣 Chỉ thị số 12/CT-UBND
      Về bảo đảm trật tự giao thông trước cổng trường học
      Mã kiểm tra: XXXX-XXXX · phát hành 08:00, 23/11/2026

      ▱▱▱▱▱▱▱▱▱▱ 0%
      📨 4/4 đã gửi
      ✅ 0 đã xác nhận
      ⏳ 4 chưa xác nhận
      📵 0 không tới được

      📋 Nhiệm vụ: 0/4 đã xong

      Cập nhật lúc 08:00, 23/11/2026
      [Chưa nhận]
      [Theo đơn vị] [Nhiệm vụ]
      [Biểu đồ] [Xuất Excel]
    Bình:
      Ban hành nhầm, bản đúng sẽ gửi sau.
    Kẻng:
      🚫 Đã thu hồi. Mọi bản đã gửi đang được đánh dấu.
    ");
    assert!(town.screen("Lan").contains("ĐÃ THU HỒI"));
    assert!(town.screen("Dũng").contains("ĐÃ THU HỒI"));
    town.finish().await;
}

#[tokio::test]
async fn a_card_is_opened_from_the_list_and_the_older_one_steps_aside() {
    let mut town = published().await;
    town.says("Bình", "/theodoi").await;
    assert_snapshot!(town.sees("Bình"), @"
    Bình:
      /theodoi
    Kẻng:
      📚 Văn bản (1)

      👥 Cả 6 cán bộ đã kết nối.

      1. 📣 Chỉ thị số 12/CT-UBND · đã phát hành
      Về bảo đảm trật tự giao thông trước cổng trường học
      ▱▱▱▱▱▱▱▱▱▱ 0/4 đã xác nhận

      Chạm số để mở.
      [1]
    ");
    town.taps("Bình", "1").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ⬇️ Thẻ này đã chuyển xuống dưới.
    Kẻng:
      📣 Chỉ thị số 12/CT-UBND
      Về bảo đảm trật tự giao thông trước cổng trường học
      Mã kiểm tra: XXXX-XXXX · phát hành 08:00, 23/11/2026

      ▱▱▱▱▱▱▱▱▱▱ 0%
      📨 4/4 đã gửi
      ✅ 0 đã xác nhận
      ⏳ 4 chưa xác nhận
      📵 0 không tới được

      📋 Nhiệm vụ: 0/4 đã xong

      🏢 0/2 đơn vị đã xác nhận đủ. Còn thiếu nhiều nhất:
      ▫️ Phường An Hải: 0/2
      ▫️ Phường Hải Châu: 0/2

      Cập nhật lúc 08:00, 23/11/2026
      [Chưa nhận] [Nhắc]
      [Theo đơn vị] [Nhiệm vụ]
      [Đính chính] [Thu hồi]
      [Biểu đồ] [Xuất Excel]
    ");
    town.taps("Bình", "Xuất Excel").await;
    let sheet = town.sees("Bình");
    assert!(
        sheet.contains("chi-thi-so-12-ct-ubnd-2026-11-23.xlsx"),
        "{sheet}"
    );
    assert!(
        sheet.contains("0/4 đã xác nhận, tính đến 08:00, 23/11/2026"),
        "{sheet}"
    );
    town.says("Lan", "/theodoi").await;
    assert_snapshot!(town.sees("Lan"), @"
    Lan:
      /theodoi
    Kẻng:
      Anh/chị không có quyền làm việc này ở đơn vị đó.
    ");
    town.finish().await;
}

#[tokio::test]
async fn who_cannot_be_reached_is_the_first_number_and_a_list() {
    let mut town = Town::new(
        "Thành phố: Bình leader; Phường Hải Châu: Lan cadre, Tú cadre unjoined; \
         Phường An Hải: Mai cadre, Dân resident",
    )
    .await;
    town.blocks("Mai").await;
    town.says("Bình", "/theodoi").await;
    let shown = town.sees("Bình");
    assert!(shown.contains("Đã kết nối 2/4 cán bộ"), "{shown}");
    town.taps("Bình", "Chưa kết nối (2)").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      👥 Chưa kết nối (2)

      Phường Hải Châu
      • Tú: chưa kết nối

      Phường An Hải
      • Mai: đã chặn bot

      Ai chưa kết nối thì không nhận được gì. Gõ /moi để gửi liên kết mời.
      [Quay lại]
    ");
    town.says("Mai", "/start").await;
    town.taps("Bình", "Quay lại").await;
    assert!(town.sees("Bình").contains("Đã kết nối 3/4 cán bộ"));
    town.finish().await;
}
