//! `parse_mode=HTML`: the small language that Telegram takes, refused in Telegram's words.
//!
//! It is not HTML: unknown tags are errors, only four entities have names, attributes nobody knows
//! are skipped. Byte offsets in the errors count in the text as sent.

use super::model::Entity;
use super::refusal::Refusal;

/// Text and formatting of `source`.
///
/// # Errors
/// A 400 `can't parse entities: …` naming what is wrong and the byte where it begins.
pub(crate) fn parse(source: &str) -> Result<(String, Vec<Entity>), Refusal> {
    let mut parser = Parser {
        source,
        at: 0,
        text: String::with_capacity(source.len()),
        units: 0,
        open: Vec::new(),
        entities: Vec::new(),
    };
    parser
        .run()
        .map_err(|what| Refusal::bad_request(format!("can't parse entities: {what}")))?;
    for entity in &mut parser.entities {
        // A language is only told of `pre`.
        if entity.kind == "code" {
            entity.language = None;
        }
    }
    Ok((parser.text, parser.entities))
}

struct Parser<'a> {
    source: &'a str,
    /// The next byte to read.
    at: usize,
    text: String,
    /// Length of `text` in UTF-16 units.
    units: usize,
    open: Vec<Open>,
    entities: Vec<Entity>,
}

struct Open {
    tag: String,
    argument: String,
    units: usize,
    bytes: usize,
}

const TAGS: [&str; 16] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "span",
    "pre",
    "code",
    "blockquote",
];

impl Parser<'_> {
    fn run(&mut self) -> Result<(), String> {
        while let Some(character) = self.source[self.at..].chars().next() {
            match character {
                '&' => {
                    let (decoded, length) =
                        decode_entity(&self.source[self.at..]).unwrap_or(('&', 1));
                    self.push(decoded);
                    self.at += length;
                }
                '<' if self.byte(self.at + 1) == b'/' => self.end_tag()?,
                '<' => self.start_tag()?,
                other => {
                    self.push(other);
                    self.at += other.len_utf8();
                }
            }
        }
        match self.open.last() {
            Some(open) => Err(format!(
                "Can't find end tag corresponding to start tag \"{}\"",
                open.tag
            )),
            None => Ok(()),
        }
    }

    fn push(&mut self, character: char) {
        self.text.push(character);
        self.units += character.len_utf16();
    }

    /// The byte at `index`, 0 past the end.
    fn byte(&self, index: usize) -> u8 {
        self.source.as_bytes().get(index).copied().unwrap_or(0)
    }

    fn skip_spaces(&mut self) {
        while self.byte(self.at) != 0 && is_space(self.byte(self.at)) {
            self.at += 1;
        }
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        while !is_space(self.byte(self.at)) && self.byte(self.at) != b'>' {
            self.at += 1;
        }
        if self.at >= self.source.len() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        let tag = self.source[begin + 1..self.at].to_ascii_lowercase();
        if !TAGS.contains(&tag.as_str()) {
            return Err(format!(
                "Unsupported start tag \"{tag}\" at byte offset {begin}"
            ));
        }
        let mut argument = String::new();
        while self.byte(self.at) != b'>' {
            self.skip_spaces();
            if self.byte(self.at) == b'>' {
                break;
            }
            if let Some(found) = self.attribute(&tag, begin)? {
                argument = found;
            }
        }
        self.at += 1;
        if tag == "span" && argument != "spoiler" {
            return Err(format!(
                "Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"
            ));
        }
        self.open.push(Open {
            tag,
            argument,
            units: self.units,
            bytes: self.text.len(),
        });
        Ok(())
    }

    /// Reads one attribute; what it means for the tag, if anything.
    fn attribute(&mut self, tag: &str, begin: usize) -> Result<Option<String>, String> {
        let start = self.at;
        while !is_space(self.byte(self.at)) && !b"=>/\"'".contains(&self.byte(self.at)) {
            self.at += 1;
        }
        let name = self.source[start..self.at].to_owned();
        if name.is_empty() {
            return Err(format!(
                "Empty attribute name in the tag \"{tag}\" at byte offset {begin}"
            ));
        }
        self.skip_spaces();
        if self.byte(self.at) != b'=' {
            if self.at >= self.source.len() {
                return Err(format!(
                    "Unclosed start tag \"{tag}\" at byte offset {begin}"
                ));
            }
            return Ok((tag == "blockquote" && name == "expandable").then(|| "1".to_owned()));
        }
        self.at += 1;
        self.skip_spaces();
        let unclosed = || format!("Unclosed start tag at byte offset {begin}");
        if self.at >= self.source.len() {
            return Err(unclosed());
        }
        let value = match self.byte(self.at) {
            quote @ (b'"' | b'\'') => self.quoted(quote),
            _ => self.name_token()?,
        };
        if self.at >= self.source.len() {
            return Err(unclosed());
        }
        Ok(match (tag, name.as_str()) {
            ("a", "href") | ("tg-emoji", "emoji-id") => Some(value),
            ("code", "class") => value.strip_prefix("language-").map(str::to_owned),
            ("span", "class") => value.strip_prefix("tg-").map(str::to_owned),
            ("blockquote", "expandable") => Some("1".to_owned()),
            _ => None,
        })
    }

    fn name_token(&mut self) -> Result<String, String> {
        let start = self.at;
        while matches!(self.byte(self.at), b'.' | b'-')
            || self.byte(self.at).is_ascii_alphanumeric()
        {
            self.at += 1;
        }
        if !is_space(self.byte(self.at)) && self.byte(self.at) != b'>' {
            return Err(format!(
                "Unexpected end of name token at byte offset {start}"
            ));
        }
        Ok(self.source[start..self.at].to_ascii_lowercase())
    }

    fn quoted(&mut self, quote: u8) -> String {
        self.at += 1;
        let mut value = String::new();
        while let Some(character) = self.source[self.at..].chars().next() {
            if character == char::from(quote) {
                self.at += 1;
                break;
            }
            let (decoded, length) = match character {
                '&' => decode_entity(&self.source[self.at..]).unwrap_or(('&', 1)),
                other => (other, other.len_utf8()),
            };
            value.push(decoded);
            self.at += length;
        }
        value
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 2;
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        while !is_space(self.byte(self.at)) && self.byte(self.at) != b'>' {
            self.at += 1;
        }
        let name = self.source[begin + 2..self.at.min(self.source.len())].to_ascii_lowercase();
        self.skip_spaces();
        if self.byte(self.at) != b'>' {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        if !name.is_empty() && name != open.tag {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{}>\", found \"</{name}>\"",
                open.tag
            ));
        }
        if self.units > open.units {
            self.close(open);
        }
        Ok(())
    }

    fn close(&mut self, open: Open) {
        let length = self.units - open.units;
        let plain = |kind: &str| Entity::plain(kind, open.units, length);
        let kind = match open.tag.as_str() {
            "b" | "strong" => "bold",
            "i" | "em" => "italic",
            "u" | "ins" => "underline",
            "s" | "strike" | "del" => "strikethrough",
            "span" | "tg-spoiler" => "spoiler",
            "blockquote" if open.argument.is_empty() => "blockquote",
            "blockquote" => "expandable_blockquote",
            "a" => return self.close_link(&open, length),
            "pre" | "code" => return self.close_code(&open, length),
            // Custom emoji are for bots with a paid name: Telegram drops the entity, keeps the text.
            _ => return,
        };
        self.entities.push(plain(kind));
    }

    /// An `a` without an address takes its own text for one; what is no address leaves plain text.
    fn close_link(&mut self, open: &Open, length: usize) {
        let address = match open.argument.as_str() {
            "" => self.text[open.bytes..].to_owned(),
            given => given.to_owned(),
        };
        if let Some(user) = address.strip_prefix("tg://user?id=") {
            if let Ok(user) = user.parse() {
                self.entities.push(Entity {
                    user: Some(user),
                    ..Entity::plain("text_mention", open.units, length)
                });
            }
            return;
        }
        if let Some(url) = checked_address(&address) {
            self.entities.push(Entity {
                url: Some(url),
                ..Entity::plain("text_link", open.units, length)
            });
        }
    }

    /// `<pre><code class="language-x">` in either order is one `pre` with a language.
    fn close_code(&mut self, open: &Open, length: usize) {
        let language = (!open.argument.is_empty()).then(|| open.argument.clone());
        let inner = self
            .entities
            .last_mut()
            .filter(|inner| inner.offset == open.units && inner.length == length);
        match inner {
            Some(inner)
                if open.tag == "pre" && inner.kind == "code" && inner.language.is_some() =>
            {
                inner.kind = "pre".to_owned();
            }
            Some(inner) if open.tag == "code" && inner.kind == "pre" && language.is_some() => {
                inner.language = language;
            }
            _ => self.entities.push(Entity {
                language,
                ..Entity::plain(&open.tag, open.units, length)
            }),
        }
    }
}

/// An address that Telegram turns into a link, with `http://` before a bare host; others it drops.
pub(crate) fn checked_address(address: &str) -> Option<String> {
    let address = address.trim();
    let with_scheme = if address.contains("://") || address.starts_with("mailto:") {
        address.to_owned()
    } else {
        format!("http://{address}")
    };
    let url = url::Url::parse(&with_scheme).ok()?;
    let fits = match url.scheme() {
        "tg" | "ton" | "mailto" | "tonsite" => true,
        "http" | "https" => match url.host() {
            Some(url::Host::Domain(name)) => name.contains('.') && !name.ends_with('.'),
            Some(_) => true,
            None => false,
        },
        _ => false,
    };
    fits.then(|| url.to_string())
}

/// Telegram's notion of white space, the end of the text included.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x0b)
}

/// The character that an entity at the beginning of `text` stands for and its length in bytes; the
/// closing semicolon may be missing.
fn decode_entity(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let (decoded, length) = if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, prefix) = match number.strip_prefix('x') {
            Some(hex) => (hex, 16, 2),
            None => (number, 10, 1),
        };
        let count = digits
            .bytes()
            .take_while(|byte| char::from(*byte).is_digit(radix))
            .count();
        let length = 1 + prefix + count;
        if length >= 10 {
            return None;
        }
        let code = u32::from_str_radix(&digits[..count], radix).ok()?;
        (char::from_u32(code).filter(|c| *c != '\0')?, length)
    } else {
        let count = body.bytes().take_while(u8::is_ascii_alphabetic).count();
        let decoded = match &body[..count] {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            _ => return None,
        };
        (decoded, 1 + count)
    };
    let semicolon = usize::from(text.as_bytes().get(length) == Some(&b';'));
    Some((decoded, length + semicolon))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sim::text;

    /// Pieces that tags are made of, so that chance finds its way into every corner.
    fn markup() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "<",
            ">",
            "/",
            "</",
            "b",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<a href=\"",
            "\">",
            "</a>",
            "<code>",
            "</code>",
            "<pre>",
            "</pre>",
            "=",
            "'",
            "\"",
            " ",
            "\0",
            "&",
            "&lt;",
            "&#",
            "x41",
            ";",
            "đ",
            "🔔",
            "\n",
            "span",
            "class",
        ]);
        prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn nothing_that_people_write_makes_it_panic(source in markup()) {
            if let Ok((text, entities)) = parse(&source) {
                let length = text::utf16_length(&text);
                for entity in entities {
                    prop_assert!(entity.length > 0 && entity.end() <= length);
                }
            }
        }

        #[test]
        fn what_is_shown_reads_the_same_again(source in markup()) {
            if let Ok((parsed, entities)) = parse(&source) {
                let (shown, entities) = text::clean(&parsed, entities);
                let html = text::to_html(&shown, &entities);
                let again = parse(&html).map(|(text, entities)| text::clean(&text, entities));
                prop_assert_eq!(again, Ok((shown, entities)), "{}", html);
            }
        }
    }
}
