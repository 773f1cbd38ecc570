//! The font that is part of the program: Be Vietnam Pro, which has every Vietnamese letter.

use std::ops::Range;
use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use unicode_normalization::UnicodeNormalization as _;

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/BeVietnamPro-Regular.ttf");
static SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/BeVietnamPro-SemiBold.ttf");

static FONTS: LazyLock<[FontRef<'static>; 2]> = LazyLock::new(|| {
    [REGULAR, SEMI_BOLD].map(|bytes| FontRef::new(bytes).expect("the fonts in assets/ are fonts"))
});

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// For text.
    Regular,
    /// For headings and names.
    SemiBold,
}

/// One letter of a line, in units of the font's size.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) id: u32,
    /// How far it is to the next letter.
    pub(super) advance: f32,
    /// The bytes of the text that it shows.
    pub(super) range: Range<usize>,
}

impl Face {
    /// The font file.
    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::SemiBold => SEMI_BOLD,
        }
    }

    fn font(self) -> &'static FontRef<'static> {
        match self {
            Self::Regular => &FONTS[0],
            Self::SemiBold => &FONTS[1],
        }
    }

    /// The letters of a text. What the font lacks becomes its empty box.
    pub(super) fn glyphs(self, text: &str) -> Vec<Glyph> {
        let font = self.font();
        let letters = font.charmap();
        let metrics = GlyphMetrics::new(font, Size::new(1.0), LocationRef::default());
        text.char_indices()
            .map(|(start, letter)| {
                let id = letters.map(letter).unwrap_or(GlyphId::NOTDEF);
                Glyph {
                    id: id.to_u32(),
                    advance: metrics.advance_width(id).unwrap_or_default(),
                    range: start..start + letter.len_utf8(),
                }
            })
            .collect()
    }

    /// Draws a letter's outline at the size of 1, upwards.
    pub(super) fn outline(self, id: u32, pen: &mut impl OutlinePen) {
        let settings = DrawSettings::unhinted(Size::new(1.0), LocationRef::default());
        if let Some(outline) = self.font().outline_glyphs().get(GlyphId::new(id)) {
            // A letter without an outline is a space.
            let _ = outline.draw(settings, pen);
        }
    }

    /// Whether the font has this letter.
    #[must_use]
    pub fn has(self, letter: char) -> bool {
        self.font().charmap().map(letter).is_some()
    }
}

/// The text as the font has it: marks joined to their letters, every white space a space, and
/// nothing that cannot be seen.
pub(super) fn normal(text: &str) -> String {
    text.nfc()
        .map(|letter| match letter.is_whitespace() {
            true => ' ',
            false => letter,
        })
        .filter(|letter| !letter.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_have_every_vietnamese_letter() {
        let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
        let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
        let mut letters: String = "đĐ–—…“”·✂•≥".chars().filter(|c| *c != '✂').collect();
        for vowel in vowels.chars() {
            letters.push(vowel);
            for tone in tones {
                letters.extend([vowel, tone].iter().collect::<String>().nfc());
            }
        }
        for face in [Face::Regular, Face::SemiBold] {
            for letter in letters.chars() {
                assert!(face.has(letter), "{letter} ({:x})", u32::from(letter));
            }
        }
    }

    #[test]
    fn decomposed_letters_are_joined() {
        assert_eq!(normal("Tie\u{302}\u{301}n\u{a0}\t\u{7}"), "Tiến  ");
        assert_eq!(Face::Regular.glyphs("ế").len(), 1);
    }
}
