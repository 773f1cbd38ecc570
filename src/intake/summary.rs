//! A summary made of the document's own words: what, who, by when.

use crate::domain::document::ReadTask;

/// The longest summary, in characters.
pub const LONGEST: usize = 600;

/// The longest sentence taken whole.
const SENTENCE: usize = 220;

/// Puts a summary together from the title, the tasks with the nearest deadlines, and the first
/// tasks while there is room.
#[must_use]
pub fn of(title: Option<&str>, tasks: &[ReadTask], body: &[&str]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut room = LONGEST;
    let mut add = |line: String| {
        let length = line.chars().count() + usize::from(!lines.is_empty());
        if line.is_empty() || length > room || lines.contains(&line) {
            return;
        }
        room -= length;
        lines.push(line);
    };
    if let Some(title) = title {
        add(shortened(title, 240));
    }
    for line in urgent(tasks) {
        add(line);
    }
    for task in tasks {
        add(format!("{}. {}", task.no, task.title));
    }
    if tasks.is_empty() {
        for paragraph in body.iter().filter(|text| text.chars().count() > 30).take(3) {
            add(shortened(paragraph, SENTENCE));
        }
    }
    lines.join("\n")
}

/// The clauses with deadlines, nearest first, with the number of their task.
fn urgent(tasks: &[ReadTask]) -> Vec<String> {
    let mut dated: Vec<_> = tasks
        .iter()
        .flat_map(|task| task.deadlines.iter().map(move |deadline| (deadline, task)))
        .collect();
    dated.sort_by_key(|(deadline, _)| deadline.iso.map_or((1, None), |iso| (0, Some(iso.day()))));
    dated
        .into_iter()
        .take(3)
        .map(|(deadline, task)| format!("{}. {}: {}", task.no, task.title, deadline.text))
        .collect()
}

/// The beginning of a text up to a natural end.
fn shortened(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let room: String = text.chars().take(most).collect();
    let cut = room
        .rfind(". ")
        .map(|at| at + 1)
        .or_else(|| room.rfind(';'))
        .or_else(|| room.rfind(','))
        .filter(|at| *at > room.len() / 3)
        .or_else(|| room.rfind(' '))
        .unwrap_or(room.len());
    room.get(..cut)
        .unwrap_or(&room)
        .trim_end_matches([',', ';', ' '])
        .to_owned()
}
