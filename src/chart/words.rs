//! Words that must fit: measured, broken into lines, made smaller, never cut.

use super::font::{Face, normal};

/// How much smaller each attempt is.
const STEP: f32 = 0.95;
/// Below this nobody can read it, and it does not become smaller.
const SMALLEST: f32 = 1.0;

/// Words broken into lines that fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// The size of the font with which they fit.
    pub size: f32,
    /// The lines.
    pub lines: Vec<String>,
}

/// How long a line of words is.
#[must_use]
pub fn width(text: &str, face: Face, size: f32) -> f32 {
    let advances = face.glyphs(&normal(text)).into_iter();
    advances.map(|glyph| glyph.advance).sum::<f32>() * size
}

/// The words in at most `lines` lines that are no longer than `room`: at `size` if they fit so, and
/// otherwise as much smaller as they must be.
#[must_use]
pub fn fit(text: &str, face: Face, size: f32, room: f32, lines: usize) -> Set {
    let mut size = size;
    loop {
        let set = broken(text, face, room / size);
        if set.len() <= lines.max(1) || size <= SMALLEST {
            return Set { size, lines: set };
        }
        size *= STEP;
    }
}

/// The words in lines that are no longer than `room` at the size of 1. A word that is longer than a
/// line is broken between letters.
fn broken(text: &str, face: Face, room: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in normal(text).split_whitespace() {
        let longer = match line.as_str() {
            "" => word.to_owned(),
            begun => format!("{begun} {word}"),
        };
        if width(&longer, face, 1.0) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if width(&line, face, 1.0) > room && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_words_stay_as_they_are() {
        let set = fit("Nguyễn Thị Lan", Face::SemiBold, 14.0, 200.0, 1);
        assert_eq!(
            (set.size, set.lines),
            (14.0, vec!["Nguyễn Thị Lan".to_owned()])
        );
        assert!(fit("", Face::Regular, 10.0, 50.0, 1).lines.is_empty());
    }

    #[test]
    fn long_words_break_before_they_shrink() {
        let name = "Công Tằng Tôn Nữ Nguyễn Hoàng Phương Quỳnh Anh";
        let two = fit(name, Face::SemiBold, 14.0, 200.0, 2);
        assert_eq!((two.size, two.lines.len()), (14.0, 2));
        let one = fit(name, Face::SemiBold, 14.0, 200.0, 1);
        assert!(one.size < 14.0 && one.size > 6.0, "{one:?}");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_long(
            text in "[A-Za-zĐđếộựẵ ]{0,80}",
            room in 40.0..300_f32,
            lines in 1..4_usize,
        ) {
            let set = fit(&text, Face::Regular, 12.0, room, lines);
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&set.lines.concat()), letters(&normal(&text)));
            prop_assert!(set.lines.len() <= lines);
            for line in &set.lines {
                prop_assert!(width(line, Face::Regular, set.size) <= room + 0.01);
            }
        }
    }
}
