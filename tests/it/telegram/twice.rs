//! What comes twice is done once, and what was received is handled, whatever happens in between.

use keng::sim::{Fault, FaultRule};

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::Town;

#[tokio::test]
async fn the_same_update_delivered_twice_is_handled_once() {
    let mut town = Town::new(TOWN).await;
    town.world.double_next_updates(1);
    town.sends_file("Bình", &documents::traffic()).await;
    let drafts = town.count("SELECT COUNT(*) FROM directives").await;
    assert_eq!(drafts, 1, "{}", town.screen("Bình"));
    // Once more, long after it was confirmed.
    let updates = town.world.updates();
    let update = updates.last().expect("an update")["update_id"].as_i64();
    assert!(town.world.redeliver(update.expect("a number")));
    town.settle().await;
    assert_eq!(town.count("SELECT COUNT(*) FROM directives").await, 1);
    town.finish().await;
}

#[tokio::test]
async fn an_update_that_was_received_is_handled_after_a_crash_and_once() {
    let mut town = Town::new(TOWN).await;
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town.taps_quietly("Lan", "Đã nhận");
    town.only_receives().await;
    town.restart().await;
    assert!(
        !town.last("Lan").contains("xác nhận lúc"),
        "not handled yet"
    );
    town.settle().await;
    assert!(
        town.last("Lan").contains("xác nhận lúc"),
        "{}",
        town.last("Lan")
    );
    let confirmed = "SELECT COUNT(*) FROM audit WHERE action = 'receipt.confirm'";
    assert_eq!(town.count(confirmed).await, 1);
    town.finish().await;
}

#[tokio::test]
async fn a_bad_gateway_while_polling_costs_a_second_or_two() {
    let mut town = Town::new(TOWN).await;
    town.expects("Bad Gateway");
    town.world
        .inject(FaultRule::on("getUpdates", Fault::BadGateway));
    let before = town.clock.now();
    town.says("Lan", "/trogiup").await;
    let cost = town.clock.now() - before;
    assert!((1..=2_500).contains(&cost), "{cost} ms");
    assert!(
        town.last("Lan").contains("/nhiemvu"),
        "{}",
        town.last("Lan")
    );
    town.finish().await;
}

#[tokio::test]
async fn an_answer_that_was_lost_leaves_at_most_one_message_more() {
    let mut town = Town::new(TOWN).await;
    let fault = FaultRule::on("sendMessage", Fault::CutAfterAccepting);
    town.world.inject(fault);
    town.says("Lan", "/trogiup").await;
    let answers = town.world.messages(town.id("Lan"));
    let answers = answers.iter().filter(|message| message.from_bot).count();
    assert!((1..=2).contains(&answers), "{}", town.screen("Lan"));
    town.finish().await;
}
