//! Whom a document goes to: `Kính gửi`, the list of a dispatch, `Nơi nhận`.

use crate::intake::outline::Outline;
use crate::intake::vietnamese::{fold, is_capitals, squeeze};

/// A list of recipients is not longer than this.
const MOST: usize = 80;

/// The lines of both lists, without filing notes and references from one to the other.
pub fn read(outline: &Outline<'_>) -> Vec<String> {
    let mut lines = addressees(outline);
    for line in copies(outline) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.truncate(MOST);
    lines
}

/// `Kính gửi:` or "… điện:" and the dashed lines below.
fn addressees(outline: &Outline<'_>) -> Vec<String> {
    let until = outline.body.start.saturating_add(40).min(outline.body.end);
    let texts: Vec<&str> = outline.texts(0..until).collect();
    let Some(start) = texts.iter().position(|text| {
        let folded = fold(text);
        folded.starts_with("kính gửi") || (folded.ends_with(" điện:") && text.chars().count() < 80)
    }) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let first = texts[start];
    if fold(first).starts_with("kính gửi") {
        let rest: String = first.chars().skip("kính gửi".chars().count()).collect();
        lines.extend(entry(rest.trim_start_matches([':', ' '])));
    }
    lines.extend(
        texts
            .iter()
            .skip(start + 1)
            .take_while(|text| is_dashed(text))
            .filter_map(|text| entry(text)),
    );
    lines
}

/// The lines below `Nơi nhận:`.
fn copies(outline: &Outline<'_>) -> Vec<String> {
    let mut texts = outline.texts(outline.foot.clone());
    let Some(first) = texts.find(|text| fold(text).starts_with("nơi nhận")) else {
        return Vec::new();
    };
    let rest: String = first.chars().skip("nơi nhận".chars().count()).collect();
    let mut lines: Vec<String> = rest
        .trim_start_matches([':', ' '])
        .split(';')
        .filter_map(entry)
        .collect();
    for text in texts {
        if !is_dashed(text) {
            // The signature may stand between the lines where two columns were read across.
            if is_capitals(text) || lines.is_empty() {
                continue;
            }
            break;
        }
        lines.extend(entry(text));
    }
    lines
}

fn is_dashed(text: &str) -> bool {
    text.trim_start().starts_with(['-', '–', '+', '•', '*'])
}

fn entry(text: &str) -> Option<String> {
    let line = squeeze(
        text.trim_start_matches(['-', '–', '+', '•', '*', ' ', '\t'])
            .trim_end_matches([';', '.', ',', ' ']),
    );
    let folded = fold(&line);
    let kept =
        line.chars().count() >= 2 && !folded.starts_with("lưu") && !folded.starts_with("như ");
    kept.then_some(line)
}
