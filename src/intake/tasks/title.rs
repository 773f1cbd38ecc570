//! The title of a task: a sentence of it, or its clean beginning.

/// The longest title, in characters.
const LONGEST: usize = 90;

/// The title of a task from its paragraphs.
#[must_use]
pub fn of(paragraphs: &[&str]) -> String {
    let first = paragraphs.first().copied().unwrap_or_default().trim();
    let sentence = sentence(first).trim_end_matches([':', ';', '.', ',', ' ', '/']);
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let room: String = sentence.chars().take(LONGEST).collect();
    let least = room.len() / 3;
    let cut = [';', ':', ',']
        .iter()
        .find_map(|mark| room.rfind(*mark).filter(|at| *at > least))
        .or_else(|| room.rfind(' '))
        .unwrap_or(room.len());
    room.get(..cut)
        .unwrap_or(&room)
        .trim_end_matches([':', ';', ',', ' ', '-', '–', '('])
        .to_owned()
}

/// The first sentence of a paragraph.
fn sentence(text: &str) -> &str {
    let end = text
        .match_indices(". ")
        .map(|(at, _)| at)
        // "TP. Hồ Chí Minh" and "KT. CHỦ TỊCH" are no ends.
        .find(|at| {
            text.get(..*at).is_some_and(|before| {
                before
                    .chars()
                    .rev()
                    .take_while(|letter| letter.is_alphabetic())
                    .count()
                    > 2
            })
        });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_short_and_ends_cleanly() {
        assert_eq!(of(&["Sở Xây dựng:", "a) Chủ trì"]), "Sở Xây dựng");
        assert_eq!(
            of(&["Sở Y tế báo cáo. Các đơn vị phối hợp."]),
            "Sở Y tế báo cáo"
        );
        let long = "Chủ tịch Ủy ban nhân dân các xã, phường chỉ đạo kiểm tra toàn bộ hệ thống thoát nước, khơi thông dòng chảy và báo cáo";
        let title = of(&[long]);
        assert!(
            title.chars().count() <= LONGEST && long.starts_with(&title),
            "{title}"
        );
        assert!(!title.ends_with([',', ' ']));
    }
}
