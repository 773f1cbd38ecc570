//! Real public documents with hand-made labels, where the shared folder is at hand.

use std::fs;
use std::path::{Path, PathBuf};

use keng::domain::document::{Classification, Reading};
use keng::intake::{Outcome, Unreadable, outcome, read_bytes};
use serde_json::Value;

/// The folder of documents, or nothing with a message.
fn documents() -> Option<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/documents"));
    if folder.is_dir() {
        return Some(folder.to_owned());
    }
    eprintln!(
        "skipped: {} is not there, so no real documents are read",
        folder.display()
    );
    None
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("the folder holds documents and their labels"))
        .expect("the folder holds documents and their labels")
}

/// The documents of a folder with one of these endings, each with its label.
fn labelled(folder: &Path, ending: &str) -> Vec<(String, Vec<u8>, Value)> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .expect("the folder holds documents and their labels")
        .map(|entry| {
            entry
                .expect("the folder holds documents and their labels")
                .path()
        })
        .filter(|path| {
            path.extension().is_some_and(|found| found == ending)
                && path.with_extension("json").exists()
        })
        .map(|path| {
            (
                path.display().to_string(),
                fs::read(&path).expect("the folder holds documents and their labels"),
                json(&path.with_extension("json")),
            )
        })
        .collect();
    found.sort_by(|one, two| one.0.cmp(&two.0));
    found
}

/// The days of all deadlines that have one, sorted, each once a task.
fn gold_days(gold: &Value) -> Vec<String> {
    let mut days = Vec::new();
    let tasks = gold["tasks"]
        .as_array()
        .expect("the folder holds documents and their labels")
        .iter()
        .map(|task| &task["deadlines"]);
    for deadlines in tasks.chain([&gold["other_deadlines"]]) {
        let mut own: Vec<String> = deadlines
            .as_array()
            .expect("the folder holds documents and their labels")
            .iter()
            .filter_map(|one| one["iso"].as_str())
            .map(str::to_owned)
            .collect();
        own.dedup();
        days.extend(own);
    }
    days.sort();
    days
}

fn read_days(read: &Reading) -> Vec<String> {
    let all = read
        .tasks
        .iter()
        .flat_map(|task| &task.deadlines)
        .chain(&read.other_deadlines);
    let mut days: Vec<String> = all
        .filter_map(|one| one.iso)
        .map(|iso| iso.to_string())
        .collect();
    days.sort();
    days
}

/// What differs between a reading and its label in the fields that must not.
fn differences(read: &Reading, gold: &Value) -> Vec<String> {
    let text = |value: Option<&str>| value.unwrap_or("-").to_owned();
    let first_words: Vec<bool> = read
        .tasks
        .iter()
        .zip(
            gold["tasks"]
                .as_array()
                .expect("the folder holds documents and their labels"),
        )
        .map(|(task, gold)| {
            task.text.starts_with(
                gold["first_words"]
                    .as_str()
                    .unwrap_or("?")
                    .get(..6)
                    .unwrap_or(""),
            )
        })
        .collect();
    [
        (
            "number",
            text(read.number.as_deref()),
            text(gold["number"].as_str()),
        ),
        (
            "date",
            read.date.map_or("-".into(), |date| date.to_string()),
            text(gold["date"].as_str()),
        ),
        ("kind", read.kind.to_string(), text(gold["kind"].as_str())),
        (
            "authority",
            text(read.authority.as_deref()).to_lowercase(),
            text(gold["authority"].as_str()).to_lowercase(),
        ),
        (
            "title",
            text(read.title.as_deref()).to_lowercase(),
            text(gold["title"].as_str()).to_lowercase(),
        ),
        (
            "tasks",
            read.tasks.len().to_string(),
            gold["tasks"]
                .as_array()
                .expect("the folder holds documents and their labels")
                .len()
                .to_string(),
        ),
        (
            "first words",
            first_words.contains(&false).to_string(),
            "false".to_owned(),
        ),
        ("days", read_days(read).join(" "), gold_days(gold).join(" ")),
    ]
    .into_iter()
    .filter(|(_, read, gold)| read != gold)
    .map(|(field, read, gold)| format!("{field}: {read:?} instead of {gold:?}"))
    .collect()
}

#[test]
fn labelled_documents_are_read_as_a_clerk_reads_them() {
    let Some(folder) = documents() else { return };
    let mut wrong = Vec::new();
    let mut count = 0;
    for (folder, ending) in [
        (folder.join("labelled"), "txt"),
        (folder.join("rendered"), "docx"),
        (folder.join("rendered"), "pdf"),
        (folder.join("paper"), "txt"),
    ] {
        for (name, bytes, gold) in labelled(&folder, ending) {
            count += 1;
            match read_bytes(&bytes) {
                Ok(read) => wrong.extend(
                    differences(&read, &gold)
                        .into_iter()
                        .map(|difference| format!("{name}: {difference}")),
                ),
                Err(why) => wrong.push(format!("{name}: refused, {}", why.as_str())),
            }
        }
    }
    assert!(count >= 27, "only {count} documents were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn hostile_files_come_to_their_expected_end() {
    let Some(folder) = documents() else { return };
    let folder = folder.join("hostile");
    let cases = json(&folder.join("expected.json"));
    let mut wrong = Vec::new();
    for case in cases["cases"].as_array().unwrap() {
        let file = case["file"].as_str().unwrap();
        let expected = case["outcome"].as_str().unwrap();
        let bytes = fs::read(folder.join(file)).unwrap();
        let outcome = outcome(&bytes);
        let fits = match (&outcome, expected) {
            (Outcome::Read(read), "import" | "import_or_refuse") => {
                let gold = json(&folder.join("..").join(case["gold"].as_str().unwrap()));
                let different = differences(read, &gold);
                wrong.extend(
                    different
                        .iter()
                        .map(|difference| format!("{file}: {difference}")),
                );
                !read.text.contains('\u{fffd}')
            }
            (Outcome::Refused(_), "import_or_refuse") => true,
            (Outcome::Withheld(label), "refuse_secret") => {
                label.classification
                    == if file.contains("toimat") {
                        Classification::ToiMat
                    } else {
                        Classification::Mat
                    }
            }
            (Outcome::Refused(why), _) => matches!(
                (why, expected),
                (Unreadable::ImageOnly, "refuse_needs_ocr")
                    | (Unreadable::TooLarge, "refuse_too_large")
                    | (Unreadable::Damaged, "refuse_corrupt")
                    | (Unreadable::Encrypted, "refuse_encrypted")
                    | (Unreadable::Empty, "refuse_empty")
                    | (Unreadable::OldWord, "refuse_old_doc")
            ),
            _ => false,
        };
        if !fits {
            wrong.push(format!("{file}: {expected} expected, came to {outcome:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
