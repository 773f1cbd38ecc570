//! What is asked for wrongly ends with 2, what goes wrong with 1, in a sentence each.

use super::Folder;

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_right() {
    let folder = Folder::new();
    for (command, hint) in [
        ("", "Usage: keng"),
        ("dance", "unrecognized subcommand 'dance'"),
        ("import towns x.csv", "[possible values: units, people]"),
        ("import units", "<FILE>"),
        ("invite", "--role <ROLE>"),
        ("invite --role boss", "expected one of admin, leader"),
        ("invite --role cadre", "--unit <CODE>"),
        ("invite --role cadre --unit 1 --uses 0", "1..=10000"),
        (
            "invite --role cadre --unit 1 --expires soon",
            "expected a time such as 7d",
        ),
        ("invite --all", "--out <FILE>"),
        (
            "invite --all --out x.xlsx --role cadre",
            "cannot be used with",
        ),
        ("invite --all --out x.docx", "--out must end in .pdf"),
        (
            "export reports --out x.csv",
            "[possible values: receipts, tasks, people, audit]",
        ),
        (
            "export people --out x.pdf",
            "--out must end in .csv, .xlsx or .json",
        ),
        ("export audit --out x.csv --unit 1", "--unit is for"),
        (
            "export people --out x.csv --directive 1",
            "--directive is for",
        ),
        (
            "export people --out x.csv --since tomorrow",
            "--since <DATE>",
        ),
    ] {
        let ended = folder.keng(command);
        assert_eq!(ended.status, 2, "{command}: {}", ended.stderr);
        assert!(ended.stderr.contains(hint), "{command}: {}", ended.stderr);
    }
}

#[test]
fn help_is_everywhere() {
    let folder = Folder::new();
    for command in [
        "--help",
        "import --help",
        "export --help",
        "invite --help",
        "backup --help",
    ] {
        assert!(
            folder.keng(command).done().contains("--config"),
            "{command}"
        );
    }
    assert!(folder.keng("--version").done().starts_with("keng "));
}

#[test]
fn settings_that_make_no_sense_stop_the_command() {
    let folder = Folder::new();
    folder.write("keng.toml", "org.locale = \"fr\"\n");
    let said = folder.keng("migrate").failed();
    assert!(said.contains("org.locale"), "{said}");
    folder.write("other.toml", "");
    folder.keng("migrate --config other.toml").done();
    folder.keng("--config other.toml migrate").done();
    let said = folder.keng("migrate --config nowhere.toml").failed();
    assert!(said.contains("nowhere.toml"), "{said}");
}
