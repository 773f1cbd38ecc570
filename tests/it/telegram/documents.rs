//! Real public documents go the whole way through the chat.
//!
//! They are in `../shared/documents`, beside the project; where that folder is missing, nothing is
//! tested and a message says so.

use std::fs;
use std::path::Path;

use super::issuing::TOWN;
use crate::support::documents::File;
use crate::support::town::Town;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/documents");

/// The documents of one folder with one of the endings.
fn documents(folder: &str, ending: &str) -> Vec<File> {
    let folder = Path::new(FOLDER).join(folder);
    let Ok(entries) = fs::read_dir(&folder) else {
        println!(
            "SKIPPED: no real documents are tested, {} is missing",
            folder.display()
        );
        return Vec::new();
    };
    let mut files: Vec<File> = entries
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|is| is == ending))
        .map(|entry| File {
            name: entry.file_name().to_string_lossy().into_owned(),
            mime: "application/octet-stream",
            bytes: fs::read(entry.path()).expect("a readable file"),
        })
        .collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

/// Sends each through the chat, from the file to the last receipt, and looks at every card.
async fn go_the_whole_way(files: Vec<File>) {
    if files.is_empty() {
        return;
    }
    let mut town = Town::new(TOWN).await;
    for file in files {
        let name = &file.name;
        town.sends_file("Bình", &file).await;
        let card = town.last("Bình");
        assert!(card.contains("Bản nháp"), "{name}: {card}");
        town.taps("Bình", "Sửa").await;
        town.taps("Bình", "Quay lại").await;
        town.taps("Bình", "Thời hạn").await;
        town.taps("Bình", "Quay lại").await;
        town.taps("Bình", "Xem trước").await;
        town.taps("Bình", "Quay lại").await;
        town.addresses_everybody("Bình").await;
        town.taps("Bình", "Trình duyệt").await;
        town.taps("Dũng", "Duyệt").await;
        let card = town.last("Lan");
        assert!(card.contains("[Đã nhận]"), "{name}: {card}");
        town.taps("Lan", "Toàn văn").await;
        let sent = town
            .world
            .last_message(town.id("Lan"))
            .and_then(|last| last.document);
        assert_eq!(sent.expect(name).bytes, file.bytes, "{name}");
        town.taps("Lan", "Đã nhận").await;
        town.says("Lan", "/nhiemvu").await;
        println!("{name}\n{}\n{card}\n", town.last("Bình"));
    }
    town.finish().await;
}

#[tokio::test]
async fn texts() {
    go_the_whole_way(documents("labelled", "txt")).await;
}

#[tokio::test]
async fn word_files() {
    go_the_whole_way(documents("rendered", "docx")).await;
}

#[tokio::test]
async fn portable_files() {
    go_the_whole_way(documents("rendered", "pdf")).await;
}

#[tokio::test]
async fn the_paper_that_the_project_grew_from() {
    go_the_whole_way(documents("paper", "txt")).await;
}
