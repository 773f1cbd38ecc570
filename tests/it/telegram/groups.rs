//! A directive in the group of a unit's cadres.

use insta::assert_snapshot;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::Town;

const GROUP: &str = "Tổ cán bộ Hải Châu";

async fn with_group() -> Town {
    let mut town = Town::new(TOWN).await;
    town.stranger("Kẻ Lạ");
    town.group(GROUP, "Phường Hải Châu", &["Lan", "Nam", "Mai", "Kẻ Lạ"])
        .await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town
}

#[tokio::test]
async fn the_card_counts_who_has_confirmed_by_person() {
    let mut town = with_group().await;
    assert_snapshot!(town.sees(GROUP), @"
    · + Kẻng
    Kẻng:
      👋 Tôi là Kẻng. Nhóm này chưa gắn với đơn vị nào.
      Quản trị viên của nhóm gõ /ketnoi kèm mã đơn vị, ví dụ: /ketnoi 20194
      [Chọn đơn vị]
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

      ✅ Đã xác nhận 0/2
      ⏳ Chưa xác nhận: Lan, Nam
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    town.taps_in(GROUP, "Lan", "Đã nhận").await;
    assert_snapshot!(town.toast("Lan"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    assert_snapshot!(town.sees(GROUP), @"
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

      ✅ Đã xác nhận 1/2: Lan
      ⏳ Chưa xác nhận: Nam
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    assert!(
        town.last("Lan").contains("xác nhận lúc"),
        "her private copy knows"
    );
    town.taps("Nam", "Đã nhận").await;
    assert_snapshot!(town.sees(GROUP), @"
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

      ✅ Đã xác nhận 2/2: Lan, Nam
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    town.finish().await;
}

#[tokio::test]
async fn who_is_not_asked_is_told_so() {
    let mut town = with_group().await;
    let before = town.last(GROUP);
    town.taps_in(GROUP, "Kẻ Lạ", "Đã nhận").await;
    assert_snapshot!(town.toast("Kẻ Lạ"), @"Anh/chị không có tên trong danh sách nhận văn bản này.");
    assert_eq!(town.last(GROUP), before);
    town.taps_in(GROUP, "Kẻ Lạ", "Toàn văn").await;
    assert_snapshot!(town.toast("Kẻ Lạ"), @"Anh/chị không có tên trong danh sách nhận văn bản này.");
    // Somebody of another ward confirms for himself, not for this group.
    town.taps_in(GROUP, "Mai", "Đã nhận").await;
    assert_snapshot!(town.toast("Mai"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    assert!(town.last(GROUP).contains("0/2"), "{}", town.last(GROUP));
    town.finish().await;
}

#[tokio::test]
async fn what_needs_words_goes_on_in_private() {
    let mut town = with_group().await;
    town.sees("Lan");
    town.taps_in(GROUP, "Lan", "Có ý kiến").await;
    assert_snapshot!(town.toast("Lan"), @"Mời anh/chị xem tin riêng của tôi.");
    town.says("Lan", "Đã rõ, sẽ làm trong tuần.").await;
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

      ✅ Anh/chị đã xác nhận lúc 08:00, 23/11/2026, kèm ý kiến: “Đã rõ, sẽ làm trong tuần.”
      [Toàn văn] [Có ý kiến]
      [Nhiệm vụ của tôi]
    Kẻng:
      Mời anh/chị viết ý kiến. Gửi đi là cũng xác nhận đã nhận.
      [Huỷ]
    Lan:
      Đã rõ, sẽ làm trong tuần.
    Kẻng:
      ✅ Đã xác nhận và chuyển ý kiến của anh/chị tới nơi phát hành.
    ");
    town.taps_in(GROUP, "Nam", "Toàn văn").await;
    assert_snapshot!(town.last("Nam"), @"
    Kẻng:
      📎 12-ct-ubnd.txt (1108 B)
      Toàn văn Chỉ thị số 12/CT-UBND
    ");
    town.finish().await;
}

#[tokio::test]
async fn two_people_confirm_at_the_same_moment() {
    let mut town = with_group().await;
    let group = town.id(GROUP);
    for who in ["Lan", "Nam"] {
        let user = town.id(who);
        town.world.taps_last(user, group, "Đã nhận").expect(who);
    }
    town.settle().await;
    assert_eq!(town.toast("Lan"), town.toast("Nam"));
    assert!(town.last(GROUP).contains("2/2"), "{}", town.last(GROUP));
    town.finish().await;
}
