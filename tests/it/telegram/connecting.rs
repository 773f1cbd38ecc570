//! Tying a group to a unit: who may, how it is said no, and what changes when it was wrong.

use insta::assert_snapshot;

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::{Town, days};

const GROUP: &str = "Hải Châu 1";
const WARD: &str = "PHUONG-HAI-CHAU";

async fn town() -> Town {
    let mut town = Town::new(TOWN).await;
    town.stranger("Kẻ Lạ");
    town
}

#[tokio::test]
async fn a_group_is_tied_by_code() {
    let mut town = town().await;
    town.founds(GROUP, &["Bình", "Lan", "Nam"]).await;
    assert_snapshot!(town.sees(GROUP), @"
    · + Kẻng
    Kẻng:
      👋 Tôi là Kẻng. Nhóm này chưa gắn với đơn vị nào.
      Quản trị viên của nhóm gõ /ketnoi kèm mã đơn vị, ví dụ: /ketnoi 20194
      [Chọn đơn vị]
    ");
    town.says_in(GROUP, "Bình", "/ketnoi phuong-hai-chau").await;
    assert_snapshot!(town.sees(GROUP), @"
    Bình:
      /ketnoi phuong-hai-chau
    Kẻng:
      Nhóm này của Phường Hải Châu dành cho ai?
      Tin của cán bộ và tin của người dân không bao giờ gửi lẫn nhau.
      [Nhóm cán bộ] [Nhóm dân cư]
    ");
    town.taps_in(GROUP, "Bình", "Nhóm cán bộ").await;
    assert_snapshot!(town.toast("Bình"), @"Từ nay đây là nhóm cán bộ của Phường Hải Châu.");
    assert_snapshot!(town.sees(GROUP), @"
    Kẻng ✎:
      ⬇️ Thẻ này đã chuyển xuống dưới.
    Kẻng ✎:
      🔗 Nhóm cán bộ của Phường Hải Châu. Chỉ thị của đơn vị sẽ đến đây, ai cũng xác nhận được bằng một chạm.
      [✅ Nhóm cán bộ] [Nhóm dân cư]
      [Kiểm tra lại] [Gỡ kết nối]
    ");
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert!(town.last(GROUP).contains("0/2"), "{}", town.last(GROUP));
    town.finish().await;
}

#[tokio::test]
async fn a_unit_is_chosen_from_a_list_that_has_pages() {
    let wards = ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám"];
    let mut plan = "Thành phố: Bình leader".to_owned();
    for ward in wards {
        plan.push_str(&format!("; Phường {ward}: Cán {ward} cadre"));
    }
    let mut town = Town::new(&plan).await;
    town.founds(GROUP, &["Bình"]).await;
    town.taps_in(GROUP, "Bình", "Chọn đơn vị").await;
    assert_snapshot!(town.last(GROUP), @"
    Kẻng ✎:
      Bình muốn gắn nhóm này với đơn vị nào?
      [Thành phố Sông Hàn]
      [Phường Ba]
      [Phường Bảy]
      [Phường Bốn]
      [Phường Hai]
      [Phường Một]
      [Phường Năm]
      [Tiếp]
    ");
    town.taps_in(GROUP, "Bình", "Tiếp").await;
    assert_snapshot!(town.last(GROUP), @"
    Kẻng ✎:
      Bình muốn gắn nhóm này với đơn vị nào?
      [Phường Sáu]
      [Phường Tám]
      [Trước]
    ");
    town.taps_in(GROUP, "Bình", "Phường Tám").await;
    town.taps_in(GROUP, "Bình", "Nhóm dân cư").await;
    assert_snapshot!(town.last(GROUP), @"
    Kẻng ✎:
      🔗 Nhóm dân cư của Phường Tám. Tin an toàn chính thức sẽ đến đây.
      [Nhóm cán bộ] [✅ Nhóm dân cư]
      [Kiểm tra lại] [Gỡ kết nối]
    ");
    // A name that means one unit is as good as its code.
    town.says_in(GROUP, "Bình", "/ketnoi Phường Sáu").await;
    assert_snapshot!(town.last(GROUP), @"
    Kẻng:
      Nhóm này của Phường Sáu dành cho ai?
      Tin của cán bộ và tin của người dân không bao giờ gửi lẫn nhau.
      [Nhóm cán bộ] [Nhóm dân cư]
    ");
    town.finish().await;
}

#[tokio::test]
async fn everybody_who_may_not_is_told_why() {
    let mut town = town().await;
    town.founds(GROUP, &["Bình", "Lan", "Mai", "Kẻ Lạ", "Hòa"])
        .await;
    let group = town.id(GROUP);
    let binh = town.id("Bình");
    let mut answers = Vec::new();
    let mut ask = async |town: &mut Town, who: &str, text: &str| {
        town.says_in(GROUP, who, text).await;
        answers.push(format!("{who} {text}\n{}", town.last(GROUP)));
    };
    ask(&mut town, "Lan", "/ketnoi PHUONG-HAI-CHAU").await;
    for who in ["Kẻ Lạ", "Mai", "Hòa"] {
        let user = town.id(who);
        town.world
            .sets_standing(binh, user, group, keng::sim::Standing::Administrator)
            .unwrap();
    }
    ask(&mut town, "Kẻ Lạ", "/ketnoi PHUONG-HAI-CHAU").await;
    ask(&mut town, "Mai", "/ketnoi PHUONG-HAI-CHAU").await;
    ask(&mut town, "Mai", "/ketnoi").await;
    ask(&mut town, "Hòa", "/ketnoi PHUONG-HAI-CHAU").await;
    ask(&mut town, "Hòa", "/ketnoi 99999").await;
    town.world
        .says_anonymously(binh, group, "/ketnoi PHUONG-HAI-CHAU")
        .unwrap();
    town.settle().await;
    answers.push(town.last(GROUP));
    assert_snapshot!(answers.join("\n"), @"
    Lan /ketnoi PHUONG-HAI-CHAU
    Kẻng:
      Chỉ quản trị viên của nhóm mới làm được việc này. Hãy nhờ một quản trị viên.
    Kẻ Lạ /ketnoi PHUONG-HAI-CHAU
    Kẻng:
      Tôi chưa biết anh/chị là ai trong hệ thống. Hãy mở liên kết mời của đơn vị mình rồi thử lại.
    Mai /ketnoi PHUONG-HAI-CHAU
    Kẻng:
      Anh/chị không phụ trách Phường Hải Châu nên không gắn nhóm được. Hãy nhờ lãnh đạo hoặc văn thư của đơn vị đó.
    Mai /ketnoi
    Kẻng:
      Anh/chị chưa phụ trách đơn vị nào nên chưa gắn nhóm được. Hãy nhờ lãnh đạo hoặc văn thư của đơn vị.
    Hòa /ketnoi PHUONG-HAI-CHAU
    Kẻng:
      Anh/chị không phụ trách Phường Hải Châu nên không gắn nhóm được. Hãy nhờ lãnh đạo hoặc văn thư của đơn vị đó.
    Hòa /ketnoi 99999
    Kẻng:
      Không có đơn vị nào mang mã “99999”. Gõ /ketnoi không kèm mã để chọn từ danh sách.
    Kẻng:
      Anh/chị đang viết ẩn danh nên tôi không biết là ai. Hãy tắt ẩn danh (hoặc chọn viết bằng tên mình) rồi gõ lại lệnh.
    ");
    assert_eq!(
        town.count("SELECT COUNT(*) FROM chats WHERE unit_id IS NOT NULL")
            .await,
        0
    );
    town.finish().await;
}

#[tokio::test]
async fn what_was_for_cadres_leaves_a_group_that_becomes_the_residents() {
    let mut town = town().await;
    town.founds(GROUP, &["Bình", "Lan", "Nam", "Kẻ Lạ"]).await;
    town.ties(GROUP, "Bình", WARD, "Nhóm cán bộ").await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert!(town.screen(GROUP).contains("12/CT-UBND"));
    town.taps_in(GROUP, "Bình", "Nhóm dân cư").await;
    assert_snapshot!(town.toast("Bình"), @"Từ nay đây là nhóm dân cư của Phường Hải Châu.");
    assert_snapshot!(town.screen(GROUP), @"
    ── Hải Châu 1 ──
    · + Kẻng
    Kẻng ✎:
      ⬇️ Thẻ này đã chuyển xuống dưới.
    Bình:
      /ketnoi PHUONG-HAI-CHAU
    Kẻng ✎:
      🔗 Nhóm dân cư của Phường Hải Châu. Tin an toàn chính thức sẽ đến đây.
      [Nhóm cán bộ] [✅ Nhóm dân cư]
      [Kiểm tra lại] [Gỡ kết nối]
    ");
    // Nothing brings it back, neither a receipt nor a correction.
    town.taps("Lan", "Đã nhận").await;
    town.advance(days(1)).await;
    assert!(!town.screen(GROUP).contains("12/CT-UBND"));
    // And nothing new comes.
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    assert!(!town.screen(GROUP).contains("12/CT-UBND"));
    town.finish().await;
}

#[tokio::test]
async fn a_copy_too_old_to_be_taken_away_loses_its_words() {
    let mut town = town().await;
    town.expects("message can't be deleted");
    town.founds(GROUP, &["Bình", "Lan", "Nam"]).await;
    town.ties(GROUP, "Bình", WARD, "Nhóm cán bộ").await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town.advance(days(3)).await;
    town.sees(GROUP);
    town.taps_in(GROUP, "Bình", "Gỡ kết nối").await;
    assert_snapshot!(town.toast("Bình"), @"Đã gỡ. Tin của đơn vị không đến nhóm này nữa.");
    assert_snapshot!(town.sees(GROUP), @"
    Kẻng ✎:
      👋 Tôi là Kẻng. Nhóm này chưa gắn với đơn vị nào.
      Quản trị viên của nhóm gõ /ketnoi kèm mã đơn vị, ví dụ: /ketnoi 20194
      [Chọn đơn vị]
    Kẻng ✎:
      🚫 Tin này đã được thu lại.
    ");
    town.finish().await;
}

#[tokio::test]
async fn what_is_queued_when_the_group_changes_is_not_sent() {
    let mut town = town().await;
    town.founds(GROUP, &["Bình", "Lan", "Nam"]).await;
    town.ties(GROUP, "Bình", WARD, "Nhóm cán bộ").await;
    town.throws_out(GROUP, "Bình").await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    // The copy waits for the return of the bot; then the group is somebody else's.
    town.takes_in(GROUP, "Bình").await;
    assert!(
        town.screen(GROUP).contains("12/CT-UBND"),
        "tied as before, it comes"
    );
    town.throws_out(GROUP, "Bình").await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    let mut tx = town.store().begin().await.unwrap();
    let ward = tx.unit_by_code(WARD).await.unwrap().unwrap();
    let group = keng::domain::ids::TelegramChatId(town.id(GROUP));
    let chat = tx.chat_by_telegram(group).await.unwrap().unwrap();
    tx.chat_connect(
        chat.id,
        ward.id,
        keng::domain::chat::GroupAudience::Resident,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let before = town.screen(GROUP).matches("12/CT-UBND").count();
    town.takes_in(GROUP, "Bình").await;
    assert_eq!(town.screen(GROUP).matches("12/CT-UBND").count(), before);
    town.finish().await;
}

#[tokio::test]
async fn of_two_who_choose_at_once_the_last_one_wins_and_both_know() {
    let mut town = town().await;
    town.founds(GROUP, &["Bình", "Dũng", "Lan"]).await;
    let group = town.id(GROUP);
    let (binh, dung) = (town.id("Bình"), town.id("Dũng"));
    town.world
        .sets_standing(binh, dung, group, keng::sim::Standing::Administrator)
        .unwrap();
    town.says_in(GROUP, "Bình", &format!("/ketnoi {WARD}"))
        .await;
    town.world.taps_last(binh, group, "Nhóm cán bộ").unwrap();
    town.world.taps_last(dung, group, "Nhóm dân cư").unwrap();
    town.settle().await;
    assert_snapshot!(town.toast("Bình"), @"Từ nay đây là nhóm cán bộ của Phường Hải Châu.");
    assert_snapshot!(town.toast("Dũng"), @"Từ nay đây là nhóm dân cư của Phường Hải Châu.");
    assert_snapshot!(town.last(GROUP), @"
    Kẻng ✎:
      🔗 Nhóm dân cư của Phường Hải Châu. Tin an toàn chính thức sẽ đến đây.
      [Nhóm cán bộ] [✅ Nhóm dân cư]
      [Kiểm tra lại] [Gỡ kết nối]
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_leader_of_another_ward_cannot_take_the_group_away() {
    let mut town = town().await;
    town.founds(GROUP, &["Bình", "Hòa"]).await;
    town.ties(GROUP, "Bình", WARD, "Nhóm cán bộ").await;
    let group = town.id(GROUP);
    let hoa = town.id("Hòa");
    town.world
        .sets_standing(
            town.id("Bình"),
            hoa,
            group,
            keng::sim::Standing::Administrator,
        )
        .unwrap();
    town.taps_in(GROUP, "Hòa", "Gỡ kết nối").await;
    assert_snapshot!(town.toast("Hòa"), @"Nhóm này đang gắn với Phường Hải Châu. Người phụ trách đơn vị đó phải gỡ ra trước.");
    town.ties(GROUP, "Hòa", "PHUONG-AN-HAI", "Nhóm cán bộ")
        .await;
    assert_snapshot!(town.toast("Hòa"), @"Nhóm này đang gắn với Phường Hải Châu. Người phụ trách đơn vị đó phải gỡ ra trước.");
    town.finish().await;
}

#[tokio::test]
async fn a_group_speaks_the_language_that_its_administrator_chose() {
    let mut town = town().await;
    town.founds(GROUP, &["Bình", "Lan", "Nam"]).await;
    town.ties(GROUP, "Bình", WARD, "Nhóm cán bộ").await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town.sees(GROUP);
    town.says_in(GROUP, "Lan", "/ngonngu").await;
    assert_snapshot!(town.sees(GROUP), @"
    Lan:
      /ngonngu
    Kẻng:
      Chỉ quản trị viên của nhóm mới làm được việc này. Hãy nhờ một quản trị viên.
    ");
    town.says_in(GROUP, "Bình", "/ngonngu").await;
    town.taps_in(GROUP, "Lan", "English").await;
    assert_snapshot!(town.toast("Lan"), @"Chỉ quản trị viên của nhóm mới làm được việc này. Hãy nhờ một quản trị viên.");
    town.taps_in(GROUP, "Bình", "English").await;
    assert_snapshot!(town.toast("Bình"), @"I speak English in this group from now on.");
    assert_snapshot!(town.sees(GROUP), @"
    Kẻng ✎:
      🔗 The officers' group of Phường Hải Châu. The unit's directives arrive here, and everybody confirms with one tap.
      [✅ Officers' group] [Residents' group]
      [Check again] [Untie]
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

      ✅ Confirmed 0/2
      ⏳ Not confirmed: Lan, Nam
      [Received]
      [Full text] [Comment]
    Bình:
      /ngonngu
    Kẻng ✎:
      Which language would you like?
      [Tiếng Việt] [✅ English]
    ");
    // The person's own language is his own.
    assert!(town.last("Bình").contains("Chỉ thị"));
    town.finish().await;
}
