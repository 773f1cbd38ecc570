//! The engine is cut off at any point: nothing is lost.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use std::collections::HashSet;

use keng::clock::Clock;
use keng::delivery::{Engine, Limits};
use keng::domain::ids::DirectiveId;
use keng::domain::notice::Lane;
use keng::store::OutboxCounts;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use crate::support::stores::sqlite;

const PEOPLE: usize = 500;
const CUTS: i64 = 20;
const RATE: Limits = Limits {
    global_per_second: 1_000,
    chat_per_second: 1,
    group_per_minute: 20,
    chat_burst: 3,
};

fn start(bench: &Bench) -> JoinHandle<()> {
    let transport = bench.transport.clone();
    let engine = Engine::new(bench.store.clone(), transport, RATE, bench.clock.clone());
    tokio::spawn(engine.run(CancellationToken::new()))
}

async fn cut(running: JoinHandle<()>) {
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
}

async fn counts(bench: &Bench) -> OutboxCounts {
    let mut tx = bench.store.read().await.unwrap();
    let kinds = ["directive"];
    tx.outbox_counts(DirectiveId(7), &kinds).await.unwrap()
}

#[tokio::test]
async fn twenty_cuts_lose_nothing() {
    let mut bench = Bench::on(sqlite().await, RATE, Clock::system());
    let chats = bench.people(i64::try_from(PEOPLE).unwrap()).await;
    bench.broadcast(&chats, Lane::Directive, None).await;

    for number in 0..CUTS {
        let before = counts(&bench).await;
        assert_eq!(before.queued + before.shown, 500, "nothing is lost");
        let running = start(&bench);
        // A different number each time, so that the cuts fall at different points.
        for _ in 0..before.queued.min(5 + number) {
            bench.attempts.recv().await.unwrap();
        }
        cut(running).await;
    }

    let running = start(&bench);
    while bench.sent().len() < PEOPLE || counts(&bench).await.shown < 500 {
        tokio::task::yield_now().await;
    }
    cut(running).await;

    let chats: HashSet<_> = bench.sent().iter().map(|sent| sent.parcel.chat).collect();
    assert_eq!(chats.len(), PEOPLE, "everybody has it");
}
