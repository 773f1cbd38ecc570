//! The second pair of eyes: approval, return, taking back, and who may not.

use insta::assert_snapshot;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::Town;

#[tokio::test]
async fn a_returned_directive_comes_back_with_its_reason_and_is_submitted_again() {
    let mut town = Town::new(TOWN).await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    town.sees("Bình");
    town.sees("Dũng");
    town.taps("Dũng", "Trả lại").await;
    assert_snapshot!(town.sees("Dũng"), @"
    Kẻng:
      Vì sao trả lại? Người trình sẽ đọc được lý do này.
      [Huỷ]
    ");
    town.says("Dũng", "Mục 2 chưa rõ giờ cao điểm là giờ nào.")
        .await;
    assert_snapshot!(town.sees("Dũng"), @"
    Kẻng ✎:
      ↩️ Bị trả lại: Mục 2 chưa rõ giờ cao điểm là giờ nào.

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học
    Dũng:
      Mục 2 chưa rõ giờ cao điểm là giờ nào.
    Kẻng:
      ↩️ Đã trả lại và gửi lý do cho người trình.
    ");
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ↩️ Bị trả lại: Mục 2 chưa rõ giờ cao điểm là giờ nào.

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ (3)
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      👥 Ủy ban nhân dân phường Hải Châu
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      👥 Ủy ban nhân dân phường An Hải
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Nơi nhận: Thành phố Sông Hàn và cấp dưới
      3 đơn vị · 5 cán bộ
      [Sửa] [Thời hạn]
      [Nơi nhận] [Xem trước]
      [Trình duyệt]
      [Huỷ]
    Kẻng:
      ↩️ Dũng trả lại “Về bảo đảm trật tự giao thông trước cổng trường học”.
      Lý do: Mục 2 chưa rõ giờ cao điểm là giờ nào.

      Anh/chị sửa trên thẻ nháp rồi trình lại.
    ");
    town.taps("Bình", "Trình duyệt").await;
    town.taps("Dũng", "Duyệt").await;
    assert!(town.last("Lan").contains("Đã nhận"), "{}", town.last("Lan"));
    town.finish().await;
}

#[tokio::test]
async fn where_no_approval_is_asked_for_it_goes_out_at_once() {
    let mut town = Town::with_rules(TOWN, |rules| rules.approval_by_second_person = false).await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Phát hành").await;
    assert_snapshot!(town.toast("Bình"), @"Đã phát hành, đang gửi đi.");
    assert!(town.last("Lan").contains("Đã nhận"), "{}", town.last("Lan"));
    assert!(!town.screen("Dũng").contains("[Duyệt]"), "nobody is asked");
    town.finish().await;
}

#[tokio::test]
async fn what_was_submitted_can_be_taken_back() {
    let mut town = Town::new(TOWN).await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    let approve = town.data_of("Dũng", "Duyệt");
    let card = town.message("Dũng", "trình duyệt");
    town.taps("Bình", "Rút lại").await;
    assert_snapshot!(town.toast("Bình"), @"Đã rút lại để sửa.");
    assert_snapshot!(town.last("Dũng"), @"
    Kẻng ✎:
      ✏️ Bình đã rút lại để sửa, anh/chị sẽ nhận thẻ mới khi trình lại.

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học
    ");
    // An old client still shows the button.
    town.presses("Dũng", card, &approve).await;
    assert_snapshot!(town.toast("Dũng"), @"Văn bản này hiện không chờ duyệt.");
    assert_eq!(town.screen("Lan"), "── Lan ↔ Kẻng ──");
    town.finish().await;
}

#[tokio::test]
async fn nothing_is_submitted_without_recipients_or_a_second_leader() {
    let mut town =
        Town::new("Thành phố: Bình leader; Phường Hải Châu: Lan cadre, Hòa leader").await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.taps("Bình", "Trình duyệt").await;
    assert_snapshot!(town.toast("Bình"), @"Chưa có ai nhận. Mời anh/chị chọn Nơi nhận trước.");
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    assert_snapshot!(town.toast("Bình"), @"Chưa có lãnh đạo thứ hai kết nối để duyệt. Mời thêm một lãnh đạo rồi trình lại.");
    assert_eq!(
        town.screen("Hòa"),
        "── Hòa ↔ Kẻng ──",
        "a leader below is no second leader"
    );
    town.finish().await;
}

#[tokio::test]
async fn whoever_forges_a_press_is_refused() {
    let mut town = Town::new(TOWN).await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    let approve = town.data_of("Dũng", "Duyệt");
    let take_back = town.data_of("Bình", "Rút lại");
    // A cadre, a leader of a ward below, a stranger and the author himself.
    town.stranger("Kẻ Lạ");
    for who in ["Lan", "Hòa", "Kẻ Lạ", "Bình"] {
        town.presses(who, 1, &approve).await;
        assert!(!town.toast(who).is_empty(), "{who} is told why not");
    }
    assert_snapshot!(town.toast("Lan"), @"Anh/chị không có quyền làm việc này ở đơn vị đó.");
    assert_snapshot!(town.toast("Bình"), @"Anh/chị là người trình nên không tự duyệt được; cần một lãnh đạo khác.");
    town.presses("Lan", 1, &take_back).await;
    assert_snapshot!(town.toast("Lan"), @"Anh/chị không có quyền làm việc này ở đơn vị đó.");
    for garbage in ["", "ap:999999", "ap:-1", "x".repeat(64).as_str()] {
        town.presses("Lan", 1, garbage).await;
        assert!(!town.toast("Lan").is_empty(), "{garbage}");
    }
    assert!(town.last("Dũng").contains("Duyệt"), "it still waits");
    town.finish().await;
}

#[tokio::test]
async fn when_two_leaders_approve_at_the_same_moment_it_goes_out_once() {
    let mut town =
        Town::new("Thành phố: Bình leader, Dũng leader, Hạnh leader; Phường Hải Châu: Lan cadre")
            .await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    town.taps_quietly("Dũng", "Duyệt");
    town.taps_quietly("Hạnh", "Duyệt");
    town.settle().await;
    let mut toasts = [town.toast("Dũng"), town.toast("Hạnh")];
    toasts.sort();
    assert_snapshot!(toasts.join("\n"), @"
    Văn bản này hiện không chờ duyệt.
    Đã phát hành, đang gửi đi.
    ");
    let copies = town.world.messages(town.id("Lan"));
    assert_eq!(copies.len(), 1, "{}", town.screen("Lan"));
    town.finish().await;
}
