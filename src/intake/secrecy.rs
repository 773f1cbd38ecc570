//! The gate: finds the stamps that Decree 30/2020/NĐ-CP puts on a document.
//!
//! A stamp is a line (or the part of a line between wide gaps) of its own in the head, in a
//! header or footer, or in a text box. The same words in a sentence are no stamp: half of all
//! directives speak of "bí mật nhà nước" and "khẩn trương".

use super::outline::Outline;
use super::vietnamese::{fold, is_capitals};
use crate::domain::document::{Classification, Urgency};

/// How many paragraphs from the top a stamp may stand in if there is no head to end them.
const TOP: usize = 25;

/// The highest secrecy stamp on the document.
#[must_use]
pub fn classification(outline: &Outline<'_>) -> Option<Classification> {
    stamps(outline).filter_map(|stamp| secrecy(&stamp)).max()
}

/// The highest urgency stamp on the document.
#[must_use]
pub fn urgency(outline: &Outline<'_>) -> Option<Urgency> {
    stamps(outline).filter_map(|stamp| urgent(&stamp)).max()
}

fn urgent(stamp: &str) -> Option<Urgency> {
    match stamp {
        "khẩn" => Some(Urgency::Khan),
        "thượng khẩn" | "thượngkhẩn" => Some(Urgency::ThuongKhan),
        "hỏatốc" => Some(Urgency::HoaToc),
        stamp if stamp.starts_with("hỏa tốc") => Some(Urgency::HoaToc),
        _ => None,
    }
}

fn secrecy(stamp: &str) -> Option<Classification> {
    match stamp {
        "mật" => Some(Classification::Mat),
        "tối mật" | "tốimật" => Some(Classification::ToiMat),
        "tuyệt mật" | "tuyệtmật" => Some(Classification::TuyetMat),
        _ => None,
    }
}

/// Whether a line is nothing but stamps.
#[must_use]
pub fn is_stamp(text: &str) -> bool {
    !pieces(text).is_empty()
}

/// Everything that stands where a stamp may stand, folded, in pieces.
fn stamps<'a>(outline: &'a Outline<'_>) -> impl Iterator<Item = String> + 'a {
    let head = outline.body.start.max(TOP.min(outline.body.end));
    let margins = outline
        .margins
        .iter()
        .map(|paragraph| paragraph.text.as_str());
    outline
        .texts(0..head)
        .chain(outline.texts(outline.foot.clone()))
        .chain(margins)
        .flat_map(pieces)
}

/// The stamps in a line. Between wide gaps each part is looked at by itself; parts joined by commas
/// or dashes count only if all of them are stamps, so that a title about secrets is none.
fn pieces(text: &str) -> Vec<String> {
    text.split('\t')
        .flat_map(|part| part.split("   "))
        .flat_map(|cell| {
            let stamps: Option<Vec<String>> = cell
                .split([',', ';', '-', '–', '/', '|', '(', ')', '[', ']'])
                .filter(|part| part.chars().any(char::is_alphanumeric))
                .map(piece)
                .collect();
            stamps.unwrap_or_default()
        })
        .collect()
}

/// A part of a line, folded, if it is a stamp.
fn piece(part: &str) -> Option<String> {
    let part = part.trim().trim_matches(['*', '.', ':', '"', '“', '”']);
    let folded = fold(part);
    let named = ["độ mật:", "độ mật", "mức độ mật:", "độ khẩn:", "độ khẩn"]
        .iter()
        .find_map(|label| folded.strip_prefix(label));
    let stamp = match named {
        Some(value) => value.trim().to_owned(),
        None if is_capitals(part) => unspaced(&folded),
        None => return None,
    };
    (secrecy(&stamp).is_some() || urgent(&stamp).is_some()).then_some(stamp)
}

/// "m ậ t" is written with gaps on some stamps.
fn unspaced(folded: &str) -> String {
    let spaced = folded.split(' ').count() >= 3
        && folded.split(' ').all(|letter| letter.chars().count() == 1);
    if spaced {
        folded.replace(' ', "")
    } else {
        folded.to_owned()
    }
}
