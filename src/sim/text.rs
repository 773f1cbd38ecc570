//! Texts as Telegram counts, cleans and shows them: UTF-16 units, recognised parts, HTML.

use super::model::Entity;

/// The length that Telegram's limits mean.
pub(crate) fn utf16_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The part of `text` between two UTF-16 offsets.
pub(crate) fn utf16_slice(text: &str, offset: usize, length: usize) -> &str {
    let start = byte_at(text, offset);
    let end = byte_at(text, offset + length);
    &text[start..end]
}

fn byte_at(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (byte, character) in text.char_indices() {
        if seen >= units {
            return byte;
        }
        seen += character.len_utf16();
    }
    text.len()
}

/// What Telegram's servers do to every text: control characters become spaces, carriage returns
/// and directional overrides vanish, white space around the whole is cut off. Entities move along.
pub(crate) fn clean(text: &str, entities: Vec<Entity>) -> (String, Vec<Entity>) {
    let mut cleaned = String::with_capacity(text.len());
    // For each UTF-16 offset of the old text, the offset in the new one.
    let mut moved = Vec::with_capacity(text.len() + 1);
    let mut units = 0;
    for character in text.chars() {
        moved.extend(std::iter::repeat_n(units, character.len_utf16()));
        let kept = match character {
            '\r' | '\u{2028}'..='\u{202e}' => None,
            '\n' => Some('\n'),
            other if (other as u32) < 32 => Some(' '),
            other => Some(other),
        };
        if let Some(kept) = kept {
            cleaned.push(kept);
            units += kept.len_utf16();
        }
    }
    moved.push(units);

    let leading = utf16_length(&cleaned) - utf16_length(cleaned.trim_start());
    let trimmed = cleaned.trim();
    let length = utf16_length(trimmed);
    let place = |offset: usize| {
        moved
            .get(offset)
            .copied()
            .unwrap_or(units)
            .saturating_sub(leading)
            .min(length)
    };
    let entities = entities
        .into_iter()
        .map(|entity| {
            let offset = place(entity.offset);
            let length = place(entity.end()) - offset;
            Entity {
                offset,
                length,
                ..entity
            }
        })
        .filter(|entity| entity.length > 0)
        .collect();
    (trimmed.to_owned(), sorted(entities))
}

/// Outer before inner, as the API lists them; nothing lives inside code.
fn sorted(mut entities: Vec<Entity>) -> Vec<Entity> {
    entities.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
    let code: Vec<(usize, usize)> = entities
        .iter()
        .filter(|entity| is_code(entity))
        .map(|entity| (entity.offset, entity.end()))
        .collect();
    entities.retain(|entity| {
        is_code(entity)
            || entity.kind.ends_with("blockquote")
            || !code
                .iter()
                .any(|(start, end)| *start <= entity.offset && entity.end() <= *end)
    });
    entities
}

fn is_code(entity: &Entity) -> bool {
    matches!(entity.kind.as_str(), "code" | "pre")
}

/// Adds what Telegram recognises by itself: commands, mentions, hashtags, web addresses.
pub(crate) fn recognise(text: &str, entities: &mut Vec<Entity>) {
    let mut offset = 0;
    let mut found = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end_matches(|c: char| c.is_whitespace() || ".,;:!?)".contains(c));
        if let Some((kind, length)) = kind_of(bare) {
            found.push(Entity::plain(kind, offset, length));
        }
        offset += utf16_length(word);
    }
    found.retain(|new| {
        !entities.iter().any(|old| {
            new.offset < old.end()
                && old.offset < new.end()
                && matches!(
                    old.kind.as_str(),
                    "code" | "pre" | "text_link" | "text_mention"
                )
        })
    });
    entities.append(&mut found);
    entities.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
}

fn kind_of(word: &str) -> Option<(&'static str, usize)> {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if let Some(command) = word.strip_prefix('/') {
        let (name, bot) = command.split_once('@').unwrap_or((command, "bot"));
        let fits = is_name(name) && is_name(bot) && name.len() <= 64;
        return fits.then(|| ("bot_command", utf16_length(word)));
    }
    if let Some(name) = word.strip_prefix('@') {
        return (is_name(name) && name.len() >= 4).then(|| ("mention", utf16_length(word)));
    }
    if let Some(tag) = word.strip_prefix('#') {
        let fits = tag.chars().all(|c| c.is_alphanumeric() || c == '_')
            && tag.chars().any(char::is_alphabetic);
        return fits.then(|| ("hashtag", utf16_length(word)));
    }
    let address = word
        .strip_prefix("https://")
        .or(word.strip_prefix("http://"))?;
    (!address.is_empty()).then(|| ("url", utf16_length(word)))
}

/// Text and formatting as HTML of our own making: everything else is escaped.
pub(crate) fn to_html(text: &str, entities: &[Entity]) -> String {
    let mut html = String::with_capacity(text.len() + 16 * entities.len());
    let mut open: Vec<usize> = Vec::new();
    let mut units = 0;
    for character in text.chars() {
        close_ended(&mut html, &mut open, entities, units);
        for (index, entity) in entities.iter().enumerate() {
            if entity.offset == units && entity.length > 0 {
                html.push_str(&opening(entity, text));
                open.push(index);
            }
        }
        push_escaped(&mut html, character);
        units += character.len_utf16();
    }
    close_ended(&mut html, &mut open, entities, usize::MAX);
    html
}

/// Closes what ends here; what only overlaps is closed and opened again.
fn close_ended(html: &mut String, open: &mut Vec<usize>, entities: &[Entity], units: usize) {
    let Some(first) = open
        .iter()
        .position(|index| entities[*index].end() <= units)
    else {
        return;
    };
    let tail = open.split_off(first);
    for index in tail.iter().rev() {
        html.push_str(closing(&entities[*index]));
    }
    for index in tail {
        if entities[index].end() > units {
            html.push_str(&opening(&entities[index], ""));
            open.push(index);
        }
    }
}

fn opening(entity: &Entity, text: &str) -> String {
    match entity.kind.as_str() {
        "bold" => "<b>".to_owned(),
        "italic" => "<i>".to_owned(),
        "underline" => "<u>".to_owned(),
        "strikethrough" => "<s>".to_owned(),
        "spoiler" => "<span class=\"tg-spoiler\">".to_owned(),
        "code" => "<code>".to_owned(),
        "pre" => "<pre>".to_owned(),
        "blockquote" => "<blockquote>".to_owned(),
        "expandable_blockquote" => "<blockquote expandable>".to_owned(),
        "text_link" => link(entity.url.as_deref().unwrap_or_default()),
        "url" => link(utf16_slice(text, entity.offset, entity.length)),
        "bot_command" => "<span class=\"tg-command\">".to_owned(),
        _ => "<span>".to_owned(),
    }
}

fn closing(entity: &Entity) -> &'static str {
    match entity.kind.as_str() {
        "bold" => "</b>",
        "italic" => "</i>",
        "underline" => "</u>",
        "strikethrough" => "</s>",
        "code" => "</code>",
        "pre" => "</pre>",
        "blockquote" | "expandable_blockquote" => "</blockquote>",
        "text_link" | "url" => "</a>",
        _ => "</span>",
    }
}

/// Only addresses that a chat application would open; a page must not run `javascript:`.
fn link(address: &str) -> String {
    let safe = ["https://", "http://", "tg://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    let mut html = String::from("<a");
    if safe {
        html.push_str(" href=\"");
        for character in address.chars() {
            push_escaped(&mut html, character);
        }
        html.push_str("\" target=\"_blank\" rel=\"noopener noreferrer\"");
    }
    html.push('>');
    html
}

fn push_escaped(html: &mut String, character: char) {
    match character {
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '&' => html.push_str("&amp;"),
        '"' => html.push_str("&quot;"),
        other => html.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_utf16_units() {
        assert_eq!(utf16_length("Kẻng"), 4);
        assert_eq!(utf16_length("🔔"), 2);
        assert_eq!(utf16_slice("a🔔b", 1, 2), "🔔");
    }

    #[test]
    fn cleaning_moves_entities_along() {
        let bold = Entity::plain("bold", 4, 3);
        let (text, entities) = clean("\r\n  abc \t ", vec![bold]);
        assert_eq!(text, "abc");
        assert_eq!(entities, vec![Entity::plain("bold", 0, 3)]);
    }

    #[test]
    fn commands_and_addresses_are_recognised() {
        let mut entities = Vec::new();
        recognise("/start@keng_bot xem https://x.vn/a. #bão", &mut entities);
        let kinds: Vec<_> = entities
            .iter()
            .map(|e| (e.kind.as_str(), e.offset, e.length))
            .collect();
        assert_eq!(
            kinds,
            [("bot_command", 0, 15), ("url", 20, 14), ("hashtag", 36, 4)]
        );
    }

    #[test]
    fn html_is_escaped_and_nested() {
        let entities = vec![
            Entity::plain("bold", 0, 5),
            Entity::plain("italic", 2, 3),
            Entity {
                url: Some("javascript:alert(1)".to_owned()),
                ..Entity::plain("text_link", 6, 1)
            },
        ];
        assert_eq!(
            to_html("a<b&c x", &entities),
            "<b>a&lt;<i>b&amp;c</i></b> <a>x</a>"
        );
    }

    #[test]
    fn overlapping_entities_are_closed_and_opened_again() {
        let entities = vec![Entity::plain("bold", 0, 2), Entity::plain("italic", 1, 2)];
        assert_eq!(to_html("abc", &entities), "<b>a<i>b</i></b><i>c</i>");
    }
}
