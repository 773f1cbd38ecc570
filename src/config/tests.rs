//! Settings as operators write them, right and wrong.

use std::time::Duration;

use chrono::Weekday;
use secrecy::ExposeSecret;

use super::*;

fn problems(toml: &str, variables: &[(&str, &str)]) -> String {
    match Settings::from_parts(toml, variables) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_bad_input_is_named_by_its_key() {
    let cases = [
        (
            "telegram.tokn = 'x'",
            "telegram.tokn (keng.toml): there is no such setting",
        ),
        ("colour = 1", "colour (keng.toml): there is no such setting"),
        (
            "[telegram]\ntoken = 'abc'",
            "telegram.token: expected a bot token",
        ),
        (
            "telegram.token = '12:a/b'",
            "telegram.token: expected a bot token",
        ),
        (
            "telegram.username = '@bot'",
            "telegram.username: expected the bot's name",
        ),
        (
            "telegram.api_url = 'api'",
            "telegram.api_url (keng.toml): expected an address",
        ),
        (
            "telegram.api_url = 'ftp://x'",
            "telegram.api_url: expected an http or https",
        ),
        (
            "telegram.proxy = 'ftp://x'",
            "telegram.proxy: expected http://",
        ),
        (
            "telegram.mode = 'push'",
            "telegram.mode (keng.toml): expected polling or webhook",
        ),
        (
            "telegram.mode = 'webhook'",
            "telegram.webhook_url: needed when",
        ),
        (
            "telegram.webhook_url = 'http://a.b'",
            "telegram.webhook_url: Telegram calls https",
        ),
        (
            "telegram.token_file = '/nowhere/t'",
            "telegram.token_file: cannot read /nowhere/t",
        ),
        (
            "delivery.global_per_second = 0",
            "delivery.global_per_second (keng.toml): expected a",
        ),
        (
            "delivery.chat_per_second = 1.5",
            "delivery.chat_per_second (keng.toml): expected a",
        ),
        (
            "delivery.group_per_minute = -1",
            "delivery.group_per_minute (keng.toml): expected a",
        ),
        (
            "delivery.paid_broadcast = 'maybe'",
            "delivery.paid_broadcast (keng.toml): expected tr",
        ),
        (
            "delivery = 3",
            "delivery (keng.toml): there is no such setting",
        ),
        (
            "database.url = 'mysql://x'",
            "database.url: expected sqlite://FILE",
        ),
        (
            "files.url = './files'",
            "files.url (keng.toml): expected file://FOLDER",
        ),
        (
            "files.url = 's3://'",
            "files.url (keng.toml): expected file://FOLDER",
        ),
        (
            "web.listen = '8080'",
            "web.listen (keng.toml): expected an address and port",
        ),
        (
            "web.public_url = 'http://a.b'",
            "web.public_url: expected an https address",
        ),
        (
            "org.time_zone = 'Hanoi'",
            "org.time_zone (keng.toml): expected a time zone",
        ),
        (
            "org.locale = 'fr'",
            "org.locale (keng.toml): expected vi or en",
        ),
        (
            "org.working_hours = '17:00-07:30'",
            "org.working_hours (keng.toml): expected hours",
        ),
        (
            "org.working_hours = '7h30'",
            "org.working_hours (keng.toml): expected hours",
        ),
        (
            "org.working_days = []",
            "org.working_days (keng.toml): expected days",
        ),
        (
            "org.working_days = ['someday']",
            "org.working_days (keng.toml): expected days",
        ),
        (
            "org.holidays = ['2/9/2026']",
            "org.holidays (keng.toml): expected a date",
        ),
        (
            "directive.approval = 'both'",
            "directive.approval (keng.toml): expected second_perso",
        ),
        (
            "reminders.before = ['soon']",
            "reminders.before (keng.toml): expected a time",
        ),
        (
            "reminders.after = ['0s']",
            "reminders.after (keng.toml): expected a time",
        ),
        (
            "retention.updates = '1d'",
            "retention.updates: must be at least 2d",
        ),
        (
            "retention.visitors = '3h'",
            "retention.visitors (keng.toml): expected a time such as 90d, at least 1d, or forever",
        ),
        (
            "escalation.after = ['3d','1d']",
            "escalation.after: expected at most two",
        ),
        ("log.filter = 'info,=='", "log.filter: "),
        (
            "log.format = 'xml'",
            "log.format (keng.toml): expected text or json",
        ),
    ];
    for (toml, expected) in cases {
        let found = problems(toml, &[]);
        assert!(
            found.starts_with(expected),
            "{toml}\n  gave     {found:?}\n  expected {expected:?}"
        );
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    let found = problems("org.locale = 'fr'\nlog.format = 'xml'\nx.y = 1", &[]);
    assert_eq!(found.lines().count(), 3, "{found}");
}

#[test]
fn the_environment_wins_over_the_file() {
    let settings = Settings::from_parts(
        "delivery.global_per_second = 5\nreminders.before = ['1d']",
        &[
            ("KENG_DELIVERY__GLOBAL_PER_SECOND", "7"),
            ("KENG_REMINDERS__BEFORE", "3d, 4h"),
            ("KENG_REMINDERS__AFTER", ""),
            ("KENG_TELEGRAM__PROXY", ""),
            ("KENG_ORG__WORKING_DAYS", "sat,mon-wed"),
        ],
    )
    .unwrap();
    assert_eq!(settings.delivery.global_per_second, 7);
    let hours = |hours: u64| Duration::from_secs(hours * 3_600);
    assert_eq!(settings.reminders.before, [hours(72), hours(4)]);
    assert!(settings.reminders.after.is_empty());
    assert!(settings.telegram.proxy.is_none());
    assert_eq!(
        settings.org.working_days.0,
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Sat]
    );
}

#[test]
fn variables_that_are_no_settings_are_left_alone_but_near_misses_are_not() {
    let others = [
        ("KENG_TEST_POSTGRES", "required"),
        ("KENG_TEST_A__B", "x"),
        ("KENG_HOME", "/"),
        ("PATH", "/bin"),
    ];
    assert_eq!(problems("", &others), "");
    assert_eq!(
        problems("", &[("KENG_TELEGRAM_API_URL", "http://x")]),
        "KENG_TELEGRAM_API_URL: write two underscores between section and key: \
         KENG_TELEGRAM__API_URL"
    );
    assert_eq!(
        problems("", &[("KENG_TELEGRAM__TOKN", "1:a")]),
        "telegram.tokn (KENG_TELEGRAM__TOKN): there is no such setting"
    );
}

#[test]
fn defaults_are_those_of_the_documentation() {
    let shown = Settings::default()
        .effective()
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n");
    insta::assert_snapshot!(shown, @r"
    telegram.token_file = none (default)
    telegram.token = none (default)
    telegram.username = none (default)
    telegram.api_url = https://api.telegram.org/ (default)
    telegram.proxy = none (default)
    telegram.mode = polling (default)
    telegram.webhook_url = none (default)
    delivery.global_per_second = 29 (default)
    delivery.chat_per_second = 1 (default)
    delivery.group_per_minute = 20 (default)
    delivery.paid_broadcast = false (default)
    delivery.paid_per_second = 1000 (default)
    database.url_file = none (default)
    database.url = sqlite://keng.db (default)
    files.url = file://./files (default)
    web.listen = 127.0.0.1:8080 (default)
    web.public_url = none (default)
    org.name = Kẻng (default)
    org.time_zone = Asia/Ho_Chi_Minh (default)
    org.locale = vi (default)
    org.working_hours = 07:30-17:30 (default)
    org.working_days = Mon, Tue, Wed, Thu, Fri (default)
    org.holidays = none (default)
    org.working_extra = none (default)
    directive.approval = second_person (default)
    reminders.before = 3d, 1d, 2h (default)
    reminders.after = 1d, 3d, 7d (default)
    reminders.receipt = 4h, 1d (default)
    escalation.after = 1d, 3d (default)
    retention.updates = 2d (default)
    retention.messages = 180d (default)
    retention.visitors = 90d (default)
    retention.drafts = 30d (default)
    retention.invitations = 90d (default)
    retention.audit = forever (default)
    log.filter = info (default)
    log.format = text (default)
    ");
}

#[test]
fn secrets_are_read_from_files_and_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "42:secret-in-a-file\n").unwrap();
    let path = file.display().to_string();
    let settings = Settings::from_parts(
        "database.url = 'postgres://keng:hunter2@db/keng'\n\
         telegram.proxy = 'socks5://me:hunter2@proxy:1080'",
        &[("KENG_TELEGRAM__TOKEN_FILE", &path)],
    )
    .unwrap();
    let token = settings.telegram.token.clone().unwrap();
    assert_eq!(token.expose_secret(), "42:secret-in-a-file");

    let shown = format!("{:?}", settings.effective());
    assert!(shown.contains("postgres://keng:hidden@db/keng"), "{shown}");
    assert!(
        !shown.contains("secret-in") && !shown.contains("hunter2"),
        "{shown}"
    );
    let debug = format!("{settings:?}");
    assert!(!debug.contains("secret-in"), "{debug}");

    let both = problems(
        "telegram.token = '1:a'",
        &[("KENG_TELEGRAM__TOKEN_FILE", &path)],
    );
    assert_eq!(
        both,
        "telegram.token_file: give either this or token, not both"
    );
}

#[test]
fn a_broken_file_is_refused_without_quoting_its_secrets() {
    let found = problems("[telegram]\ntoken = \"42:secret\nmode = 'polling'", &[]);
    assert!(
        found.starts_with("keng.toml: ") && found.contains("line 2"),
        "{found}"
    );
    assert!(!found.contains("secret"), "{found}");
}

#[test]
fn a_named_file_must_exist() {
    let error = Settings::load(Some(Path::new("/nowhere/keng.toml"))).unwrap_err();
    assert!(
        error.to_string().starts_with("/nowhere/keng.toml: "),
        "{error}"
    );
}
