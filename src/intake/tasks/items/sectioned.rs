//! Bodies in sections with Roman numbers, of which only some hold tasks.

use super::chain::{arabic, chain};
use super::{Items, Markers, heading, ranges};
use crate::intake::marker::{Marker, spelled};
use crate::intake::tasks::sections::{holds_tasks, may_bind};

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

/// Sections with Roman numbers.
pub(super) fn in_sections(body: &[&str], markers: &Markers<'_>) -> Items {
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
