//! The demo page runs under a strict content policy and speaks two languages: both are easy to
//! break with one line, and a browser would only tell whoever opens that corner of the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Every file of the page by its name.
fn files() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sim/page");
    let files: BTreeMap<_, _> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    assert!(files.contains_key("index.html") && files.contains_key("words.js"));
    files
}

#[test]
fn the_page_keeps_to_its_content_policy() {
    let forbidden = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "setAttribute(\"style\"",
        "style=",
        "<style",
        "<script>",
        "onclick=\"",
        "@import",
        "url(http",
        "src=\"http",
        "href=\"http",
        "from \"http",
        "import(",
    ];
    for (name, text) in files() {
        for words in forbidden {
            assert!(!text.contains(words), "{name} contains {words}");
        }
    }
}

/// The words of one language: key to text. A text may stand on the line after its key.
fn words(source: &str, language: &str) -> BTreeMap<String, String> {
    let start = format!("\n  {language}: {{\n");
    let body = source.split_once(&start).unwrap().1;
    let body = body.split_once("\n  },\n").unwrap().0;
    let mut words = BTreeMap::new();
    let mut last = String::new();
    for line in body.lines() {
        let text = line.strip_prefix("    ").unwrap();
        match text.strip_prefix("  ") {
            Some(continued) => words.insert(last.clone(), continued.to_owned()),
            None => {
                let (key, value) = text.split_once(':').unwrap();
                key.clone_into(&mut last);
                words.insert(key.to_owned(), value.to_owned())
            }
        };
    }
    words
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let files = files();
    let vietnamese = words(&files["words.js"], "vi");
    let english = words(&files["words.js"], "en");
    assert!(vietnamese.len() > 50, "found {} words", vietnamese.len());
    assert_eq!(
        vietnamese.keys().collect::<Vec<_>>(),
        english.keys().collect::<Vec<_>>()
    );
    for (key, text) in &vietnamese {
        assert_eq!(placeholders(text), placeholders(&english[key]), "in {key}");
    }
}

#[test]
fn every_word_that_the_page_asks_for_is_there() {
    let files = files();
    let known = words(&files["words.js"], "vi");
    for (name, text) in &files {
        for (start, call) in text.match_indices("t(\"") {
            // Not the end of a longer name, such as `import("`.
            if text[..start].ends_with(|before: char| before.is_alphanumeric()) {
                continue;
            }
            let key = text[start + call.len()..].split('"').next().unwrap();
            assert!(known.contains_key(key), "{name} asks for {key}");
        }
    }
}
