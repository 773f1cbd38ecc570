//! Who may use whom, and which crate stays in which room.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};

use super::{Source, report, sources};

/// Everything below the interfaces may use these, except `domain`, which uses nothing.
const LEAVES: [&str; 4] = ["clock", "config", "runtime", "telemetry"];

/// Which modules a module may use, beside itself and (except for `domain`) the leaves. An edge that
/// is not listed does not exist.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("intake", &["domain"]),
    ("store", &["domain"]),
    ("files", &[]),
    ("i18n", &["domain"]),
    ("chart", &[]),
    ("sheet", &[]),
    ("app", &["domain", "store", "files", "intake"]),
    ("delivery", &["domain", "store"]),
    ("jobs", &["domain", "store", "files", "app"]),
    (
        "telegram",
        &[
            "domain", "store", "files", "app", "i18n", "delivery", "chart", "sheet", "intake",
        ],
    ),
    ("web", &["domain", "store", "app", "i18n", "chart", "sheet"]),
    ("sim", &[]),
    (
        "cli",
        &[
            "domain", "intake", "store", "files", "i18n", "chart", "sheet", "app", "delivery",
            "jobs", "telegram", "web", "sim",
        ],
    ),
    ("clock", &[]),
    ("config", &["domain"]),
    ("runtime", &[]),
    ("telemetry", &[]),
];

/// Crates that only these modules may name.
const CONFINED: &[(&str, &[&str])] = &[
    ("axum", &["web", "telegram", "sim"]),
    ("clap", &["cli", "main"]),
    ("fluent_bundle", &["i18n"]),
    ("fluent_syntax", &["i18n"]),
    ("frankenstein", &["telegram"]),
    ("krilla", &["chart"]),
    ("lopdf", &["intake"]),
    ("object_store", &["files"]),
    ("qrcodegen", &["chart"]),
    ("quick_xml", &["intake"]),
    ("skrifa", &["chart"]),
    ("sqlx", &["store"]),
    ("tiny_skia", &["chart"]),
    ("unic_langid", &["i18n"]),
];

#[test]
fn modules_use_only_what_the_table_allows() {
    let mut broken = Vec::new();
    for source in sources(&["src"], &["rs"]) {
        let module = module_of(&source);
        if module == "main" || module == "lib" {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            broken.push(format!("{}: `{module}` is not in the table", source.path));
            continue;
        };
        for used in paths_of(&source).of_ours {
            let leaf = module != "domain" && LEAVES.contains(&used.as_str());
            if used != module && !leaf && !allowed.contains(&used.as_str()) {
                broken.push(format!("{}: {module} → {used}", source.path));
            }
        }
    }
    let table: String = MAY_USE
        .iter()
        .map(|(module, allowed)| format!("\n    {module:<10} → {}", allowed.join(", ")))
        .collect();
    report(
        &format!(
            "a module uses only what this table allows, so that each can be understood, tested and \
             replaced without the others. Move the code, or pass in what it needs.\n{table}\n\n    \
             all but domain may use {}",
            LEAVES.join(", ")
        ),
        &broken,
    );
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut broken = Vec::new();
    for source in sources(&["src"], &["rs"]) {
        let module = module_of(&source);
        for first in paths_of(&source).first_names {
            if let Some((name, rooms)) = CONFINED.iter().find(|(name, _)| *name == first)
                && !rooms.contains(&module.as_str())
            {
                broken.push(format!(
                    "{}: {name} belongs in {}",
                    source.path,
                    rooms.join(", ")
                ));
            }
        }
    }
    report(
        "only the adapter speaks the protocol: each of these crates is named in its own modules \
         only, so that a new version or another crate costs one folder.",
        &broken,
    );
}

/// The first component under `src/`.
fn module_of(source: &Source) -> String {
    let path = source.path.trim_start_matches("src/");
    let first = path.split('/').next().unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}

/// How many modules a file is below the crate.
fn depth_of(source: &Source) -> usize {
    let parts = source.path.trim_start_matches("src/").split('/').count();
    if source.path.ends_with("/mod.rs") {
        parts - 1
    } else {
        parts
    }
}

fn paths_of(source: &Source) -> Paths {
    let mut paths = Paths {
        depth: depth_of(source),
        of_ours: BTreeSet::new(),
        first_names: BTreeSet::new(),
    };
    paths.visit_file(&source.syntax());
    paths
}

/// What a file names, in `use`, in paths and in the arguments of macros.
struct Paths {
    /// How many `super` lead to the crate.
    depth: usize,
    /// Modules of this crate.
    of_ours: BTreeSet<String>,
    /// First names of paths: other crates among them.
    first_names: BTreeSet<String>,
}

impl Paths {
    fn note(&mut self, names: &[String]) {
        let Some(first) = names.first() else { return };
        self.first_names.insert(first.clone());
        let rest = match first.as_str() {
            "crate" => &names[1..],
            "super" => {
                let supers = names.iter().take_while(|name| *name == "super").count();
                if supers < self.depth {
                    return;
                }
                &names[supers..]
            }
            _ => return,
        };
        if let Some(module) = rest.first() {
            self.of_ours.insert(module.clone());
        }
    }

    fn note_tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let mut names = before.to_vec();
        match tree {
            syn::UseTree::Path(path) => {
                names.push(path.ident.to_string());
                self.note_tree(&names, &path.tree);
            }
            syn::UseTree::Group(group) => {
                for item in &group.items {
                    self.note_tree(before, item);
                }
            }
            syn::UseTree::Name(name) => {
                names.push(name.ident.to_string());
                self.note(&names);
            }
            syn::UseTree::Rename(rename) => {
                names.push(rename.ident.to_string());
                self.note(&names);
            }
            syn::UseTree::Glob(_) => self.note(&names),
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.note_tree(&[], &item.tree);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.depth += 1;
        visit::visit_item_mod(self, item);
        self.depth -= 1;
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if names.len() > 1 {
            self.note(&names);
        }
        visit::visit_path(self, path);
    }

    /// The arguments of a macro are not parsed, but a path in them is still `a :: b`.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let tokens = call.tokens.to_string().replace(" :: ", "::");
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        for path in tokens.split(|c| !is_name(c)) {
            if path.contains("::") && !path.starts_with("::") {
                let names: Vec<_> = path.split("::").map(str::to_owned).collect();
                self.note(&names);
            }
        }
        visit::visit_macro(self, call);
    }
}

#[test]
fn the_check_sees_every_way_to_name_a_module() {
    let source = Source {
        path: "src/sim/deep.rs".to_owned(),
        text: r#"
            use crate::{app::Cx, store as s};
            use super::super::jobs;
            use super::world;
            fn f() -> crate::web::Page { println!("{}", crate::i18n::escape("")); sqlx::query("") }
            mod tests { use super::super::super::delivery::Lane; use super::super::near; }
        "#
        .to_owned(),
    };
    let paths = paths_of(&source);
    let ours: Vec<_> = paths.of_ours.iter().map(String::as_str).collect();
    assert_eq!(ours, ["app", "delivery", "i18n", "jobs", "store", "web"]);
    assert!(paths.first_names.contains("sqlx"));
}
