//! Phrases that must not stand in the code.

use super::{Source, report, sources};

/// A phrase, where it may stand all the same (beginnings of paths), and why nowhere else.
struct Forbidden {
    phrase: &'static str,
    except: &'static [&'static str],
    reason: &'static str,
}

/// In production code, comments aside.
const IN_CODE: &[Forbidden] = &[
    Forbidden {
        phrase: "#[allow(",
        except: &[],
        reason: "use #[expect(lint, reason = \"…\")]: it says why and goes when it is not needed",
    },
    Forbidden {
        phrase: "println!",
        except: &["src/cli", "src/main.rs", "build.rs"],
        reason: "only commands talk to the terminal; everything else logs with `tracing`",
    },
    Forbidden {
        phrase: "process::exit",
        except: &["src/main.rs"],
        reason: "leaving skips every clean-up; return an error to `main`",
    },
    Forbidden {
        phrase: "thread::sleep",
        except: &["src/telemetry.rs"],
        reason: "it blocks a thread of the runtime; wait for a nudge or a due instant",
    },
    Forbidden {
        phrase: "block_on",
        except: &["src/main.rs", "src/cli"],
        reason: "it blocks a thread of the runtime; be async all the way up",
    },
    Forbidden {
        phrase: "getrandom::",
        except: &["src/runtime.rs"],
        reason: "chance comes in by parameter, from crate::runtime",
    },
    Forbidden {
        phrase: ".unwrap()",
        except: &[],
        reason: "return an error, or `expect` with the invariant that makes it impossible",
    },
    Forbidden {
        phrase: "CURRENT_TIMESTAMP",
        except: &[],
        reason: "time comes in by parameter, so that tests and the demo can move it",
    },
];

/// In tests, comments aside.
const IN_TESTS: &[Forbidden] = &[
    Forbidden {
        phrase: "sleep(",
        // A process of its own goes by the machine's clock, so it has to be waited for.
        except: &["tests/it/tidy/", "tests/it/support/town/outside.rs"],
        reason: "a test steps the clock and the queues; waiting for real time makes it slow or flaky",
    },
    Forbidden {
        phrase: "#[ignore",
        except: &["tests/it/tidy/"],
        reason: "a test that never runs protects nothing",
    },
];

#[test]
fn forbidden_phrases_do_not_occur() {
    let mut broken = Vec::new();
    for source in sources(&["src", "migrations"], &["rs", "sql"]) {
        check(&source, source.production(), IN_CODE, &mut broken);
    }
    for source in sources(&["tests"], &["rs"]) {
        check(&source, &source.text, IN_TESTS, &mut broken);
    }
    report("some calls have one place, or none.", &broken);
}

#[test]
fn nothing_is_left_for_later() {
    let mut broken = Vec::new();
    let folders = ["src", "tests", "migrations", "locales"];
    for source in sources(&folders, &["rs", "sql", "ftl", "sh", "html", "js", "css"]) {
        if source.path.starts_with("tests/it/tidy/") {
            continue;
        }
        for (number, line) in source.text.lines().enumerate() {
            if is_for_later(line) {
                broken.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    report(
        "what is not done is an issue, not a comment: comments are never finished.",
        &broken,
    );
}

/// Whether the line has one of the usual marks, as a word of its own.
fn is_for_later(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric())
        .any(|word| ["TODO", "FIXME", "XXX", "todo", "unimplemented"].contains(&word))
}

fn check(source: &Source, text: &str, rules: &[Forbidden], broken: &mut Vec<String>) {
    for (number, line) in text.lines().enumerate() {
        let code = without_comment(line);
        for rule in rules {
            let allowed = rule
                .except
                .iter()
                .any(|place| source.path.starts_with(place));
            if code.contains(rule.phrase) && !allowed {
                let (path, phrase, reason) = (&source.path, rule.phrase, rule.reason);
                broken.push(format!("{path}:{}: `{phrase}`: {reason}", number + 1));
            }
        }
    }
}

/// The line up to its comment. A `//` in a string hides the rest of the line, which is harmless.
fn without_comment(line: &str) -> &str {
    let end = line.find("//").or_else(|| line.find("-- "));
    &line[..end.unwrap_or(line.len())]
}

#[test]
fn comments_are_not_code() {
    assert_eq!(without_comment("let a = 1; // println!"), "let a = 1; ");
    let source = Source {
        path: "src/app/x.rs".to_owned(),
        text: "println!(\"x\");\n// println!\n".to_owned(),
    };
    let mut broken = Vec::new();
    check(&source, &source.text, IN_CODE, &mut broken);
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(is_for_later("// TODO: more") && !is_for_later("up to XXXIX"));
}
