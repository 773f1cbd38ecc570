//! House rules that a compiler does not know.
//!
//! Each test prints the rule it enforces and why the rule is there. When a rule is wrong, change it
//! here and in the map of `src/lib.rs` in the same commit.

mod edges;
mod lengths;
mod phrases;

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the repository, read.
pub struct Source {
    /// Its path from the root of the repository, with `/` between folders.
    pub path: String,
    /// Its content.
    pub text: String,
}

impl Source {
    /// The text without the unit tests at its end, which other rules hold for.
    pub fn production(&self) -> &str {
        if self.path.starts_with("tests/") || self.path.ends_with("/tests.rs") {
            return "";
        }
        self.text
            .find("\n#[cfg(test)]\nmod tests {")
            .map_or(&self.text, |end| &self.text[..end])
    }

    /// The syntax tree.
    pub fn syntax(&self) -> syn::File {
        syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }
}

/// Every file with one of the endings under the folders, and every file named itself, sorted by
/// path.
pub fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in folders {
        let path = root.join(folder);
        if path.is_file() {
            found.push(path);
        } else {
            collect(&path, endings, &mut found);
        }
    }
    found.sort();
    found
        .into_iter()
        .map(|path| Source {
            text: fs::read_to_string(&path).expect("a readable file"),
            path: path
                .strip_prefix(root)
                .expect("a path under the root")
                .to_string_lossy()
                .replace('\\', "/"),
        })
        .collect()
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, endings, found);
        } else if endings.iter().any(|ending| {
            path.extension()
                .is_some_and(|extension| extension == *ending)
        }) {
            found.push(path);
        }
    }
}

/// Fails with the rule and everything that breaks it.
pub fn report(rule: &str, broken: &[String]) {
    assert!(
        broken.is_empty(),
        "\n\nRULE: {rule}\n\nBroken {} time(s):\n  {}\n",
        broken.len(),
        broken.join("\n  ")
    );
}

#[test]
fn every_module_says_why_it_exists() {
    let broken: Vec<_> = sources(&["src", "tests", "build.rs"], &["rs"])
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path)
        .collect();
    report(
        "a file begins with `//!` and says why it exists: whoever opens it must know at once \
         whether this is the place.",
        &broken,
    );
}

#[test]
fn there_is_something_to_check() {
    // A rule that looks at no file holds for ever.
    assert!(sources(&["src"], &["rs"]).len() > 50);
    assert!(sources(&["locales"], &["ftl"]).len() >= 2);
    assert!(sources(&["migrations"], &["sql"]).len() >= 2);
}
