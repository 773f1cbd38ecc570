//! Texts and captions: parsed, cleaned, measured.

use serde_json::Value;

use super::{Call, violation};
use crate::sim::html;
use crate::sim::model::Entity;
use crate::sim::refusal::Refusal;
use crate::sim::text;

/// A text with its formatting.
pub(super) type Words = (String, Vec<Entity>);

/// Longest text, in UTF-16 units after parsing.
pub(super) const TEXT_LIMIT: usize = 4_096;
/// Longest caption, in UTF-16 units after parsing.
pub(super) const CAPTION_LIMIT: usize = 1_024;

/// Telegram keeps that many entities of a message; bots are told not to send more.
const ENTITY_LIMIT: usize = 100;

impl Call<'_> {
    /// The words in a parameter, formatted by `parse_mode` or the entities given beside them.
    pub(super) fn words(&mut self, name: &str, entities: &str) -> Result<Words, Refusal> {
        self.words_by(name, "parse_mode", entities)
    }

    /// The same with another parameter for the parse mode.
    pub(super) fn words_by(
        &mut self,
        name: &str,
        parse_mode: &str,
        entities: &str,
    ) -> Result<Words, Refusal> {
        let source = self.params.text(name).unwrap_or_default();
        let mode = self.params.text(parse_mode).unwrap_or_default();
        let given = match mode.is_empty() {
            true => self.params.json(entities, "entities")?,
            false => None,
        };
        self.parsed(source, &mode, given.as_ref())
    }

    /// Words from their source: formatted by a parse mode or, without one, by these entities.
    fn parsed(
        &mut self,
        source: String,
        mode: &str,
        entities: Option<&Value>,
    ) -> Result<Words, Refusal> {
        let (parsed, given) = match mode.to_ascii_lowercase().as_str() {
            "html" => html::parse(&source)?,
            "" => (
                source,
                entities.map_or_else(|| Ok(Vec::new()), entities_of)?,
            ),
            "markdown" | "markdownv2" => {
                return Err(violation(
                    self.state,
                    format!("parse mode {mode} is not simulated"),
                ));
            }
            _ => return Err(Refusal::bad_request("unsupported parse_mode")),
        };
        if given.len() > ENTITY_LIMIT {
            return Err(violation(
                self.state,
                format!(
                    "{} entities in one message, {ENTITY_LIMIT} are kept",
                    given.len()
                ),
            ));
        }
        let (cleaned, mut kept) = text::clean(&parsed, given);
        text::recognise(&cleaned, &mut kept);
        Ok((cleaned, kept))
    }

    /// A caption that is no parameter of its own.
    pub(super) fn caption_of(&mut self, source: String, mode: &str) -> Result<Words, Refusal> {
        let words = self.parsed(source, mode, None)?;
        check_caption(&words)?;
        Ok(words)
    }

    /// A caption, empty if there is none.
    pub(super) fn caption(&mut self) -> Result<Words, Refusal> {
        let words = self.words("caption", "caption_entities")?;
        check_caption(&words)?;
        Ok(words)
    }
}

fn check_caption(words: &Words) -> Result<(), Refusal> {
    if text::utf16_length(&words.0) > CAPTION_LIMIT {
        return Err(Refusal::bad_request("message caption is too long"));
    }
    Ok(())
}

/// An array of `MessageEntity`.
fn entities_of(given: &Value) -> Result<Vec<Entity>, Refusal> {
    let wrong = || Refusal::bad_request("can't parse entities: expected an Array of MessageEntity");
    let number = |value: &Value| {
        value
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
            .ok_or_else(wrong)
    };
    let string = |value: &Value| value.as_str().map(str::to_owned);
    given
        .as_array()
        .ok_or_else(wrong)?
        .iter()
        .map(|entity| {
            Ok(Entity {
                kind: string(&entity["type"]).ok_or_else(wrong)?,
                offset: number(&entity["offset"])?,
                length: number(&entity["length"])?,
                url: string(&entity["url"]),
                language: string(&entity["language"]),
                user: entity["user"]["id"].as_i64(),
            })
        })
        .collect()
}
