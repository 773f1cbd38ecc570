//! No input makes a parser panic: documents with bytes changed, cut and doubled.

use keng::intake::{read_bytes, read_text};
use proptest::prelude::*;

use super::samples::DIRECTIVE;
use super::write::{docx, odt, paragraph, pdf};

/// A change to a document.
#[derive(Clone, Debug)]
enum Change {
    Set(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Double(prop::sample::Index, prop::sample::Index),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        4 => (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        1 => any::<prop::sample::Index>().prop_map(Change::Cut),
        1 => (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(from, to)| Change::Double(from, to)),
    ];
    prop::collection::vec(change, 1..12)
}

fn changed(document: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = document.to_vec();
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        match change {
            Change::Set(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Change::Double(from, to) => {
                let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
                let part = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.extend_from_slice(&part);
            }
        }
    }
    bytes
}

fn settings() -> ProptestConfig {
    ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn a_word_document_with_changed_bytes(changes in changes()) {
        let _ = read_bytes(&changed(&docx(&paragraph("1. Sở Y tế báo cáo trước ngày 1/2/2026", Some((1, 0))), &[]), &changes));
    }

    #[test]
    fn a_word_body_with_changed_letters(changes in changes()) {
        let body = changed(paragraph("II. NHIỆM VỤ", Some((1, 1))).as_bytes(), &changes);
        let _ = read_bytes(&docx(&String::from_utf8_lossy(&body), &[]));
    }

    #[test]
    fn an_opendocument_body_with_changed_letters(changes in changes()) {
        let body = changed(r#"<text:list text:style-name="L1"><text:list-item><text:p>Sở</text:p></text:list-item></text:list>"#.as_bytes(), &changes);
        let _ = read_bytes(&odt(&String::from_utf8_lossy(&body)));
    }

    #[test]
    fn a_pdf_with_changed_bytes(changes in changes()) {
        let _ = read_bytes(&changed(&pdf(&[(60.0, 700.0, "THÔNG BÁO"), (60.0, 680.0, "1. Họp")]), &changes));
    }

    #[test]
    fn a_text_with_changed_bytes(changes in changes()) {
        let bytes = changed(DIRECTIVE.as_bytes(), &changes);
        let _ = read_bytes(&bytes);
        let _ = read_text(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn lines_in_any_order(lines in Just(DIRECTIVE.lines().collect::<Vec<_>>()).prop_shuffle()) {
        let _ = read_text(&lines.join("\n"));
    }

    #[test]
    fn any_words_at_all(text in "(?s)[ .:;/()0-9IVXĐđaàngtrướcốSôKẬM\n-]{0,400}") {
        if let Ok(read) = read_text(&text) {
            prop_assert!(read.summary.chars().count() <= 600);
            prop_assert!(read.tasks.iter().all(|task| task.title.chars().count() <= 90));
        }
    }
}
