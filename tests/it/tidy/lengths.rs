//! Files and functions short enough to be read.

use syn::visit::{self, Visit};

use super::{Source, report, sources};

/// Production lines of a file: a warning above the first, a failure above the second.
const FILE: (usize, usize) = (300, 500);
/// Lines of a function from its signature to its last brace.
const FUNCTION: (usize, usize) = (50, 80);

#[test]
fn files_are_short() {
    let lengths = sources(&["src"], &["rs"])
        .into_iter()
        .map(|source| (source.production().lines().count(), source.path.clone()));
    judge(
        "a file has at most 500 lines without its tests: what does not fit is two things.",
        FILE,
        lengths,
    );
}

#[test]
fn functions_are_short() {
    let lengths = sources(&["src"], &["rs"])
        .into_iter()
        .flat_map(|source| functions(&source));
    judge(
        "a function has at most 80 lines: one screen, one thought. (Tables of cases in tests may be \
         longer.)",
        FUNCTION,
        lengths,
    );
}

fn judge(rule: &str, (warn, fail): (usize, usize), lengths: impl Iterator<Item = (usize, String)>) {
    let mut broken = Vec::new();
    for (lines, place) in lengths {
        if lines > fail {
            broken.push(format!("{place}: {lines} lines"));
        } else if lines > warn {
            eprintln!("warning: {place}: {lines} lines, better at most {warn}");
        }
    }
    report(rule, &broken);
}

/// Length and place of every function outside unit tests.
fn functions(source: &Source) -> Vec<(usize, String)> {
    let mut functions = Functions {
        path: &source.path,
        found: Vec::new(),
    };
    if source.path.ends_with("/tests.rs") {
        return functions.found;
    }
    functions.visit_file(&source.syntax());
    functions.found
}

struct Functions<'a> {
    path: &'a str,
    found: Vec<(usize, String)>,
}

impl Functions<'_> {
    fn note(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let start = signature.fn_token.span.start().line;
        let end = block.brace_token.span.close().end().line;
        let place = format!("{}:{start} fn {}", self.path, signature.ident);
        self.found.push((end - start + 1, place));
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.ident != "tests" {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.note(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.note(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }
}

#[test]
fn lines_are_counted() {
    let source = Source {
        path: "src/x.rs".to_owned(),
        text:
            "//! X.\n\nfn one() {}\n\nimpl X {\n    fn four(\n        a: u8,\n    ) {\n    }\n}\nmod tests {\n    fn none() {\n    }\n}\n"
                .to_owned(),
    };
    let lengths: Vec<_> = functions(&source)
        .into_iter()
        .map(|(lines, _)| lines)
        .collect();
    assert_eq!(lengths, [1, 4]);
}
