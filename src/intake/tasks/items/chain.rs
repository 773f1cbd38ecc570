//! Numbers that count up.

use super::Markers;
use crate::intake::marker::Marker;

/// Items of one style that count up within a range.
pub(super) fn chain(
    markers: &Markers<'_>,
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
    markers: &Markers<'_>,
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

pub(super) fn arabic(marker: Marker) -> Option<u32> {
    match marker {
        Marker::Arabic(number) => Some(number),
        _ => None,
    }
}

pub(super) fn bracketed(marker: Marker) -> Option<u32> {
    match marker {
        Marker::Bracketed(number) => Some(number),
        _ => None,
    }
}

pub(super) fn lettered(marker: Marker) -> Option<u32> {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    match marker {
        Marker::Letter(letter) => LETTERS
            .chars()
            .position(|other| other == letter)
            .and_then(|place| u32::try_from(place + 1).ok()),
        _ => None,
    }
}
