//! Writes small documents of every format, so that the tests need no files.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// A zip container with these parts.
pub fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("writing to memory works");
        zip.write_all(content.as_bytes())
            .expect("writing to memory works");
    }
    zip.finish().expect("writing to memory works").into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A Word paragraph; `list` is a numbering id and a level.
pub fn paragraph(text: &str, list: Option<(u8, u8)>) -> String {
    let list = list.map_or(String::new(), |(id, level)| {
        format!(
            r#"<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr></w:pPr>"#
        )
    });
    format!(
        r#"<w:p>{list}<w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        escaped(text)
    )
}

/// A Word table from rows of cells, a cell being paragraphs apart by newlines.
pub fn table(rows: &[&[&str]]) -> String {
    let rows: String = rows
        .iter()
        .map(|cells| {
            let cells: String = cells
                .iter()
                .map(|cell| {
                    let paragraphs: String =
                        cell.split('\n').map(|text| paragraph(text, None)).collect();
                    format!("<w:tc>{paragraphs}</w:tc>")
                })
                .collect();
            format!("<w:tr>{cells}</w:tr>")
        })
        .collect();
    format!("<w:tbl>{rows}</w:tbl>")
}

const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;

/// A Word document around this body, with more parts of the package if wanted.
pub fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>{body}</w:body></w:document>"#
    );
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document.as_str()),
        ("word/numbering.xml", NUMBERING),
    ];
    parts.extend_from_slice(more);
    container(&parts)
}

/// An OpenDocument text around this body.
pub fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content><office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/></text:list-style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    container(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
    ])
}

/// A PDF of one page with these pieces of text at these places (points from the lower left).
pub fn pdf(pieces: &[(f32, f32, &str)]) -> Vec<u8> {
    use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
    let mut document = Document::with_version("1.5");
    let table = b"1 beginbfrange <0000> <FFFF> <0000> endbfrange".to_vec();
    let table = document.add_object(Stream::new(Dictionary::new(), table));
    let below = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2", "DW" => 500 });
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H", "ToUnicode" => table, "DescendantFonts" => vec![below.into()],
    });
    let mut operations = Vec::new();
    for (left, base, text) in pieces {
        let codes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let operation = lopdf::content::Operation::new;
        operations.push(operation("BT", vec![]));
        operations.push(operation("Tf", vec!["F1".into(), 12.into()]));
        operations.push(operation(
            "Td",
            vec![Object::Real(*left), Object::Real(*base)],
        ));
        operations.push(operation(
            "Tj",
            vec![Object::String(codes, StringFormat::Hexadecimal)],
        ));
        operations.push(operation("ET", vec![]));
    }
    let content = lopdf::content::Content { operations }
        .encode()
        .expect("writing to memory works");
    let content = document.add_object(Stream::new(Dictionary::new(), content));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    document.objects.insert(
        pages,
        Object::Dictionary(
            dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
        ),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .expect("writing to memory works");
    bytes
}
