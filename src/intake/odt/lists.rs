//! Automatic numbers of OpenDocument lists.

use std::collections::HashMap;

use crate::intake::marker::spelled;
use crate::intake::unreadable::Unreadable;
use crate::intake::xml::{self, Node, attribute, walk};

/// OpenDocument has ten levels.
const LEVELS: usize = 10;

/// One level of a list style.
#[derive(Clone, Debug, Default)]
struct Level {
    /// `1`, `I`, `a`, …; empty for no number.
    format: String,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels the number shows.
    shown: usize,
    bullet: bool,
}

/// All list styles and how far their lists have counted.
#[derive(Debug, Default)]
pub struct Lists {
    styles: HashMap<String, Vec<Level>>,
    counters: HashMap<String, [u32; LEVELS]>,
}

impl Lists {
    /// Takes up the list styles of a part.
    ///
    /// # Errors
    ///
    /// `Damaged` if it is not well formed.
    pub fn learn(&mut self, part: &str) -> Result<(), Unreadable> {
        let mut open: Option<(String, Vec<Level>)> = None;
        walk(part, |node| {
            match node {
                Node::Start(element) => {
                    let name = xml::local(&element);
                    let value = |name: &str| attribute(&element, name).unwrap_or_default();
                    match (name.as_str(), &mut open) {
                        ("list-style", _) => {
                            open = Some((value("name"), vec![Level::default(); LEVELS]))
                        }
                        (
                            "list-level-style-number" | "list-level-style-bullet",
                            Some((_, levels)),
                        ) => {
                            let place = value("level")
                                .parse::<usize>()
                                .unwrap_or(1)
                                .clamp(1, LEVELS)
                                - 1;
                            levels[place] = Level {
                                format: value("num-format"),
                                prefix: value("num-prefix"),
                                suffix: value("num-suffix"),
                                start: value("start-value").parse().unwrap_or(1),
                                shown: value("display-levels").parse().unwrap_or(1),
                                bullet: name.ends_with("bullet"),
                            };
                        }
                        _ => {}
                    }
                }
                Node::End(name) if name == "list-style" => self.styles.extend(open.take()),
                _ => {}
            }
            Ok(())
        })
    }

    /// Begins to count a list anew.
    pub fn restart(&mut self, style: &str) {
        self.counters.remove(style);
    }

    /// Counts one on and gives the number as printed.
    pub fn next(&mut self, style: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let levels = self.styles.get(style)?;
        let this = levels.get(level)?;
        if this.bullet {
            return Some("-".to_owned());
        }
        let counters = self.counters.entry(style.to_owned()).or_default();
        counters[level] = if counters[level] == 0 {
            this.start.max(1)
        } else {
            counters[level].saturating_add(1)
        };
        for deeper in counters.iter_mut().skip(level + 1) {
            *deeper = 0;
        }
        if this.format.is_empty() {
            return None;
        }
        let first = (level + 1).saturating_sub(this.shown.max(1));
        let numbers: Vec<String> = (first..=level)
            .map(|place| formatted(counters[place].max(1), &levels[place].format))
            .collect();
        Some(format!(
            "{}{}{}",
            this.prefix,
            numbers.join("."),
            this.suffix
        ))
    }
}

fn formatted(number: u32, format: &str) -> String {
    let letter =
        |first: u8| char::from(first + u8::try_from((number - 1) % 26).unwrap_or(0)).to_string();
    match format {
        "I" if number < 40 => spelled(number),
        "i" if number < 40 => spelled(number).to_lowercase(),
        "A" => letter(b'A'),
        "a" => letter(b'a'),
        _ => number.to_string(),
    }
}
