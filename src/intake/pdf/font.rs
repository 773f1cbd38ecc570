//! Fonts of a PDF: which letters the codes of a string stand for, and how wide they are.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use super::cmap;
use crate::intake::legacy;

/// The most that a table of a font may unpack to, in bytes.
const MAX_TABLE: usize = 4 * 1024 * 1024;

/// A font as far as text needs it.
#[derive(Debug, Default)]
pub struct Font {
    /// Letters by code.
    letters: HashMap<u32, String>,
    /// Widths by code, in thousandths of the size.
    widths: HashMap<u32, f32>,
    default_width: f32,
    /// Whether codes have two bytes.
    wide: bool,
    /// Whether letters had to be converted from an old encoding.
    pub legacy: bool,
}

/// One code of a string.
pub struct Glyph<'a> {
    /// The letters it stands for; empty if unknown.
    pub letters: &'a str,
    /// Its width as a share of the size.
    pub width: f32,
    /// Whether it is the one-byte space, which word spacing widens.
    pub space: bool,
}

impl Font {
    /// Reads a font dictionary.
    #[must_use]
    pub fn read(document: &Document, font: &Dictionary) -> Self {
        let wide = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Type0");
        let mut read = Self {
            wide,
            default_width: if wide { 1000.0 } else { 500.0 },
            ..Self::default()
        };
        if wide {
            read.wide_widths(document, font);
        } else {
            read.narrow_widths(document, font);
        }
        if let Ok(stream) = font
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream)
            && let Ok(table) = stream.get_plain_content_with_limit(MAX_TABLE)
        {
            read.letters = cmap::read(&table);
        }
        if read.letters.is_empty() && !wide {
            read.letters = named_letters(document, font);
            read.convert(font);
        }
        read
    }

    /// The codes of a string.
    pub fn glyphs<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Glyph<'a>> {
        bytes.chunks(if self.wide { 2 } else { 1 }).map(|code| {
            let value = code
                .iter()
                .fold(0_u32, |value, byte| value * 256 + u32::from(*byte));
            Glyph {
                letters: self.letters.get(&value).map_or("", String::as_str),
                width: self
                    .widths
                    .get(&value)
                    .copied()
                    .unwrap_or(self.default_width)
                    / 1000.0,
                space: !self.wide && value == 32,
            }
        })
    }

    /// Letters of a font such as `.VnTime` are glyph codes of an old encoding.
    fn convert(&mut self, font: &Dictionary) {
        let name = font
            .get(b"BaseFont")
            .and_then(Object::as_name)
            .unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        let name = name.split_once('+').map_or(&*name, |(_, name)| name);
        if let Some(encoding) = legacy::by_font(name) {
            self.legacy = true;
            for letters in self.letters.values_mut() {
                *letters = legacy::convert(letters, encoding);
            }
        }
    }

    fn narrow_widths(&mut self, document: &Document, font: &Dictionary) {
        let first = font
            .get_deref(b"FirstChar", document)
            .and_then(Object::as_i64)
            .unwrap_or(0);
        let Ok(widths) = font
            .get_deref(b"Widths", document)
            .and_then(Object::as_array)
        else {
            return;
        };
        for (place, width) in widths.iter().enumerate().take(256) {
            if let (Ok(place), Some(width)) = (i64::try_from(place), number(document, width)) {
                self.widths
                    .insert(u32::try_from(first + place).unwrap_or(0), width);
            }
        }
    }

    fn wide_widths(&mut self, document: &Document, font: &Dictionary) {
        let below = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| fonts.first())
            .and_then(|font| document.dereference(font).ok())
            .and_then(|(_, font)| font.as_dict().ok());
        let Some(below) = below else { return };
        if let Ok(width) = below.get_deref(b"DW", document)
            && let Some(width) = number(document, width)
        {
            self.default_width = width;
        }
        let Ok(table) = below.get_deref(b"W", document).and_then(Object::as_array) else {
            return;
        };
        let mut entries = table.iter();
        while let Some(first) = entries.next().and_then(|first| number(document, first)) {
            let first = first as u32;
            let Some(next) = entries
                .next()
                .and_then(|next| document.dereference(next).ok())
            else {
                break;
            };
            match next.1 {
                Object::Array(widths) => {
                    for (code, width) in (first..).zip(widths.iter()).take(65_536) {
                        self.widths
                            .extend(number(document, width).map(|width| (code, width)));
                    }
                }
                last => {
                    let last = number(document, last).unwrap_or(0.0) as u32;
                    let Some(width) = entries.next().and_then(|width| number(document, width))
                    else {
                        break;
                    };
                    for code in (first..=last).take(65_536) {
                        self.widths.insert(code, width);
                    }
                }
            }
        }
    }
}

/// The letters of a font with a named encoding.
fn named_letters(document: &Document, font: &Dictionary) -> HashMap<u32, String> {
    let Ok(encoding) = font.get_font_encoding_with_limit(document, MAX_TABLE) else {
        return HashMap::new();
    };
    (0..=255_u8)
        .filter_map(|byte| {
            let letters = encoding.bytes_to_string(&[byte]).ok()?;
            (!letters.is_empty()).then_some((u32::from(byte), letters))
        })
        .collect()
}

/// A number, direct or referred to.
pub fn number(document: &Document, object: &Object) -> Option<f32> {
    match document.dereference(object).ok()?.1 {
        Object::Integer(value) => Some(*value as f32),
        Object::Real(value) => Some(*value),
        _ => None,
    }
}
