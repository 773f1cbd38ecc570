//! Bodies in articles: only those on implementation hold tasks.

use super::chain::{arabic, chain};
use super::{Item, Items, Markers, before, heading, ranges};
use crate::intake::marker::Marker;
use crate::intake::vietnamese::fold;

/// Articles: the clauses of those on implementation, or the articles that give somebody work.
pub(super) fn in_articles(body: &[&str], markers: &Markers<'_>) -> Items {
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
