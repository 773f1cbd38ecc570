//! Finds the paragraphs with which tasks begin and end.

use super::sections::{holds_tasks, is_other_heading, may_bind};
use crate::domain::document::Kind;
use crate::intake::marker::{Marked, Marker, marked, spelled};
use crate::intake::vietnamese::fold;

/// A task as a range of paragraphs of the body.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// The number as the document counts.
    pub no: String,
    /// The first paragraph.
    pub start: usize,
    /// How many bytes of it are the number.
    pub skip: usize,
    /// The paragraph after the last.
    pub end: usize,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Items {
    /// The tasks, in order.
    pub items: Vec<Item>,
    /// Paragraphs outside of them in which a deadline may bind somebody.
    pub outside: Vec<usize>,
    /// Whether the numbers do not count up.
    pub uneven: bool,
}

/// A run of paragraphs below one heading.
#[derive(Clone, Debug)]
struct Section {
    /// What tasks below it are numbered with; empty below a heading without a number.
    prefix: String,
    start: usize,
    end: usize,
    tasks: bool,
    binds: bool,
}

/// Finds the tasks of a body.
#[must_use]
pub fn find(body: &[&str], kind: Option<Kind>) -> Items {
    let markers: Vec<Option<Marked<'_>>> = body.iter().map(|text| marked(text)).collect();
    let articles = markers
        .iter()
        .flatten()
        .filter(|found| matches!(found.marker, Marker::Article(_)))
        .count();
    if articles >= 2 {
        return close(body, in_articles(body, &markers));
    }
    let romans = markers
        .iter()
        .flatten()
        .any(|found| matches!(found.marker, Marker::Roman(_)));
    if romans {
        let found = in_sections(body, &markers);
        if !found.items.is_empty() {
            return close(body, found);
        }
    }
    let flat = in_plain(body, &markers, kind);
    close(body, flat)
}

/// Items of one style that count up within a range.
fn chain(
    markers: &[Option<Marked<'_>>],
    range: std::ops::Range<usize>,
    number: impl Fn(Marker) -> Option<u32>,
    first: u32,
) -> (Vec<(usize, u32)>, bool) {
    let mut found: Vec<(usize, u32)> = Vec::new();
    let mut uneven = false;
    let mut expected = first;
    for place in range.clone() {
        let Some(value) = markers[place].and_then(|found| number(found.marker)) else {
            continue;
        };
        let fits = value == expected || (found.is_empty() && (value == 1 || value <= 3));
        // One number left out or given twice is a slip of the writer; more is another list.
        let slip = !found.is_empty()
            && (value == expected + 1 || value + 1 == expected)
            && !found_later(markers, place + 1..range.end, &number, expected);
        if fits || slip {
            uneven |= !fits || (found.is_empty() && value != first && value != 1);
            found.push((place, value));
            expected = value + 1;
        }
    }
    (found, uneven)
}

/// Whether the number that would count up still comes.
fn found_later(
    markers: &[Option<Marked<'_>>],
    range: std::ops::Range<usize>,
    number: &impl Fn(Marker) -> Option<u32>,
    expected: u32,
) -> bool {
    markers
        .get(range)
        .unwrap_or_default()
        .iter()
        .flatten()
        .any(|found| number(found.marker) == Some(expected))
}

fn arabic(marker: Marker) -> Option<u32> {
    match marker {
        Marker::Arabic(number) => Some(number),
        _ => None,
    }
}

fn bracketed(marker: Marker) -> Option<u32> {
    match marker {
        Marker::Bracketed(number) => Some(number),
        _ => None,
    }
}

fn lettered(marker: Marker) -> Option<u32> {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    match marker {
        Marker::Letter(letter) => LETTERS
            .chars()
            .position(|other| other == letter)
            .and_then(|place| u32::try_from(place + 1).ok()),
        _ => None,
    }
}

/// Plain numbering: 1., 2., …; without it (1), (2), … or a), b), ….
fn in_plain(body: &[&str], markers: &[Option<Marked<'_>>], kind: Option<Kind>) -> Items {
    let (found, uneven) = chain(markers, 0..body.len(), arabic, 1);
    let sectioned = found.iter().any(|(place, _)| {
        let heading = markers[*place].map_or("", |found| found.rest);
        is_other_heading(heading)
    });
    let nested = markers
        .iter()
        .flatten()
        .any(|found| matches!(found.marker, Marker::Nested(..)));
    if sectioned && (nested || kind == Some(Kind::KeHoach)) {
        return in_numbered_sections(body, markers, &found);
    }
    for (found, uneven, label) in [
        (found, uneven, Label::Number),
        with_label(
            chain(markers, 0..body.len(), bracketed, 1),
            Label::Bracketed,
        ),
        with_label(chain(markers, 0..body.len(), lettered, 1), Label::Letter),
    ] {
        if found.is_empty() || (label != Label::Number && found.len() < 2) {
            continue;
        }
        let first = found[0].0;
        let items = ranges(
            body,
            markers,
            &found,
            body.len(),
            |value, place| match label {
                Label::Number => value.to_string(),
                Label::Bracketed => format!("({value})"),
                Label::Letter => markers[place].map_or(String::new(), |found| {
                    found.label.trim_end_matches([')', '.', '/']).to_owned()
                }),
            },
        );
        return Items {
            items,
            outside: before(body, first),
            uneven,
        };
    }
    Items {
        items: Vec::new(),
        outside: before(body, body.len()),
        uneven: false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Number,
    Bracketed,
    Letter,
}

fn with_label(found: (Vec<(usize, u32)>, bool), label: Label) -> (Vec<(usize, u32)>, bool, Label) {
    (found.0, found.1, label)
}

/// Without a single task, what stands in the body binds, but not what it rests on. With tasks the
/// paragraphs before the first only tell what happened so far.
fn before(body: &[&str], first: usize) -> Vec<usize> {
    if first < body.len() {
        return Vec::new();
    }
    let rests = ["Căn cứ", "Thực hiện", "Tiếp theo", "Xét ", "Theo "];
    (0..first)
        .filter(|place| !rests.iter().any(|word| body[*place].starts_with(word)))
        .collect()
}

/// Turns places into items that reach to the next one.
fn ranges(
    body: &[&str],
    markers: &[Option<Marked<'_>>],
    found: &[(usize, u32)],
    end: usize,
    no: impl Fn(u32, usize) -> String,
) -> Vec<Item> {
    found
        .iter()
        .enumerate()
        .map(|(at, (place, value))| Item {
            no: no(*value, *place),
            start: *place,
            skip: markers[*place].map_or(0, |found| body[*place].len() - found.rest.len()),
            end: found.get(at + 1).map_or(end, |(next, _)| *next),
        })
        .collect()
}

/// Sections with Roman numbers.
fn in_sections(body: &[&str], markers: &[Option<Marked<'_>>]) -> Items {
    let mut sections: Vec<Section> = Vec::new();
    let mut part = (true, true);
    for (place, found) in markers.iter().enumerate() {
        let Some(found) = found else { continue };
        let heading = heading(body, place, found.rest);
        match found.marker {
            Marker::Division | Marker::Capital(_) => {
                part = (holds_tasks(heading), may_bind(heading))
            }
            Marker::Roman(_) => {}
            _ => continue,
        }
        if let Some(last) = sections.last_mut() {
            last.end = place;
        }
        let prefix = match found.marker {
            Marker::Roman(number) => spelled(number),
            _ => String::new(),
        };
        let section = Section {
            prefix,
            start: place + 1,
            end: body.len(),
            tasks: part.0 && holds_tasks(heading),
            binds: part.1 && may_bind(heading),
        };
        sections.push(section);
    }
    let mut all = Items::default();
    let mut last = 0;
    for section in &sections {
        let range = section.start..section.end;
        if !section.tasks {
            if section.binds {
                all.outside
                    .extend(section.start.saturating_sub(1)..section.end);
            }
            continue;
        }
        // Some documents count on over their sections.
        let goes_on = markers
            .get(range.clone())
            .unwrap_or_default()
            .iter()
            .flatten()
            .find_map(|found| arabic(found.marker))
            == Some(last + 1);
        let (found, uneven) = chain(markers, range, arabic, if goes_on { last + 1 } else { 1 });
        all.uneven |= uneven;
        let first = found.first().map_or(section.end, |(place, _)| *place);
        all.outside.extend(section.start..first);
        last = found.last().map_or(last, |(_, value)| *value);
        all.items
            .extend(ranges(body, markers, &found, section.end, |value, _| {
                if section.prefix.is_empty() {
                    value.to_string()
                } else {
                    format!("{}.{value}", section.prefix)
                }
            }));
    }
    all
}

/// A heading may stand in the paragraph after its number.
fn heading<'a>(body: &[&'a str], place: usize, rest: &'a str) -> &'a str {
    if rest.is_empty() {
        body.get(place + 1).copied().unwrap_or_default()
    } else {
        rest
    }
}

/// Sections with Arabic numbers ("1. Mục đích", "2. Nội dung"), tasks numbered 2.1 below them.
fn in_numbered_sections(
    body: &[&str],
    markers: &[Option<Marked<'_>>],
    found: &[(usize, u32)],
) -> Items {
    let mut all = Items::default();
    for (at, (place, value)) in found.iter().enumerate() {
        let end = found.get(at + 1).map_or(body.len(), |(next, _)| *next);
        let heading = markers[*place].map_or("", |found| found.rest);
        let opening: String = heading.chars().take(80).collect();
        if !holds_tasks(&opening) {
            if may_bind(&opening) {
                all.outside.extend(*place..end);
            }
            continue;
        }
        let below = |marker| match marker {
            Marker::Nested(first, second) if first == *value => Some(second),
            _ => None,
        };
        let (nested, uneven) = chain(markers, *place + 1..end, below, 1);
        all.uneven |= uneven;
        if nested.is_empty() {
            all.items.extend(ranges(
                body,
                markers,
                &[(*place, *value)],
                end,
                |value, _| value.to_string(),
            ));
        } else {
            all.outside.extend(*place + 1..nested[0].0);
            all.items
                .extend(ranges(body, markers, &dedup(&nested), end, |second, _| {
                    format!("{value}.{second}")
                }));
        }
    }
    all
}

/// `1.1.1` also reads as 1.1: only the first of each counts.
fn dedup(found: &[(usize, u32)]) -> Vec<(usize, u32)> {
    let mut kept: Vec<(usize, u32)> = Vec::new();
    for one in found {
        if kept.last().is_none_or(|last| last.1 != one.1) {
            kept.push(*one);
        }
    }
    kept
}

/// Articles: the clauses of those on implementation, or the articles that give somebody work.
fn in_articles(body: &[&str], markers: &[Option<Marked<'_>>]) -> Items {
    let articles: Vec<(usize, u32)> = markers
        .iter()
        .enumerate()
        .filter_map(|(place, found)| match found.as_ref()?.marker {
            Marker::Article(number) => Some((place, number)),
            _ => None,
        })
        .collect();
    let mut all = Items::default();
    for named_only in [true, false] {
        for (at, (place, number)) in articles.iter().enumerate() {
            let end = articles.get(at + 1).map_or(body.len(), |(next, _)| *next);
            let opening = fold(heading(
                body,
                *place,
                markers[*place].map_or("", |found| found.rest),
            ));
            let named = opening.chars().count() < 120
                && (opening.starts_with("tổ chức thực hiện")
                    || opening.contains("trách nhiệm")
                    || opening.starts_with("phân công"));
            let gives = opening.starts_with("giao ")
                || (opening.contains("chịu trách nhiệm") && !opening.contains("hiệu lực"));
            if (named_only && !named) || (!named_only && !gives) {
                continue;
            }
            let (found, uneven) = chain(markers, *place + 1..end, arabic, 1);
            all.uneven |= uneven;
            if found.is_empty() {
                let start = if named_only && *place + 1 < end {
                    *place + 1
                } else {
                    *place
                };
                let skip = if start == *place {
                    markers[*place].map_or(0, |found| body[*place].len() - found.rest.len())
                } else {
                    0
                };
                all.items.push(Item {
                    no: number.to_string(),
                    start,
                    skip,
                    end,
                });
            } else {
                all.items
                    .extend(ranges(body, markers, &found, end, |clause, _| {
                        format!("{number}.{clause}")
                    }));
            }
        }
        if !all.items.is_empty() {
            break;
        }
    }
    if all.items.is_empty() {
        all.outside = before(body, body.len());
    }
    all
}

/// Cuts the closing paragraphs off the last task: they speak to everybody.
fn close(body: &[&str], mut all: Items) -> Items {
    let Some(last) = all.items.last_mut() else {
        return all;
    };
    let mut end = last.end;
    while end > last.start + 1 {
        let text = body[end - 1];
        let heading_only = end == last.start + 2 && body[last.start].chars().count() < 100;
        if marked(text).is_some() || !is_closing(text) || (heading_only && !is_plain_closing(text))
        {
            break;
        }
        end -= 1;
    }
    all.outside.extend(end..last.end);
    last.end = end;
    all
}

fn is_plain_closing(text: &str) -> bool {
    let folded = fold(text);
    let naming = [
        "chỉ thị này",
        "kế hoạch này",
        "công điện này",
        "thông báo này",
        "nghị quyết này",
        "văn bản này",
    ];
    folded.starts_with("trên đây")
        || folded.starts_with("trong quá trình")
        || naming.iter().any(|name| folded.contains(name))
}

fn is_closing(text: &str) -> bool {
    let folded = fold(text);
    let openings = [
        "yêu cầu",
        "đề nghị",
        "nhận được",
        "các sở",
        "các cơ quan",
        "các bộ",
        "các đơn vị",
        "các cấp",
        "các đồng chí",
        "các địa phương",
        "thủ trưởng",
        "giám đốc",
        "chủ tịch",
        "ủy ban nhân dân",
        "ubnd",
        "văn phòng",
        "giao ",
        "thừa lệnh",
        "thủ tướng",
        "bộ trưởng",
        "quá trình",
        "nếu có",
        "định kỳ",
        "căn cứ",
        "trường hợp",
        "tổng hợp",
        "đồng thời",
        "sở ",
        "bộ ",
        "ban ",
        "công an",
    ];
    is_plain_closing(text)
        || text.trim_end().ends_with("./.")
        || folded.contains("khó khăn, vướng mắc")
        || openings.iter().any(|word| folded.starts_with(word))
}
