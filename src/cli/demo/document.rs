//! The directive that was written for the demo's town: in the form of Decree 30/2020, as a Word
//! file and as plain text, with deadlines in the days to come.

use std::io::{Cursor, Write as _};

use chrono::{Datelike as _, NaiveDate};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::domain::calendar::Calendar;

/// The directive's title without "Về việc".
pub const TITLE: &str = "bảo đảm an toàn phòng cháy, chữa cháy khu dân cư và trật tự an toàn giao \
                         thông quanh trường học";
/// The directive's number.
pub const NUMBER: &str = "26/CT-UBND";
/// The name of its files, without the ending.
pub const FILE: &str = "chi-thi-26-an-toan-chay-va-giao-thong";
/// The media type of a Word file.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The paragraphs of the directive, by where they stand.
pub struct Document {
    issuer: Vec<String>,
    motto: Vec<String>,
    heading: Vec<String>,
    body: Vec<String>,
    recipients: Vec<String>,
    signature: Vec<String>,
}

impl Document {
    /// The directive, signed on the day of `now` (Unix ms).
    #[must_use]
    pub fn new(calendar: &Calendar, now: i64) -> Self {
        let today = calendar.local(now).date_naive();
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        Self {
            issuer: vec![
                "ỦY BAN NHÂN DÂN".to_owned(),
                "THÀNH PHỐ SÔNG HÀN".to_owned(),
                format!("Số: {NUMBER}"),
            ],
            motto: vec![
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
                "Độc lập - Tự do - Hạnh phúc".to_owned(),
                format!(
                    "Sông Hàn, ngày {:02} tháng {:02} năm {}",
                    today.day(),
                    today.month(),
                    today.year()
                ),
            ],
            heading: vec!["CHỈ THỊ".to_owned(), format!("Về việc {TITLE}")],
            body: body(calendar, today),
            recipients: lines(&[
                "Nơi nhận:",
                "- Thường trực Thành ủy (để báo cáo);",
                "- Các sở, ban, ngành thành phố;",
                "- Ủy ban nhân dân các phường, xã;",
                "- Lưu: VT.",
            ]),
            signature: lines(&["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Thị Minh Bình"]),
        }
    }

    /// As plain text.
    #[must_use]
    pub fn text(&self) -> String {
        let parts = [
            self.issuer.join("\n"),
            self.motto.join("\n"),
            self.heading.join("\n"),
            self.body.join("\n\n"),
            self.recipients.join("\n"),
            self.signature.join("\n"),
        ];
        format!("{}\n", parts.join("\n\n"))
    }

    /// As a Word file.
    ///
    /// # Errors
    /// Never in practice: it is written into memory.
    pub fn docx(&self) -> zip::result::ZipResult<Vec<u8>> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [
            ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
            ("_rels/.rels", RELATIONS.to_owned()),
            ("word/document.xml", self.xml()),
        ] {
            package.start_file(name, SimpleFileOptions::default())?;
            package.write_all(content.as_bytes())?;
        }
        Ok(package.finish()?.into_inner())
    }

    fn xml(&self) -> String {
        let mut xml = DOCUMENT_BEGINS.to_owned();
        xml.push_str(&side_by_side(&self.issuer, &self.motto, "center"));
        for line in &self.heading {
            xml.push_str(&paragraph(line, "center", true));
        }
        for line in &self.body {
            xml.push_str(&paragraph(line, "both", false));
        }
        xml.push_str(&side_by_side(&self.recipients, &self.signature, "left"));
        xml.push_str(DOCUMENT_ENDS);
        xml
    }
}

/// What is ordered: five tasks, each with its units and a deadline some working days ahead.
fn body(calendar: &Calendar, today: NaiveDate) -> Vec<String> {
    let day = |count| {
        let day = calendar.working_days_after(today, count);
        format!("{}/{}/{}", day.day(), day.month(), day.year())
    };
    vec![
        "Thời gian gần đây, trên địa bàn thành phố xảy ra một số vụ cháy tại nhà ở kết hợp kinh \
         doanh và va chạm giao thông trước cổng trường trong giờ tan học. Nhằm bảo vệ tính mạng, \
         tài sản của Nhân dân, Chủ tịch Ủy ban nhân dân thành phố chỉ thị:"
            .to_owned(),
        format!(
            "1. Công an thành phố chủ trì tổng kiểm tra an toàn phòng cháy, chữa cháy đối với nhà ở nhiều \
             căn hộ và nhà ở kết hợp kinh doanh; lập danh sách cơ sở chưa bảo đảm, gửi Văn phòng \
             Ủy ban nhân dân thành phố trước 17 giờ ngày {}.",
            day(2)
        ),
        format!(
            "2. Ủy ban nhân dân các phường, xã tổ chức vận động mỗi hộ gia đình có ít nhất một bình chữa \
             cháy và một lối thoát nạn thứ hai; thông báo số điện thoại 114 đến từng tổ dân phố, \
             thôn; hoàn thành trước ngày {}.",
            day(5)
        ),
        format!(
            "3. Ủy ban nhân dân phường Bến Sứ, Ủy ban nhân dân phường Cầu Mây bố trí lực lượng \
             phân luồng tại cổng trường trong giờ đến trường và giờ tan học; báo cáo phương án \
             trước 17 giờ ngày {}.",
            day(3)
        ),
        format!(
            "4. Sở Xây dựng rà soát biển báo, vạch sơn, đèn tín hiệu và chiếu sáng quanh các \
             trường học; khắc phục các điểm chưa bảo đảm trước ngày {}.",
            day(4)
        ),
        format!(
            "5. Văn phòng Ủy ban nhân dân thành phố theo dõi, đôn đốc việc thực hiện Chỉ thị này; \
             tổng hợp, báo cáo Chủ tịch Ủy ban nhân dân thành phố trước ngày {}.",
            day(6)
        ),
        "Yêu cầu các đơn vị nghiêm túc thực hiện; khó khăn, vướng mắc kịp thời báo về Văn phòng \
         Ủy ban nhân dân thành phố để được hướng dẫn./."
            .to_owned(),
    ]
}

fn paragraph(text: &str, align: &str, bold: bool) -> String {
    let bold = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!(
        "<w:p><w:pPr><w:jc w:val=\"{align}\"/></w:pPr><w:r>{bold}<w:t \
         xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        crate::i18n::escape(text)
    )
}

/// A table without lines: how the head and the foot of such documents are set.
fn side_by_side(left: &[String], right: &[String], left_align: &str) -> String {
    let cell = |lines: &[String], align: &str| {
        let lines: String = lines
            .iter()
            .enumerate()
            .map(|(place, line)| paragraph(line, align, place < 2 && align == "center"))
            .collect();
        format!("<w:tc><w:tcPr><w:tcW w:w=\"4700\" w:type=\"dxa\"/></w:tcPr>{lines}</w:tc>")
    };
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol \
         w:w=\"4700\"/><w:gridCol w:w=\"4700\"/></w:tblGrid><w:tr>{}{}</w:tr></w:tbl>",
        cell(left, left_align),
        cell(right, "center")
    )
}

const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" "#,
    r#"ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/"#,
    r#"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
);

const RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/"#,
    r#"relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
);

const DOCUMENT_BEGINS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#,
);

const DOCUMENT_ENDS: &str =
    r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Rules;
    use crate::domain::document::{Kind, Reading};
    use crate::intake::outcome;

    /// Wednesday, 25 November 2026, 08:00 in Vietnam.
    const NOW: i64 = 1_795_568_400_000;

    fn check(reading: &Reading) {
        assert_eq!(reading.kind, Kind::ChiThi);
        assert_eq!(reading.number.as_deref(), Some(NUMBER));
        assert_eq!(
            reading.authority.as_deref(),
            Some("Ủy ban nhân dân thành phố Sông Hàn")
        );
        assert_eq!(
            reading.date.map(|day| day.to_string()).as_deref(),
            Some("2026-11-25")
        );
        assert_eq!(reading.warnings, []);
        let tasks: Vec<_> = reading
            .tasks
            .iter()
            .map(|task| (task.responsible.join(" + "), task.deadlines.len()))
            .collect();
        assert_eq!(
            tasks,
            [
                ("Công an thành phố".to_owned(), 1),
                ("Ủy ban nhân dân các phường, xã".to_owned(), 1),
                (
                    "Ủy ban nhân dân phường Bến Sứ + Ủy ban nhân dân phường Cầu Mây".to_owned(),
                    1
                ),
                ("Sở Xây dựng".to_owned(), 1),
                ("Văn phòng Ủy ban nhân dân thành phố".to_owned(), 1),
            ]
        );
    }

    #[test]
    fn both_forms_are_read_without_a_doubt() {
        let document = Document::new(&Rules::default().calendar, NOW);
        check(&outcome(document.text().as_bytes()).into_reading().unwrap());
        let docx = document.docx().unwrap();
        check(&outcome(&docx).into_reading().unwrap());
    }
}
