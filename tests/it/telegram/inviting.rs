//! Inviting from the chat: `/moi`, the link, and taking it back.

use insta::assert_snapshot;
use keng::domain::locale::Locale;
use keng::domain::org::Role;

use crate::chart::{codes, codes_of_page};
use crate::support::town::{Town, days};

const TOWN: &str = "Thành phố: Bình leader, Quản admin; \
                    Phường Hải Châu: Thu leader, Lan cadre, Vân clerk, Tú cadre unjoined; \
                    Phường An Hải: Hòa leader";

/// The link in the newest message of somebody.
fn link_on_screen(town: &Town, who: &str) -> String {
    let last = town.world.last_message(town.id(who)).expect("a message");
    let mut words = last.text.split_whitespace();
    let link = words.find(|word| word.starts_with("https://t.me/"));
    link.expect("a link").to_owned()
}

/// Makes the link that is proposed at first.
async fn makes_link(town: &mut Town, who: &str) -> String {
    town.says(who, "/moi").await;
    town.taps(who, "Tạo liên kết mới").await;
    town.taps(who, "Tạo liên kết").await;
    link_on_screen(town, who)
}

#[tokio::test]
async fn a_leader_joins_by_a_link_and_invites_cadres() {
    let mut town = Town::new(TOWN).await;
    town.stranger("Minh");
    town.stranger("Huy");
    let link = town.link(Role::Leader, "Phường Hải Châu", 1, days(7)).await;
    town.opens("Minh", &link).await;
    town.taps("Minh", "Đồng ý").await;
    town.sees("Minh");
    town.says("Minh", "/moi").await;
    assert_snapshot!(town.sees("Minh"), @"
    Minh:
      /moi
    Kẻng:
      ✉️ Liên kết mời đang dùng được: 0

      Chưa có liên kết nào. Bấm Tạo liên kết mới để mời người vào đơn vị.
      [Tạo liên kết mới]
    ");
    town.taps("Minh", "Tạo liên kết mới").await;
    assert_snapshot!(town.sees("Minh"), @"
    Kẻng ✎:
      ✉️ Liên kết mời mới

      Đơn vị: Phường Hải Châu
      Vai trò: Cán bộ
      Số người vào được: 50
      Dùng được đến: 08:00, 30/11/2026

      Ai có liên kết cũng vào được với vai trò này, nên anh/chị chỉ gửi cho đúng người.
      [Đổi đơn vị]
      [Lãnh đạo] [Văn thư] [✅ Cán bộ]
      [Trực ban] [Người dân]
      [1 người] [10 người] [✅ 50 người] [200 người]
      [1 ngày] [✅ 7 ngày] [30 ngày]
      [Tạo liên kết]
      [Phiếu mời từng người]
      [Quay lại]
    ");
    town.taps("Minh", "10 người").await;
    town.taps("Minh", "30 ngày").await;
    town.taps("Minh", "Trực ban").await;
    assert_snapshot!(town.sees("Minh"), @"
    Kẻng ✎:
      ✉️ Liên kết mời mới

      Đơn vị: Phường Hải Châu
      Vai trò: Trực ban
      Số người vào được: 10
      Dùng được đến: 08:00, 23/12/2026

      Ai có liên kết cũng vào được với vai trò này, nên anh/chị chỉ gửi cho đúng người.
      [Đổi đơn vị]
      [Lãnh đạo] [Văn thư] [Cán bộ]
      [✅ Trực ban] [Người dân]
      [1 người] [✅ 10 người] [50 người] [200 người]
      [1 ngày] [7 ngày] [✅ 30 ngày]
      [Tạo liên kết]
      [Phiếu mời từng người]
      [Quay lại]
    ");
    town.taps("Minh", "Tạo liên kết").await;
    assert_snapshot!(town.toast("Minh"), @"Đã tạo liên kết, ở tin bên dưới.");
    assert_snapshot!(town.sees("Minh"), @"
    Kẻng ✎:
      ✉️ Liên kết mời đang dùng được: 1

      1. Phường Hải Châu — Trực ban
      còn 10/10 lượt · đến 08:00, 23/12/2026 · Minh

      Bấm số để xem liên kết, chuyển tiếp hoặc thu hồi.
      [1]
      [Tạo liên kết mới]
    Kẻng:
      📨 Minh mời anh/chị vào Phường Hải Châu trên Kẻng, với vai trò Trực ban. Bấm liên kết rồi bấm Bắt đầu:

      https://t.me/keng_bot?start=XXXX

      Dành cho 10 người, đến 08:00, 23/12/2026. Chỉ chuyển cho người trong đơn vị.
      [Mã QR] [Thu hồi]
    ");

    let link = link_on_screen(&town, "Minh");
    town.opens("Huy", &link).await;
    assert!(
        town.last("Huy").contains("Người mời: Minh"),
        "{}",
        town.last("Huy")
    );
    town.taps("Huy", "Đồng ý").await;
    town.says("Minh", "/moi").await;
    assert_snapshot!(town.last("Minh"), @"
    Kẻng:
      ✉️ Liên kết mời đang dùng được: 1

      1. Phường Hải Châu — Trực ban
      còn 9/10 lượt · đến 08:00, 23/12/2026 · Minh

      Bấm số để xem liên kết, chuyển tiếp hoặc thu hồi.
      [1]
      [Tạo liên kết mới]
    ");
    town.finish().await;
}

#[tokio::test]
async fn two_taps_make_one_link() {
    let mut town = Town::new(TOWN).await;
    town.says("Thu", "/moi").await;
    town.taps("Thu", "Tạo liên kết mới").await;
    town.taps_quietly("Thu", "Tạo liên kết");
    town.taps_quietly("Thu", "Tạo liên kết");
    town.settle().await;
    assert_eq!(town.count("SELECT COUNT(*) FROM invitations").await, 1);
    assert_snapshot!(town.toast("Thu"), @"Đã tạo liên kết, ở tin bên dưới.");
    town.finish().await;
}

#[tokio::test]
async fn a_link_is_revoked_with_a_second_tap_and_only_once() {
    let mut town = Town::new(TOWN).await;
    town.stranger("Huy");
    let link = makes_link(&mut town, "Thu").await;
    // The administrator sees the ward's link too.
    town.says("Quản", "/moi").await;
    assert_snapshot!(town.last("Quản"), @"
    Kẻng:
      ✉️ Liên kết mời đang dùng được: 1

      1. Phường Hải Châu — Cán bộ
      còn 50/50 lượt · đến 08:00, 30/11/2026 · Thu

      Bấm số để xem liên kết, chuyển tiếp hoặc thu hồi.
      [1]
      [Tạo liên kết mới]
    ");
    town.taps("Quản", "1").await;
    assert_eq!(link_on_screen(&town, "Quản"), link);
    town.taps("Quản", "Thu hồi").await;
    assert_snapshot!(town.last("Quản"), @"
    Kẻng ✎:
      📨 Thu mời anh/chị vào Phường Hải Châu trên Kẻng, với vai trò Cán bộ. Bấm liên kết rồi bấm Bắt đầu:

      https://t.me/keng_bot?start=XXXX

      Dành cho 50 người, đến 08:00, 30/11/2026. Chỉ chuyển cho người trong đơn vị.

      ⚠️ Thu hồi liên kết này? Ai đã vào vẫn ở lại; người khác không vào bằng nó được nữa.
      [Thu hồi hẳn] [Quay lại]
    ");
    town.taps("Thu", "Thu hồi").await;
    town.taps("Thu", "Quay lại").await;
    assert_eq!(link_on_screen(&town, "Thu"), link, "nothing is revoked yet");
    town.taps("Thu", "Thu hồi").await;
    town.taps("Thu", "Thu hồi hẳn").await;
    assert_snapshot!(town.toast("Thu"), @"Đã thu hồi. Không ai vào bằng liên kết này được nữa.");
    assert_snapshot!(town.last("Thu"), @"
    Kẻng ✎:
      🚫 Liên kết mời vào Phường Hải Châu (Cán bộ) đã thu hồi. Đã có 0 người vào bằng liên kết này.
    ");
    town.taps("Quản", "Thu hồi hẳn").await;
    assert_snapshot!(town.toast("Quản"), @"Liên kết này đã được thu hồi trước đó rồi.");
    assert_eq!(town.last("Quản"), town.last("Thu"));
    let revoked = "SELECT COUNT(*) FROM audit WHERE action = 'invitation.revoke'";
    assert_eq!(town.count(revoked).await, 1);
    town.opens("Huy", &link).await;
    assert_snapshot!(town.last("Huy"), @"
    Kẻng:
      Lời mời này đã được thu hồi. Nếu cần, hãy xin người mời gửi liên kết mới.
    ");
    town.finish().await;
}

#[tokio::test]
async fn the_link_comes_as_a_qr_code_too() {
    let mut town = Town::new(TOWN).await;
    let link = makes_link(&mut town, "Thu").await;
    town.taps("Thu", "Mã QR").await;
    assert_snapshot!(town.last("Thu"), @"
    Kẻng:
      🖼 990×990
      📷 Mã QR để vào Phường Hải Châu với vai trò Cán bộ. Ai quét cũng vào được, nên chỉ đưa cho đúng người.
    ");
    let shown = town.world.last_message(town.id("Thu")).expect("a message");
    let photo = shown.photo.expect("a picture");
    assert_eq!(codes(&photo.bytes), [link]);
    // The same code is not sent once it is worth nothing.
    town.taps("Thu", "Thu hồi").await;
    let qr = town.data_of("Thu", "Thu hồi hẳn").replace("inr", "inq");
    let qr = qr
        .strip_suffix(".1")
        .expect("a press that is sure")
        .to_owned();
    town.taps("Thu", "Thu hồi hẳn").await;
    let card = town.message("Thu", "đã thu hồi");
    town.presses("Thu", card, &qr).await;
    assert_snapshot!(town.toast("Thu"), @"Lời mời này đã được thu hồi. Nếu cần, hãy xin người mời gửi liên kết mới.");
    town.finish().await;
}

#[tokio::test]
async fn a_link_that_was_used_up_meanwhile_says_so() {
    let mut town = Town::new(TOWN).await;
    town.stranger("Huy");
    town.says("Thu", "/moi").await;
    town.taps("Thu", "Tạo liên kết mới").await;
    town.taps("Thu", "1 người").await;
    town.taps("Thu", "Tạo liên kết").await;
    let link = link_on_screen(&town, "Thu");
    town.says("Thu", "/moi").await;
    town.opens("Huy", &link).await;
    town.taps("Huy", "Đồng ý").await;
    town.taps("Thu", "1").await;
    assert_snapshot!(town.last("Thu"), @"
    Kẻng:
      ✅ Liên kết mời vào Phường Hải Châu (Cán bộ) đã dùng hết lượt: 1 người đã vào.
    ");
    town.says("Thu", "/moi").await;
    assert_snapshot!(town.last("Thu"), @"
    Kẻng:
      ✉️ Liên kết mời đang dùng được: 0

      Chưa có liên kết nào. Bấm Tạo liên kết mới để mời người vào đơn vị.
      [Tạo liên kết mới]
    ");
    town.finish().await;
}

#[tokio::test]
async fn nobody_invites_beyond_his_reach() {
    let mut town = Town::new(TOWN).await;
    town.says("Lan", "/moi").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      Anh/chị không phải người mời của đơn vị. Việc này nhờ lãnh đạo, văn thư hoặc quản trị viên.
    ");
    // A clerk may not make leaders, not even with a leader's button.
    town.says("Thu", "/moi").await;
    town.taps("Thu", "Tạo liên kết mới").await;
    let leader = town.data_of("Thu", "Lãnh đạo");
    town.says("Vân", "/moi").await;
    town.taps("Vân", "Tạo liên kết mới").await;
    assert!(
        !town.last("Vân").contains("Lãnh đạo"),
        "{}",
        town.last("Vân")
    );
    let card = town.message("Vân", "Liên kết mời mới");
    town.presses("Vân", card, &leader).await;
    assert_snapshot!(town.toast("Vân"), @"Anh/chị không có quyền làm việc này ở đơn vị đó.");
    // Another ward's leader sees no link of this one, nor opens it.
    let link = makes_link(&mut town, "Thu").await;
    let open = town.data_of("Thu", "Thu hồi");
    town.says("Hòa", "/moi").await;
    assert!(town.last("Hòa").contains("Chưa có liên kết nào"));
    let card = town.message("Hòa", "Liên kết mời");
    town.presses("Hòa", card, &open).await;
    assert_snapshot!(town.toast("Hòa"), @"Anh/chị không có quyền làm việc này ở đơn vị đó.");
    town.presses("Hòa", card, &open.replace("inr", "inl")).await;
    assert!(!town.screen("Hòa").contains(&link));
    town.finish().await;
}

#[tokio::test]
async fn choosing_leaders_proposes_one_use() {
    let mut town = Town::new(TOWN).await;
    town.says("Quản", "/moi").await;
    town.taps("Quản", "Tạo liên kết mới").await;
    town.taps("Quản", "Lãnh đạo").await;
    assert!(
        town.last("Quản").contains("Số người vào được: 1\n"),
        "{}",
        town.last("Quản")
    );
    town.taps("Quản", "Cán bộ").await;
    assert!(
        town.last("Quản").contains("Số người vào được: 50\n"),
        "{}",
        town.last("Quản")
    );
    town.finish().await;
}

#[tokio::test]
async fn a_unit_is_chosen_by_tap_or_typed() {
    let mut town = Town::new(TOWN).await;
    town.says("Bình", "/moi").await;
    town.taps("Bình", "Tạo liên kết mới").await;
    town.taps("Bình", "Đổi đơn vị").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng ✎:
      🏢 Mời vào đơn vị nào?
      Bấm một đơn vị, hoặc gõ tên hay mã đơn vị.
      [Thành phố Sông Hàn]
      [Phường An Hải]
      [Phường Hải Châu]
      [Quay lại]
    ");
    town.taps("Bình", "Phường An Hải").await;
    assert!(town.last("Bình").contains("Đơn vị: Phường An Hải"));
    town.taps("Bình", "Đổi đơn vị").await;
    town.says("Bình", "phuong").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      Có nhiều đơn vị như vậy: Phường An Hải, Phường Hải Châu. Hãy gõ rõ hơn.
    ");
    town.says("Bình", "Phường Trên Mây").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      Không có đơn vị nào tên hay mã “Phường Trên Mây” trong phạm vi của anh/chị. Hãy gõ lại, hoặc bấm một đơn vị ở trên.
    ");
    town.says("Bình", "hai chau").await;
    assert!(
        town.last("Bình").contains("Đơn vị: Phường Hải Châu"),
        "{}",
        town.last("Bình")
    );
    town.taps("Bình", "Tạo liên kết").await;
    assert!(
        town.last("Bình")
            .contains("mời anh/chị vào Phường Hải Châu")
    );
    town.finish().await;
}

#[tokio::test]
async fn a_stray_personal_link_is_replaced_with_one_tap() {
    let mut town = Town::new(TOWN).await;
    town.stranger("Kẻ Lạ");
    let old = town.personal_link("Tú").await;
    town.opens("Kẻ Lạ", &old).await;
    town.taps("Kẻ Lạ", "Không phải tôi").await;
    town.taps("Quản", "Tạo liên kết mới").await;
    assert_snapshot!(town.last("Quản"), @"
    Kẻng:
      📨 Quản mời Tú vào Phường Hải Châu trên Kẻng, với vai trò Cán bộ. Bấm liên kết rồi bấm Bắt đầu:

      https://t.me/keng_bot?start=XXXX

      Liên kết dành riêng cho Tú, không thời hạn. Xin đừng chuyển cho người khác.
      [Mã QR] [Thu hồi]
    ");
    let new = link_on_screen(&town, "Quản");
    assert_ne!(new, old);
    // Once more gives the same link, and after he has joined none.
    town.taps("Quản", "Tạo liên kết mới").await;
    assert_eq!(link_on_screen(&town, "Quản"), new);
    town.opens("Tú", &new).await;
    town.taps("Tú", "Đồng ý").await;
    town.taps("Quản", "Tạo liên kết mới").await;
    assert_snapshot!(town.toast("Quản"), @"Người này đã vào hoặc không còn trong danh sách, nên không cần liên kết mới.");
    town.finish().await;
}

#[tokio::test]
async fn residents_are_invited_in_other_words() {
    let mut town = Town::new(TOWN).await;
    town.says("Vân", "/moi").await;
    town.taps("Vân", "Tạo liên kết mới").await;
    town.taps("Vân", "Người dân").await;
    town.taps("Vân", "200 người").await;
    town.taps("Vân", "Tạo liên kết").await;
    assert_snapshot!(town.last("Vân"), @"
    Kẻng:
      📨 Vân mời bà con nhận tin an toàn chính thức của Phường Hải Châu qua Kẻng. Bấm liên kết rồi bấm Bắt đầu:

      https://t.me/keng_bot?start=XXXX

      Dành cho 200 người, đến 08:00, 30/11/2026. Xin chuyển cho người cùng địa bàn.
      [Mã QR] [Thu hồi]
    ");
    town.finish().await;
}

#[tokio::test]
async fn inviting_in_english() {
    let mut town = Town::with_rules(TOWN, |rules| rules.locale = Locale::En).await;
    town.speaks("Thu", Locale::En).await;
    town.says("Thu", "/invite").await;
    town.taps("Thu", "New link").await;
    assert_snapshot!(town.last("Thu"), @"
    Kẻng ✎:
      ✉️ New invitation link

      Unit: Phường Hải Châu
      Role: Cadre
      People who can join: 50
      Holds until: 08:00, 30 November 2026

      Whoever has the link can join in this role, so send it only to the right people.
      [Another unit]
      [Leader] [Clerk] [✅ Cadre]
      [Duty officer] [Resident]
      [1 person] [10 people] [✅ 50 people] [200 people]
      [1 day] [✅ 7 days] [30 days]
      [Make the link]
      [Slip for each person]
      [Back]
    ");
    town.taps("Thu", "Make the link").await;
    assert_snapshot!(town.last("Thu"), @"
    Kẻng:
      📨 Thu invites you to Phường Hải Châu on Kẻng, as Cadre. Press the link, then Start:

      https://t.me/keng_bot?start=XXXX

      For 50 people, until 08:00, 30 November 2026. Pass it on only to people of the unit.
      [QR code] [Revoke]
    ");
    town.taps("Thu", "Revoke").await;
    town.taps("Thu", "Yes, revoke it").await;
    assert_snapshot!(town.last("Thu"), @"
    Kẻng ✎:
      🚫 The link to Phường Hải Châu (Cadre) was revoked. Joined by it: 0.
    ");
    town.finish().await;
}

#[tokio::test]
async fn slips_are_printed_for_those_who_have_not_joined() {
    let mut town = Town::new(TOWN).await;
    town.says("Thu", "/moi").await;
    town.taps("Thu", "Tạo liên kết mới").await;
    town.sees("Thu");
    town.taps("Thu", "Phiếu mời từng người").await;
    assert_snapshot!(town.toast("Thu"), @"Đang làm phiếu mời, tệp đến ngay bên dưới.");
    let last = town.world.last_message(town.id("Thu")).expect("a message");
    assert_snapshot!(last.text, @"🖨 Phiếu mời của 1 người chưa tham gia ở Phường Hải Châu. Hãy in ra, cắt rời và trao tận tay: mỗi phiếu chỉ dành cho người ghi trên đó.");
    let file = last.document.expect("a document");
    assert!(file.name.starts_with("phieu-moi-"), "{}", file.name);
    let document = lopdf::Document::load_mem(&file.bytes).expect("a readable document");
    let link = town.personal_link("Tú").await;
    assert_eq!(codes_of_page(&document, 1), [link]);

    // In other hands the button opens nothing, and where nobody is left it says so.
    let data = town.data_of("Thu", "Phiếu mời từng người");
    town.says("Hòa", "/trogiup").await;
    let message = town.world.last_message(town.id("Hòa")).expect("one").id;
    town.sees("Hòa");
    town.presses("Hòa", message, &data).await;
    assert_eq!(town.sees("Hòa"), "");
    assert_snapshot!(town.toast("Hòa"), @"Anh/chị không có quyền làm việc này ở đơn vị đó.");
    town.joins("Tú").await;
    town.sees("Thu");
    town.taps("Thu", "Phiếu mời từng người").await;
    assert_eq!(town.sees("Thu"), "");
    assert_snapshot!(town.toast("Thu"), @"Ở Phường Hải Châu không còn ai trong danh sách mà anh/chị mời được: mọi người đã tham gia, hoặc danh sách chưa nhập. Anh/chị có thể tạo liên kết chung.");
    town.finish().await;
}
