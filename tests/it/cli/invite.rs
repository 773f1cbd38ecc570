//! `keng invite`.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use keng::domain::org::Role;

use super::Folder;

const LINK: &str = "https://t.me/keng_test_bot?start=";
const PEOPLE: &str = "Nguyễn Thị Lan,0905 123 456,20242,Cán bộ\nLê Văn Nam,,20242,Lãnh đạo\n";

#[tokio::test]
async fn a_link_is_printed_alone_and_what_it_is_good_for_beside_it() {
    let folder = Folder::new();
    folder.town(PEOPLE);
    let ended = folder.keng("invite --role cadre --unit 20242 --uses 3 --expires 12h");
    assert_eq!(ended.status, 0);
    let told = "Cán bộ – Phường Hải Châu. Dùng được 3 lần, đến ";
    assert!(ended.stderr.starts_with(told), "{}", ended.stderr);
    let code = ended.stdout.trim_end().strip_prefix(LINK).unwrap();
    let store = folder.store().await;
    let mut tx = store.read().await.unwrap();
    let invitation = tx.invitation_by_code(code).await.unwrap().unwrap();
    assert_eq!((invitation.role, invitation.uses_left), (Role::Cadre, 3));
    assert!(invitation.unit.is_some() && invitation.person.is_none());
}

#[tokio::test]
async fn an_administrator_needs_no_unit_not_even_in_the_database() {
    let folder = Folder::new();
    let ended = folder.keng("invite --role admin");
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    let code = ended.stdout.trim_end().strip_prefix(LINK).unwrap();
    let store = folder.store().await;
    let mut tx = store.read().await.unwrap();
    let invitation = tx.invitation_by_code(code).await.unwrap().unwrap();
    assert_eq!((invitation.unit, invitation.uses_left), (None, 1));
}

#[test]
fn everybody_who_has_not_joined_gets_a_link_that_stays() {
    let folder = Folder::new();
    folder.town(PEOPLE);
    assert_eq!(
        folder.keng("invite --all --out links.xlsx").done(),
        "Đã ghi 2 liên kết cá nhân vào links.xlsx. Mỗi liên kết chỉ dành cho một người.\n"
    );
    let bytes = std::fs::read(folder.path("links.xlsx")).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[1][..5],
        ["Lê Văn Nam", "", "20242", "Phường Hải Châu", "Lãnh đạo"]
    );
    assert_eq!(rows[2][..2], ["Nguyễn Thị Lan", "0905 123 456"]);
    assert!(rows[2][7].starts_with(LINK), "{:?}", rows[2]);

    folder.keng("invite --all --out again.json").done();
    let again: serde_json::Value = serde_json::from_str(&folder.read("again.json")).unwrap();
    assert_eq!(again[1]["link"], rows[2][7].as_str());
    assert_eq!(again[1]["role"], "cadre");
}

#[test]
fn what_cannot_be_is_refused() {
    let folder = Folder::new();
    assert_eq!(
        folder.keng("invite --role cadre --unit 20242").failed(),
        "Không có đơn vị nào mang mã “20242”.\n"
    );
    let nameless = [("KENG_TELEGRAM__USERNAME", "")];
    folder.write("keng.toml", "");
    assert_eq!(
        folder.keng_with(&nameless, "invite --role admin").failed(),
        "Chưa biết tên bot. Hãy đặt telegram.username (hoặc telegram.token để hỏi Telegram).\n"
    );
}
