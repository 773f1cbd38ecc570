//! Joining by an invitation: the card, the consent, and links that do not hold.

use std::time::Duration;

use insta::assert_snapshot;
use keng::domain::locale::Locale;
use keng::domain::org::Role;

use crate::support::documents;
use crate::support::town::{Town, days, hours};

const TOWN: &str = "Thành phố: Bình leader, Dũng leader, Quản admin; \
                    Phường Hải Châu: Lan cadre, Tú cadre unjoined, Vân cadre unjoined";
const WARD: &str = "Phường Hải Châu";
const WEEK: Duration = days(7);

/// A town with somebody nobody knows.
async fn town_with(stranger: &str) -> Town {
    let mut town = Town::new(TOWN).await;
    town.stranger(stranger);
    town
}

/// How many may still join by the shared link of a test that has one.
async fn uses_left(town: &Town) -> i64 {
    town.count("SELECT uses_left FROM invitations WHERE person_id IS NULL")
        .await
}

async fn consents(town: &Town) -> i64 {
    town.count("SELECT COUNT(*) FROM consents").await
}

#[tokio::test]
async fn a_link_is_shown_first_and_joins_only_after_consent() {
    let mut town = town_with("Huy").await;
    let link = town.link(Role::Cadre, WARD, 5, WEEK).await;
    town.opens("Huy", &link).await;
    assert_snapshot!(town.sees("Huy"), @"
    Huy:
      /start XXXX
    Kẻng:
      📨 Lời mời vào Phường Hải Châu
      Vai trò: Cán bộ
      Người mời: quản trị viên của Thành phố Sông Hàn

      Trước khi vào, mời anh/chị đọc:

      • Tôi lưu gì: tên và số hiệu tài khoản Telegram; họ tên, điện thoại, chức vụ theo danh sách của đơn vị; các xác nhận, ý kiến và báo cáo anh/chị gửi qua tôi.
      • Để làm gì: chuyển chỉ thị, nhắc thời hạn và tổng hợp kết quả. Không dùng vào việc khác.
      • Ai xem được: lãnh đạo, văn thư, quản trị viên của đơn vị anh/chị và cấp trên, cùng nơi phát hành văn bản gửi tới anh/chị.
      • Lưu bao lâu: đến khi anh/chị yêu cầu xoá hoặc hết thời hạn lưu của đơn vị. Phần đã thành hồ sơ văn bản thì giữ lại, không kèm tên.
      • Quyền của anh/chị: gõ /riengtu lúc nào cũng được để xem, lấy bản sao, rút lại đồng ý và xoá.
      • Chịu trách nhiệm: Thành phố Sông Hàn, theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP.

      Anh/chị có đồng ý không? Chưa bấm Đồng ý thì anh/chị chưa vào và lời mời chưa mất lượt nào.
      [Đồng ý] [Không đồng ý]
    ");
    assert_eq!(uses_left(&town).await, 5, "nothing is counted yet");
    let members = "SELECT COUNT(*) FROM memberships WHERE role = 'cadre'";
    assert_eq!(town.count(members).await, 3, "nobody has joined yet");

    town.taps("Huy", "Đồng ý").await;
    assert_snapshot!(town.toast("Huy"), @"Chào mừng anh/chị!");
    assert_snapshot!(town.sees("Huy"), @"
    Kẻng ✎:
      ✅ Huy đã vào Phường Hải Châu với vai trò Cán bộ.
    Kẻng:
      🔔 Chào Huy!

      • Cán bộ — Phường Hải Châu

      Ở đây anh/chị có thể:

      /nhiemvu — Nhiệm vụ của tôi, việc gần hạn trước
      /bangiao — Bàn giao việc cho người nhận thay
      /kiemtra — Tin này có chính thức và còn hiệu lực không
      /ngonngu — Đổi ngôn ngữ
      /riengtu — Dữ liệu về tôi: xem, lấy bản sao, xoá
      /trogiup — Tôi làm được gì ở đây
      /huy — Bỏ việc đang làm dở
    ");
    assert_eq!(uses_left(&town).await, 4);
    assert_eq!(consents(&town).await, 1);
    town.finish().await;
}

#[tokio::test]
async fn a_resident_reads_other_terms() {
    let mut town = town_with("Bà Sáu").await;
    let link = town.link(Role::Resident, WARD, 5, WEEK).await;
    town.opens("Bà Sáu", &link).await;
    assert_snapshot!(town.last("Bà Sáu"), @"
    Kẻng:
      📨 Lời mời vào Phường Hải Châu
      Vai trò: Người dân
      Người mời: quản trị viên của Thành phố Sông Hàn

      Trước khi vào, mời anh/chị đọc:

      • Tôi lưu gì: tên và số hiệu tài khoản Telegram; nơi anh/chị nhận tin; những tin anh/chị báo qua tôi.
      • Để làm gì: gửi tin an toàn chính thức của nơi anh/chị ở và trả lời tin anh/chị báo. Không dùng vào việc khác.
      • Ai xem được: quản trị viên và cán bộ xử lý tin của đơn vị đó.
      • Lưu bao lâu: đến khi anh/chị yêu cầu xoá hoặc hết thời hạn lưu của đơn vị.
      • Quyền của anh/chị: gõ /riengtu lúc nào cũng được để xem, lấy bản sao, rút lại đồng ý và xoá.
      • Chịu trách nhiệm: Thành phố Sông Hàn, theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP.

      Anh/chị có đồng ý không? Chưa bấm Đồng ý thì anh/chị chưa vào và lời mời chưa mất lượt nào.
      [Đồng ý] [Không đồng ý]
    ");
    town.taps("Bà Sáu", "Đồng ý").await;
    town.finish().await;
}

#[tokio::test]
async fn who_does_not_agree_has_not_joined_and_may_change_his_mind() {
    let mut town = town_with("Huy").await;
    let link = town.link(Role::Cadre, WARD, 1, WEEK).await;
    town.opens("Huy", &link).await;
    let before = town.count("SELECT COUNT(*) FROM memberships").await;
    town.taps("Huy", "Không đồng ý").await;
    assert_snapshot!(town.last("Huy"), @"
    Kẻng ✎:
      Đã rõ: anh/chị không vào, và lời mời không mất lượt nào. Khi nào đổi ý, anh/chị chỉ cần bấm lại liên kết.
    ");
    let after = town.count("SELECT COUNT(*) FROM memberships").await;
    assert_eq!((after, consents(&town).await), (before, 0));
    assert_eq!(uses_left(&town).await, 1);
    let noted = "SELECT COUNT(*) FROM audit WHERE action = 'invitation.decline'
                 AND actor_id IS NULL AND detail = '{}'";
    assert_eq!(town.count(noted).await, 1);

    // Nobody is left of him; the next time he is a stranger again.
    let known = "SELECT COUNT(*) FROM people WHERE name = 'Huy' OR folded = 'huy'";
    assert_eq!(town.count(known).await, 0);
    let chats = "SELECT COUNT(*) FROM chats WHERE person_id IS NULL";
    assert_eq!(town.count(chats).await, 0);
    town.opens("Huy", &link).await;
    town.taps("Huy", "Đồng ý").await;
    assert!(
        town.screen("Huy").contains("đã vào Phường Hải Châu"),
        "{}",
        town.screen("Huy")
    );
    town.finish().await;
}

#[tokio::test]
async fn a_cadre_who_declines_another_role_stays_what_he_is() {
    let mut town = Town::new(TOWN).await;
    let link = town.link(Role::Clerk, WARD, 1, WEEK).await;
    town.opens("Lan", &link).await;
    town.taps("Lan", "Không đồng ý").await;
    assert!(town.last("Lan").contains("Đã rõ"), "{}", town.last("Lan"));
    town.says("Lan", "/trogiup").await;
    assert!(
        town.last("Lan").contains("• Cán bộ — Phường Hải Châu"),
        "{}",
        town.last("Lan")
    );
    town.finish().await;
}

#[tokio::test]
async fn two_taps_decline_once() {
    let mut town = town_with("Huy").await;
    let link = town.link(Role::Cadre, WARD, 1, WEEK).await;
    town.opens("Huy", &link).await;
    town.taps_quietly("Huy", "Không đồng ý");
    town.taps_quietly("Huy", "Đồng ý");
    town.settle().await;
    assert_snapshot!(town.toast("Huy"), @"Nút này cũ quá rồi. Mời anh/chị mở lại bằng lệnh trong thực đơn.");
    assert_eq!((uses_left(&town).await, consents(&town).await), (1, 0));
    town.finish().await;
}

#[tokio::test]
async fn two_taps_join_once_and_an_old_card_says_so() {
    let mut town = town_with("Huy").await;
    let link = town.link(Role::Cadre, WARD, 5, WEEK).await;
    town.opens("Huy", &link).await;
    town.opens("Huy", &link).await;
    let cards = town.world.messages(town.id("Huy"));
    let cards: Vec<i64> = cards.iter().filter(|m| m.from_bot).map(|m| m.id).collect();
    let agree = town.data_of("Huy", "Đồng ý");
    town.taps_quietly("Huy", "Đồng ý");
    town.taps_quietly("Huy", "Đồng ý");
    town.settle().await;
    assert_eq!((uses_left(&town).await, consents(&town).await), (4, 1));
    assert_snapshot!(town.toast("Huy"), @"Anh/chị đã tham gia rồi, không cần làm gì thêm.");
    // The card that was opened twice, and the one that shows what he joined.
    town.restart().await;
    town.presses("Huy", cards[0], &agree).await;
    assert_snapshot!(town.toast("Huy"), @"Anh/chị đã ở Phường Hải Châu với vai trò này rồi, không cần làm gì thêm.");
    town.presses("Huy", cards[1], &agree).await;
    assert_snapshot!(town.toast("Huy"), @"Anh/chị đã tham gia rồi, không cần làm gì thêm.");
    assert_eq!((uses_left(&town).await, consents(&town).await), (4, 1));
    town.finish().await;
}

#[tokio::test]
async fn a_card_outlives_a_restart_but_not_its_invitation() {
    let mut town = town_with("Huy").await;
    town.stranger("Oanh");
    let link = town.link(Role::Cadre, WARD, 1, WEEK).await;
    town.opens("Huy", &link).await;
    town.opens("Oanh", &link).await;
    town.restart().await;
    town.taps("Oanh", "Đồng ý").await;
    assert!(town.screen("Oanh").contains("đã vào"));
    // The one use went to her while he was reading.
    town.taps("Huy", "Đồng ý").await;
    assert_snapshot!(town.toast("Huy"), @"Lời mời này đã dùng hết lượt. Hãy xin người mời gửi liên kết mới.");
    assert_eq!((uses_left(&town).await, consents(&town).await), (0, 1));
    town.finish().await;
}

#[tokio::test]
async fn links_that_do_not_hold_say_why_and_what_to_do() {
    let mut town = town_with("Huy").await;
    let link = town.link(Role::Cadre, WARD, 1, hours(12)).await;
    town.opens("Huy", "https://t.me/keng_bot?start=guessed")
        .await;
    assert_snapshot!(town.last("Huy"), @"
    Kẻng:
      Không có lời mời này. Hãy kiểm tra lại liên kết, hoặc xin người mời gửi lại.
    ");
    town.opens("Huy", &link).await;
    town.advance(hours(12)).await;
    // He took his time over the card.
    town.taps("Huy", "Đồng ý").await;
    assert_snapshot!(town.toast("Huy"), @"Lời mời này đã hết hạn. Hãy xin người mời gửi liên kết mới.");
    town.opens("Huy", &link).await;
    assert_snapshot!(town.last("Huy"), @"
    Kẻng:
      Lời mời này đã hết hạn. Hãy xin người mời gửi liên kết mới.
    ");

    let link = town.link(Role::Cadre, WARD, 1, WEEK).await;
    town.stranger("Oanh");
    town.opens("Oanh", &link).await;
    town.taps("Oanh", "Đồng ý").await;
    town.opens("Huy", &link).await;
    assert_snapshot!(town.last("Huy"), @"
    Kẻng:
      Lời mời này đã dùng hết lượt. Hãy xin người mời gửi liên kết mới.
    ");
    town.opens("Oanh", &link).await;
    assert_snapshot!(town.last("Oanh"), @"
    Kẻng:
      Anh/chị đã ở Phường Hải Châu với vai trò này rồi, không cần làm gì thêm.
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_personal_link_says_for_whom_it_is_and_brings_what_waits() {
    let mut town = Town::new(TOWN).await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    let link = town.personal_link("Tú").await;
    town.opens("Tú", &link).await;
    assert!(
        town.last("Tú").contains("Dành riêng cho: Tú"),
        "{}",
        town.last("Tú")
    );
    assert!(
        town.last("Tú").contains("[Không phải tôi]"),
        "{}",
        town.last("Tú")
    );
    town.taps("Tú", "Đồng ý").await;
    assert!(
        town.last("Tú").contains("12/CT-UBND"),
        "{}",
        town.last("Tú")
    );
    town.taps("Tú", "Đã nhận").await;
    town.finish().await;
}

#[tokio::test]
async fn a_personal_link_in_the_wrong_hands_is_locked_and_told() {
    let mut town = town_with("Kẻ Lạ").await;
    let link = town.personal_link("Tú").await;
    town.sees("Quản");
    town.opens("Kẻ Lạ", &link).await;
    town.taps("Kẻ Lạ", "Không phải tôi").await;
    assert_snapshot!(town.last("Kẻ Lạ"), @"
    Kẻng ✎:
      Cảm ơn anh/chị đã cho biết. Liên kết này đã khoá và người mời đã được báo; anh/chị không cần làm gì thêm.
    ");
    assert_snapshot!(town.sees("Quản"), @"
    Kẻng:
      ⚠️ Liên kết mời riêng của Tú (Phường Hải Châu) đã đến nhầm người: người mở cho biết mình không phải Tú.
      Tôi đã khoá liên kết đó, chưa ai vào bằng nó. Hãy tạo liên kết mới rồi gửi thẳng cho Tú.
      [Tạo liên kết mới]
    ");
    assert_eq!(town.sees("Bình"), "");
    // Locked for everybody, the right one included; the next link is another one.
    town.opens("Tú", &link).await;
    assert_snapshot!(town.last("Tú"), @"
    Kẻng:
      Lời mời này đã được thu hồi. Nếu cần, hãy xin người mời gửi liên kết mới.
    ");
    assert_ne!(town.personal_link("Tú").await, link);
    town.joins("Tú").await;
    assert!(
        town.screen("Tú").contains("đã vào"),
        "{}",
        town.screen("Tú")
    );
    town.finish().await;
}

#[tokio::test]
async fn a_forwarded_link_makes_nobody_somebody_else() {
    let mut town = town_with("Kẻ Lạ").await;
    let (tu, van) = (
        town.personal_link("Tú").await,
        town.personal_link("Vân").await,
    );
    town.joins("Vân").await;
    // Vân tries Tú's link; a stranger tries Vân's, which is taken.
    town.opens("Vân", &tu).await;
    assert_snapshot!(town.last("Vân"), @"
    Kẻng:
      Liên kết này dành riêng cho một người khác. Hãy dùng liên kết của chính anh/chị; nếu chưa có, hãy hỏi văn thư đơn vị.
    ");
    town.opens("Kẻ Lạ", &van).await;
    assert_eq!(town.last("Kẻ Lạ"), town.last("Vân"));
    let noted = "SELECT COUNT(*) FROM audit WHERE action = 'invitation.wrong_person'";
    assert_eq!(town.count(noted).await, 2);
    town.joins("Tú").await;
    town.finish().await;
}

#[tokio::test]
async fn a_press_joins_by_the_card_it_is_on_and_no_other() {
    let mut town = town_with("Huy").await;
    let link = town.link(Role::Leader, WARD, 5, WEEK).await;
    town.stranger("Oanh");
    town.opens("Oanh", &link).await;
    let agree = town.data_of("Oanh", "Đồng ý");
    // Huy has only the welcome; he makes up the press that would join.
    town.says("Huy", "/start").await;
    let welcome = town.message("Huy", "Xin chào");
    town.presses("Huy", welcome, &agree).await;
    assert_snapshot!(town.toast("Huy"), @"Nút này cũ quá rồi. Mời anh/chị mở lại bằng lệnh trong thực đơn.");
    assert_eq!((uses_left(&town).await, consents(&town).await), (5, 0));
    town.finish().await;
}

#[tokio::test]
async fn a_resident_becomes_a_cadre_and_stays_a_resident() {
    let mut town = town_with("Huy").await;
    let resident = town.link(Role::Resident, WARD, 5, WEEK).await;
    town.opens("Huy", &resident).await;
    town.taps("Huy", "Đồng ý").await;
    let cadre = town.link(Role::Cadre, WARD, 5, WEEK).await;
    town.opens("Huy", &cadre).await;
    town.taps("Huy", "Đồng ý").await;
    assert_snapshot!(town.last("Huy"), @"
    Kẻng:
      🔔 Chào Huy!

      • Người dân — Phường Hải Châu
      • Cán bộ — Phường Hải Châu

      Ở đây anh/chị có thể:

      /nhiemvu — Nhiệm vụ của tôi, việc gần hạn trước
      /bangiao — Bàn giao việc cho người nhận thay
      /kiemtra — Tin này có chính thức và còn hiệu lực không
      /ngonngu — Đổi ngôn ngữ
      /riengtu — Dữ liệu về tôi: xem, lấy bản sao, xoá
      /trogiup — Tôi làm được gì ở đây
      /huy — Bỏ việc đang làm dở
    ");
    assert_eq!(consents(&town).await, 2);
    town.finish().await;
}

#[tokio::test]
async fn joining_in_english() {
    let mut town = Town::with_rules(TOWN, |rules| rules.locale = Locale::En).await;
    let link = town.personal_link("Tú").await;
    town.opens("Tú", &link).await;
    assert_snapshot!(town.last("Tú"), @"
    Kẻng:
      📨 Invitation to Phường Hải Châu
      Role: Cadre
      Only for: Tú
      Invited by: an administrator of Thành phố Sông Hàn

      Before you join, please read:

      • What I keep: the name and number of your Telegram account; your name, telephone number and office from the unit's roster; the confirmations, remarks and reports that you send through me.
      • What for: passing on directives, reminding of deadlines and summing up results. Nothing else.
      • Who sees it: leaders, clerks and administrators of your unit and of those above it, and whoever issued a document to you.
      • How long: until you ask for deletion or your unit's retention period ends. What has become part of a document's file stays, without your name.
      • Your rights: type /privacy at any time to see it, take a copy, withdraw your consent and have it deleted.
      • Who is responsible: Thành phố Sông Hàn, under the Law on Personal Data Protection 91/2025/QH15 and Decree 356/2025/NĐ-CP.

      Do you agree? Until you press I agree you have not joined, and the invitation is not used.
      [I agree] [I do not agree]
      [This is not me]
    ");
    town.taps("Tú", "I agree").await;
    assert_snapshot!(town.toast("Tú"), @"Welcome!");
    town.finish().await;
}
