//! Handing duties over: choosing the deputy and the period, what the deputy gets and may, how it
//! ends, and what a person loses who leaves.

use insta::assert_snapshot;
use keng::domain::ids::TelegramUserId;
use keng::domain::locale::Locale;
use keng::domain::org::Role;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::{Town, days, hours, minutes};

/// Lan hands over to Nam of the same ward, for three days from now on.
async fn hands_over(town: &mut Town, who: &str, deputy: &str) {
    town.says(who, "/bangiao").await;
    town.taps(who, deputy).await;
    town.taps(who, "Từ bây giờ").await;
    town.taps(who, "3 ngày").await;
    town.taps(who, "Bàn giao").await;
}

async fn published() -> Town {
    let mut town = Town::new(TOWN).await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town
}

/// Everything that the roster gave somebody ends, and perhaps he begins elsewhere.
async fn leaves(town: &mut Town, who: &str, to: Option<(&str, Role)>) {
    let telegram = TelegramUserId(town.id(who));
    let now = town.clock.now();
    let mut tx = town.store().begin().await.expect("the database");
    let person = tx
        .person_by_telegram(telegram)
        .await
        .expect(who)
        .expect(who);
    for held in tx.membership_list_of(person.id, now).await.expect(who) {
        tx.membership_end(held.id, now).await.expect(who);
    }
    if let Some((unit, role)) = to {
        let unit = tx.unit_by_code(unit).await.expect(unit).expect(unit);
        tx.membership_insert(person.id, Some(unit.id), role, None, now)
            .await
            .expect(who);
    }
    tx.commit().await.expect("the database");
}

/// How many messages with both texts somebody has.
fn count(town: &Town, who: &str, texts: [&str; 2]) -> usize {
    let messages = town.world.messages(town.id(who));
    messages
        .iter()
        .filter(|message| !message.deleted && texts.iter().all(|text| message.text.contains(text)))
        .count()
}

#[tokio::test]
async fn a_deputy_is_chosen_step_by_step_and_told() {
    let mut town = Town::new(TOWN).await;
    town.says("Lan", "/bangiao").await;
    assert_snapshot!(town.sees("Lan"), @"
    Lan:
      /bangiao
    Kẻng:
      🤝 Anh/chị bàn giao cho ai?
      Chạm vào tên, hoặc gõ một phần tên để tìm (không cần dấu). Có 1 người nhận thay được.
      [Nam]
      [Huỷ]
    ");
    town.taps("Lan", "Nam").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      🤝 Nam nhận thay từ khi nào?
      Bấm nút, hoặc gõ ngày, ví dụ: 25/11 hoặc 14h 25/11.
      [Từ bây giờ] [Từ sáng mai]
      [Quay lại] [Huỷ]
    ");
    town.taps("Lan", "Từ sáng mai").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      🤝 Nam nhận thay từ 07:30, 24/11/2026, đến khi nào?
      Bấm nút, hoặc gõ, ví dụ: 2 tuần, đến 30/11.
      [1 ngày] [3 ngày] [1 tuần]
      [Quay lại] [Huỷ]
    ");
    town.taps("Lan", "1 tuần").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      🤝 Bàn giao cho Nam
      Từ 07:30, 24/11/2026
      Đến hết thứ Hai, 30/11

      Trong thời gian đó, Nam nhận chỉ thị và lời nhắc thay anh/chị, được làm những việc anh/chị được làm. Nhật ký ghi tên cả hai người.
      [Bàn giao]
      [Quay lại] [Huỷ]
    ");
    town.taps("Lan", "Bàn giao").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      🤝 Nam sẽ nhận thay anh/chị từ 07:30, 24/11/2026 đến hết thứ Hai, 30/11.
      [Gia hạn] [Kết thúc ngay]
    ");
    assert_snapshot!(town.sees("Nam"), @"
    Kẻng:
      🤝 Lan nhờ anh/chị nhận thay
      Từ 07:30, 24/11/2026
      Đến hết thứ Hai, 30/11
      • Cán bộ — Phường Hải Châu (thay Lan)

      Chỉ thị và lời nhắc gửi Lan sẽ đến anh/chị, có ghi “Nhận thay Lan”. Anh/chị được xác nhận, cho ý kiến, báo kết quả và làm những việc Lan được làm; nhật ký ghi tên cả hai người.
      [Không nhận được]
    ");
    // It begins tomorrow, when work does.
    town.advance(hours(24)).await;
    assert_snapshot!(town.sees("Nam"), @"
    Kẻng:
      🤝 Lan nhờ anh/chị nhận thay
      Từ 07:30, 24/11/2026
      Đến hết thứ Hai, 30/11
      • Cán bộ — Phường Hải Châu (thay Lan)

      Chỉ thị và lời nhắc gửi Lan sẽ đến anh/chị, có ghi “Nhận thay Lan”. Anh/chị được xác nhận, cho ý kiến, báo kết quả và làm những việc Lan được làm; nhật ký ghi tên cả hai người.
      [Không nhận được]
    ");
    town.says("Nam", "/trogiup").await;
    assert_snapshot!(town.last("Nam"), @"
    Kẻng:
      🔔 Chào Nam!

      • Cán bộ — Phường Hải Châu
      • Cán bộ — Phường Hải Châu (thay Lan)

      Ở đây anh/chị có thể:

      /nhiemvu — Nhiệm vụ của tôi, việc gần hạn trước
      /bangiao — Bàn giao việc cho người nhận thay
      /kiemtra — Tin này có chính thức và còn hiệu lực không
      /ngonngu — Đổi ngôn ngữ
      /riengtu — Dữ liệu về tôi: xem, lấy bản sao, xoá
      /trogiup — Tôi làm được gì ở đây
      /huy — Bỏ việc đang làm dở
    ");
    town.finish().await;
}

#[tokio::test]
async fn names_and_times_can_be_typed() {
    let mut town = Town::new(
        "Thành phố: Bình leader; Phường Hải Châu: Lan cadre, Đặng Hồng Nhung cadre, Nam cadre",
    )
    .await;
    town.says("Lan", "/handover").await;
    town.says("Lan", "hong nh").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      🤝 Anh/chị bàn giao cho ai?
      Chạm vào tên, hoặc gõ một phần tên để tìm (không cần dấu). Có 1 người nhận thay được.
      [Đặng Hồng Nhung]
      [Huỷ]
    ");
    town.says("Lan", "zzz").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      Không thấy ai tên “zzz” nhận thay được. Người nhận thay phải cùng đơn vị, đã kết nối và không đang bàn giao. Mời anh/chị gõ tên khác.
      [Huỷ]
    ");
    town.says("Lan", "100%").await;
    town.says("Lan", "dang").await;
    town.taps("Lan", "Đặng Hồng Nhung").await;
    town.says("Lan", "khi nào tiện").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      Tôi chưa đọc được thời gian này. Mời viết như: 3 ngày, 1 tuần, 30/11 hoặc 14h 30/11.
    ");
    town.says("Lan", "từ 25/11").await;
    // A restart in the middle changes nothing.
    town.restart().await;
    town.says("Lan", "đến 30/11").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      🤝 Bàn giao cho Đặng Hồng Nhung
      Từ 07:30, 25/11/2026
      Đến hết thứ Hai, 30/11

      Trong thời gian đó, Đặng Hồng Nhung nhận chỉ thị và lời nhắc thay anh/chị, được làm những việc anh/chị được làm. Nhật ký ghi tên cả hai người.
      [Bàn giao]
      [Quay lại] [Huỷ]
    ");
    town.taps("Lan", "Bàn giao").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng ✎:
      🤝 Đặng Hồng Nhung sẽ nhận thay anh/chị từ 07:30, 25/11/2026 đến hết thứ Hai, 30/11.
      [Gia hạn] [Kết thúc ngay]
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_correction_and_a_withdrawal_reach_the_deputy() {
    let mut town = published().await;
    hands_over(&mut town, "Lan", "Nam").await;
    town.taps_on("Nam", "Nhận thay Lan", "Đã nhận").await;
    town.sees("Nam");
    town.taps("Bình", "Đính chính").await;
    town.taps("Bình", "Trích yếu").await;
    town.says("Bình", "Về trật tự trước cổng trường").await;
    town.taps("Bình", "Thay đổi nội dung").await;
    let news = ["Đính chính Chỉ thị số 12/CT-UBND", "Nhận thay Lan"];
    assert_eq!(count(&town, "Nam", news), 1, "{}", town.screen("Nam"));
    let copy = town.message("Nam", "Nhận thay Lan");
    let button = town.data_of("Nam", "Đã nhận");
    town.presses("Nam", copy, &button).await;
    assert_snapshot!(town.toast("Nam"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    let anew = "SELECT COUNT(*) FROM receipts r JOIN people p ON p.id = r.person_id
                JOIN people d ON d.id = r.confirmed_by
                WHERE r.revision = 2 AND p.name = 'Lan' AND d.name = 'Nam'";
    assert_eq!(town.count(anew).await, 1);
    town.taps("Bình", "Thu hồi").await;
    town.taps("Bình", "Bỏ qua").await;
    let withdrawn = ["ĐÃ THU HỒI", "Nhận thay Lan"];
    assert_eq!(count(&town, "Nam", withdrawn), 2, "{}", town.screen("Nam"));
    town.finish().await;
}

#[tokio::test]
async fn a_handover_in_english() {
    let mut town = published().await;
    for who in ["Lan", "Nam"] {
        town.speaks(who, Locale::En).await;
    }
    town.sees("Nam");
    town.says("Lan", "/handover").await;
    town.taps("Lan", "Nam").await;
    town.taps("Lan", "From now").await;
    town.taps("Lan", "1 week").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng ✎:
      🤝 Hand over to Nam
      From now
      Until the end of Sunday, 29 November

      In that time Nam gets directives and reminders in your place and may do what you may. The record names you both.
      [Hand over]
      [Back] [Cancel]
    ");
    town.taps("Lan", "Hand over").await;
    town.taps_on("Nam", "In place of Lan", "Received").await;
    town.says("Lan", "/handover").await;
    town.taps("Lan", "End now").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      🤝 You have taken your duties back from Nam.

      In that time Nam did this in your place: confirmed one directive.

      What is left is yours again: 0 directives to confirm, 2 open tasks. See /tasks.
    ");
    assert_snapshot!(town.sees("Nam"), @"
    Kẻng ✎:
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
    Kẻng ✎:
      🤝 Lan asks you to stand in
      From 08:00, 23 November 2026
      Until the end of Sunday, 29 November
      • Cadre — Phường Hải Châu (for Lan)

      Directives and reminders for Lan will come to you, marked “In place of Lan”. You may confirm, comment, report results and do what Lan may; the record names you both.

      ⏹ Ended at 08:00, 23 November 2026.
    Kẻng ✎:
      🤝 In place of Lan

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

      ✅ You confirmed at 08:00, 23 November 2026.

      ⏹ You do not stand in any more.
    Kẻng:
      🤝 Lan is back; you need not stand in any more.

      In that time you did this in place of Lan: confirmed one directive. Thank you!
    ");
    town.finish().await;
}

#[tokio::test]
async fn an_open_directive_is_confirmed_by_the_deputy() {
    let mut town = published().await;
    town.sees("Nam");
    town.sees("Lan");
    hands_over(&mut town, "Lan", "Nam").await;
    assert_snapshot!(town.sees("Nam"), @"
    Kẻng:
      🤝 Lan nhờ anh/chị nhận thay
      Từ 08:00, 23/11/2026
      Đến hết thứ Tư, 25/11
      • Cán bộ — Phường Hải Châu (thay Lan)

      Chỉ thị và lời nhắc gửi Lan sẽ đến anh/chị, có ghi “Nhận thay Lan”. Anh/chị được xác nhận, cho ý kiến, báo kết quả và làm những việc Lan được làm; nhật ký ghi tên cả hai người.
      [Không nhận được]
    Kẻng:
      🤝 Nhận thay Lan

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
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    // His own copy is not Lan's.
    town.taps_on("Nam", "Nhận thay Lan", "Đã nhận").await;
    assert_snapshot!(town.toast("Nam"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    assert_eq!(
        count(&town, "Nam", ["12/CT-UBND", "Anh/chị đã xác nhận"]),
        1
    );
    assert_eq!(
        count(
            &town,
            "Lan",
            ["12/CT-UBND", "Nam (thay anh/chị) đã xác nhận lúc 08:00"]
        ),
        1
    );
    let confirmed = town
        .count("SELECT COUNT(*) FROM receipts WHERE confirmed_at IS NOT NULL")
        .await;
    assert_eq!(confirmed, 1);
    let both = "SELECT COUNT(*) FROM audit a JOIN people d ON d.id = a.actor_id
                JOIN people p ON p.id = a.on_behalf_of
                WHERE a.action = 'receipt.confirm' AND d.name = 'Nam' AND p.name = 'Lan'";
    assert_eq!(town.count(both).await, 1);
    // A remark in Lan's place is asked for and kept in Lan's place.
    town.taps_on("Nam", "Nhận thay Lan", "Có ý kiến").await;
    town.restart().await;
    town.says("Nam", "Phường đã rõ.").await;
    town.taps("Bình", "Ý kiến").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng ✎:
      💬 Ý kiến (1)
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Nam (thay Lan) · Phường Hải Châu
      08:00, 23/11/2026
      “Phường đã rõ.”

      Cập nhật lúc 08:00, 23/11/2026
      [Quay lại]
    ");
    // Nam has still to confirm for himself.
    assert_eq!(
        town.count("SELECT COUNT(*) FROM receipts WHERE confirmed_at IS NOT NULL")
            .await,
        1
    );
    town.finish().await;
}

#[tokio::test]
async fn what_is_published_meanwhile_comes_to_both_and_reminders_to_the_deputy_alone() {
    let mut town = Town::new(TOWN).await;
    hands_over(&mut town, "Lan", "Nam").await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert_eq!(count(&town, "Lan", ["12/CT-UBND", "Mã kiểm tra"]), 1);
    assert_eq!(count(&town, "Nam", ["12/CT-UBND", "Mã kiểm tra"]), 2);
    town.advance(hours(5)).await;
    assert_eq!(count(&town, "Lan", ["🔔", ""]), 0);
    assert_eq!(count(&town, "Nam", ["🔔", ""]), 2, "{}", town.screen("Nam"));
    assert_eq!(
        count(&town, "Nam", ["🔔", "Nhận thay Lan"]),
        1,
        "{}",
        town.screen("Nam")
    );
    // The issuer asks too, an hour later.
    town.advance(hours(1)).await;
    town.taps("Bình", "Nhắc").await;
    assert_eq!(count(&town, "Lan", ["🔔", ""]), 0);
    assert_eq!(
        count(&town, "Nam", ["🔔", "Nhận thay Lan"]),
        2,
        "{}",
        town.screen("Nam")
    );
    // Lan takes her duties back: the next reminder is hers.
    town.says("Lan", "/bangiao").await;
    town.taps("Lan", "Kết thúc ngay").await;
    town.advance(days(1)).await;
    assert_eq!(count(&town, "Lan", ["🔔", ""]), 2, "{}", town.screen("Lan"));
    assert_eq!(count(&town, "Nam", ["🔔", "Nhận thay Lan"]), 2);
    town.finish().await;
}

#[tokio::test]
async fn what_was_confirmed_and_is_not_done_comes_to_the_deputy_too() {
    let mut town =
        Town::new("Thành phố: Bình leader, Dũng leader; Phường Hải Châu: Hòa leader, Lan cadre")
            .await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town.taps("Hòa", "Đã nhận").await;
    town.sees("Bình");
    // The head of the ward hands over to a leader right above, who got no copy himself.
    hands_over(&mut town, "Hòa", "Bình").await;
    assert_eq!(
        count(&town, "Bình", ["Nhận thay Hòa", "Mã kiểm tra"]),
        1,
        "{}",
        town.screen("Bình")
    );
    town.says("Bình", "/nhiemvu").await;
    town.taps("Bình", "1").await;
    town.taps("Bình", "Đã xong").await;
    town.says("Bình", "Đã kẻ vạch.").await;
    town.says("Hòa", "/bangiao").await;
    town.taps("Hòa", "Kết thúc ngay").await;
    assert_snapshot!(town.last("Hòa"), @"
    Kẻng:
      🤝 Anh/chị đã nhận lại việc từ Bình.

      Trong thời gian đó Bình đã báo xong 1 nhiệm vụ thay anh/chị.

      Việc còn lại nay lại là của anh/chị: 0 văn bản chưa xác nhận, 2 nhiệm vụ chưa xong. Gõ /nhiemvu để xem.
    ");
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      🤝 Hòa đã nhận lại việc; anh/chị không cần nhận thay nữa.

      Trong thời gian đó anh/chị đã báo xong 1 nhiệm vụ thay Hòa. Xin cảm ơn anh/chị!
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_handover_ends_early_or_by_itself_and_its_buttons_with_it() {
    let mut town = published().await;
    hands_over(&mut town, "Lan", "Nam").await;
    let copy = town.message("Nam", "Nhận thay Lan");
    let message = town.world.message(town.id("Nam"), copy).expect("a copy");
    let button = message.keyboard[0][0].data.clone().expect("a button");
    town.advance(minutes(30)).await;
    town.says("Lan", "/bangiao").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      🤝 Nam đang nhận thay anh/chị, từ 08:00, 23/11/2026 đến hết thứ Tư, 25/11.
      [Gia hạn] [Kết thúc ngay]
    ");
    town.sees("Nam");
    town.taps("Lan", "Kết thúc ngay").await;
    assert_snapshot!(town.sees("Nam"), @"
    Kẻng ✎:
      🤝 Lan nhờ anh/chị nhận thay
      Từ 08:00, 23/11/2026
      Đến hết thứ Tư, 25/11
      • Cán bộ — Phường Hải Châu (thay Lan)

      Chỉ thị và lời nhắc gửi Lan sẽ đến anh/chị, có ghi “Nhận thay Lan”. Anh/chị được xác nhận, cho ý kiến, báo kết quả và làm những việc Lan được làm; nhật ký ghi tên cả hai người.

      ⏹ Đã kết thúc lúc 08:30, 23/11/2026.
    Kẻng ✎:
      🤝 Nhận thay Lan

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

      ⏹ Anh/chị đã thôi nhận thay.
    Kẻng:
      🤝 Lan đã nhận lại việc; anh/chị không cần nhận thay nữa.

      Trong thời gian đó không có việc gì phải làm thay Lan. Xin cảm ơn anh/chị!
    ");
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      🤝 Anh/chị đã nhận lại việc từ Nam.

      Trong thời gian đó Nam không phải làm việc gì thay anh/chị.

      Việc còn lại nay lại là của anh/chị: 1 văn bản chưa xác nhận, 2 nhiệm vụ chưa xong. Gõ /nhiemvu để xem.
    ");
    // An old button of the deputy's is refused, and confirms nothing.
    town.presses("Nam", copy, &button).await;
    assert_snapshot!(town.toast("Nam"), @"Anh/chị không còn nhận thay nên việc này không làm được nữa. Gõ /huy nếu đang làm dở.");
    assert_eq!(
        town.count("SELECT COUNT(*) FROM receipts WHERE confirmed_at IS NOT NULL")
            .await,
        0
    );
    // Another one ends by itself, on the evening of the third day.
    hands_over(&mut town, "Lan", "Nam").await;
    town.advance(days(4)).await;
    assert_eq!(
        count(&town, "Lan", ["Đã hết thời gian", "Nam nhận thay"]),
        1
    );
    assert_eq!(
        count(&town, "Nam", ["Đã hết thời gian", "nhận thay Lan"]),
        1
    );
    town.finish().await;
}

#[tokio::test]
async fn a_handover_is_prolonged() {
    let mut town = Town::new(TOWN).await;
    hands_over(&mut town, "Lan", "Nam").await;
    town.says("Lan", "/bangiao").await;
    town.taps("Lan", "Gia hạn").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng ✎:
      🤝 Nam đang nhận thay đến hết thứ Tư, 25/11. Gia hạn đến khi nào?
      Bấm để thêm, hoặc gõ, ví dụ: đến 30/11.
      [1 ngày] [3 ngày] [1 tuần]
      [Quay lại]
    ");
    town.taps("Lan", "1 ngày").await;
    assert!(town.last("Lan").contains("26/11"), "{}", town.last("Lan"));
    assert!(town.last("Nam").contains("26/11"), "{}", town.last("Nam"));
    town.taps("Lan", "Gia hạn").await;
    town.says("Lan", "đến 1/12/2030").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      Bàn giao dài nhất một năm. Mời anh/chị chọn ngày gần hơn.
    ");
    town.says("Lan", "1 tuần").await;
    assert!(town.last("Lan").contains("3/12"), "{}", town.last("Lan"));
    town.finish().await;
}

#[tokio::test]
async fn a_deputy_can_decline() {
    let mut town = published().await;
    hands_over(&mut town, "Lan", "Nam").await;
    town.sees("Lan");
    town.taps("Nam", "Không nhận được").await;
    assert_snapshot!(town.toast("Nam"), @"Tôi đã báo lại.");
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      🙏 Nam báo không nhận thay anh/chị được. Mời anh/chị chọn người khác: /bangiao

      Việc còn lại nay lại là của anh/chị: 1 văn bản chưa xác nhận, 2 nhiệm vụ chưa xong. Gõ /nhiemvu để xem.
    ");
    town.advance(hours(5)).await;
    assert_eq!(count(&town, "Lan", ["🔔", ""]), 1);
    assert_eq!(count(&town, "Nam", ["🔔", "Nhận thay"]), 0);
    town.finish().await;
}

#[tokio::test]
async fn a_deputy_who_blocks_the_bot_is_none() {
    let mut town = published().await;
    hands_over(&mut town, "Lan", "Nam").await;
    town.sees("Lan");
    town.blocks("Nam").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      ⚠️ Tôi không gửi tin được cho Nam nên Nam thôi nhận thay anh/chị. Chỉ thị và lời nhắc lại đến anh/chị; mời chọn người khác: /bangiao

      Việc còn lại nay lại là của anh/chị: 1 văn bản chưa xác nhận, 2 nhiệm vụ chưa xong. Gõ /nhiemvu để xem.
    ");
    town.advance(hours(5)).await;
    assert_eq!(count(&town, "Lan", ["🔔", ""]), 1);
    town.unblocks("Nam").await;
    town.says("Nam", "/start").await;
    assert_eq!(count(&town, "Nam", ["🔔", "Nhận thay"]), 0);
    town.finish().await;
}

#[tokio::test]
async fn nobody_is_away_and_a_deputy_at_once() {
    let mut town =
        Town::new("Thành phố: Bình leader; Phường Hải Châu: Lan cadre, Nam cadre, Tú cadre").await;
    hands_over(&mut town, "Lan", "Nam").await;
    town.says("Nam", "/bangiao").await;
    // Lan is away, so she is not offered; a forged press is refused.
    assert!(!town.last("Nam").contains("[Lan]"), "{}", town.last("Nam"));
    town.taps("Nam", "Tú").await;
    town.taps("Nam", "Từ bây giờ").await;
    town.taps("Nam", "1 ngày").await;
    assert_snapshot!(town.toast("Nam"), @"Trong thời gian đó anh/chị đang nhận thay Lan. Mời anh/chị bấm Không nhận được ở tin đó trước, hoặc chọn thời gian khác.");
    let message = town.message("Nam", "đến khi nào");
    let until = town.clock.now() + 3_600_000;
    let lan = town.count("SELECT id FROM people WHERE name = 'Lan'").await;
    town.presses("Nam", message, &format!("1hoy.{lan:x}.0.{until:x}"))
        .await;
    assert_snapshot!(town.toast("Nam"), @"Lan cũng bàn giao việc trong thời gian đó. Mời anh/chị chọn người khác hoặc thời gian khác.");
    // After Lan's time it can be planned.
    town.says("Nam", "/bangiao").await;
    town.taps("Nam", "Tú").await;
    town.says("Nam", "từ 27/11").await;
    town.taps("Nam", "1 ngày").await;
    town.taps("Nam", "Bàn giao").await;
    assert!(
        town.last("Nam").contains("Tú sẽ nhận thay"),
        "{}",
        town.last("Nam")
    );
    // And then Lan cannot prolong into it.
    town.says("Lan", "/bangiao").await;
    town.taps("Lan", "Gia hạn").await;
    town.taps("Lan", "1 tuần").await;
    assert_snapshot!(town.toast("Lan"), @"Nam cũng bàn giao việc trong thời gian đó. Mời anh/chị chọn người khác hoặc thời gian khác.");
    town.finish().await;
}

#[tokio::test]
async fn only_colleagues_who_can_be_reached_stand_in() {
    let mut town = Town::new("Thành phố: Bình leader, Quý admin; Phường Hải Châu: Lan cadre, Nam cadre unjoined; Phường An Hải: Mai cadre, Ông Sáu resident").await;
    town.says("Lan", "/bangiao").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      🤝 Chưa có đồng nghiệp nào nhận thay được: người nhận thay phải cùng đơn vị, đã kết nối và không đang bàn giao. Mời anh/chị báo văn thư mời thêm người.
      [Huỷ]
    ");
    town.says("Quý", "/bangiao").await;
    assert_snapshot!(town.last("Quý"), @"
    Kẻng:
      Anh/chị không có việc gì để bàn giao: chỉ lãnh đạo, văn thư, cán bộ và trực ban bàn giao được; quyền quản trị thì không.
    ");
    town.says("Ông Sáu", "/bangiao").await;
    assert!(
        town.last("Ông Sáu")
            .contains("không có việc gì để bàn giao")
    );
    // Forged presses for somebody elsewhere are refused.
    let message = town.message("Lan", "Chưa có đồng nghiệp");
    let until = town.clock.now() + 3_600_000;
    let mai = town.count("SELECT id FROM people WHERE name = 'Mai'").await;
    town.presses("Lan", message, &format!("1hoy.{mai:x}.0.{until:x}"))
        .await;
    assert_snapshot!(town.toast("Lan"), @"Chỉ bàn giao được cho người cùng đơn vị; lãnh đạo còn bàn giao được cho lãnh đạo cấp trên trực tiếp. Mời anh/chị chọn người khác.");
    assert_eq!(town.count("SELECT COUNT(*) FROM handovers").await, 0);
    town.finish().await;
}

#[tokio::test]
async fn a_deputy_approves_but_never_what_he_or_the_absent_prepared() {
    let mut town =
        Town::new("Thành phố: Bình leader, Dũng leader, Tú clerk; Phường Hải Châu: Lan cadre")
            .await;
    hands_over(&mut town, "Dũng", "Tú").await;
    // What Bình prepares waits for Dũng, so for Tú too.
    town.sends_file("Bình", &documents::traffic()).await;
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    assert_eq!(
        count(&town, "Tú", ["Nhận thay Dũng", "trình duyệt"]),
        1,
        "{}",
        town.screen("Tú")
    );
    town.taps_on("Tú", "Nhận thay Dũng", "Duyệt").await;
    assert_eq!(count(&town, "Lan", ["12/CT-UBND", "Mã kiểm tra"]), 1);
    assert_eq!(
        count(
            &town,
            "Lan",
            ["Phát hành: Thành phố Sông Hàn · Tú (thay Dũng)", ""]
        ),
        1,
        "{}",
        town.screen("Lan")
    );
    // Dũng sees what goes out in his name.
    assert_eq!(
        count(&town, "Dũng", ["chưa xác nhận", "đã gửi"]),
        1,
        "{}",
        town.screen("Dũng")
    );
    let both = "SELECT COUNT(*) FROM audit a JOIN people p ON p.id = a.on_behalf_of
                WHERE a.action = 'directive.approve' AND p.name = 'Dũng'";
    assert_eq!(town.count(both).await, 1);
    // What Tú prepares himself he does not approve in Dũng's place.
    town.sends_file("Tú", &documents::traffic()).await;
    town.addresses_everybody("Tú").await;
    town.taps("Tú", "Trình duyệt").await;
    let draft = town.count("SELECT MAX(id) FROM directives").await;
    let message = town.message("Tú", "Đang chờ duyệt");
    town.presses("Tú", message, &format!("1apr.{draft:x}"))
        .await;
    assert_snapshot!(town.toast("Tú"), @"Anh/chị là người trình nên không tự duyệt được; cần một lãnh đạo khác.");
    // Bình takes it over, and hands over to Tú: nor in Bình's.
    town.says("Dũng", "/bangiao").await;
    town.taps("Dũng", "Kết thúc ngay").await;
    hands_over(&mut town, "Bình", "Tú").await;
    town.presses("Tú", message, &format!("1apr.{draft:x}"))
        .await;
    assert_snapshot!(town.toast("Tú"), @"Anh/chị là người trình nên không tự duyệt được; cần một lãnh đạo khác.");
    // What Bình had prepared before is not Tú's to approve in Bình's place either.
    assert_eq!(count(&town, "Tú", ["Nhận thay Bình", "trình duyệt"]), 0);
    town.taps("Dũng", "Duyệt").await;
    town.finish().await;
}

#[tokio::test]
async fn what_an_absent_leader_prepared_is_not_approved_by_his_deputy() {
    let mut town =
        Town::new("Thành phố: Bình leader, Dũng leader, Tú clerk; Phường Hải Châu: Lan cadre")
            .await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    hands_over(&mut town, "Bình", "Tú").await;
    let draft = town.count("SELECT MAX(id) FROM directives").await;
    let message = town.message("Tú", "nhờ anh/chị nhận thay");
    town.presses("Tú", message, &format!("1apr.{draft:x}"))
        .await;
    assert_snapshot!(town.toast("Tú"), @"Anh/chị là người trình nên không tự duyệt được; cần một lãnh đạo khác.");
    assert_eq!(town.count("SELECT COUNT(*) FROM receipts").await, 0);
    town.finish().await;
}

#[tokio::test]
async fn whoever_leaves_a_unit_loses_his_buttons_at_once_and_so_does_his_deputy() {
    let mut town = published().await;
    hands_over(&mut town, "Lan", "Nam").await;
    let own = town.data_of("Lan", "Đã nhận");
    let copy = town.message("Lan", "Mã kiểm tra");
    let deputys = town.message("Nam", "Nhận thay Lan");
    leaves(&mut town, "Lan", None).await;
    // The presses come before any job has run.
    town.presses("Lan", copy, &own).await;
    assert_snapshot!(town.toast("Lan"), @"Anh/chị không còn làm ở Phường Hải Châu nên nút này không dùng được nữa. Gõ /nhiemvu để xem việc hiện nay.");
    town.presses("Nam", deputys, &own).await;
    assert_snapshot!(town.toast("Nam"), @"Anh/chị không còn nhận thay nên việc này không làm được nữa. Gõ /huy nếu đang làm dở.");
    assert_eq!(
        town.count("SELECT COUNT(*) FROM receipts WHERE confirmed_at IS NOT NULL")
            .await,
        0
    );
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      📄 Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Văn bản này không còn gửi tới anh/chị: anh/chị không làm ở đơn vị nhận nữa.
    Lan:
      /bangiao
    Kẻng ✎:
      🤝 Nam đang nhận thay anh/chị, từ 08:00, 23/11/2026 đến hết thứ Tư, 25/11.
      [Gia hạn] [Kết thúc ngay]
    Kẻng:
      🤝 Anh/chị không còn việc ở đơn vị đó, nên Nam thôi nhận thay.
    ");
    assert_eq!(
        count(&town, "Nam", ["Lan không còn việc", ""]),
        1,
        "{}",
        town.screen("Nam")
    );
    // She is nobody's to wait for any more.
    assert_eq!(town.count("SELECT COUNT(*) FROM receipts").await, 3);
    town.advance(days(2)).await;
    assert_eq!(count(&town, "Lan", ["🔔", ""]), 0);
    town.finish().await;
}

#[tokio::test]
async fn a_deputy_who_leaves_stands_in_no_more() {
    let mut town = published().await;
    hands_over(&mut town, "Lan", "Nam").await;
    let message = town.message("Nam", "Nhận thay Lan");
    let button = town.data_of("Lan", "Đã nhận");
    leaves(&mut town, "Nam", Some(("PHUONG-AN-HAI", Role::Cadre))).await;
    town.presses("Nam", message, &button).await;
    assert_snapshot!(town.toast("Nam"), @"Anh/chị không còn nhận thay nên việc này không làm được nữa. Gõ /huy nếu đang làm dở.");
    assert_eq!(
        count(&town, "Lan", ["không còn làm ở đơn vị", "Nam"]),
        1,
        "{}",
        town.screen("Lan")
    );
    town.taps_on("Lan", "Mã kiểm tra", "Đã nhận").await;
    assert_snapshot!(town.toast("Lan"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    town.finish().await;
}

#[tokio::test]
async fn a_leader_who_leaves_approves_nothing() {
    let mut town = Town::new(TOWN).await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    let button = town.data_of("Dũng", "Duyệt");
    let message = town.message("Dũng", "trình duyệt");
    leaves(&mut town, "Dũng", None).await;
    town.presses("Dũng", message, &button).await;
    assert_snapshot!(town.toast("Dũng"), @"Anh/chị không có quyền làm việc này ở đơn vị đó.");
    assert_eq!(town.count("SELECT COUNT(*) FROM receipts").await, 0);
    town.finish().await;
}

#[tokio::test]
async fn a_transfer_between_wards_takes_what_was_there_and_brings_what_is_open_here() {
    let mut town = Town::new(TOWN).await;
    // One directive for each ward alone.
    for ward in ["Phường Hải Châu", "Phường An Hải"] {
        town.sends_file("Bình", &documents::traffic()).await;
        town.taps("Bình", "Nơi nhận").await;
        town.taps("Bình", ward).await;
        town.taps("Bình", "Quay lại").await;
        town.taps("Bình", "Trình duyệt").await;
        town.taps("Dũng", "Duyệt").await;
    }
    assert_eq!(count(&town, "Lan", ["12/CT-UBND", "Mã kiểm tra"]), 1);
    let button = town.data_of("Lan", "Đã nhận");
    let message = town.message("Lan", "Mã kiểm tra");
    town.sees("Lan");
    leaves(&mut town, "Lan", Some(("PHUONG-AN-HAI", Role::Cadre))).await;
    town.settle().await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      📄 Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Văn bản này không còn gửi tới anh/chị: anh/chị không làm ở đơn vị nhận nữa.
    Kẻng:
      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của Phường An Hải
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
    town.presses("Lan", message, &button).await;
    assert_snapshot!(town.toast("Lan"), @"Anh/chị không có tên trong danh sách nhận văn bản này.");
    town.taps("Lan", "Đã nhận").await;
    assert_snapshot!(town.toast("Lan"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    town.says("Lan", "/nhiemvu").await;
    assert!(
        town.last("Lan").contains("phường An Hải"),
        "{}",
        town.last("Lan")
    );
    town.finish().await;
}

#[tokio::test]
async fn a_transfer_to_a_ward_that_is_asked_too_moves_what_is_owed() {
    let mut town = published().await;
    leaves(&mut town, "Lan", Some(("PHUONG-AN-HAI", Role::Cadre))).await;
    town.settle().await;
    assert_eq!(
        count(&town, "Lan", ["Nhiệm vụ của Phường An Hải", "Mã kiểm tra"]),
        1,
        "{}",
        town.screen("Lan")
    );
    town.taps("Lan", "Đã nhận").await;
    assert_snapshot!(town.toast("Lan"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    assert_eq!(town.count("SELECT COUNT(*) FROM receipts").await, 4);
    town.finish().await;
}
