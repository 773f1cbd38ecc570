//! How fast, and who first.

use keng::domain::notice::Lane;

use super::bench::{Bench, NOW};

#[tokio::test]
async fn a_broadcast_leaves_evenly_at_the_limit() {
    let mut bench = Bench::with_rate(30).await;
    let chats = bench.people(90).await;
    bench.broadcast(&chats, Lane::Campaign, None).await;
    bench.run_for(10_000).await;
    let sent = bench.sent();
    assert_eq!(sent.len(), 90);
    for (first, later) in sent.iter().zip(sent.iter().skip(31)) {
        assert!(later.at - first.at >= 1_000, "more than 31 in a second");
    }
    let took = sent.last().unwrap().at - NOW;
    assert!(
        (2_900..=3_000).contains(&took),
        "{took} ms for 90 at 30 a second"
    );
}

#[tokio::test]
async fn the_most_urgent_takes_the_next_slot_of_a_running_broadcast() {
    let mut bench = Bench::new().await;
    let chats = bench.people(60).await;
    bench.broadcast(&chats[..50], Lane::Campaign, None).await;
    bench.run_for(500).await;
    let before = bench.sent().len();
    assert!((10..50).contains(&before), "the broadcast runs: {before}");
    bench.text(chats[55], "reminder", Lane::Reminder).await;
    bench.text(chats[56], "alert", Lane::Emergency).await;
    bench.text(chats[57], "answer", Lane::Interactive).await;
    bench.run_for(3_000).await;
    assert_eq!(
        bench.texts()[before..before + 3],
        ["answer", "alert", "reminder"]
    );
    assert_eq!(bench.sent().len(), 53);
}

#[tokio::test]
async fn an_answer_passes_what_is_queued_for_the_same_chat() {
    let mut bench = Bench::new().await;
    let chat = bench.person().await;
    for key in ["one", "two"] {
        bench.text(chat, key, Lane::Campaign).await;
    }
    bench.step().await;
    bench.text(chat, "answer", Lane::Interactive).await;
    bench.run_for(5_000).await;
    assert_eq!(bench.texts(), ["one", "answer", "two"]);
}

#[tokio::test]
async fn messages_of_a_chat_keep_their_order_a_second_apart() {
    let mut bench = Bench::new().await;
    let chat = bench.person().await;
    for key in ["one", "two", "three"] {
        bench.text(chat, key, Lane::Directive).await;
    }
    bench.run_for(5_000).await;
    assert_eq!(bench.texts(), ["one", "two", "three"]);
    let at: Vec<i64> = bench.sent().iter().map(|sent| sent.at - NOW).collect();
    assert_eq!(at, [0, 1_000, 2_000]);
}

#[tokio::test]
async fn a_few_answers_in_a_private_chat_leave_together() {
    let mut bench = Bench::with_rate(1_000).await;
    let chat = bench.person().await;
    for key in ["one", "two", "three", "four"] {
        bench.text(chat, key, Lane::Interactive).await;
    }
    bench.run_for(3_000).await;
    let at: Vec<i64> = bench.sent().iter().map(|sent| sent.at - NOW).collect();
    assert_eq!(at, [0, 0, 0, 1_000]);
    assert_eq!(bench.texts(), ["one", "two", "three", "four"]);
}

#[tokio::test]
async fn groups_with_long_queues_hold_up_nobody() {
    let mut bench = Bench::new().await;
    for number in 1..=3 {
        let group = bench.group(number).await;
        for _ in 0..30 {
            bench.text(group, "group", Lane::Directive).await;
        }
    }
    let people = bench.people(200).await;
    bench.broadcast(&people, Lane::Directive, None).await;
    bench.run_for(10_000).await;
    let to_people = bench
        .sent()
        .iter()
        .filter(|sent| !sent.parcel.group)
        .count();
    assert_eq!(
        to_people, 200,
        "200 people and 30 messages to groups fit in 10 s"
    );

    bench.run_for(50_000).await;
    let to_groups = bench.sent().len() - to_people;
    assert_eq!(to_groups, 60, "each group gets 20 in its first minute");
}

#[tokio::test]
async fn what_is_due_later_is_announced_and_waits() {
    let mut bench = Bench::new().await;
    let chat = bench.person().await;
    let mut tx = bench.store.begin().await.unwrap();
    let notice = keng::domain::notice::Notice::say("later");
    let notice = tx
        .notice_insert(&notice, Default::default(), NOW)
        .await
        .unwrap();
    tx.outbox_insert(notice.unwrap(), chat, Lane::Reminder, NOW + 60_000)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let tick = bench.step().await;
    assert_eq!((tick.sent, tick.next), (0, Some(NOW + 60_000)));
    bench.advance(60_000);
    let tick = bench.step().await;
    assert_eq!((tick.sent, tick.next), (1, None));
}
