//! A summary made of the document's own words: what, who, by when.

use crate::domain::document::ReadTask;

/// The longest summary, in characters.
pub const LONGEST: usize = 600;

/// The longest sentence taken whole.
const SENTENCE: usize = 220;

/// Paragraphs at the beginning of the body among which the one that says what it is about is
/// looked for; behind them the tasks begin.
const OPENING: usize = 3;

/// Puts a summary together: the title, how the text opens, then the tasks, those with the nearest
/// deadlines first, while there is room. Nothing stands in it twice.
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
    let wanted = if tasks.is_empty() { OPENING } else { 1 };
    for paragraph in opening(title, tasks, body).take(wanted) {
        add(shortened(paragraph, SENTENCE));
    }
    for line in by_urgency(tasks) {
        add(line);
    }
    lines.join("\n")
}

/// The first paragraphs that are sentences: no title, no task, no line of the form.
fn opening<'a>(
    title: Option<&'a str>,
    tasks: &'a [ReadTask],
    body: &'a [&'a str],
) -> impl Iterator<Item = &'a str> {
    body.iter()
        .copied()
        .take(if tasks.is_empty() {
            body.len()
        } else {
            OPENING
        })
        .take_while(|text| !tasks.iter().any(|task| is_task(text, task)))
        // Lists of addressees are no sentences.
        .filter(|text| text.chars().count() > 30 && !text.starts_with(['-', '–', '+']))
        .filter(move |text| title.is_none_or(|title| !title.contains(*text)))
}

/// Whether a paragraph is the beginning of a task, with or without its number.
fn is_task(text: &str, task: &ReadTask) -> bool {
    let first = task.text.lines().next().unwrap_or_default();
    !first.is_empty() && text.ends_with(first)
}

/// The tasks, each once: those with deadlines by their day, then the others in their order.
fn by_urgency(tasks: &[ReadTask]) -> Vec<String> {
    let first_deadline = |task: &ReadTask| {
        let dated = task.deadlines.iter().filter_map(|deadline| deadline.iso);
        dated.map(|due| due.day()).min()
    };
    let mut tasks: Vec<&ReadTask> = tasks.iter().collect();
    tasks.sort_by_key(|task| first_deadline(task).map_or((1, None), |day| (0, Some(day))));
    tasks
        .into_iter()
        .map(|task| match task.deadlines.first() {
            Some(deadline) if !task.title.contains(&deadline.text) => {
                format!("{}. {}: {}", task.no, task.title, deadline.text)
            }
            _ => format!("{}. {}", task.no, task.title),
        })
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
