//! Groups with topics: everything goes to the one in which the group was tied.

use insta::assert_snapshot;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::Town;

const GROUP: &str = "Hải Châu 1";
const WARD: &str = "PHUONG-HAI-CHAU";

/// A forum whose topic "Chỉ thị" was chosen for everything; answers it and another.
async fn forum() -> (Town, i64, i64) {
    let mut town = Town::new(TOWN).await;
    let topics = town
        .founds_forum(GROUP, &["Bình", "Lan", "Nam"], &["Chỉ thị", "Hỏi đáp"])
        .await;
    let (orders, talk) = (topics[0], topics[1]);
    town.says_in_topic(GROUP, orders, "Bình", &format!("/ketnoi {WARD}"))
        .await;
    town.taps_in(GROUP, "Bình", "Nhóm cán bộ").await;
    (town, orders, talk)
}

#[tokio::test]
async fn everything_goes_to_the_topic_and_answers_to_where_they_were_asked_for() {
    let (mut town, _, talk) = forum().await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert_snapshot!(town.sees(GROUP), @"
    · ⇒ supergroup
    · # Chỉ thị
    · # Hỏi đáp
    Bình #Chỉ thị:
      /ketnoi PHUONG-HAI-CHAU
    Kẻng #Chỉ thị ✎:
      🔗 Nhóm cán bộ của Phường Hải Châu. Chỉ thị của đơn vị sẽ đến đây, ai cũng xác nhận được bằng một chạm.

      🧵 Mọi tin đều gửi vào chủ đề đã chọn khi gắn nhóm.
      [✅ Nhóm cán bộ] [Nhóm dân cư]
      [Kiểm tra lại] [Gỡ kết nối]
    Kẻng #Chỉ thị:
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
    town.says_in_topic(GROUP, talk, "Lan", "/ngonngu").await;
    assert_snapshot!(town.sees(GROUP), @"
    Lan #Hỏi đáp:
      /ngonngu
    Kẻng #Hỏi đáp:
      Chỉ quản trị viên của nhóm mới làm được việc này. Hãy nhờ một quản trị viên.
    ");
    town.says_in(GROUP, "Lan", "/theodoi").await;
    assert_snapshot!(town.sees(GROUP), @"
    Lan:
      /theodoi
    Kẻng:
      Việc này mời anh/chị làm trong tin riêng với tôi.
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_group_may_be_tied_to_general_and_moved_to_a_topic() {
    let (mut town, _, talk) = forum().await;
    town.says_in(GROUP, "Bình", &format!("/ketnoi {WARD}"))
        .await;
    town.taps_in(GROUP, "Bình", "Nhóm cán bộ").await;
    town.sees(GROUP);
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert!(town.sees(GROUP).starts_with("Kẻng:"), "in General");
    town.says_in_topic(GROUP, talk, "Bình", &format!("/ketnoi {WARD}"))
        .await;
    town.taps_in(GROUP, "Bình", "Nhóm cán bộ").await;
    // The card changes the audience and nothing else.
    town.taps_in(GROUP, "Bình", "Nhóm cán bộ").await;
    town.sees(GROUP);
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert!(town.sees(GROUP).starts_with("Kẻng #Hỏi đáp:"));
    town.finish().await;
}

#[tokio::test]
async fn a_closed_topic_is_left_for_general_once_and_taken_again_when_it_opens() {
    let (mut town, orders, _) = forum().await;
    town.expects("TOPIC_CLOSED");
    let (group, binh) = (town.id(GROUP), town.id("Bình"));
    town.world.closes_topic(binh, group, orders).unwrap();
    town.settle().await;
    town.sees(GROUP);
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert_snapshot!(town.sees(GROUP), @"
    Kẻng #Chỉ thị ✎:
      ⬇️ Thẻ này đã chuyển xuống dưới.
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
    Kẻng:
      🔗 Nhóm cán bộ của Phường Hải Châu. Chỉ thị của đơn vị sẽ đến đây, ai cũng xác nhận được bằng một chạm.

      ⚠️ Chủ đề đã chọn bị đóng hoặc bị xoá, nên tôi gửi vào chủ đề chung. Muốn đổi, quản trị viên gõ /ketnoi trong chủ đề mong muốn.
      [✅ Nhóm cán bộ] [Nhóm dân cư]
      [Kiểm tra lại] [Gỡ kết nối]
    ");
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    let requests = town.world.requests();
    let refused = requests.iter().filter(|request| {
        matches!(&request.outcome, keng::sim::Outcome::Refused(_, why) if why.contains("TOPIC"))
    });
    assert_eq!(refused.count(), 1, "it is tried once");
    town.sees(GROUP);
    town.world.reopens_topic(binh, group, orders).unwrap();
    town.settle().await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert!(
        town.last(GROUP).starts_with("Kẻng #Chỉ thị:"),
        "{}",
        town.screen(GROUP)
    );
    town.finish().await;
}

#[tokio::test]
async fn a_deleted_topic_is_left_for_general() {
    let (mut town, orders, _) = forum().await;
    town.expects("message thread not found");
    town.expects("message to edit not found");
    town.world.deletes_topic(town.id(GROUP), orders).unwrap();
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    let screen = town.screen(GROUP);
    assert!(
        screen.contains("12/CT-UBND") && screen.contains("Chủ đề đã chọn"),
        "{screen}"
    );
    town.finish().await;
}
