//! Killed between receiving and handling.

use std::time::Duration;

use keng::sim::{Fault, FaultRule};

use crate::support::documents;
use crate::support::town::Town;

const RATE: u32 = 30;

#[tokio::test]
async fn what_was_received_and_not_handled_is_handled_once_by_the_next_process() {
    let mut town = Town::new("Thành phố: Bình leader").await;
    town.stop().await;
    // The file does not come, so handling cannot end.
    let slow = Fault::Slow(Duration::from_secs(3_600));
    town.world.inject(FaultRule::on("getFile", slow));
    let bình = town.id("Bình");
    let file = documents::traffic();
    town.world
        .sends_file(bình, bình, &file.name, file.bytes, file.mime, "")
        .expect("a file");
    let first = town.start_outside(RATE);
    town.until("received and confirmed", async |town| {
        town.world.pending_updates() == 0
    })
    .await;
    first.kill().await;
    let waiting = "SELECT COUNT(*) FROM inbox WHERE state = 0";
    assert_eq!(town.count(waiting).await, 1, "received, not handled");
    assert_eq!(town.count("SELECT COUNT(*) FROM directives").await, 0);

    town.world.clear_faults();
    let second = town.start_outside(RATE);
    town.until("a draft", async |town| {
        town.screen("Bình").contains("Bản nháp")
    })
    .await;
    town.until("everything sent", async |town| {
        town.count("SELECT COUNT(*) FROM outbox WHERE state IN (0, 1)")
            .await
            == 0
    })
    .await;
    second.kill().await;
    assert_eq!(town.count(waiting).await, 0);
    assert_eq!(town.count("SELECT COUNT(*) FROM directives").await, 1);
    town.restart().await;
    town.finish().await;
}
