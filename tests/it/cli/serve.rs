//! `keng serve` as a process: how it starts, works, stops and fails.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Output, Stdio};

use keng::clock::Clock;
use keng::sim::World;
use tempfile::TempDir;

use crate::support::postgres;

/// `keng serve` with these variables, in an empty folder of its own.
fn serve(folder: &TempDir, variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keng"));
    command
        .arg("serve")
        .current_dir(folder.path())
        .env_clear()
        .env("KENG_WEB__LISTEN", "127.0.0.1:0")
        .envs(variables.iter().copied())
        .stdin(Stdio::null());
    command
}

fn fails(variables: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let Output { status, stderr, .. } = serve(&folder, variables).output().unwrap();
    assert_eq!(status.code(), Some(1));
    String::from_utf8(stderr).unwrap()
}

#[test]
fn without_a_token_it_says_where_to_put_one() {
    let words = fails(&[]);
    assert!(words.starts_with("telegram.token is missing:"), "{words}");
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let words = fails(&[
        ("KENG_TELEGRAM__TOKEN", "nonsense"),
        ("KENG_DELIVERY__SPEED", "9"),
    ]);
    assert!(words.contains("telegram.token"), "{words}");
    assert!(words.contains("delivery.speed"), "{words}");
}

#[test]
fn a_database_that_cannot_be_opened_is_named_without_its_password() {
    let words = fails(&[
        ("KENG_TELEGRAM__TOKEN", "1:abc"),
        ("KENG_DATABASE__URL", "sqlite:///nowhere/at/all/keng.db"),
    ]);
    assert!(words.starts_with("database.url: "), "{words}");
}

#[test]
fn wrong_usage_ends_with_2() {
    let folder = tempfile::tempdir().unwrap();
    let status = serve(&folder, &[])
        .args(["--only", "everything"])
        .output()
        .unwrap()
        .status;
    assert_eq!(status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_is_said_loudly() {
    let served = keng::sim::spawn(World::new(Clock::system())).await.unwrap();
    let words = fails(&[
        ("KENG_TELEGRAM__TOKEN", "1000:revoked"),
        ("KENG_TELEGRAM__API_URL", &served.url),
    ]);
    assert!(
        words.contains("Telegram does not know the bot's token"),
        "{words}"
    );
    assert!(!words.contains("1000:revoked"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_answers_people_and_stops_in_order() {
    let world = World::new(Clock::system());
    let served = keng::sim::spawn(world.clone()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut child = serve(
        &folder,
        &[
            ("KENG_TELEGRAM__TOKEN", World::TOKEN),
            ("KENG_TELEGRAM__API_URL", &served.url),
        ],
    )
    .stderr(Stdio::piped())
    .spawn()
    .unwrap();
    let lan = world.person("Lan", "Trần");
    let mut events = world.events();
    world.says(lan, lan, "/start").unwrap();
    while !world.screen(lan).contains("Kẻng:") {
        events.recv().await.expect("the world goes on");
    }
    stop(&mut child);
    let status = child.wait().unwrap();
    let mut log = String::new();
    let stderr = child.stderr.take().expect("it was piped");
    BufReader::new(stderr).read_to_string(&mut log).unwrap();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(
        log.lines().any(|line| line.contains("working as @")),
        "{log}"
    );
    assert!(!log.contains(World::TOKEN), "{log}");
}

#[test]
fn only_the_pages_need_no_token() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = serve(&folder, &[])
        .args(["--only", "web"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stderr = child.stderr.take().expect("it was piped");
    let line = BufReader::new(stderr).lines().next().unwrap().unwrap();
    assert!(line.contains("answering on http://127.0.0.1:"), "{line}");
    stop(&mut child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_in_processes_of_their_own_work_together_on_postgresql() {
    let Some(database) = postgres::database().await else {
        return;
    };
    let world = World::new(Clock::system());
    let served = keng::sim::spawn(world.clone()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let settings = [
        ("KENG_TELEGRAM__TOKEN", World::TOKEN),
        ("KENG_TELEGRAM__API_URL", &served.url),
        ("KENG_DATABASE__URL", &database),
    ];
    let start = |part: &str| {
        serve(&folder, &settings)
            .args(["--only", part])
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut children = ["bot", "sender", "jobs,web"].map(start);
    let lan = world.person("Lan", "Trần");
    let mut events = world.events();
    world.says(lan, lan, "/start").unwrap();
    while !world.screen(lan).contains("Kẻng:") {
        events.recv().await.expect("the world goes on");
    }
    for child in &mut children {
        stop(child);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

/// As a supervisor does it.
fn stop(child: &mut Child) {
    let status = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(status.success());
}
