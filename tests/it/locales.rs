//! Every language says the same things, within what Telegram can show.

mod check;
mod usage;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{self, Expression, InlineExpression, PatternElement};
use keng::domain::locale::Locale;

/// One message of one language.
pub struct Message {
    /// The file it stands in, for example `common.ftl`.
    pub file: String,
    /// Its variables; `true` for those that must be numbers.
    pub variables: BTreeMap<String, bool>,
    /// Other messages it refers to.
    pub references: BTreeSet<String>,
}

/// The messages of a language by key.
pub fn messages(locale: Locale) -> BTreeMap<String, Message> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("locales")
        .join(locale.as_str());
    let mut messages = BTreeMap::new();
    for entry in fs::read_dir(&folder).expect("a folder per language") {
        let path = entry.expect("a readable folder").path();
        let file = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("a readable file");
        let resource = fluent_syntax::parser::parse(text)
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            if let ast::Entry::Message(message) = entry {
                let mut found = Message {
                    file: file.clone(),
                    variables: BTreeMap::new(),
                    references: BTreeSet::new(),
                };
                if let Some(pattern) = &message.value {
                    found.read_pattern(pattern);
                }
                messages.insert(message.id.name, found);
            }
        }
    }
    messages
}

impl Message {
    fn read_pattern(&mut self, pattern: &ast::Pattern<String>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.read_expression(expression);
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(inline) => self.read_inline(inline, false),
            Expression::Select { selector, variants } => {
                let number = variants.iter().any(|variant| {
                    matches!(&variant.key, ast::VariantKey::NumberLiteral { .. })
                        || matches!(&variant.key, ast::VariantKey::Identifier { name }
                            if ["zero", "one", "two", "few", "many"].contains(&name.as_str()))
                });
                self.read_inline(selector, number);
                for variant in variants {
                    self.read_pattern(&variant.value);
                }
            }
        }
    }

    fn read_inline(&mut self, inline: &InlineExpression<String>, number: bool) {
        match inline {
            InlineExpression::VariableReference { id } => {
                let known = self.variables.entry(id.name.clone()).or_default();
                *known |= number;
            }
            InlineExpression::FunctionReference { id, arguments } => {
                for argument in &arguments.positional {
                    self.read_inline(argument, id.name == "NUM");
                }
            }
            InlineExpression::MessageReference { id, .. } => {
                self.references.insert(id.name.clone());
            }
            InlineExpression::Placeable { expression } => self.read_expression(expression),
            _ => {}
        }
    }
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let expected = messages(Locale::default());
    let mut broken = Vec::new();
    for locale in Locale::ALL {
        let found = messages(locale);
        for key in expected.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
            let name = locale.as_str();
            match (expected.get(key), found.get(key)) {
                (Some(_), None) => broken.push(format!("{name}: {key} is missing")),
                (None, Some(_)) => broken.push(format!("{name}: {key} is not in Vietnamese")),
                (Some(a), Some(b)) if a.file != b.file => {
                    broken.push(format!(
                        "{name}: {key} stands in {}, not {}",
                        b.file, a.file
                    ));
                }
                (Some(a), Some(b)) if !a.variables.keys().eq(b.variables.keys()) => {
                    let (a, b) = (a.variables.keys(), b.variables.keys());
                    broken.push(format!("{name}: {key} uses {b:?}, Vietnamese {a:?}"));
                }
                _ => {}
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}
