//! A roster is sent to the bot, looked at and taken in.

use insta::assert_snapshot;
use keng::app::Rules;
use keng::domain::locale::Locale;

use crate::support::documents::{self, File};
use crate::support::town::{Town, days};

const PLAN: &str =
    "Thành phố: Quân admin, Bình leader; Phường Hải Châu: Tú leader; Phường An Hải: Oanh leader";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const FIRST: &str = "CB1,Lan,0905123456,PHUONG-HAI-CHAU,Cán bộ\n\
                     CB2,Nam,0905123457,PHUONG-HAI-CHAU,Cán bộ\n\
                     CB3,Hoa,0905123458,PHUONG-AN-HAI,Cán bộ\n\
                     CB4,Minh,0905123459,PHUONG-AN-HAI,Trực ban\n";

fn people(rows: &str) -> File {
    let text = format!("Mã cán bộ,Họ và tên,Số điện thoại,Mã đơn vị,Vai trò\n{rows}");
    File {
        name: "can-bo.csv".to_owned(),
        mime: "text/csv",
        bytes: text.into_bytes(),
    }
}

fn units(rows: &str) -> File {
    let text = format!("Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên\n{rows}");
    File {
        name: "don-vi.csv".to_owned(),
        mime: "text/csv",
        bytes: text.into_bytes(),
    }
}

/// A town whose people came with a roster; Lan and Hoa have joined.
async fn town() -> Town {
    let mut town = Town::new(PLAN).await;
    town.sends_file("Quân", &people(FIRST)).await;
    town.taps("Quân", "Áp dụng").await;
    for name in ["Lan", "Hoa"] {
        town.stranger(name);
        town.joins(name).await;
    }
    for name in ["Quân", "Lan", "Hoa"] {
        town.sees(name);
    }
    town
}

/// The menu that somebody was given last.
fn menu(town: &Town, who: &str) -> String {
    let chat = town.id(who);
    let requests = town.world.requests();
    let set = requests
        .iter()
        .rev()
        .filter(|request| request.method == "setMyCommands")
        .find(|request| request.params["scope"]["chat_id"] == chat);
    set.map_or_else(String::new, |request| {
        request.params["commands"].to_string()
    })
}

/// The sizes of workbooks differ a little by the time that is written into them.
fn without_sizes(screen: &str) -> String {
    let size = regex::Regex::new(r"\(\d+ B\)").expect("a valid expression");
    size.replace_all(screen, "(… B)").into_owned()
}

async fn waiting(town: &Town) -> i64 {
    town.count("SELECT COUNT(*) FROM roster_files").await
}

#[tokio::test]
async fn a_roster_is_looked_at_and_then_applied() {
    let mut town = Town::new(PLAN).await;
    town.sends_file("Quân", &people(FIRST)).await;
    assert_snapshot!(town.sees("Quân"), @"
    Quân:
      📎 can-bo.csv (251 B)
    Kẻng:
      📋 Danh sách người · can-bo.csv

      🆕 Mới: 4
          Lan, Nam, Hoa, Minh
      ✏️ Đổi: 0
      🚪 Rời (không có trong tệp): 0
      ✔️ Không đổi: 0

      Chưa có gì thay đổi. Anh/chị xem rồi bấm Áp dụng.
      [Mới]
      [Áp dụng] [Huỷ]
    ");
    town.taps("Quân", "Mới").await;
    assert_snapshot!(town.sees("Quân"), @"
    Kẻng ✎:
      📋 Danh sách người · can-bo.csv

      🆕 Mới: 4

      • Lan: vào Phường Hải Châu (Cán bộ)
      • Nam: vào Phường Hải Châu (Cán bộ)
      • Hoa: vào Phường An Hải (Cán bộ)
      • Minh: vào Phường An Hải (Trực ban)
      [Quay lại]
    ");
    town.taps("Quân", "Quay lại").await;
    town.taps("Quân", "Áp dụng").await;
    assert_snapshot!(town.sees("Quân"), @"
    Kẻng ✎:
      ✅ Đã áp dụng danh sách người: 4 mới, 0 đổi, 0 rời, 0 giữ nguyên.
    ");
    assert_eq!(town.toast("Quân"), "Đã áp dụng.");
    // Nobody's data is kept with the file, and the same file says nothing new.
    assert_eq!(waiting(&town).await, 0);
    town.sends_file("Quân", &people(FIRST)).await;
    assert_snapshot!(town.sees("Quân"), @"
    Quân:
      📎 can-bo.csv (251 B)
    Kẻng:
      ✔️ Tệp không có gì mới: 4 người giữ nguyên.
    ");
    assert_eq!(waiting(&town).await, 0);
    town.finish().await;
}

#[tokio::test]
async fn a_transfer_between_wards_takes_the_buttons_and_the_menu_along() {
    let mut town = town().await;
    let as_leader = FIRST.replace(
        "CB1,Lan,0905123456,PHUONG-HAI-CHAU,Cán bộ",
        "CB1,Lan,,PHUONG-HAI-CHAU,Lãnh đạo",
    );
    town.sends_file("Quân", &people(&as_leader)).await;
    town.taps("Quân", "Áp dụng").await;
    assert!(
        menu(&town, "Lan").contains("theodoi"),
        "{}",
        menu(&town, "Lan")
    );
    town.sends_file("Lan", &documents::traffic()).await;
    town.sees("Lan");
    town.sees("Quân");
    let elsewhere = FIRST.replace(
        "CB1,Lan,0905123456,PHUONG-HAI-CHAU,Cán bộ",
        "CB1,Lan,0905 999 999,PHUONG-AN-HAI,Cán bộ",
    );
    town.sends_file("Quân", &people(&elsewhere)).await;
    assert_snapshot!(town.sees("Quân"), @"
    Quân:
      📎 can-bo.csv (251 B)
    Kẻng:
      📋 Danh sách người · can-bo.csv

      🆕 Mới: 0
      ✏️ Đổi: 1
          Lan
      🚪 Rời (không có trong tệp): 0
      ✔️ Không đổi: 3

      Chưa có gì thay đổi. Anh/chị xem rồi bấm Áp dụng.
      [Đổi]
      [Áp dụng] [Huỷ]
    ");
    town.taps("Quân", "Đổi").await;
    assert_snapshot!(town.sees("Quân"), @"
    Kẻng ✎:
      📋 Danh sách người · can-bo.csv

      ✏️ Đổi: 1

      • Lan: số điện thoại mới; rời Phường Hải Châu (Lãnh đạo); vào Phường An Hải (Cán bộ)
      [Quay lại]
    ");
    town.taps("Quân", "Quay lại").await;
    town.taps("Quân", "Áp dụng").await;
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      📋 Danh sách vừa được cập nhật. Từ nay anh/chị là:

      • Cán bộ — Phường An Hải
    ");
    assert!(
        !menu(&town, "Lan").contains("theodoi"),
        "{}",
        menu(&town, "Lan")
    );
    town.taps("Lan", "Trình duyệt").await;
    assert_snapshot!(town.toast("Lan"), @"Anh/chị không có quyền làm việc này ở đơn vị đó.");
    town.finish().await;
}

#[tokio::test]
async fn who_is_not_in_the_file_loses_access_at_once() {
    let mut town = town().await;
    let without_lan = FIRST.split_once('\n').unwrap().1;
    town.sends_file("Quân", &people(without_lan)).await;
    assert_snapshot!(town.sees("Quân"), @"
    Quân:
      📎 can-bo.csv (206 B)
    Kẻng:
      📋 Danh sách người · can-bo.csv

      🆕 Mới: 0
      ✏️ Đổi: 0
      🚪 Rời (không có trong tệp): 1
          Lan
      ✔️ Không đổi: 3

      🔒 1 người đang dùng bot sẽ mất quyền truy cập ngay khi áp dụng.

      Chưa có gì thay đổi. Anh/chị xem rồi bấm Áp dụng.
      [Rời]
      [Áp dụng] [Huỷ]
      [Chỉ thêm, sửa]
    ");
    town.taps("Quân", "Rời").await;
    assert_snapshot!(town.sees("Quân"), @"
    Kẻng ✎:
      📋 Danh sách người · can-bo.csv

      🚪 Rời (không có trong tệp): 1

      • Lan: rời Phường Hải Châu (Cán bộ)
      [Quay lại]
    ");
    town.taps("Quân", "Quay lại").await;
    town.taps("Quân", "Áp dụng").await;
    assert_snapshot!(town.sees("Quân"), @"
    Kẻng ✎:
      ✅ Đã áp dụng danh sách người: 0 mới, 0 đổi, 1 rời, 3 giữ nguyên.
    ");
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      📋 Theo danh sách vừa cập nhật, anh/chị không còn vai trò nào ở Thành phố Sông Hàn. Nếu có nhầm lẫn, hãy báo đơn vị mình.
    ");
    town.says("Lan", "/nhiemvu").await;
    assert_snapshot!(town.sees("Lan"), @"
    Lan:
      /nhiemvu
    Kẻng:
      🌿 Anh/chị không còn nhiệm vụ nào đang mở.
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_part_of_the_roster_can_be_sent_and_nobody_leaves_by_mistake() {
    let mut town = town().await;
    let part = "CB5,Phú,,PHUONG-HAI-CHAU,Cán bộ\nCB1,Lan,,PHUONG-HAI-CHAU,Cán bộ\n";
    town.sends_file("Quân", &people(part)).await;
    assert_snapshot!(town.sees("Quân"), @"
    Quân:
      📎 can-bo.csv (144 B)
    Kẻng:
      📋 Danh sách người · can-bo.csv

      🆕 Mới: 1
          Phú
      ✏️ Đổi: 0
      🚪 Rời (không có trong tệp): 3
          Nam, Hoa, Minh
      ✔️ Không đổi: 1

      🔒 1 người đang dùng bot sẽ mất quyền truy cập ngay khi áp dụng.

      ⚠️ 3 trên 4 người sẽ rời, hơn một phần ba danh sách. Nếu tệp chỉ là một phần danh sách, hãy bấm “Chỉ thêm, sửa”.

      Chưa có gì thay đổi. Anh/chị xem rồi bấm Áp dụng.
      [Mới] [Rời]
      [Áp dụng] [Huỷ]
      [Chỉ thêm, sửa]
    ");
    town.taps("Quân", "Áp dụng").await;
    assert_snapshot!(town.sees("Quân"), @"
    Kẻng ✎:
      📋 Danh sách người · can-bo.csv

      🔒 1 người đang dùng bot sẽ mất quyền truy cập ngay khi áp dụng.

      ⚠️ 3 trên 4 người sẽ rời, hơn một phần ba danh sách. Nếu tệp chỉ là một phần danh sách, hãy bấm “Chỉ thêm, sửa”.

      Vẫn áp dụng chứ?
      [Vẫn áp dụng]
      [Chỉ thêm, sửa]
      [Quay lại]
    ");
    town.taps("Quân", "Chỉ thêm, sửa").await;
    assert_snapshot!(town.sees("Quân"), @"
    Kẻng ✎:
      ✅ Đã áp dụng danh sách người: 1 mới, 0 đổi, 0 rời, 1 giữ nguyên.
    ");
    assert_eq!(town.sees("Hoa"), "");
    // Meant so: the second word is enough.
    town.sends_file("Quân", &people(part)).await;
    town.taps("Quân", "Áp dụng").await;
    town.taps("Quân", "Vẫn áp dụng").await;
    assert_snapshot!(town.sees("Quân"), @"
    Quân:
      📎 can-bo.csv (144 B)
    Kẻng ✎:
      ✅ Đã áp dụng danh sách người: 0 mới, 0 đổi, 3 rời, 2 giữ nguyên.
    ");
    assert_snapshot!(town.sees("Hoa"), @"
    Kẻng:
      📋 Theo danh sách vừa cập nhật, anh/chị không còn vai trò nào ở Thành phố Sông Hàn. Nếu có nhầm lẫn, hãy báo đơn vị mình.
    ");
    town.finish().await;
}

#[tokio::test]
async fn fifty_mistakes_are_named_at_once_and_nothing_is_applied() {
    let mut town = town().await;
    let mut rows = String::new();
    for row in 2..=51 {
        rows += &match row % 4 {
            0 => format!("N{row},,,PHUONG-HAI-CHAU,Cán bộ\n"),
            1 => format!("N{row},Người {row},12,PHUONG-HAI-CHAU,Cán bộ\n"),
            2 => format!("N{row},Người {row},,NOWHERE,Cán bộ\n"),
            _ => format!("N{row},Người {row},,PHUONG-HAI-CHAU,Sếp <b>\n"),
        };
    }
    town.sends_file("Quân", &people(&rows)).await;
    assert_snapshot!(without_sizes(&town.sees("Quân")), @"
    Quân:
      📎 can-bo.csv (… B)
    Kẻng:
      📋 Danh sách người · can-bo.csv

      Có 50 chỗ cần sửa, chưa nhập gì:

      • Dòng 2, cột “Mã đơn vị”: “NOWHERE” – cần là mã của một đơn vị có trong tệp hoặc đã nhập trước
      • Dòng 3, cột “Vai trò”: “Sếp <b>” – cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân
      • Dòng 4, cột “Họ và tên”: (trống) – không được để trống
      • Dòng 5, cột “Số điện thoại”: “12” – cần là số điện thoại, ví dụ 0905 123 456
      • Dòng 6, cột “Mã đơn vị”: “NOWHERE” – cần là mã của một đơn vị có trong tệp hoặc đã nhập trước
      • Dòng 7, cột “Vai trò”: “Sếp <b>” – cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân
      • Dòng 8, cột “Họ và tên”: (trống) – không được để trống
      • Dòng 9, cột “Số điện thoại”: “12” – cần là số điện thoại, ví dụ 0905 123 456
      • Dòng 10, cột “Mã đơn vị”: “NOWHERE” – cần là mã của một đơn vị có trong tệp hoặc đã nhập trước
      • Dòng 11, cột “Vai trò”: “Sếp <b>” – cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân
      • Dòng 12, cột “Họ và tên”: (trống) – không được để trống
      • Dòng 13, cột “Số điện thoại”: “12” – cần là số điện thoại, ví dụ 0905 123 456
      • Dòng 14, cột “Mã đơn vị”: “NOWHERE” – cần là mã của một đơn vị có trong tệp hoặc đã nhập trước
      • Dòng 15, cột “Vai trò”: “Sếp <b>” – cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân
      • Dòng 16, cột “Họ và tên”: (trống) – không được để trống

      Trang 1/4

      Anh/chị sửa trong tệp rồi gửi lại.
      [Tiếp]
      [Huỷ]
    Kẻng:
      📎 Chỗ cần sửa.xlsx (… B)
      📎 Toàn bộ 50 chỗ cần sửa, để đối chiếu khi sửa tệp.
    ");
    town.taps("Quân", "Tiếp").await;
    assert_snapshot!(town.sees("Quân"), @"
    Kẻng ✎:
      📋 Danh sách người · can-bo.csv

      Có 50 chỗ cần sửa, chưa nhập gì:

      • Dòng 17, cột “Số điện thoại”: “12” – cần là số điện thoại, ví dụ 0905 123 456
      • Dòng 18, cột “Mã đơn vị”: “NOWHERE” – cần là mã của một đơn vị có trong tệp hoặc đã nhập trước
      • Dòng 19, cột “Vai trò”: “Sếp <b>” – cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân
      • Dòng 20, cột “Họ và tên”: (trống) – không được để trống
      • Dòng 21, cột “Số điện thoại”: “12” – cần là số điện thoại, ví dụ 0905 123 456
      • Dòng 22, cột “Mã đơn vị”: “NOWHERE” – cần là mã của một đơn vị có trong tệp hoặc đã nhập trước
      • Dòng 23, cột “Vai trò”: “Sếp <b>” – cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân
      • Dòng 24, cột “Họ và tên”: (trống) – không được để trống
      • Dòng 25, cột “Số điện thoại”: “12” – cần là số điện thoại, ví dụ 0905 123 456
      • Dòng 26, cột “Mã đơn vị”: “NOWHERE” – cần là mã của một đơn vị có trong tệp hoặc đã nhập trước
      • Dòng 27, cột “Vai trò”: “Sếp <b>” – cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân
      • Dòng 28, cột “Họ và tên”: (trống) – không được để trống
      • Dòng 29, cột “Số điện thoại”: “12” – cần là số điện thoại, ví dụ 0905 123 456
      • Dòng 30, cột “Mã đơn vị”: “NOWHERE” – cần là mã của một đơn vị có trong tệp hoặc đã nhập trước
      • Dòng 31, cột “Vai trò”: “Sếp <b>” – cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân

      Trang 2/4

      Anh/chị sửa trong tệp rồi gửi lại.
      [Trước] [Tiếp]
      [Huỷ]
    ");
    assert_eq!(
        town.count("SELECT COUNT(*) FROM people WHERE code LIKE 'N%'")
            .await,
        0
    );
    // Corrected and sent again, the old card has nothing to do any more.
    town.sends_file("Quân", &people("CB9,Phú,,PHUONG-HAI-CHAU,Cán bộ\n"))
        .await;
    town.taps_on("Quân", "Anh/chị sửa trong tệp", "Huỷ").await;
    assert_snapshot!(town.toast("Quân"), @"Tệp này không còn chờ nữa: đã áp dụng, đã huỷ, hoặc đã quá một ngày. Hãy gửi lại tệp nếu cần.");
    town.taps("Quân", "Huỷ").await;
    assert_snapshot!(town.last("Quân"), @"
    Kẻng ✎:
      🗑 Đã bỏ tệp. Danh sách không thay đổi.
    ");
    assert_eq!(waiting(&town).await, 0);
    town.finish().await;
}

#[tokio::test]
async fn two_administrators_at_once() {
    let mut town = Town::new(
        "Thành phố: Quân admin, Vy admin; Phường Hải Châu: Tú leader; Phường An Hải: Oanh leader",
    )
    .await;
    town.sends_file("Quân", &people(FIRST)).await;
    let more = format!("{FIRST}CB5,Phú,,PHUONG-AN-HAI,Cán bộ\n");
    town.sends_file("Vy", &people(&more)).await;
    town.sees("Vy");
    town.taps("Quân", "Áp dụng").await;
    town.taps("Vy", "Áp dụng").await;
    assert_snapshot!(town.sees("Vy"), @"
    Kẻng ✎:
      📋 Danh sách người · can-bo.csv

      🔄 Danh sách vừa đổi sau khi anh/chị gửi tệp, có thể do người khác cập nhật. Đây là tình hình mới.

      🆕 Mới: 1
          Phú
      ✏️ Đổi: 0
      🚪 Rời (không có trong tệp): 0
      ✔️ Không đổi: 4

      Chưa có gì thay đổi. Anh/chị xem rồi bấm Áp dụng.
      [Mới]
      [Áp dụng] [Huỷ]
    ");
    assert_snapshot!(town.toast("Vy"), @"Danh sách vừa đổi, mời anh/chị xem lại.");
    town.taps("Vy", "Áp dụng").await;
    let people_now = "SELECT COUNT(*) FROM people WHERE code LIKE 'CB%'";
    assert_eq!(town.count(people_now).await, 5);
    // Both send the same: who is second learns that nothing is left to do.
    let again = more.replace("CB5,Phú", "CB5,Phú Quý");
    town.sends_file("Quân", &people(&again)).await;
    town.sends_file("Vy", &people(&again)).await;
    town.taps("Quân", "Áp dụng").await;
    town.taps("Vy", "Áp dụng").await;
    assert_snapshot!(town.last("Vy"), @"
    Kẻng ✎:
      ✔️ Tệp không có gì mới: 5 người giữ nguyên.
    ");
    // One looks at people while the other gives their unit another name.
    town.sends_file(
        "Vy",
        &people(&FIRST.replace(
            "CB1,Lan,0905123456,PHUONG-HAI-CHAU",
            "CB1,Lan,,PHUONG-AN-HAI",
        )),
    )
    .await;
    town.sends_file(
        "Quân",
        &units("PHUONG-AN-HAI,Phường An Hải Mới,phường,TP\n"),
    )
    .await;
    assert_snapshot!(town.sees("Quân"), @"
    Quân:
      📎 can-bo.csv (251 B)
    Kẻng ✎:
      ✅ Đã áp dụng danh sách người: 4 mới, 0 đổi, 0 rời, 0 giữ nguyên.
    Quân:
      📎 can-bo.csv (290 B)
    Kẻng ✎:
      ✅ Đã áp dụng danh sách người: 0 mới, 1 đổi, 0 rời, 4 giữ nguyên.
    Quân:
      📎 don-vi.csv (105 B)
    Kẻng:
      📋 Danh sách đơn vị · don-vi.csv

      🆕 Mới: 0
      ✏️ Đổi: 1
          Phường An Hải Mới
      ⏸ Không có trong tệp, vẫn giữ nguyên: 2
      ✔️ Không đổi: 0

      Chưa có gì thay đổi. Anh/chị xem rồi bấm Áp dụng.
      [Đổi]
      [Áp dụng] [Huỷ]
    ");
    town.taps("Quân", "Áp dụng").await;
    assert_snapshot!(town.sees("Quân"), @"
    Kẻng ✎:
      ✅ Đã áp dụng danh sách đơn vị: 0 mới, 1 đổi, 0 giữ nguyên.
    ");
    town.sees("Vy");
    town.taps("Vy", "Áp dụng").await;
    assert_snapshot!(town.sees("Vy"), @"
    Kẻng ✎:
      📋 Danh sách người · can-bo.csv

      🔄 Danh sách vừa đổi sau khi anh/chị gửi tệp, có thể do người khác cập nhật. Đây là tình hình mới.

      🆕 Mới: 0
      ✏️ Đổi: 1
          Lan
      🚪 Rời (không có trong tệp): 1
          Phú Quý
      ✔️ Không đổi: 3

      Chưa có gì thay đổi. Anh/chị xem rồi bấm Áp dụng.
      [Đổi] [Rời]
      [Áp dụng] [Huỷ]
      [Chỉ thêm, sửa]
    ");
    town.taps("Vy", "Áp dụng").await;
    // A second tap on what was applied, by a client that has not seen it yet.
    assert_snapshot!(town.last("Vy"), @"
    Kẻng ✎:
      ✅ Đã áp dụng danh sách người: 0 mới, 1 đổi, 1 rời, 3 giữ nguyên.
    ");
    town.finish().await;
}

#[tokio::test]
async fn tables_of_others_are_no_directives_and_no_rosters() {
    let mut town = Town::new(PLAN).await;
    town.sends_file("Bình", &people(FIRST)).await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      Bảng .xlsx, .csv là để nhập danh sách, và chỉ người quản trị danh sách làm được việc này. Nếu đây là chỉ thị, hãy gửi tệp .docx, .pdf hoặc .txt.
    ");
    // A button of somebody else's file is none of his.
    town.sends_file("Quân", &people(FIRST)).await;
    let apply = town.data_of("Quân", "Áp dụng");
    let message = town.message("Bình", "Bảng");
    town.presses("Bình", message, &apply).await;
    assert_snapshot!(town.toast("Bình"), @"Bảng .xlsx, .csv là để nhập danh sách, và chỉ người quản trị danh sách làm được việc này. Nếu đây là chỉ thị, hãy gửi tệp .docx, .pdf hoặc .txt.");
    for (name, bytes, said) in [
        ("la.xlsx", &b"PK\x03\x04 torn"[..], "đã hỏng"),
        (
            "la.csv",
            b"a,b,c\n1,2,3\n",
            "Tôi không nhận ra đây là danh sách gì",
        ),
        ("cu.xls", b"\xd0\xcf\x11\xe0rest", "lưu thành .xlsx"),
    ] {
        let file = File {
            name: name.to_owned(),
            mime: XLSX,
            bytes: bytes.to_vec(),
        };
        town.sends_file("Quân", &file).await;
        let last = town.last("Quân");
        assert!(last.contains(said), "{last}");
    }
    town.finish().await;
}

#[tokio::test]
async fn a_ward_administrator_reaches_his_ward() {
    let mut town =
        Town::new("Thành phố: Quân admin; Phường Hải Châu: Vy admin; Phường An Hải: Oanh leader")
            .await;
    town.sends_file("Quân", &people(FIRST)).await;
    town.taps("Quân", "Áp dụng").await;
    town.speaks("Vy", Locale::En).await;
    town.sends_file("Vy", &people(FIRST)).await;
    assert_snapshot!(town.sees("Vy"), @"
    Vy:
      📎 can-bo.csv (251 B)
    Kẻng:
      📋 List of people · can-bo.csv

      2 cells need a correction; nothing was imported:

      • Row 4, column “Mã đơn vị”: “PHUONG-AN-HAI” – this unit is out of your reach
      • Row 5, column “Mã đơn vị”: “PHUONG-AN-HAI” – this unit is out of your reach

      Please correct the file and send it again.
      [Cancel]
    ");
    town.sends_file("Vy", &people("CB1,Lan,,PHUONG-HAI-CHAU,cadre\n"))
        .await;
    assert_snapshot!(town.last("Vy"), @"
    Kẻng:
      📋 List of people · can-bo.csv

      🆕 New: 0
      ✏️ Changed: 0
      🚪 Left (not in the file): 1
          Nam
      ✔️ Unchanged: 1

      ⚠️ 1 of 2 people would leave, more than a third of the roster. If the file is only a part of it, press “Only add and change”.

      Nothing has changed yet. Look through it, then press Apply.
      [Left]
      [Apply] [Cancel]
      [Only add and change]
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_file_nobody_decides_about_is_forgotten() {
    let mut town = Town::new(PLAN).await;
    town.sends_file("Quân", &people(FIRST)).await;
    town.restart().await;
    assert_eq!(waiting(&town).await, 1);
    town.advance(days(2)).await;
    let now = town.clock.now();
    keng::jobs::retention::run_once(town.store(), &Rules::default().retention, now)
        .await
        .expect("the database");
    assert_eq!(waiting(&town).await, 0);
    town.taps("Quân", "Áp dụng").await;
    assert_snapshot!(town.toast("Quân"), @"Tệp này không còn chờ nữa: đã áp dụng, đã huỷ, hoặc đã quá một ngày. Hãy gửi lại tệp nếu cần.");
    town.finish().await;
}
