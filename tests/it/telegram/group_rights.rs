//! What the bot may do in groups, and who hears of it when that changes.

use insta::assert_snapshot;
use keng::sim::{Permissions, Standing};

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::{Town, hours};

const GROUP: &str = "Hải Châu 1";
const WARD: &str = "PHUONG-HAI-CHAU";

async fn tied() -> Town {
    let mut town = Town::new(TOWN).await;
    town.founds(GROUP, &["Bình", "Lan", "Nam"]).await;
    town.ties(GROUP, "Bình", WARD, "Nhóm cán bộ").await;
    town.sees(GROUP);
    town
}

#[tokio::test]
async fn the_card_says_what_is_missing_until_it_is_given() {
    let mut town = Town::new(TOWN).await;
    let group = town.gathers(GROUP, &["Bình", "Lan"]);
    let some = Permissions {
        documents: false,
        polls: false,
        ..Permissions::ALL
    };
    town.permits(GROUP, some);
    town.takes_in(GROUP, "Bình").await;
    assert_snapshot!(town.last(GROUP), @"
    Kẻng:
      👋 Tôi là Kẻng. Nhóm này chưa gắn với đơn vị nào.
      Quản trị viên của nhóm gõ /ketnoi kèm mã đơn vị, ví dụ: /ketnoi 20194

      ⚠️ Ở đây tôi chưa được phép: gửi tệp, gửi bình chọn.
      Quản trị viên mở thông tin nhóm → Chỉnh sửa → Quyền và bật các mục này, hoặc cho tôi làm quản trị viên. Xong thì bấm “Kiểm tra lại”.
      [Chọn đơn vị]
      [Kiểm tra lại]
    ");
    town.ties(GROUP, "Bình", WARD, "Nhóm cán bộ").await;
    assert_snapshot!(town.last(GROUP), @"
    Kẻng ✎:
      🔗 Nhóm cán bộ của Phường Hải Châu. Chỉ thị của đơn vị sẽ đến đây, ai cũng xác nhận được bằng một chạm.

      ⚠️ Ở đây tôi chưa được phép: gửi tệp, gửi bình chọn.
      Quản trị viên mở thông tin nhóm → Chỉnh sửa → Quyền và bật các mục này, hoặc cho tôi làm quản trị viên. Xong thì bấm “Kiểm tra lại”.
      [✅ Nhóm cán bộ] [Nhóm dân cư]
      [Kiểm tra lại] [Gỡ kết nối]
    ");
    // Nobody tells a bot that the rights of all were changed.
    town.taps_in(GROUP, "Lan", "Kiểm tra lại").await;
    assert_snapshot!(town.toast("Lan"), @"⚠️ Tôi vẫn chưa đủ quyền, xem trên thẻ.");
    town.permits(GROUP, Permissions::ALL);
    town.taps_in(GROUP, "Lan", "Kiểm tra lại").await;
    assert_snapshot!(town.toast("Lan"), @"✅ Tôi gửi được tin, tệp, ảnh và bình chọn ở đây.");
    assert_snapshot!(town.last(GROUP), @"
    Kẻng ✎:
      🔗 Nhóm cán bộ của Phường Hải Châu. Chỉ thị của đơn vị sẽ đến đây, ai cũng xác nhận được bằng một chạm.
      [✅ Nhóm cán bộ] [Nhóm dân cư]
      [Kiểm tra lại] [Gỡ kết nối]
    ");
    // But of its own it hears: the card follows by itself.
    town.permits(GROUP, some);
    town.taps_in(GROUP, "Lan", "Kiểm tra lại").await;
    assert!(town.last(GROUP).contains("chưa được phép"));
    town.world.promotes(town.id("Bình"), group).unwrap();
    town.settle().await;
    assert!(
        !town.last(GROUP).contains("chưa được phép"),
        "{}",
        town.last(GROUP)
    );
    town.world.demotes(town.id("Bình"), group).unwrap();
    town.settle().await;
    assert!(
        town.last(GROUP).contains("chưa được phép"),
        "{}",
        town.last(GROUP)
    );
    town.finish().await;
}

#[tokio::test]
async fn in_a_group_where_nobody_may_write_its_leader_hears_it_in_private() {
    let mut town = Town::new(TOWN).await;
    town.gathers(GROUP, &["Bình", "Lan"]);
    town.permits(GROUP, Permissions::NONE);
    town.takes_in(GROUP, "Bình").await;
    town.sees("Bình");
    town.says_in(GROUP, "Bình", &format!("/ketnoi {WARD}"))
        .await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng:
      ⚠️ Nhóm “Hải Châu 1” không tới được: bot không có quyền gửi tin.
      Quản trị viên mở thông tin nhóm → Chỉnh sửa → Quyền và bật “Gửi tin nhắn”, hoặc cho tôi làm quản trị viên. Xong thì bấm “Kiểm tra lại”.
      [Kiểm tra lại]
    ");
    town.taps("Bình", "Kiểm tra lại").await;
    assert_snapshot!(town.toast("Bình"), @"⚠️ Tôi vẫn chưa gửi được tin vào nhóm.");
    town.permits(GROUP, Permissions::ALL);
    town.taps("Bình", "Kiểm tra lại").await;
    assert_snapshot!(town.toast("Bình"), @"✅ Tôi gửi được tin, tệp, ảnh và bình chọn ở đây.");
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ✅ Nhóm “Hải Châu 1” lại nhận được tin. Tin được giữ lại đã gửi vào nhóm.
    ");
    assert_snapshot!(town.screen(GROUP), @"
    ── Hải Châu 1 ──
    · + Kẻng
    Bình:
      /ketnoi PHUONG-HAI-CHAU
    Kẻng:
      👋 Tôi là Kẻng. Nhóm này chưa gắn với đơn vị nào.
      Quản trị viên của nhóm gõ /ketnoi kèm mã đơn vị, ví dụ: /ketnoi 20194
      [Chọn đơn vị]
    ");
    town.finish().await;
}

#[tokio::test]
async fn who_tied_it_is_told_once_that_the_bot_was_thrown_out_and_what_waits_comes_later() {
    let mut town = tied().await;
    town.sees("Bình");
    town.throws_out(GROUP, "Lan").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng:
      ⚠️ Nhóm “Hải Châu 1” không tới được: bot đã bị đưa ra khỏi nhóm.
      Nhóm của Phường Hải Châu. Tin cho nhóm được giữ lại và gửi khi tôi trở lại.
      Hãy thêm lại tôi vào nhóm. Nếu không dùng nhóm này nữa thì không cần làm gì.
      [Kiểm tra lại]
    ");
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert!(
        town.last("Bình")
            .contains("1 nhóm không tới được: Hải Châu 1 (bot đã bị đưa ra khỏi nhóm)"),
        "{}",
        town.last("Bình")
    );
    town.advance(hours(1)).await;
    let told = town.screen("Bình").matches("không tới được").count();
    assert!(!town.screen(GROUP).contains("12/CT-UBND"));
    town.restart().await;
    town.advance(hours(1)).await;
    assert_eq!(town.screen("Bình").matches("không tới được").count(), told);
    town.takes_in(GROUP, "Lan").await;
    assert_snapshot!(town.sees(GROUP), @"
    Kẻng ✎:
      ⬇️ Thẻ này đã chuyển xuống dưới.
    · − Kẻng
    · + Kẻng
    Kẻng:
      🔗 Nhóm cán bộ của Phường Hải Châu. Chỉ thị của đơn vị sẽ đến đây, ai cũng xác nhận được bằng một chạm.
      [✅ Nhóm cán bộ] [Nhóm dân cư]
      [Kiểm tra lại] [Gỡ kết nối]
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
    assert!(
        town.screen("Bình").contains("lại nhận được tin"),
        "{}",
        town.screen("Bình")
    );
    // A second loss is a new one.
    town.throws_out(GROUP, "Lan").await;
    assert!(
        town.last("Bình").contains("không tới được"),
        "{}",
        town.last("Bình")
    );
    town.finish().await;
}

#[tokio::test]
async fn a_loss_that_is_found_out_by_sending_is_told_too() {
    let mut town = tied().await;
    town.expects("not enough rights to send text messages");
    town.permits(GROUP, Permissions::NONE);
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    let message = town.message("Bình", "không tới được");
    let shown = town.world.message_on_screen(town.id("Bình"), message);
    assert_snapshot!(shown, @"
    Kẻng:
      ⚠️ Nhóm “Hải Châu 1” không tới được: bot không có quyền gửi tin.
      Nhóm của Phường Hải Châu. Tin cho nhóm được giữ lại và gửi khi tôi trở lại.
      Quản trị viên mở thông tin nhóm → Chỉnh sửa → Quyền và bật “Gửi tin nhắn”, hoặc cho tôi làm quản trị viên. Xong thì bấm “Kiểm tra lại”.
      [Kiểm tra lại]
    ");
    assert!(!town.screen(GROUP).contains("12/CT-UBND"));
    town.permits(GROUP, Permissions::ALL);
    town.taps("Bình", "Kiểm tra lại").await;
    assert!(
        town.last(GROUP).contains("12/CT-UBND"),
        "{}",
        town.last(GROUP)
    );
    town.finish().await;
}

#[tokio::test]
async fn restricted_and_set_free_in_a_supergroup() {
    let mut town = tied().await;
    town.migrates(GROUP).await;
    let group = town.id(GROUP);
    let binh = town.id("Bình");
    town.world
        .restricts_bot(binh, group, Permissions::NONE)
        .unwrap();
    town.settle().await;
    assert!(
        town.last("Bình").contains("không có quyền gửi tin"),
        "{}",
        town.last("Bình")
    );
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town.world.demotes(binh, group).unwrap();
    town.settle().await;
    assert_eq!(town.world.bot_standing(group), Standing::Member);
    assert!(
        town.screen(GROUP).contains("12/CT-UBND"),
        "{}",
        town.screen(GROUP)
    );
    town.finish().await;
}

#[tokio::test]
async fn where_nobody_of_the_unit_is_known_the_next_leader_above_is_told() {
    let mut town = Town::new("Thành phố: Bình leader; Phường Hải Châu: Thu clerk, Lan cadre").await;
    town.founds(GROUP, &["Thu", "Lan"]).await;
    town.ties(GROUP, "Thu", WARD, "Nhóm dân cư").await;
    town.blocks("Thu").await;
    town.sees("Bình");
    town.throws_out(GROUP, "Lan").await;
    assert!(town.sees("Bình").contains("Hải Châu 1"));
    town.finish().await;
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_keeps_all_of_it() {
    // By Telegram's own word.
    let mut town = tied().await;
    town.migrates(GROUP).await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert!(
        town.last(GROUP).contains("12/CT-UBND"),
        "{}",
        town.last(GROUP)
    );
    town.taps_in(GROUP, "Lan", "Đã nhận").await;
    assert!(town.last(GROUP).contains("1/2"), "{}", town.last(GROUP));
    town.finish().await;

    // By the answer to a message, while the word is still on its way.
    let mut town = tied().await;
    town.expects("group chat was upgraded to a supergroup chat");
    town.sends_file("Bình", &documents::traffic()).await;
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    town.taps_quietly("Dũng", "Duyệt");
    town.only_handles().await;
    let old = town.id(GROUP);
    let new = town.world.migrates(old).unwrap();
    town.only_sends().await;
    town.settle().await;
    town.calls_it(GROUP, new);
    assert!(
        town.screen(GROUP).contains("12/CT-UBND"),
        "{}",
        town.screen(GROUP)
    );
    assert_eq!(town.screen(GROUP).matches("Mã kiểm tra").count(), 1);
    town.finish().await;
}

#[tokio::test]
async fn a_channel_with_the_bot_in_it_does_no_harm() {
    let mut town = Town::new(TOWN).await;
    let administrator = serde_json::json!({
        "status": "administrator", "user": { "id": 1000, "is_bot": true, "first_name": "Kẻng" },
        "can_post_messages": true,
    });
    let channel = serde_json::json!({ "id": -1_009, "type": "channel", "title": "Kênh phường" });
    let added = serde_json::json!({ "update_id": 9_000, "my_chat_member": {
        "chat": channel, "date": 1,
        "from": { "id": town.id("Bình"), "is_bot": false, "first_name": "Bình" },
        "old_chat_member": { "status": "left" }, "new_chat_member": administrator,
    }});
    let post = serde_json::json!({ "update_id": 9_001, "channel_post": {
        "message_id": 1, "date": 1, "chat": channel, "sender_chat": channel, "text": "/ketnoi TP",
    }});
    let mut tx = town.store().begin().await.unwrap();
    for (number, update) in [(9_000, added), (9_001, post)] {
        assert!(
            tx.inbox_insert(number, -1_009, &update.to_string(), town.clock.now())
                .await
                .unwrap()
        );
    }
    tx.commit().await.unwrap();
    town.settle().await;
    assert_eq!(
        town.count("SELECT COUNT(*) FROM chats WHERE kind = 'channel'")
            .await,
        0
    );
    assert!(
        town.world
            .requests()
            .iter()
            .all(|call| call.chat != Some(-1_009))
    );
    town.finish().await;
}
