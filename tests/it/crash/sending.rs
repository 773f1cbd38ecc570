//! Killed twenty times while a directive goes out to five hundred people.

use keng::sim::Limits;

use crate::support::documents;
use crate::support::town::Town;

const PEOPLE: usize = 500;
const RATE: u32 = 250;
/// How many people have the message when the process is killed; before the first of them, once as
/// soon as the press that sets it off was received.
const KILLS: [usize; 20] = [
    0, 1, 2, 5, 9, 20, 33, 60, 85, 110, 140, 175, 210, 245, 290, 340, 390, 440, 485, 499,
];

/// The directive's copies that were recorded as sent.
const RECORDED: &str = "SELECT COUNT(*) FROM outbox JOIN notices ON notices.id = outbox.notice_id
                        WHERE notices.kind = 'directive' AND outbox.message_id IS NOT NULL";
const OPEN: &str = "SELECT COUNT(*) FROM outbox WHERE state IN (0, 1)";

fn name(number: usize) -> String {
    format!("Cán bộ {number}")
}

/// How many copies somebody has.
fn copies(town: &Town, who: &str) -> usize {
    let messages = town.world.messages(town.id(who));
    messages
        .iter()
        .filter(|message| message.from_bot && message.text.contains("12/CT-UBND"))
        .count()
}

fn delivered(town: &Town) -> usize {
    (0..PEOPLE).map(|number| copies(town, &name(number))).sum()
}

/// How many people have it though nobody has recorded so: these may get it once more.
async fn unrecorded(town: &Town) -> usize {
    let recorded = usize::try_from(town.count(RECORDED).await).expect("a count");
    let reached = (0..PEOPLE).filter(|number| copies(town, &name(*number)) > 0);
    reached.count().saturating_sub(recorded)
}

/// What the process had written into its connections before it died is still read on the other
/// side.
async fn last_requests(town: &Town) {
    town.until("the last requests are dealt with", async |town| {
        let before = town.world.requests().len();
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        town.world.requests().len() == before
    })
    .await;
}

#[tokio::test]
async fn twenty_kills_lose_nothing_and_repeat_no_more_than_was_in_flight() {
    let people: Vec<String> = (0..PEOPLE)
        .map(|number| format!("{} cadre", name(number)))
        .collect();
    let plan = format!(
        "Thành phố: Bình leader, Dũng leader; Phường Hải Châu: {}",
        people.join(", ")
    );
    let mut town = Town::new(&plan).await;
    town.world.set_limits(Limits::none());
    town.sends_file("Bình", &documents::traffic()).await;
    town.taps("Bình", "Nơi nhận").await;
    town.taps("Bình", "Phường Hải Châu").await;
    town.taps("Bình", "Quay lại").await;
    town.taps("Bình", "Trình duyệt").await;
    town.stop().await;
    town.taps_quietly("Dũng", "Duyệt");

    let mut repeatable = 0;
    for point in KILLS {
        let process = town.start_outside(RATE);
        town.until("the point of the kill", async |town| match point {
            0 => town.world.pending_updates() == 0,
            point => delivered(town) >= point,
        })
        .await;
        process.kill().await;
        last_requests(&town).await;
        let lost_sight_of = unrecorded(&town).await;
        assert!(
            lost_sight_of <= usize::try_from(RATE).expect("a small number"),
            "{lost_sight_of} messages were under way at once"
        );
        repeatable += lost_sight_of;
    }
    let process = town.start_outside(RATE);
    town.until("everybody has it", async |town| {
        (0..PEOPLE).all(|number| copies(town, &name(number)) > 0) && town.count(OPEN).await == 0
    })
    .await;
    process.kill().await;

    let repeated = delivered(&town) - PEOPLE;
    assert!(
        repeated <= repeatable,
        "{repeated} messages came twice, {repeatable} had been in flight"
    );
    println!("{repeated} messages came twice; {repeatable} were in flight at the 20 kills");
    let approved = "SELECT COUNT(*) FROM audit WHERE action = 'directive.approve'";
    assert_eq!(town.count(approved).await, 1, "approved once");
    assert_eq!(town.count("SELECT COUNT(*) FROM receipts").await, 500);
    town.restart().await;
    town.finish().await;
}
