//! The same directive in every format gives the same reading.

use keng::domain::document::{Classification, Kind, Reading, Warning};
use keng::intake::{Unreadable, read_bytes};

use super::write::{container, docx, odt, paragraph, pdf, table};

const HEAD: &[&[&str]] = &[
    &[
        "ỦY BAN NHÂN DÂN\nPHƯỜNG AN HÒA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    ],
    &["Số: 21/TB-UBND", "An Hòa, ngày 12 tháng 12 năm 2025"],
];

fn word(more: &[(&str, &str)]) -> Vec<u8> {
    let body = [
        table(HEAD),
        paragraph("THÔNG BÁO", None),
        paragraph("Về lịch trực Tết", None),
        paragraph(
            "Để bảo đảm an ninh dịp Tết, Ủy ban nhân dân phường An Hòa thông báo:",
            None,
        ),
        paragraph("Công an phường trực 24/24 giờ.", Some((1, 0))),
        paragraph("Trạm Y tế:", Some((1, 0))),
        paragraph(
            "Lập danh sách trực, gửi trước ngày 20/12/2025.",
            Some((1, 1)),
        ),
        paragraph("Nơi nhận:", None),
        paragraph("- Các tổ dân phố;", None),
    ];
    docx(&body.concat(), more)
}

fn as_expected(read: &Reading) {
    assert_eq!(read.kind, Kind::ThongBao);
    assert_eq!(read.number.as_deref(), Some("21/TB-UBND"));
    assert_eq!(
        read.authority.as_deref(),
        Some("Ủy ban nhân dân phường An Hòa")
    );
    assert_eq!(read.place.as_deref(), Some("An Hòa"));
    assert_eq!(
        read.date.map(|date| date.to_string()).as_deref(),
        Some("2025-12-12")
    );
    assert_eq!(read.title.as_deref(), Some("Về lịch trực Tết"));
    let tasks: Vec<_> = read
        .tasks
        .iter()
        .map(|task| (task.no.as_str(), task.title.as_str(), task.deadlines.len()))
        .collect();
    assert_eq!(
        tasks,
        [
            ("1", "Công an phường trực 24/24 giờ", 0),
            ("2", "Trạm Y tế", 1)
        ]
    );
    assert_eq!(read.recipients, ["Các tổ dân phố"]);
}

#[test]
fn a_word_document_with_automatic_numbers() {
    let read = read_bytes(&word(&[])).unwrap();
    as_expected(&read);
    assert_eq!(
        read.tasks[1].text,
        "Trạm Y tế:\na) Lập danh sách trực, gửi trước ngày 20/12/2025."
    );
}

#[test]
fn what_word_does_not_print_is_not_read() {
    let body = r#"<w:p><w:r><w:t>Thông báo </w:t></w:r><w:del><w:r><w:delText>đã xoá </w:delText></w:r></w:del>
        <w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn </w:t></w:r>
        <mc:AlternateContent><mc:Choice><w:r><w:t>lịch họp</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>lặp lại</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"#;
    let read = read_bytes(&docx(body, &[])).unwrap();
    assert_eq!(read.text, "Thông báo lịch họp");
}

#[test]
fn a_stamp_in_a_page_header_or_a_text_box_is_a_stamp() {
    let header = r#"<w:hdr xmlns:w="w"><w:p><w:r><w:t>TUYỆT MẬT</w:t></w:r></w:p></w:hdr>"#;
    let refused = read_bytes(&word(&[("word/header1.xml", header)]));
    assert_eq!(refused, Err(Unreadable::Secret(Classification::TuyetMat)));
    let boxed = r#"<w:p><w:r><w:txbxContent><w:p><w:r><w:t>M</w:t></w:r><w:r><w:t>ẬT</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"#;
    let body = format!("{}{}{boxed}", table(HEAD), paragraph("THÔNG BÁO", None));
    assert_eq!(
        read_bytes(&docx(&body, &[])),
        Err(Unreadable::Secret(Classification::Mat))
    );
}

#[test]
fn old_fonts_are_converted_and_macros_are_told() {
    let body = r#"<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr><w:t>th«ng b¸o</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr><w:t>Veà vieäc hoïp toå</w:t></w:r></w:p>"#;
    let read = read_bytes(&docx(body, &[("word/vbaProject.bin", "x")])).unwrap();
    assert_eq!(read.kind, Kind::ThongBao);
    assert_eq!(read.title.as_deref(), Some("Về việc họp tổ"));
    assert!(
        read.warnings.contains(&Warning::LegacyEncoding)
            && read.warnings.contains(&Warning::ActiveContent)
    );
}

#[test]
fn rows_of_a_table_of_tasks_are_tasks() {
    let rows: &[&[&str]] = &[
        &["STT", "Nội dung", "Thời gian hoàn thành"],
        &["1", "Rà soát hộ nghèo", "Tháng 12/2025"],
        &["2", "Trao quà Tết", "Trước ngày 10/02/2026"],
    ];
    let body = [
        table(HEAD),
        paragraph("KẾ HOẠCH", None),
        paragraph("Chăm lo Tết", None),
        paragraph("Phân công như sau:", None),
        table(rows),
    ];
    let read = read_bytes(&docx(&body.concat(), &[])).unwrap();
    let tasks: Vec<_> = read
        .tasks
        .iter()
        .map(|task| {
            (
                task.title.as_str(),
                task.deadlines
                    .first()
                    .and_then(|one| one.iso)
                    .map(|iso| iso.to_string()),
            )
        })
        .collect();
    assert_eq!(
        tasks,
        [
            ("Rà soát hộ nghèo", Some("2025-12-31".into())),
            ("Trao quà Tết", Some("2026-02-10".into()))
        ]
    );
}

#[test]
fn an_opendocument_text_with_automatic_numbers() {
    let cell = |texts: &[&str]| {
        format!(
            "<table:table-cell>{}</table:table-cell>",
            texts
                .iter()
                .map(|text| format!("<text:p>{text}</text:p>"))
                .collect::<String>()
        )
    };
    let row = |left: &str, right: &str| {
        let parts = |text: &str| cell(&text.split('\n').collect::<Vec<_>>());
        format!(
            "<table:table-row>{}{}</table:table-row>",
            parts(left),
            parts(right)
        )
    };
    let head = format!(
        "<table:table>{}{}</table:table>",
        row(HEAD[0][0], HEAD[0][1]),
        row(HEAD[1][0], HEAD[1][1])
    );
    let item = |text: &str| format!("<text:list-item>{text}</text:list-item>");
    let p = |text: &str| format!("<text:p>{text}</text:p>");
    let body = [
        head,
        p("THÔNG BÁO"),
        p("Về lịch trực Tết"),
        p("Để bảo đảm an ninh dịp Tết, Ủy ban nhân dân phường An Hòa thông báo:"),
        format!(
            r#"<text:list text:style-name="L1">{}{}</text:list>"#,
            item(&p("Công an phường<text:s/>trực 24/24 giờ.")),
            item(&(p("Trạm Y tế:") + &p("- Lập danh sách trực, gửi trước ngày 20/12/2025."))),
        ),
        p("Nơi nhận:"),
        p("- Các tổ dân phố;"),
    ];
    as_expected(&read_bytes(&odt(&body.concat())).unwrap());
}

#[test]
fn a_pdf_with_a_two_column_head() {
    let pieces = [
        (70.0, 800.0, "ỦY BAN NHÂN DÂN"),
        (300.0, 800.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (72.0, 785.0, "PHƯỜNG AN HÒA"),
        (330.0, 785.0, "Độc lập - Tự do - Hạnh phúc"),
        (80.0, 765.0, "Số: 21/TB-UBND"),
        (330.0, 765.0, "An Hòa, ngày 12 tháng 12 năm 2025"),
        (260.0, 730.0, "THÔNG BÁO"),
        (250.0, 712.0, "Về lịch trực Tết"),
        (
            90.0,
            680.0,
            "Để bảo đảm an ninh dịp Tết, Ủy ban nhân dân phường An Hòa thông báo cho toàn thể",
        ),
        (60.0, 664.0, "các tổ dân phố như sau:"),
        (90.0, 648.0, "1. Công an phường trực 24/24 giờ."),
        (90.0, 632.0, "2. Trạm Y tế:"),
        (
            90.0,
            616.0,
            "a) Lập danh sách trực của từng ngày trong dịp nghỉ Tết và gửi về Ủy ban nhân dân trước",
        ),
        (60.0, 600.0, "ngày 20/12/2025."),
        (60.0, 560.0, "Nơi nhận:"),
        (60.0, 545.0, "- Các tổ dân phố;"),
    ];
    let read = read_bytes(&pdf(&pieces)).unwrap();
    as_expected(&read);
    assert_eq!(read.tasks[1].deadlines[0].text, "trước ngày 20/12/2025");
}

#[test]
fn other_containers_are_no_documents() {
    assert_eq!(
        read_bytes(&container(&[("xl/workbook.xml", "<x/>")])),
        Err(Unreadable::NotADocument)
    );
    assert_eq!(
        read_bytes(&container(&[("mimetype", "application/epub+zip")])),
        Err(Unreadable::NotADocument)
    );
    assert_eq!(
        read_bytes(&container(&[("word/styles.xml", "<x/>")])),
        Err(Unreadable::Damaged)
    );
}
