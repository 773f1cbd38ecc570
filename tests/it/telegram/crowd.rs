//! Thousands come at once.

use std::time::{Duration, Instant};

use crate::support::town::Town;

/// How many press start.
const CROWD: usize = 5_000;
/// Within how many seconds.
const WITHIN: usize = 60;

#[tokio::test]
async fn five_thousand_press_start_within_a_minute_and_each_is_greeted_once() {
    let mut town = Town::new("Thành phố: Bình leader").await;
    let crowd: Vec<i64> = (0..CROWD)
        .map(|number| town.world.person(&format!("Người thứ {number}"), ""))
        .collect();
    let began = town.clock.now();
    let (mut handled, mut busy) = (0, Duration::ZERO);
    for comers in crowd.chunks(CROWD.div_ceil(WITHIN)) {
        for user in comers {
            town.world.says(*user, *user, "/start").expect("a chat");
        }
        let start = Instant::now();
        handled += town.only_handles().await;
        busy += start.elapsed();
        town.only_passes(Duration::from_secs(1));
    }
    let start = Instant::now();
    town.only_sends().await;
    eprintln!(
        "{handled} presses of start: {:.0} handled a second ({} s), all sent in {} s of the machine's \
         time and {} s of the town's",
        handled as f64 / busy.as_secs_f64(),
        busy.as_secs(),
        start.elapsed().as_secs(),
        (town.clock.now() - began) / 1_000,
    );
    assert_eq!(handled, CROWD);
    let welcomes = crowd.iter().map(|user| {
        let messages = town.world.messages(*user);
        let from_bot: Vec<_> = messages.iter().filter(|message| message.from_bot).collect();
        from_bot.len() == 1 && from_bot[0].text.contains("Xin chào")
    });
    assert_eq!(welcomes.filter(|welcomed| *welcomed).count(), CROWD);
    // One call for each and no other: who is nobody yet has everybody's menu.
    let requests = town.world.requests();
    let calls = requests.iter().filter(|call| call.method != "getUpdates");
    assert_eq!(calls.count(), CROWD);
    town.finish().await;
}
