//! `keng demo` as a stranger runs it: no settings, no token, no network.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

fn demo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keng"));
    command
        .arg("demo")
        .args(arguments)
        .env_clear()
        .stdin(Stdio::null());
    command
}

#[test]
fn the_story_is_told_to_its_end() {
    let told = demo(&["--story", "--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    let story = String::from_utf8(told.stdout).unwrap();
    let why = String::from_utf8(told.stderr).unwrap();
    assert_eq!(told.status.code(), Some(0), "{story}\n{why}");
    for step in [
        "Chỉ thị vào",
        "bấm [Duyệt]",
        "Đã xác nhận 2/3",
        "Nhắc lần 1",
        "báo xong lúc",
        ".xlsx",
        "Tin chính thức, còn hiệu lực",
        "✅ Trọn vẹn",
    ] {
        assert!(story.contains(step), "{step} is not in\n{story}");
    }
    // A busy machine may be called slow on the way; nothing may be called broken.
    assert!(!why.contains("ERROR"), "{why}");
}

#[tokio::test]
async fn it_says_where_the_page_is_and_ends_at_a_signal() {
    let folder = tempfile::tempdir().unwrap();
    let keep = folder.path().join("town");
    let keep = keep.to_str().unwrap();
    let mut child = demo(&["--listen", "127.0.0.1:0", "--keep", keep])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let stdout = child.stdout.take().expect("it was piped");
    // Held open: the demo goes on to speak.
    let mut lines = BufReader::new(stdout).lines();
    let page = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| {
            let (_, address) = line.split_once("open:")?;
            Some(address.trim().to_owned())
        })
        .expect("the address of the page");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let state = client
        .get(format!("{page}/sim/state"))
        .send()
        .await
        .unwrap();
    let state: serde_json::Value = state.json().await.unwrap();
    let personas = state["personas"].as_array().unwrap();
    assert_eq!(personas.len(), 46, "everybody but the one without Telegram");
    let samples = client.get(format!("{page}/sim/samples")).send().await;
    let samples: serde_json::Value = samples.unwrap().json().await.unwrap();
    assert_eq!(samples.as_array().map(Vec::len), Some(2), "{samples}");
    assert!(
        Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(folder.path().join("town/keng.db").exists());

    let again = demo(&["--listen", "127.0.0.1:0", "--keep", keep])
        .output()
        .unwrap();
    assert_eq!(
        again.status.code(),
        Some(1),
        "a town is not moved into twice"
    );
}

#[test]
fn a_port_that_is_taken_is_said_in_one_sentence() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = demo(&["--listen", &address]).output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let why = String::from_utf8(ended.stderr).unwrap();
    assert!(why.contains(&address), "{why}");
}
