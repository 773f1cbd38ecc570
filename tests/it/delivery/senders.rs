//! One sender at a time, and what a sender that died leaves behind.

use keng::clock::Clock;
use keng::delivery::Limits;
use keng::domain::notice::Lane;
use keng::store::Claim;

use super::bench::{Bench, NOW};
use crate::support::stores::stores;

#[tokio::test]
async fn another_engine_takes_over_and_the_first_sends_nothing_more() {
    for database in stores().await {
        let name = database.name;
        let mut bench = Bench::on(database, Limits::default(), Clock::stepped(NOW));
        let chats = bench.people(4).await;
        let mut second = bench.another_engine();
        bench.text(chats[0], "one", Lane::Directive).await;
        bench.step().await;
        bench.text(chats[1], "two", Lane::Directive).await;
        if bench.store.is_shared() {
            let tick = second.run_once().await.unwrap();
            assert_eq!(
                (tick.sent, tick.next),
                (0, Some(NOW + 1_000)),
                "{name}: it stands by"
            );
            bench.advance(6_000);
        }
        assert_eq!(second.run_once().await.unwrap().sent, 1, "{name}");
        bench.text(chats[2], "three", Lane::Directive).await;
        assert_eq!(bench.step().await.sent, 0, "{name}: another is the sender");
        bench.advance(1_000);
        assert_eq!(second.run_once().await.unwrap().sent, 1, "{name}");

        bench.advance(60_000);
        bench.text(chats[3], "four", Lane::Directive).await;
        assert_eq!(bench.step().await.sent, 1, "{name}: the second is gone");
        assert_eq!(bench.texts(), ["one", "two", "three", "four"], "{name}");
        bench.store.close().await;
    }
}

#[tokio::test]
async fn what_a_dead_sender_had_claimed_is_sent_by_the_next() {
    for database in stores().await {
        let name = database.name;
        let mut bench = Bench::on(database, Limits::default(), Clock::stepped(NOW));
        let chats = bench.people(10).await;
        bench.broadcast(&chats, Lane::Directive, None).await;
        let mut tx = bench.store.begin().await.unwrap();
        tx.lease_take("sender", "dead", NOW, 6_000).await.unwrap();
        let claim = Claim {
            lease_ms: 120_000,
            room: [5; 7],
            held: Vec::new(),
        };
        assert_eq!(tx.outbox_claim(NOW, &claim).await.unwrap().rows.len(), 5);
        tx.commit().await.unwrap();
        bench.run_for(10_000).await;
        assert_eq!(bench.sent().len(), 10, "{name}");
        bench.store.close().await;
    }
}

#[tokio::test]
async fn what_was_claimed_and_not_sent_is_free_after_a_step() {
    let mut bench = Bench::new().await;
    let chats = bench.people(10).await;
    bench.broadcast(&chats, Lane::Directive, None).await;
    let tick = bench.step().await;
    assert_eq!(tick.sent, 2, "the tolerance");
    assert!(tick.next.unwrap() - NOW <= 35);
    let mut tx = bench.store.read().await.unwrap();
    assert_eq!(
        tx.outbox_lane_counts().await.unwrap(),
        [(Lane::Directive, 8)]
    );
}
