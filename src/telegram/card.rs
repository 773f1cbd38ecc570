//! What a message looks like: words, buttons and perhaps a file.
//!
//! Rendering makes a [`Card`] from facts and a locale; the transport sends it or brings a message
//! up to date with it. Telegram counts a text's length after the tags are gone and in UTF-16
//! units, so that is how it is measured here.

use bytes::Bytes;
use url::Url;

use super::press::Press;
use crate::domain::ids::{FileId, MessageId};

/// The longest text of a message, in UTF-16 units after the tags are gone.
pub const MAX_TEXT: usize = 4096;
/// The longest text below a file, counted like [`MAX_TEXT`].
pub const MAX_CAPTION: usize = 1024;

/// What a row of the outbox has to show now.
#[derive(Clone, Debug, PartialEq)]
pub enum Rendered {
    /// This card.
    Card(Box<Card>),
    /// Nothing: what was to be said is no longer true. What is already shown stays.
    Nothing,
    /// No message at all: one that is already shown is taken away.
    Delete,
}

/// One message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// The text in Telegram's HTML; below an attachment it is the caption.
    pub html: String,
    /// Rows of buttons below it.
    pub keyboard: Vec<Vec<Button>>,
    /// The file that it brings. A document is sent once, and an edit changes words and buttons
    /// only; a picture is exchanged with them. A message cannot lose its file by an edit, nor get
    /// one.
    pub attachment: Option<Attachment>,
    /// Arrives without a sound.
    pub silent: bool,
    /// The message that it answers, if that is still there.
    pub reply_to: Option<MessageId>,
    /// Cannot be forwarded or saved.
    pub protect: bool,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What stands on it, as plain text.
    pub label: String,
    /// What it does.
    pub action: Action,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Comes back to us as a press.
    Press(Press),
    /// Opens an address.
    Url(Url),
}

/// A file that a message brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The name people see.
    pub name: String,
    /// The media type, like `application/pdf`.
    pub mime: String,
    /// Where the bytes come from.
    pub content: Content,
    /// Our own record of the file: when it was uploaded, Telegram's id of it is kept there.
    pub file: Option<FileId>,
    /// Whether it is shown as a picture instead of as a document.
    pub picture: bool,
}

/// The bytes of an attachment, or Telegram's name for bytes that it already has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// To be uploaded.
    Bytes(Bytes),
    /// Uploaded before: Telegram's `file_id`.
    Uploaded(String),
}

impl From<Card> for Rendered {
    fn from(card: Card) -> Self {
        Self::Card(Box::new(card))
    }
}

impl Card {
    /// A card with this HTML and no buttons.
    #[must_use]
    pub fn new(html: impl Into<String>) -> Self {
        Self {
            html: html.into(),
            ..Self::default()
        }
    }

    /// With one more row of buttons below. An empty row is left out.
    #[must_use]
    pub fn row(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        let row: Vec<Button> = buttons.into_iter().collect();
        if !row.is_empty() {
            self.keyboard.push(row);
        }
        self
    }

    /// With a file; the text becomes its caption.
    #[must_use]
    pub fn attach(mut self, attachment: Attachment) -> Self {
        self.attachment = Some(attachment);
        self
    }

    /// As an answer to a message.
    #[must_use]
    pub fn reply_to(mut self, message: MessageId) -> Self {
        self.reply_to = Some(message);
        self
    }

    /// Without a sound.
    #[must_use]
    pub fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    /// How long the text may be: less below a file.
    #[must_use]
    pub fn limit(&self) -> usize {
        match self.attachment {
            Some(_) => MAX_CAPTION,
            None => MAX_TEXT,
        }
    }

    /// Whether Telegram takes a text of this length.
    #[must_use]
    pub fn fits(&self) -> bool {
        visible_length(&self.html) <= self.limit()
    }
}

impl Button {
    /// A button that comes back to us.
    #[must_use]
    pub fn press(label: impl Into<String>, press: Press) -> Self {
        Self {
            label: label.into(),
            action: Action::Press(press),
        }
    }

    /// A button that opens an address.
    #[must_use]
    pub fn url(label: impl Into<String>, url: Url) -> Self {
        Self {
            label: label.into(),
            action: Action::Url(url),
        }
    }
}

/// How long Telegram finds this HTML: without tags, entities as what they stand for, in UTF-16
/// units.
#[must_use]
pub fn visible_length(html: &str) -> usize {
    let mut length = 0;
    walk(html, |piece| {
        if let Piece::Character(character) = piece {
            length += character.len_utf16();
        }
    });
    length
}

/// The words of this HTML without its markup, for when Telegram refuses the markup. The address of
/// a link is kept in brackets behind its words.
#[must_use]
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut address = None;
    walk(html, |piece| match piece {
        Piece::Character(character) => text.push(character),
        Piece::Tag(tag) => {
            if let Some(found) = link_address(tag) {
                address = Some(found);
            } else if tag == "/a"
                && let Some(address) = address.take()
                && !text.ends_with(&address)
            {
                text.push_str(" (");
                text.push_str(&address);
                text.push(')');
            }
        }
    });
    text
}

enum Piece<'a> {
    Character(char),
    /// What stands between `<` and `>`.
    Tag(&'a str),
}

fn walk<'a>(html: &'a str, mut visit: impl FnMut(Piece<'a>)) {
    let mut rest = html;
    while let Some(character) = rest.chars().next() {
        let (piece, used) = match character {
            '<' => tag(rest),
            '&' => entity(rest),
            _ => None,
        }
        .unwrap_or((Piece::Character(character), character.len_utf8()));
        visit(piece);
        rest = &rest[used..];
    }
}

/// The tag at the beginning of `html`, and how many bytes it takes.
fn tag(html: &str) -> Option<(Piece<'_>, usize)> {
    let end = html.find('>')?;
    Some((Piece::Tag(&html[1..end]), end + 1))
}

/// The entity at the beginning of `html`, and how many bytes it takes. Telegram knows four names
/// and all numbers.
fn entity(html: &str) -> Option<(Piece<'_>, usize)> {
    let end = html.find(';').filter(|&end| end <= 10)?;
    let name = &html[1..end];
    let character = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)?
        }
    };
    Some((Piece::Character(character), end + 1))
}

fn link_address(tag: &str) -> Option<String> {
    let address = tag.strip_prefix("a href=\"")?.strip_suffix('"')?;
    Some(plain_text(address))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::ids::DirectiveId;

    #[test]
    fn length_is_counted_as_telegram_counts() {
        assert_eq!(visible_length(""), 0);
        assert_eq!(visible_length("<b>Chỉ thị</b>"), 7);
        assert_eq!(visible_length("a &lt; b &amp;&amp; c"), 10);
        assert_eq!(visible_length("📣"), 2);
        assert_eq!(visible_length("&#128227;&#x1F4E3;"), 4);
        assert_eq!(
            visible_length("<a href=\"https://a.vn/?x=1&amp;y=2\">đây</a>"),
            3
        );
        // What is no entity and no tag counts as it stands.
        assert_eq!(visible_length("R&D; 1 < 2"), 10);
    }

    #[test]
    fn plain_text_keeps_words_and_addresses() {
        assert_eq!(
            plain_text("<b>Số 06</b> &amp; <a href=\"https://a.vn/?x=1&amp;y=2\">toàn văn</a>."),
            "Số 06 & toàn văn (https://a.vn/?x=1&y=2)."
        );
        assert_eq!(
            plain_text("<a href=\"https://a.vn\">https://a.vn</a>"),
            "https://a.vn"
        );
    }

    #[test]
    fn a_caption_has_less_room() {
        let text = "x".repeat(MAX_CAPTION + 1);
        let card = Card::new(text);
        assert!(card.fits());
        let card = card.attach(Attachment {
            name: "a.pdf".to_owned(),
            mime: "application/pdf".to_owned(),
            content: Content::Uploaded("id".to_owned()),
            file: None,
            picture: false,
        });
        assert!(!card.fits());
    }

    #[test]
    fn an_empty_row_is_no_row() {
        let button = Button::press("Đã nhận", Press::Acknowledge(DirectiveId(1), 1));
        let card = Card::new("x").row([]).row([button.clone()]);
        assert_eq!(card.keyboard, [[button]]);
    }

    proptest! {
        #[test]
        fn escaped_words_come_back(words in any::<String>()) {
            let escaped = words.replace('&', "&amp;").replace('<', "&lt;")
                .replace('>', "&gt;").replace('"', "&quot;");
            prop_assert_eq!(visible_length(&escaped), words.encode_utf16().count());
            prop_assert_eq!(plain_text(&escaped), words);
        }

        #[test]
        fn no_html_breaks_it(html in "[<>&;#xa-c\"/ =0-9đ📣]*") {
            prop_assert_eq!(visible_length(&html) <= html.encode_utf16().count(), true);
            let _ = plain_text(&html);
        }
    }
}
