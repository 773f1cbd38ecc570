//! `/riengtu`: a person sees what is kept of him, takes a copy, and is forgotten.
//!
//! What is left after an erasure is looked for in every table that the database's own catalogue
//! names, in every file, and in the log.

use insta::assert_snapshot;
use keng::domain::ids::TelegramUserId;
use keng::domain::locale::Locale;
use keng::sim::{Fault, FaultRule, World};
use serde_json::Value;

use crate::support::documents;
use crate::support::dump::lines_with;
use crate::support::logs::Logs;
use crate::support::town::{Town, days, minutes};

/// Names that occur in no document and in no words of ours.
const TOWN: &str = "Thành phố: Quỳnh leader, Dũng leader, Sơn admin; \
                    Phường Hải Châu: Tuyết cadre, Nam cadre; \
                    Phường An Hải: Thục cadre";
const GROUP: &str = "Cán bộ Hải Châu";

/// A directive that Quỳnh wrote and Dũng let out is confirmed and done by Tuyết, in her words.
async fn worked(mut town: Town) -> Town {
    town.group(GROUP, "Phường Hải Châu", &["Nam", "Tuyết"])
        .await;
    town.publishes("Quỳnh", &documents::traffic(), "Dũng").await;
    town.taps("Tuyết", "Có ý kiến").await;
    town.says("Tuyết", "Cổng số 2 đang sửa.").await;
    town.says("Tuyết", "/nhiemvu").await;
    town.taps("Tuyết", "1").await;
    town.taps("Tuyết", "Đã xong").await;
    town.says("Tuyết", "Đã kẻ vạch 12 cổng.").await;
    for who in ["Quỳnh", "Dũng", "Sơn", "Tuyết", "Nam", "Thục", GROUP] {
        town.sees(who);
    }
    town
}

async fn erases(town: &mut Town, who: &str) {
    town.says(who, "/riengtu").await;
    town.taps(who, "Xoá dữ liệu của tôi").await;
    town.taps(who, "Xoá hẳn").await;
}

/// Fails on anything that still says who somebody was. `names` are hers in every spelling.
async fn assert_forgotten(town: &Town, account: i64, names: &[&str]) {
    let account = account.to_string();
    let texts: Vec<&str> = names.iter().copied().chain([account.as_str()]).collect();
    let dump = town.dump().await;
    assert_eq!(lines_with(&dump, &texts), Vec::<&str>::new());
    assert_eq!(town.files_with(&texts), []);
}

#[tokio::test]
async fn a_person_sees_what_is_kept_and_what_for() {
    let mut town = worked(Town::new(TOWN).await).await;
    town.says("Tuyết", "/riengtu").await;
    assert_snapshot!(town.sees("Tuyết"), @"
    Tuyết:
      /riengtu
    Kẻng:
      🔐 Dữ liệu về anh/chị

      Tôi đang giữ
      • Tên “Tuyết”, số hiệu Telegram và ngôn ngữ của anh/chị
      • 1 lượt được yêu cầu xác nhận văn bản, 1 lượt kèm ý kiến
      • 1 vai trò và chức vụ, kể cả đã thôi
      • 1 nhiệm vụ anh/chị đã báo xong, với kết quả
      • 8 tin tôi đã gửi anh/chị: chỉ loại tin và thời điểm
      • 2 dòng nhật ký: ai (bằng số), làm gì, lúc nào

      Để làm gì
      Chuyển chỉ thị, nhắc đúng hạn, ghi nhận ai đã nhận và đã làm, báo tin an toàn. Không dùng vào việc khác, không trao cho ai ngoài tổ chức.

      Ai xem được
      Lãnh đạo, văn thư nơi phát hành và quản trị: tên, đơn vị, tình trạng nhận và kết quả. Người trong nhóm cán bộ của đơn vị: ai đã xác nhận, ai báo xong. Người nhận: tên người ký phát hành.

      Giữ bao lâu
      Nội dung anh/chị nhắn: bỏ ngay khi tôi xử lý xong. Loại và thời điểm các tin thường: 180 ngày. Người chỉ ghé hỏi: 90 ngày từ lần cuối. Thông tin khác về anh/chị: đến khi anh/chị xoá. Xác nhận, ý kiến, kết quả là hồ sơ của đơn vị; nhật ký: không thời hạn; sau khi xoá đều không còn tên.

      Căn cứ và trách nhiệm
      Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 và Nghị định 356/2025/NĐ-CP. Bên chịu trách nhiệm: Thành phố Sông Hàn. Thông tin do đơn vị cung cấp có sai sót thì báo đơn vị sửa; rút lại đồng ý tức là xoá.
      [Lấy bản sao]
      [Xoá dữ liệu của tôi]
    ");
    town.taps("Tuyết", "Xoá dữ liệu của tôi").await;
    assert_snapshot!(town.sees("Tuyết"), @"
    Kẻng ✎:
      ⚠️ Xoá dữ liệu của anh/chị?

      Xoá ngay: tên, số điện thoại, mã cán bộ, chức vụ, số hiệu Telegram, danh sách tin tôi đã gửi, việc đang làm dở, lời mời dành cho anh/chị và bản nháp chưa trình.

      Giữ lại, không còn tên: lượt xác nhận, ý kiến, kết quả nhiệm vụ và văn bản đã phát hành. Đó là hồ sơ của đơn vị; chỗ có tên sẽ ghi “Người đã xoá dữ liệu”. Nhật ký chỉ còn con số. Bảng Excel ai đó đã xuất trước đây tôi không thu lại được.

      Anh/chị đang giữ vai trò ở đơn vị: mọi vai trò kết thúc ngay, chỉ thị không tới anh/chị nữa. Hãy báo đơn vị trước; nếu danh sách của đơn vị vẫn có tên anh/chị thì lần nhập sau tên sẽ có lại.

      Xoá rồi thì không lấy lại được. Muốn giữ bản sao, anh/chị quay lại và bấm Lấy bản sao trước. Nút dưới đây có hiệu lực 30 phút.
      [Xoá hẳn]
      [Quay lại]
    ");
    town.taps("Tuyết", "Quay lại").await;
    assert!(town.last("Tuyết").contains("Tôi đang giữ"));
    town.finish().await;
}

#[tokio::test]
async fn a_stranger_sees_the_little_that_is_kept_of_him_in_english() {
    let mut town = Town::new(TOWN).await;
    town.stranger("Khách Lạ");
    town.says("Khách Lạ", "/start").await;
    town.speaks("Khách Lạ", Locale::En).await;
    town.says("Khách Lạ", "/privacy").await;
    assert_snapshot!(town.last("Khách Lạ"), @"
    Kẻng:
      🔐 Your data

      What I keep
      • Your name “Khách Lạ”, your Telegram number and language
      • 2 messages to you: only their kinds and times
      • 1 line of the audit: who (as a number) did what and when

      What for
      To pass on directives, remind in time, record who has received and done what, and warn of danger. For nothing else, and for nobody outside the organisation.

      Who sees it
      Leaders and clerks of the issuing unit, and administrators: name, unit, receipt and results. Members of your unit's cadre group: who has confirmed and reported. Recipients: the name of who issued a directive.

      How long
      What you write to me: until I have acted on it. Kinds and times of ordinary messages: 180 days. People who only look in: 90 days from the last time. Anything else about you: until you erase it. Receipts, remarks and results are records of the unit; the audit: without a time limit; after erasure none of them has your name.

      Law and responsibility
      Personal Data Protection Law 91/2025/QH15 and Decree 356/2025/NĐ-CP. Responsible: Thành phố Sông Hàn. If something that your unit gave is wrong, ask the unit to correct it; withdrawing your consent means erasing.
      [Get a copy]
      [Erase my data]
    ");
    town.taps("Khách Lạ", "Erase my data").await;
    assert!(!town.last("Khách Lạ").contains("You hold a role"));
    town.taps("Khách Lạ", "Erase for good").await;
    assert_snapshot!(town.last("Khách Lạ"), @"
    Kẻng ✎:
      ✅ Your data were erased.

      From now on I do not know who you are. The old messages here are in your Telegram; to remove them, delete the chat.

      Whenever you need me, send /start XXXX begin anew.
    ");
    assert_forgotten(&town, town.id("Khách Lạ"), &["Khách Lạ", "khach la"]).await;
    town.finish().await;
}

#[tokio::test]
async fn the_copy_holds_everything_of_the_person_and_nobody_elses_name() {
    let mut town = worked(Town::new(TOWN).await).await;
    town.says("Tuyết", "/riengtu").await;
    town.taps("Tuyết", "Lấy bản sao").await;
    let last = town.world.last_message(town.id("Tuyết")).expect("a copy");
    let file = last.document.expect("a file");
    assert_eq!(file.name, "du-lieu-ca-nhan-2026-11-23.json");
    let text = String::from_utf8(file.bytes.to_vec()).expect("text");
    for other in ["Quỳnh", "Dũng", "Nam", "Thục"] {
        assert!(!text.contains(other), "{other} in {text}");
    }
    let copy: Value = serde_json::from_str(&text).expect("JSON");
    let account = town.id("Tuyết");
    assert_eq!(copy["person"]["items"][0]["name"], "Tuyết");
    assert_eq!(copy["person"]["items"][0]["telegram_id"], account);
    let receipt = &copy["receipts"]["items"][0];
    assert_eq!(receipt["remark"], "Cổng số 2 đang sửa.");
    let at = receipt["confirmed_at"].as_str().expect("a time");
    assert!(at.starts_with("2026-11-23T08:00:"), "{at}");
    let task = &copy["tasks"]["items"][0];
    assert_eq!(task["result"], "Đã kẻ vạch 12 cổng.");
    assert_eq!(copy["roles"]["items"][0]["unit"], "Phường Hải Châu");
    assert_eq!(copy["roles"]["items"][0]["from_roster"], false);
    for part in ["person", "roles", "receipts", "messages", "audit"] {
        assert!(!copy[part]["_giai_thich"].as_str().expect(part).is_empty());
        assert_ne!(copy[part]["items"].as_array().expect(part).len(), 0);
    }
    town.finish().await;
}

#[tokio::test]
async fn a_cadre_is_forgotten_and_her_work_stays_without_her() {
    let logs = Logs::capture();
    let mut town = worked(Town::new(TOWN).await).await;
    erases(&mut town, "Tuyết").await;
    assert_snapshot!(town.toast("Tuyết"), @"Đã xoá dữ liệu của anh/chị.");
    assert_snapshot!(town.last("Tuyết"), @"
    Kẻng ✎:
      ✅ Đã xoá dữ liệu của anh/chị.

      Từ nay tôi không còn biết anh/chị là ai. Các tin cũ trong khung này nằm ở Telegram của anh/chị; muốn bỏ, hãy xoá cuộc trò chuyện.

      Khi nào cần, anh/chị cứ gõ /start XXXX bắt đầu lại.
    ");
    assert_forgotten(&town, town.id("Tuyết"), &["Tuyết", "tuyet"]).await;
    assert_snapshot!(town.sees(GROUP), @"
    Kẻng ✎:
      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của Phường Hải Châu
      ✅ 1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Mã kiểm tra: XXXX-XXXX
      Phát hành: Thành phố Sông Hàn · Dũng

      ✅ Đã xác nhận 1/2: Người đã xoá dữ liệu
      ⏳ Chưa xác nhận: Nam
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    town.taps("Quỳnh", "Ý kiến").await;
    assert_snapshot!(town.last("Quỳnh"), @"
    Kẻng ✎:
      💬 Ý kiến (1)
      Chỉ thị số 12/CT-UBND: Về bảo đảm trật tự giao thông trước cổng trường học

      Người đã xoá dữ liệu · Phường Hải Châu
      08:00, 23/11/2026
      “Cổng số 2 đang sửa.”

      Cập nhật lúc 08:00, 23/11/2026
      [Quay lại]
    ");
    // Old buttons lead nowhere, and pressing one does not make her known again.
    let account = town.id("Tuyết").to_string();
    town.taps_on("Tuyết", "Mã kiểm tra", "Toàn văn").await;
    assert_snapshot!(town.toast("Tuyết"), @"Nút này cũ quá rồi. Mời anh/chị mở lại bằng lệnh trong thực đơn.");
    town.world
        .taps_last(town.id("Tuyết"), town.id(GROUP), "Đã nhận")
        .expect("the group's button");
    town.settle().await;
    assert_eq!(
        lines_with(&town.dump().await, &[&account]),
        Vec::<&str>::new()
    );
    let log = logs.text();
    assert!(log.contains("stored 1 updates"), "{log}");
    for told in ["Tuyết", "Quỳnh", "Cổng số 2", account.as_str()] {
        assert!(!log.contains(told), "{told} in {log}");
    }
    town.finish().await;
}

#[tokio::test]
async fn a_leader_who_issued_a_directive_is_forgotten() {
    let mut town = worked(Town::new(TOWN).await).await;
    erases(&mut town, "Dũng").await;
    assert_forgotten(&town, town.id("Dũng"), &["Dũng", "dung"]).await;
    let copy = town.message("Thục", "Mã kiểm tra");
    let copy = town.world.message(town.id("Thục"), copy).expect("her copy");
    assert!(
        copy.text
            .contains("Thành phố Sông Hàn · Người đã xoá dữ liệu"),
        "{}",
        copy.text
    );
    // Who wrote it goes on following it.
    town.taps("Quỳnh", "Chưa nhận").await;
    assert!(town.last("Quỳnh").contains("Thục"));
    town.finish().await;
}

#[tokio::test]
async fn the_author_of_a_draft_is_forgotten_with_it_and_its_file() {
    let mut town = Town::new(TOWN).await;
    let mut file = documents::traffic();
    file.name = "Chỉ thị của Quỳnh.txt".to_owned();
    town.sends_file("Quỳnh", &file).await;
    assert!(!town.files_with(&["kẻ vạch"]).is_empty());
    erases(&mut town, "Quỳnh").await;
    assert_forgotten(&town, town.id("Quỳnh"), &["Quỳnh", "quynh"]).await;
    assert_eq!(town.files_with(&["kẻ vạch"]), []);
    town.finish().await;
}

#[tokio::test]
async fn a_published_file_loses_the_name_it_was_sent_with() {
    let mut town = Town::new(TOWN).await;
    let mut file = documents::traffic();
    file.name = "ct-quynh.txt".to_owned();
    town.publishes("Quỳnh", &file, "Dũng").await;
    erases(&mut town, "Quỳnh").await;
    assert_forgotten(&town, town.id("Quỳnh"), &["Quỳnh", "quynh"]).await;
    town.taps("Tuyết", "Toàn văn").await;
    let last = town.world.last_message(town.id("Tuyết")).expect("a file");
    let file = last.document.expect("a file");
    assert!(file.name.starts_with("van-ban-"), "{}", file.name);
    assert_eq!(file.bytes, documents::traffic().bytes);
    town.finish().await;
}

#[tokio::test]
async fn in_the_middle_of_a_dialogue_nothing_is_waited_for_any_more() {
    let mut town = worked(Town::new(TOWN).await).await;
    town.says("Nam", "/riengtu").await;
    town.taps("Nam", "Xoá dữ liệu của tôi").await;
    let question = town.message("Nam", "Xoá dữ liệu của anh/chị?");
    let yes = town.data_of("Nam", "Xoá hẳn");
    town.taps("Nam", "Có ý kiến").await;
    town.presses("Nam", question, &yes).await;
    assert_forgotten(
        &town,
        town.id("Nam"),
        &["\"Nam\"", "'Nam'", "'nam'", "\"nam\""],
    )
    .await;
    // Whoever writes again is a stranger who has just come.
    town.says("Nam", "Ý kiến của tôi đây").await;
    assert_snapshot!(town.last("Nam"), @"
    Kẻng:
      Tôi chưa hiểu ý anh/chị. Gõ /trogiup để xem tôi giúp được gì.
    ");
    town.says("Nam", "/nhiemvu").await;
    assert!(!town.last("Nam").contains("12/CT-UBND"));
    town.finish().await;
}

#[tokio::test]
async fn an_old_yes_does_not_count_and_a_double_one_counts_once() {
    let mut town = Town::new(TOWN).await;
    town.says("Nam", "/riengtu").await;
    town.taps("Nam", "Xoá dữ liệu của tôi").await;
    town.advance(minutes(31)).await;
    town.taps("Nam", "Xoá hẳn").await;
    assert_snapshot!(town.toast("Nam"), @"Đã quá 30 phút từ lúc tôi hỏi. Nếu vẫn muốn xoá, mời anh/chị gõ /riengtu và bấm lại từ đầu.");
    town.taps("Nam", "Quay lại").await;
    town.taps("Nam", "Xoá dữ liệu của tôi").await;
    let question = town.message("Nam", "Xoá dữ liệu của anh/chị?");
    let yes = town.data_of("Nam", "Xoá hẳn");
    let account = town.id("Nam");
    for _ in 0..2 {
        town.world
            .presses(account, account, question, &yes)
            .expect("a press");
    }
    town.settle().await;
    assert_forgotten(&town, account, &[]).await;
    assert_eq!(
        town.count("SELECT COUNT(*) FROM audit WHERE action = 'person.erase'")
            .await,
        1
    );
    town.finish().await;
}

#[tokio::test]
async fn the_yes_of_somebody_else_erases_nobody() {
    let mut town = Town::new(TOWN).await;
    town.says("Nam", "/riengtu").await;
    town.taps("Nam", "Xoá dữ liệu của tôi").await;
    let yes = town.data_of("Nam", "Xoá hẳn");
    town.says("Thục", "/trogiup").await;
    let message = town.message("Thục", "Thục");
    town.presses("Thục", message, &yes).await;
    assert_snapshot!(town.toast("Thục"), @"Nút này cũ quá rồi. Mời anh/chị mở lại bằng lệnh trong thực đơn.");
    assert_eq!(
        town.count("SELECT COUNT(*) FROM people WHERE erased_at IS NOT NULL")
            .await,
        0
    );
    town.finish().await;
}

#[tokio::test]
async fn the_last_administrator_is_told_what_to_do_first() {
    let mut town = Town::new(TOWN).await;
    town.says("Sơn", "/riengtu").await;
    town.taps("Sơn", "Xoá dữ liệu của tôi").await;
    assert_snapshot!(town.toast("Sơn"), @"Anh/chị là quản trị viên duy nhất đang dùng bot nên chưa xoá được: sẽ không còn ai giữ danh sách. Hãy mời một người khác làm quản trị trước, rồi thử lại.");
    town.finish().await;
}

#[tokio::test]
async fn who_cannot_be_reached_is_forgotten_all_the_same() {
    let mut town = worked(Town::new(TOWN).await).await;
    town.says("Nam", "/riengtu").await;
    town.taps("Nam", "Xoá dữ liệu của tôi").await;
    // He presses and blocks the bot before it can answer.
    town.taps_quietly("Nam", "Xoá hẳn");
    town.expects("bot was blocked by the user");
    town.blocks("Nam").await;
    town.advance(days(2)).await;
    assert_forgotten(&town, town.id("Nam"), &[]).await;
    town.finish().await;
}

#[tokio::test]
async fn no_line_of_the_log_names_anybody_or_gives_a_secret_away() {
    let logs = Logs::capture();
    let mut town = Town::new(&TOWN.replace("Thục cadre", "Thục cadre unjoined")).await;
    town.joins("Thục").await;
    let mut town = worked(town).await;
    let code = town.text("SELECT code FROM invitations").await;
    let mut tx = town.store().begin().await.expect("the database");
    let account = TelegramUserId(town.id("Tuyết"));
    let tuyet = tx.person_by_telegram(account).await.expect("Tuyết");
    let tuyet = tuyet.expect("Tuyết");
    tx.person_update(tuyet.id, Some("HC-77"), "Tuyết", Some("+84905000777"))
        .await
        .expect("Tuyết");
    tx.commit().await.expect("the database");
    for fault in [
        Fault::BadGateway,
        Fault::TooManyRequests(2),
        Fault::CutAfterAccepting,
    ] {
        town.world.inject(FaultRule::on("sendMessage", fault));
        town.says("Tuyết", "/riengtu").await;
    }
    town.expects("Too Many Requests");
    town.says("Nam", "Thưa anh Dũng, tôi là Nam, số 0905000778")
        .await;
    town.expects("bot was blocked by the user");
    town.blocks("Nam").await;
    let log = logs.text();
    assert!(log.contains("WARN"), "faults are logged: {log}");
    let accounts: Vec<String> = ["Quỳnh", "Tuyết", "Nam", "Thục"]
        .iter()
        .map(|who| town.id(who).to_string())
        .collect();
    for told in [
        "Quỳnh",
        "Dũng",
        "Tuyết",
        "Nam",
        "Thục",
        "905000777",
        "905000778",
        "HC-77",
    ]
    .into_iter()
    .chain(accounts.iter().map(String::as_str))
    .chain([code.as_str(), World::TOKEN, "Cổng số 2", "kẻ vạch"])
    {
        assert!(!log.contains(told), "{told} in {log}");
    }
    town.finish().await;
}

#[tokio::test]
async fn a_cadre_is_forgotten_on_postgres_too() {
    let Some(town) = Town::on_postgres(TOWN).await else {
        return;
    };
    let mut town = worked_in_private(town).await;
    erases(&mut town, "Tuyết").await;
    assert_forgotten(&town, town.id("Tuyết"), &["Tuyết", "tuyet"]).await;
    erases(&mut town, "Dũng").await;
    assert_forgotten(&town, town.id("Dũng"), &["Dũng"]).await;
    town.finish().await;
}

/// As [`worked`], without the group.
async fn worked_in_private(mut town: Town) -> Town {
    town.publishes("Quỳnh", &documents::traffic(), "Dũng").await;
    town.taps("Tuyết", "Có ý kiến").await;
    town.says("Tuyết", "Cổng số 2 đang sửa.").await;
    town
}
