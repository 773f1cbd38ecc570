//! Messages and code know each other: no message is unused, no key is made up, and every value that
//! a message needs is handed to it.

use std::collections::BTreeSet;

use keng::domain::locale::Locale;
use syn::visit::{self, Visit};

use super::messages;
use crate::tidy::{Source, sources};

/// Keys that code puts together from a beginning and a code word, or that others rely on.
const FAMILIES: &[(&str, &str)] = &[
    (
        "button-",
        "labels that outsiders look for, all of them listed in the interface",
    ),
    ("classification-", "one for each degree of secrecy"),
    (
        "deputyship-ended-",
        "one for each way in which a handover ends",
    ),
    ("group-connected-", "one for each audience of a group"),
    (
        "handover-ended-",
        "one for each way in which a handover ends",
    ),
    ("kind-", "one for each kind of document"),
    ("language-", "one for each language"),
    ("month-", "one for each month"),
    ("refusal-", "one for each way to say no"),
    (
        "right-",
        "one for each thing the bot must be allowed in groups",
    ),
    ("role-", "one for each role"),
    ("state-", "one for each state of delivery"),
    (
        "unreachable-",
        "one for each reason why a chat cannot be written to",
    ),
    ("unreadable-", "one for each reason why a file was not read"),
    ("urgency-", "one for each degree of urgency"),
    ("warning-", "one for each doubt of the reader"),
    ("weekday-", "one for each day of the week"),
];

#[test]
fn every_message_is_used() {
    let messages = messages(Locale::default());
    let mut named: BTreeSet<String> = BTreeSet::new();
    for source in sources(&["src"], &["rs", "html"]) {
        named.extend(literals(&source));
    }
    let referred: BTreeSet<_> = messages.values().flat_map(|m| &m.references).collect();
    let unused: Vec<_> = messages
        .keys()
        .filter(|key| !named.contains(*key) && !referred.contains(key))
        .filter(|key| !FAMILIES.iter().any(|(prefix, _)| key.starts_with(prefix)))
        .collect();
    assert!(
        unused.is_empty(),
        "\nno code names these messages; delete them, or add their family to FAMILIES:\n{unused:#?}"
    );
}

#[test]
fn every_call_names_a_message_and_hands_over_its_values() {
    let messages = messages(Locale::default());
    let mut broken = Vec::new();
    for source in sources(&["src"], &["rs"]) {
        if source.path.starts_with("src/i18n/catalog.rs") {
            continue;
        }
        for call in calls(&source) {
            let place = format!("{}: {}", source.path, call.key);
            match (messages.get(&call.key), call.values) {
                (None, _) => broken.push(format!("{place}: no such message")),
                (Some(message), Some(values)) => {
                    let needed: BTreeSet<_> = message.variables.keys().cloned().collect();
                    if needed != values {
                        broken.push(format!("{place}: needs {needed:?}, is given {values:?}"));
                    }
                }
                (Some(_), None) => {}
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn every_key_in_the_code_is_a_message() {
    let keys: BTreeSet<String> = messages(Locale::default()).into_keys().collect();
    let mut broken = Vec::new();
    for folder in ["src/app", "src/cli", "src/telegram", "src/web"] {
        for source in sources(&[folder], &["rs"]) {
            for literal in source.production().split('"') {
                if is_made_up(literal, &keys) {
                    broken.push(format!("{}: {literal}", source.path));
                }
            }
        }
    }
    assert!(
        broken.is_empty(),
        "\nno such messages:\n{}\n",
        broken.join("\n")
    );
}

/// Whether the text looks like a key, beginning like others do, and is none.
fn is_made_up(text: &str, keys: &BTreeSet<String>) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let Some((family, rest)) = text.split_once('-') else {
        return false;
    };
    !rest.is_empty()
        && text.chars().all(is_part)
        && keys.iter().any(|key| key.split('-').next() == Some(family))
        && !keys.contains(text)
}

/// Every string between quotes, in code or in a page's template.
fn literals(source: &Source) -> Vec<String> {
    source.text.split('"').map(str::to_owned).collect()
}

/// A message asked for by a key that stands in the code.
struct Call {
    key: String,
    /// The names of the values, if they too stand in the code.
    values: Option<BTreeSet<String>>,
}

fn calls(source: &Source) -> Vec<Call> {
    let mut calls = Calls(Vec::new());
    calls.visit_file(&source.syntax());
    calls.0
}

struct Calls(Vec<Call>);

impl<'ast> Visit<'ast> for Calls {
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let method = call.method.to_string();
        let args: Vec<_> = call.args.iter().collect();
        match (method.as_str(), args.as_slice()) {
            ("text" | "plain" | "try_text", [_, key, values]) => {
                if let Some(key) = literal(key) {
                    let values = names(values);
                    self.0.push(Call { key, values });
                }
            }
            ("label", [_, key]) => {
                if let Some(key) = literal(key) {
                    let values = Some(BTreeSet::new());
                    self.0.push(Call { key, values });
                }
            }
            _ => {}
        }
        visit::visit_expr_method_call(self, call);
    }
}

fn literal(expression: &syn::Expr) -> Option<String> {
    match expression {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

/// The names in `&[("name", …), …]`.
fn names(expression: &syn::Expr) -> Option<BTreeSet<String>> {
    let syn::Expr::Reference(reference) = expression else {
        return None;
    };
    let syn::Expr::Array(array) = &*reference.expr else {
        return None;
    };
    array
        .elems
        .iter()
        .map(|element| match element {
            syn::Expr::Tuple(pair) => pair.elems.first().and_then(literal),
            _ => None,
        })
        .collect()
}

#[test]
fn the_check_knows_a_key_from_other_text() {
    let keys = BTreeSet::from(["start-welcome".to_owned()]);
    assert!(is_made_up("start-welcom", &keys));
    for other in [
        "start-welcome",
        "start-",
        "content-type",
        "start - now",
        "Start-x",
    ] {
        assert!(!is_made_up(other, &keys), "{other}");
    }
}

#[test]
fn the_check_reads_calls() {
    let source = Source {
        path: "src/x.rs".to_owned(),
        text: r#"fn f() {
            catalog.text(locale, "one", &[("a", Arg::text(x)), ("b", y)]);
            catalog.label(locale, "two");
            catalog.plain(locale, key, &args);
        }"#
        .to_owned(),
    };
    let calls = calls(&source);
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].key, "one");
    let expected = ["a", "b"].map(str::to_owned).into();
    assert_eq!(calls[0].values, Some(expected));
}
