//! `keng invite` on paper: slips to cut out, and a sheet to hang up.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Reader as _, Xlsx};
use lopdf::Document;

use super::Folder;
use crate::chart::{codes, codes_of_page};

const LONG: &str = "Công Tằng Tôn Nữ Nguyễn Hoàng Phương Quỳnh Anh Thuỳ Dương";

/// Two units of Đà Nẵng: eleven people in one, who need two pages, and two in the other.
fn roster() -> String {
    let many = (1..=10).map(|number| format!("Trần Văn Đức {number},,20257,Cán bộ\n"));
    let rest = format!("{LONG},,20257,Lãnh đạo\nLê Văn Nam,,20242,Lãnh đạo\nĐỗ Ỷ,,20242,Cán bộ\n");
    many.collect::<String>() + &rest
}

/// Everybody's link by name, as a program reads them.
fn links(folder: &Folder) -> BTreeMap<String, String> {
    folder.keng("invite --all --out links.json").done();
    let list: serde_json::Value = serde_json::from_str(&folder.read("links.json")).unwrap();
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| (text(row, "name"), text(row, "link")))
        .collect()
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

#[test]
fn everybody_gets_a_slip_whose_code_is_his_link() {
    let folder = Folder::new();
    folder.town(&roster());
    assert_eq!(
        folder.keng("invite --all --out phieu.pdf").done(),
        "Đã ghi phiếu mời của 13 người ở 2 đơn vị vào phieu.pdf (3 trang A4). \
         Mỗi phiếu chỉ dành cho một người: xin trao tận tay.\n"
    );
    let links = links(&folder);
    let bytes = std::fs::read(folder.path("phieu.pdf")).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    let found = numbers
        .iter()
        .flat_map(|page| codes_of_page(&document, *page));
    let expected = sorted(links.values().cloned().collect());
    assert_eq!(sorted(found.collect()), expected);
    let words = document.extract_text(&numbers).unwrap();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for name in links.keys().map(String::as_str) {
        assert!(words.contains(name), "{name} is not in {words}");
    }
    for words_of in [
        "Phường Hải Châu",
        "Phường Hòa Cường",
        "Trang 2/2",
        "Lãnh đạo",
    ] {
        assert!(words.contains(words_of), "{words_of} is not in {words}");
    }
}

#[test]
fn a_unit_is_printed_by_itself_and_in_english() {
    let folder = Folder::new();
    folder.town(&roster());
    let english = [("KENG_ORG__LOCALE", "en")];
    let done = folder.keng_with(&english, "invite --all --unit 20242 --out slips.pdf");
    assert_eq!(
        done.done(),
        "The invitation slips of 2 people in one unit are in slips.pdf (one A4 page). \
         Each slip is for one person: hand it over in person.\n"
    );
    let document = Document::load(folder.path("slips.pdf")).unwrap();
    let words = document.extract_text(&[1]).unwrap();
    assert!(
        words.contains("Only for") && !words.contains("Trần Văn Đức"),
        "{words}"
    );
}

#[test]
fn the_workbook_has_a_sheet_for_each_unit_with_its_codes() {
    let folder = Folder::new();
    folder.town(&roster());
    folder.keng("invite --all --out links.xlsx").done();
    let links = links(&folder);
    let bytes = std::fs::read(folder.path("links.xlsx")).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["Liên kết cá nhân", "Phường Hải Châu", "Phường Hòa Cường"]
    );
    let sheet = book.worksheet_range("Phường Hải Châu").unwrap();
    let cells: Vec<String> = sheet
        .used_cells()
        .map(|(_, _, cell)| cell.to_string())
        .collect();
    for words in [
        "Lê Văn Nam",
        "Lãnh đạo\nPhường Hải Châu",
        &links["Lê Văn Nam"],
        "Họ và tên",
        "Mã QR",
    ] {
        assert!(
            cells.iter().any(|cell| cell == words),
            "{words} is not in {cells:?}"
        );
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if file.name().unwrap().starts_with("xl/media/") {
            let mut png = Vec::new();
            file.read_to_end(&mut png).unwrap();
            found.extend(codes(&png));
        }
    }
    assert_eq!(sorted(found), sorted(links.into_values().collect()));
}

#[test]
fn a_link_for_many_becomes_a_sheet_to_hang_up() {
    let folder = Folder::new();
    folder.town(&roster());
    let ended = folder.keng("invite --role cadre --unit 20242 --uses 50 --out to-moi.png");
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    let link = ended.stdout.trim_end();
    let told = "Tờ mời để in: to-moi.png.\n";
    assert!(ended.stderr.ends_with(told), "{}", ended.stderr);
    let png = std::fs::read(folder.path("to-moi.png")).unwrap();
    assert_eq!(codes(&png), [link]);

    let ended = folder.keng("invite --role resident --unit 20242 --uses 500 --out to-moi.pdf");
    let document = Document::load(folder.path("to-moi.pdf")).unwrap();
    assert_eq!(codes_of_page(&document, 1), [ended.stdout.trim_end()]);
    let words = document.extract_text(&[1]).unwrap();
    assert!(words.contains("bà con") && words.contains("500"), "{words}");
}

#[test]
fn what_cannot_be_printed_is_refused() {
    let folder = Folder::new();
    folder.town("");
    assert_eq!(
        folder.keng("invite --all --out phieu.pdf").failed(),
        "Không có ai để mời: mọi người trong danh sách ở đó đều đã tham gia, hoặc danh sách còn \
         trống (keng import people). Chưa ghi tệp nào.\n"
    );
    assert!(!folder.path("phieu.pdf").exists());
    assert_eq!(
        folder
            .keng("invite --all --unit 99 --out phieu.pdf")
            .failed(),
        "Không có đơn vị nào mang mã “99”.\n"
    );
    for arguments in [
        "invite --all --out phieu.docx",
        "invite --role admin --out to-moi.xlsx",
        "invite --all",
    ] {
        let ended = folder.keng(arguments);
        assert_eq!(
            (ended.status, ended.stdout.as_str()),
            (2, ""),
            "{arguments}"
        );
    }
}
