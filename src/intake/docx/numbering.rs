//! Automatic numbers: Word stores them as counters, not as text, so they are counted out here.

use std::collections::HashMap;

use crate::intake::marker::spelled;
use crate::intake::unreadable::Unreadable;
use crate::intake::xml::{self, Node, attribute, walk};

/// Word has nine levels.
const LEVELS: usize = 9;

/// One level of a numbering.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    /// The pattern: `%1.%2.`
    text: String,
    /// The paragraph style that takes this level, if one does.
    style: Option<String>,
}

type Levels = [Level; LEVELS];

/// All numberings of a document and how far they have counted.
#[derive(Debug, Default)]
pub struct Numbering {
    /// Abstract numbering by its id.
    patterns: HashMap<String, Levels>,
    /// Abstract id and overridden starts by numbering id.
    lists: HashMap<String, (String, HashMap<usize, u32>)>,
    /// The last number given, by abstract id and level.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose overridden start was already used.
    started: HashMap<(String, usize), ()>,
}

impl Numbering {
    /// Reads `numbering.xml`; an empty text has no numberings.
    ///
    /// # Errors
    ///
    /// `Damaged` if it is not well formed.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let mut numbering = Self::default();
        let mut pattern: Option<(String, Levels)> = None;
        let mut list: Option<String> = None;
        let mut level = 0_usize;
        walk(text, |node| {
            match node {
                Node::Start(element) => {
                    let name = xml::local(&element);
                    let value = || attribute(&element, "val").unwrap_or_default();
                    match (name.as_str(), &mut pattern, &mut list) {
                        ("abstractNum", ..) => {
                            let id = attribute(&element, "abstractNumId").unwrap_or_default();
                            pattern = Some((id, Levels::default()));
                        }
                        ("num", None, _) => {
                            let id = attribute(&element, "numId").unwrap_or_default();
                            numbering.lists.insert(id.clone(), Default::default());
                            list = Some(id);
                        }
                        ("lvl" | "lvlOverride", ..) => {
                            level = attribute(&element, "ilvl")
                                .and_then(|level| level.parse().ok())
                                .unwrap_or(0_usize)
                                .min(LEVELS - 1);
                        }
                        ("start", Some((_, levels)), _) => {
                            levels[level].start = value().parse().unwrap_or(1);
                        }
                        ("numFmt", Some((_, levels)), _) => levels[level].format = value(),
                        ("lvlText", Some((_, levels)), _) => levels[level].text = value(),
                        ("pStyle", Some((_, levels)), _) => levels[level].style = Some(value()),
                        ("abstractNumId", None, Some(id)) => {
                            if let Some(found) = numbering.lists.get_mut(id) {
                                found.0 = value();
                            }
                        }
                        ("startOverride", None, Some(id)) => {
                            if let Some(found) = numbering.lists.get_mut(id) {
                                found.1.insert(level, value().parse().unwrap_or(1));
                            }
                        }
                        _ => {}
                    }
                }
                Node::End(name) if name == "abstractNum" => {
                    numbering.patterns.extend(pattern.take());
                }
                Node::End(name) if name == "num" => list = None,
                _ => {}
            }
            Ok(())
        })?;
        Ok(numbering)
    }

    /// The level that a paragraph style takes in a list.
    #[must_use]
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let (pattern, _) = self.lists.get(list)?;
        self.patterns
            .get(pattern)?
            .iter()
            .position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts one on and gives the number as it is printed, empty for a level without one.
    pub fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let (id, overrides) = self.lists.get(list)?;
        let levels = self.patterns.get(id)?;
        let counters = self.counters.entry(id.clone()).or_default();
        if let Some(start) = overrides.get(&level)
            && self.started.insert((list.to_owned(), level), ()).is_none()
        {
            counters[level] = start.checked_sub(1).or(Some(0));
        }
        let start = levels[level].start;
        counters[level] = Some(counters[level].map_or(start, |last| last.saturating_add(1)));
        for deeper in counters.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        Some(printed(levels, counters, level))
    }
}

fn printed(levels: &Levels, counters: &[Option<u32>; LEVELS], level: usize) -> String {
    if levels[level].format == "bullet" {
        return "-".to_owned();
    }
    let mut text = String::new();
    let mut pattern = levels[level].text.chars().peekable();
    while let Some(letter) = pattern.next() {
        let place = match (letter, pattern.peek().and_then(|digit| digit.to_digit(10))) {
            ('%', Some(digit @ 1..=9)) => digit as usize - 1,
            _ => {
                text.push(letter);
                continue;
            }
        };
        pattern.next();
        let number = counters[place].unwrap_or(levels[place].start);
        text.push_str(&formatted(number, &levels[place].format));
    }
    text
}

fn formatted(number: u32, format: &str) -> String {
    let letter = |first: u8| {
        let place = u8::try_from(number.saturating_sub(1) % 26).unwrap_or(0);
        char::from(first + place).to_string()
    };
    match format {
        "upperRoman" if (1..40).contains(&number) => spelled(number),
        "lowerRoman" if (1..40).contains(&number) => spelled(number).to_lowercase(),
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "decimalZero" => format!("{number:02}"),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
        </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#;

    #[test]
    fn numbers_count_up_and_begin_again_below_a_new_heading() {
        let mut numbering = Numbering::read(LIST).expect("well formed");
        let printed: Vec<_> = [0, 1, 1, 2, 0, 1]
            .into_iter()
            .filter_map(|level| numbering.next("1", level))
            .collect();
        assert_eq!(printed, ["I.", "1.", "2.", "2.1.", "II.", "1."]);
        assert_eq!(numbering.next("2", 1).as_deref(), Some("5."));
        assert_eq!(numbering.next("2", 1).as_deref(), Some("6."));
        assert_eq!(numbering.next("9", 0), None);
    }
}
