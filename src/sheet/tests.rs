//! The same table in all three formats.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::*;

fn table() -> Table {
    let column = |key, heading: &str| Column {
        key,
        heading: heading.to_owned(),
    };
    Table {
        title: "Nơi nhận: 48/Đà Nẵng và tất cả các đơn vị trực thuộc".to_owned(),
        columns: vec![
            column("name", "Họ và tên"),
            column("phone", "Số điện thoại"),
            column("reminders", "Số lần nhắc"),
            column("confirmed_at", "Xác nhận lúc"),
            column("note", "Ý kiến"),
            column("role", "Vai trò"),
        ],
        rows: vec![vec![
            Cell::Text("Nguyễn \"Lan\", Hòa Cường".to_owned()),
            Cell::Text("+84905123456".to_owned()),
            Cell::Number(2),
            Cell::Moment(DateTime::parse_from_rfc3339("2025-11-27T17:00:00+07:00").unwrap()),
            Cell::Text("=HYPERLINK(\"http://x\")".to_owned()),
            Cell::Choice {
                code: "cadre".to_owned(),
                label: "Cán bộ".to_owned(),
            },
        ]],
    }
}

#[test]
fn csv_keeps_letters_and_disarms_formulas() {
    let bytes = write(&table(), Format::Csv).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        text,
        "\u{feff}Họ và tên,Số điện thoại,Số lần nhắc,Xác nhận lúc,Ý kiến,Vai trò\n\
         \"Nguyễn \"\"Lan\"\", Hòa Cường\",'+84905123456,2,2025-11-27 17:00:00,\
         \"'=HYPERLINK(\"\"http://x\"\")\",Cán bộ\n"
    );
}

#[test]
fn json_names_the_fields_and_keeps_the_zone() {
    let bytes = write(&table(), Format::Json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(json[0]["name"], "Nguyễn \"Lan\", Hòa Cường");
    assert_eq!(json[0]["reminders"], 2);
    assert_eq!(json[0]["confirmed_at"], "2025-11-27T17:00:00+07:00");
    assert_eq!(json[0]["role"], "cadre");
    assert_eq!(json[0]["note"], "=HYPERLINK(\"http://x\")");
}

#[test]
fn a_workbook_has_text_numbers_and_dates_and_no_formula() {
    let bytes = write(&table(), Format::Xlsx).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    assert_eq!(name, "Nơi nhận 48Đà Nẵng và tất cả cá");
    let formulas = book.worksheet_formula(&name).unwrap();
    assert!(formulas.is_empty());
    let cells = book.worksheet_range(&name).unwrap();
    assert_eq!(cells.get((0, 0)), Some(&Data::String("Họ và tên".into())));
    assert_eq!(
        cells.get((1, 1)),
        Some(&Data::String("+84905123456".into()))
    );
    assert_eq!(cells.get((1, 2)), Some(&Data::Float(2.0)));
    assert!(matches!(cells.get((1, 3)), Some(Data::DateTime(_))));
    assert_eq!(
        cells.get((1, 4)),
        Some(&Data::String("=HYPERLINK(\"http://x\")".into()))
    );
}

#[test]
fn an_empty_table_has_its_headings() {
    let empty = Table {
        rows: Vec::new(),
        ..table()
    };
    for format in [Format::Csv, Format::Xlsx] {
        assert!(!write(&empty, format).unwrap().is_empty());
    }
    assert_eq!(write(&empty, Format::Json).unwrap(), b"[]\n");
}

#[test]
fn the_ending_tells_the_format() {
    for (name, format) in [
        ("a.csv", Some(Format::Csv)),
        ("a.XLSX", Some(Format::Xlsx)),
        ("a.b.json", Some(Format::Json)),
        ("a.pdf", None),
        ("csv", None),
    ] {
        assert_eq!(Format::of(Path::new(name)), format, "{name}");
    }
}
