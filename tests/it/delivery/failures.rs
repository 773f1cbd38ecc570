//! What Telegram answers instead, and what follows.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use std::time::Duration;

use keng::delivery::Outcome;
use keng::domain::ids::{ChatId, DirectiveId, TelegramChatId};
use keng::domain::notice::{Lane, Unreachable};
use keng::store::OutboxCounts;

use super::bench::{Bench, NOW};

async fn counts(bench: &Bench) -> OutboxCounts {
    let mut tx = bench.store.read().await.unwrap();
    tx.outbox_counts(DirectiveId(7), &["directive"])
        .await
        .unwrap()
}

fn unknown() -> Outcome {
    Outcome::Unknown("502".to_owned())
}

fn times(bench: &Bench, chat: ChatId) -> Vec<i64> {
    let sent = bench.sent();
    let mine = sent.iter().filter(|sent| sent.parcel.chat == chat);
    mine.map(|sent| sent.at - NOW).collect()
}

#[tokio::test]
async fn a_chat_that_is_told_to_wait_waits_exactly_that_long_and_alone() {
    let mut bench = Bench::new().await;
    let chats = bench.people(2).await;
    bench.answer(chats[0], [Outcome::Wait(Duration::from_secs(7))]);
    for key in ["one", "two"] {
        bench.text(chats[0], key, Lane::Directive).await;
    }
    bench.text(chats[0], "answer", Lane::Interactive).await;
    bench.text(chats[1], "other", Lane::Directive).await;
    bench.run_for(20_000).await;
    assert_eq!(bench.texts(), ["answer", "other", "answer", "one", "two"]);
    let waited = times(&bench, chats[0]);
    assert_eq!(waited[..2], [0, 7_000]);
    assert!(times(&bench, chats[1])[0] < 1_000);
}

#[tokio::test]
async fn several_chats_told_to_wait_within_a_second_hold_back_everything() {
    let mut bench = Bench::new().await;
    let chats = bench.people(40).await;
    bench.answer(chats[0], [Outcome::Wait(Duration::from_secs(3))]);
    bench.answer(chats[1], [Outcome::Wait(Duration::from_secs(5))]);
    bench.broadcast(&chats, Lane::Campaign, None).await;
    bench.run_for(30_000).await;
    let at: Vec<i64> = bench.sent().iter().map(|sent| sent.at - NOW).collect();
    assert_eq!(at.len(), 42);
    assert!(at[1] < 1_000);
    assert_eq!(at[2], 5_000, "nothing inside the longest of the pauses");
    let burst = at.iter().filter(|at| (5_000..5_030).contains(*at)).count();
    assert_eq!(burst, 1, "what was saved up does not leave as a burst");
    assert_eq!(counts(&bench).await.shown, 40);
}

#[tokio::test]
async fn a_failure_is_tried_again_with_growing_pauses_and_keeps_its_place() {
    let mut bench = Bench::new().await;
    let chat = bench.person().await;
    bench.answer(chat, [unknown(), unknown(), unknown()]);
    for key in ["one", "two"] {
        bench.text(chat, key, Lane::Directive).await;
    }
    bench.run_for(30_000).await;
    assert_eq!(bench.texts(), ["one", "one", "one", "one", "two"]);
    let at = times(&bench, chat);
    for (attempt, (earlier, later)) in at.iter().zip(&at[1..4]).enumerate() {
        let full = 1_000 << attempt;
        let pause = later - earlier;
        assert!(
            (full / 2..=full.max(1_000)).contains(&pause),
            "pause {pause} of {full}"
        );
    }
}

#[tokio::test]
async fn what_is_late_past_its_expiry_is_dropped_and_counted() {
    let mut bench = Bench::new().await;
    let chats = bench.people(60).await;
    bench
        .broadcast(&chats, Lane::Campaign, Some(NOW + 1_000))
        .await;
    bench.run_for(5_000).await;
    let sent = i64::try_from(bench.sent().len()).unwrap();
    assert!(
        (28..=31).contains(&sent),
        "{sent} in the second that there was"
    );
    let expected = OutboxCounts {
        shown: sent,
        dropped: 60 - sent,
        ..OutboxCounts::default()
    };
    assert_eq!(counts(&bench).await, expected);
}

#[tokio::test]
async fn a_failure_is_not_tried_past_the_expiry() {
    let mut bench = Bench::new().await;
    let chats = bench.people(1).await;
    bench.answer_always(Some(unknown()));
    bench
        .broadcast(&chats, Lane::Campaign, Some(NOW + 60_000))
        .await;
    bench.run_for(600_000).await;
    assert!(times(&bench, chats[0]).iter().all(|at| *at < 60_000));
    assert_eq!(counts(&bench).await.dropped, 1);
}

#[tokio::test]
async fn who_cannot_be_reached_is_left_alone_and_caught_up_when_he_returns() {
    let mut bench = Bench::new().await;
    let chats = bench.people(2).await;
    bench.answer(chats[0], [Outcome::Gone(Unreachable::Blocked)]);
    bench.broadcast(&chats, Lane::Directive, None).await;
    bench.text(chats[0], "second", Lane::Directive).await;
    bench.run_for(5_000).await;
    bench.broadcast(&chats, Lane::Campaign, None).await;
    bench.run_for(5_000).await;
    assert_eq!(
        times(&bench, chats[0]).len(),
        1,
        "no attempt after a final answer"
    );
    let expected = OutboxCounts {
        shown: 2,
        failed: 2,
        ..OutboxCounts::default()
    };
    assert_eq!(counts(&bench).await, expected);

    let mut tx = bench.store.begin().await.unwrap();
    let chat = tx.chat_by_id(chats[0]).await.unwrap().unwrap();
    assert_eq!(chat.unreachable, Some(Unreachable::Blocked));
    tx.chat_mark_reachable(chats[0], bench.clock.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    bench.run_for(10_000).await;
    assert_eq!(times(&bench, chats[0]).len(), 4);
    assert_eq!(counts(&bench).await.shown, 4);
}

#[tokio::test]
async fn an_edit_for_a_chat_that_left_is_not_attempted() {
    let mut bench = Bench::new().await;
    let chats = bench.people(1).await;
    bench.broadcast(&chats, Lane::Directive, None).await;
    bench.run_for(2_000).await;
    let mut tx = bench.store.begin().await.unwrap();
    tx.chat_mark_unreachable(chats[0], Unreachable::Blocked, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    bench.touch(0).await;
    bench.run_for(5_000).await;
    assert_eq!(bench.sent().len(), 1);
}

#[tokio::test]
async fn a_group_that_moved_gets_everything_under_its_new_number() {
    let mut bench = Bench::new().await;
    let group = bench.group(1).await;
    bench.answer(group, [Outcome::Moved(TelegramChatId(-1_001))]);
    for key in ["one", "two"] {
        bench.text(group, key, Lane::Directive).await;
    }
    bench.run_for(10_000).await;
    assert_eq!(bench.texts(), ["one", "one", "two"]);
    let to: Vec<i64> = bench
        .sent()
        .iter()
        .map(|sent| sent.parcel.telegram_chat.0)
        .collect();
    assert_eq!(to, [-1, -1001, -1001]);
}

#[tokio::test]
async fn what_is_refused_is_not_tried_again() {
    let mut bench = Bench::new().await;
    let chats = bench.people(1).await;
    bench.answer(
        chats[0],
        [Outcome::Refused("message is too long".to_owned())],
    );
    bench.broadcast(&chats, Lane::Directive, None).await;
    bench.run_for(600_000).await;
    assert_eq!(bench.sent().len(), 1);
    assert_eq!(counts(&bench).await.failed, 1);
}

#[tokio::test]
async fn an_outage_costs_few_attempts_and_ends_in_the_order_of_lanes() {
    let mut bench = Bench::new().await;
    let chats = bench.people(300).await;
    bench.answer_always(Some(unknown()));
    bench.broadcast(&chats[..299], Lane::Campaign, None).await;
    bench.run_for(600_000).await;
    let attempts = bench.sent().len();
    assert!(
        (40..=100).contains(&attempts),
        "{attempts} attempts in ten minutes"
    );

    bench.text(chats[299], "answer", Lane::Interactive).await;
    bench.answer_always(None);
    bench.run_for(60_000).await;
    assert_eq!(bench.texts()[attempts], "answer");
    assert_eq!(counts(&bench).await.shown, 299);
}

#[tokio::test]
async fn a_refused_token_stops_everything_and_is_tried_once_a_minute() {
    let mut bench = Bench::new().await;
    let chats = bench.people(50).await;
    bench.answer_always(Some(Outcome::Unauthorized));
    bench.broadcast(&chats, Lane::Directive, None).await;
    bench.run_for(600_000).await;
    let attempts = bench.sent().len();
    assert!(
        (9..=12).contains(&attempts),
        "{attempts} attempts in ten minutes"
    );

    bench.answer_always(None);
    bench.run_for(90_000).await;
    assert_eq!(counts(&bench).await.shown, 50);
}
