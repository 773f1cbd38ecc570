//! The engine as it runs by itself on the machine's clock: woken by a commit, ended in two steps.

use keng::clock::Clock;
use keng::delivery::{Engine, Limits};
use keng::domain::notice::Lane;
use keng::store::Claim;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use crate::support::stores::{sqlite, stores};

fn start(bench: &Bench, limits: Limits) -> (JoinHandle<()>, CancellationToken) {
    let stop = CancellationToken::new();
    let transport = bench.transport.clone();
    let engine = Engine::new(bench.store.clone(), transport, limits, bench.clock.clone());
    (tokio::spawn(engine.run(stop.clone())), stop)
}

#[tokio::test]
async fn a_commit_wakes_the_engine_and_a_stop_waits_for_what_is_under_way() {
    for database in stores().await {
        let name = database.name;
        let mut bench = Bench::on(database, Limits::default(), Clock::system());
        let chats = bench.people(60).await;
        bench.shut_gate();
        let (running, stop) = start(&bench, Limits::default());

        bench.text(chats[0], "one", Lane::Interactive).await;
        let first = bench.attempts.recv().await.unwrap();
        assert_eq!(first.chat, chats[0], "{name}");
        bench.broadcast(&chats[1..], Lane::Campaign, None).await;
        bench.attempts.recv().await.unwrap();
        stop.cancel();
        bench.let_end(1_000);
        running.await.unwrap();

        let ended = bench.sent().len();
        assert!(
            (2..60).contains(&ended),
            "{name}: it ended what it had begun and began no more: {ended}"
        );
        let mut tx = bench.store.begin().await.unwrap();
        let queued = tx.outbox_lane_counts().await.unwrap();
        let left = i64::try_from(60 - ended).unwrap();
        assert_eq!(
            queued,
            [(Lane::Campaign, left)],
            "{name}: the rest is queued"
        );
        let now = bench.clock.now();
        let free = tx.lease_take("sender", "next", now, 1_000).await.unwrap();
        assert!(free.is_some(), "{name}: the lease was released");
        let claim = Claim {
            lease_ms: 1,
            room: [100; 7],
            held: Vec::new(),
        };
        let rest = tx.outbox_claim(now, &claim).await.unwrap().rows;
        assert_eq!(rest.len(), 60 - ended, "{name}: all of it can be claimed");
        tx.commit().await.unwrap();
        bench.store.close().await;
    }
}

#[tokio::test]
async fn an_answer_begins_while_every_other_attempt_hangs() {
    let limits = Limits {
        global_per_second: 32,
        ..Limits::default()
    };
    let mut bench = Bench::on(sqlite().await, limits, Clock::system());
    let chats = bench.people(60).await;
    bench.shut_gate();
    bench.broadcast(&chats[..50], Lane::Campaign, None).await;
    let (running, stop) = start(&bench, limits);
    for _ in 0..32 {
        bench.attempts.recv().await.unwrap();
    }
    bench.text(chats[55], "answer", Lane::Interactive).await;
    let next = bench.attempts.recv().await.unwrap();
    assert_eq!(
        next.chat, chats[55],
        "32 attempts hang and no other may begin"
    );
    stop.cancel();
    bench.let_end(1_000);
    running.await.unwrap();
}

#[tokio::test]
async fn a_broadcast_runs_to_its_end_by_itself() {
    let limits = Limits {
        global_per_second: 1_000,
        ..Limits::default()
    };
    let mut bench = Bench::on(sqlite().await, limits, Clock::system());
    let chats = bench.people(400).await;
    let (running, stop) = start(&bench, limits);
    bench.broadcast(&chats, Lane::Campaign, None).await;
    for _ in 0..400 {
        bench.attempts.recv().await.unwrap();
    }
    stop.cancel();
    running.await.unwrap();
    assert_eq!(bench.sent().len(), 400, "each once");
}
