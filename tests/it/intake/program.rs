//! `keng read` and the child process it reads in.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use keng::domain::document::Kind;
use keng::intake::Unreadable;
use keng::intake::sandbox::Reader;

use super::samples::DIRECTIVE;

fn keng_read(document: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_keng"))
        .args(["read", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs and answers");
    child
        .stdin
        .take()
        .expect("the program runs and answers")
        .write_all(document)
        .expect("the program runs and answers");
    child
        .wait_with_output()
        .expect("the program runs and answers")
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("the program runs and answers")
}

#[test]
fn it_prints_what_the_interface_says() {
    let output = keng_read(DIRECTIVE.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let read = json(&output);
    for key in [
        "kind",
        "authority",
        "number",
        "place",
        "date",
        "title",
        "urgency",
        "classification",
        "tasks",
        "other_deadlines",
        "recipients",
        "summary",
        "text",
        "warnings",
    ] {
        assert!(read.get(key).is_some(), "{key}");
    }
    assert_eq!(read["kind"], "chi_thi");
    assert_eq!(read["date"], "2025-11-03");
    assert_eq!(read["urgency"], serde_json::Value::Null);
    assert_eq!(read["tasks"][1]["deadlines"][0]["iso"], "2025-11-10T17:00");
}

#[test]
fn of_a_secret_document_only_the_label_comes_out() {
    let secret = DIRECTIVE.replace("Số: 07/CT-UBND", "Số: 07/CT-UBND\n\nMẬT");
    let output = keng_read(secret.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let read = json(&output);
    assert_eq!(read["classification"], "mat");
    assert_eq!(read["number"], "07/CT-UBND");
    assert_eq!(
        (&read["text"], &read["summary"], &read["title"]),
        (
            &serde_json::Value::Null,
            &serde_json::Value::Null,
            &serde_json::Value::Null
        )
    );
    assert_eq!(read["tasks"], serde_json::json!([]));
    let printed =
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(
        !printed.contains("thoát nước") && !printed.contains("NGẬP ÚNG"),
        "{printed}"
    );
    assert!(printed.contains("MẬT"));
}

#[test]
fn a_refusal_is_one_sentence_and_status_1() {
    let output = keng_read(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        format!("{}\n", Unreadable::OldWord)
    );
}

#[test]
fn wrong_usage_is_status_2() {
    let output = Command::new(env!("CARGO_BIN_EXE_keng"))
        .arg("read")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[tokio::test]
async fn the_bot_reads_through_a_child() {
    let reader = Reader {
        program: PathBuf::from(env!("CARGO_BIN_EXE_keng")),
    };
    let read = reader.read(DIRECTIVE.as_bytes().to_vec()).await.unwrap();
    assert_eq!((read.kind, read.tasks.len()), (Kind::ChiThi, 3));
    assert_eq!(reader.read(Vec::new()).await, Err(Unreadable::Empty));
}

#[tokio::test]
async fn a_child_that_answers_nothing_is_a_failed_reader() {
    let reader = Reader {
        program: PathBuf::from("/bin/true"),
    };
    assert_eq!(
        reader.read(b"Hop giao ban".to_vec()).await,
        Err(Unreadable::ReaderFailed)
    );
    let reader = Reader {
        program: PathBuf::from("/nowhere/keng"),
    };
    assert_eq!(
        reader.read(b"Hop giao ban".to_vec()).await,
        Err(Unreadable::ReaderFailed)
    );
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_keng"))
        .args(["read", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs and answers");
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("it was piped");
    input.write_all(DIRECTIVE.as_bytes()).expect("it is read");
    drop(input);
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}
