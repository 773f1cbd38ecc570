//! Files made to break a reader: each gets its own clear answer.

use std::io::{Cursor, Write};

use keng::intake::{MAX_DOCUMENT_BYTES, Unreadable, read_bytes};
use zip::write::SimpleFileOptions;

use super::write::{docx, paragraph, pdf};

#[test]
fn a_zip_bomb_is_refused_by_what_comes_out() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..80 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1024 * 1024);
    assert_eq!(read_bytes(&bytes), Err(Unreadable::TooLarge));
}

#[test]
fn broken_files_are_named() {
    let whole = docx(&paragraph("Thông báo họp", None), &[]);
    assert_eq!(read_bytes(&[]), Err(Unreadable::Empty));
    assert_eq!(
        read_bytes(&whole[..whole.len() / 2]),
        Err(Unreadable::Damaged)
    );
    assert_eq!(
        read_bytes(b"%PDF-1.7\nnothing more"),
        Err(Unreadable::Damaged)
    );
    assert_eq!(read_bytes(&pdf(&[])), Err(Unreadable::Empty));
    assert_eq!(
        read_bytes(&vec![b'a'; MAX_DOCUMENT_BYTES + 1]),
        Err(Unreadable::TooLarge)
    );
    assert_eq!(read_bytes(&docx("", &[])), Err(Unreadable::Empty));
}

#[test]
fn old_and_encrypted_containers_are_told_apart() {
    let ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    assert_eq!(read_bytes(&ole), Err(Unreadable::OldWord));
    let mut encrypted = ole.to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read_bytes(&encrypted), Err(Unreadable::Encrypted));
}

#[test]
fn document_types_and_deep_nesting_are_refused() {
    let with_type = super::write::container(&[(
        "word/document.xml",
        r#"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:document>"#,
    )]);
    assert_eq!(read_bytes(&with_type), Err(Unreadable::Damaged));
    let deep = format!("{}{}", "<w:p>".repeat(5_000), "</w:p>".repeat(5_000));
    assert_eq!(read_bytes(&docx(&deep, &[])), Err(Unreadable::Damaged));
}

#[test]
fn every_refusal_says_what_to_do() {
    let all = [
        Unreadable::Empty,
        Unreadable::TooLarge,
        Unreadable::Encrypted,
        Unreadable::ImageOnly,
        Unreadable::Damaged,
        Unreadable::OldWord,
        Unreadable::NotADocument,
        Unreadable::UnknownEncoding,
        Unreadable::TimedOut,
        Unreadable::ReaderFailed,
    ];
    let mut sentences: Vec<String> = all.iter().map(ToString::to_string).collect();
    for sentence in &sentences {
        assert!(sentence.contains("Hãy"), "{sentence}");
    }
    sentences.sort();
    sentences.dedup();
    assert_eq!(sentences.len(), all.len());
}
