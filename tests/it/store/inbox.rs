//! Raw updates wait in order and are claimed once.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

use keng::store::{InboxCounts, Store, Waiting};

use crate::support::stores::{TestStore, stores};

async fn insert(store: &Store, update: i64, chat: i64, now: i64) -> bool {
    let mut tx = store.begin().await.unwrap();
    let new = tx
        .inbox_insert(update, chat, "{\"a\":\"ê\"}", now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    new
}

async fn waiting(store: &Store, now: i64) -> Vec<Waiting> {
    store
        .read()
        .await
        .unwrap()
        .inbox_waiting(now, 100)
        .await
        .unwrap()
}

async fn ids(store: &Store, now: i64) -> Vec<i64> {
    waiting(store, now)
        .await
        .iter()
        .map(|update| update.update_id)
        .collect()
}

async fn done(store: &Store, update: i64, chat: i64) {
    let mut tx = store.begin().await.unwrap();
    assert!(tx.inbox_claim(update, chat).await.unwrap());
    tx.inbox_done(update).await.unwrap();
    tx.commit().await.unwrap();
}

async fn fail(store: &Store, update: i64, retry_at: Option<i64>) {
    let mut tx = store.begin().await.unwrap();
    tx.inbox_fail(update, "it broke", retry_at).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_update_is_stored_once() {
    for TestStore { name, store, .. } in stores().await {
        assert!(insert(&store, 10, 1, 500).await, "{name}");
        assert!(!insert(&store, 10, 1, 900).await, "{name}");
        let found = waiting(&store, 1_000).await;
        assert_eq!(
            found,
            [Waiting {
                update_id: 10,
                chat_key: 1,
                raw: "{\"a\":\"ê\"}".to_owned(),
                received_at: 500,
                attempts: 0,
            }],
            "{name}"
        );
        done(&store, 10, 1).await;
        // It is known after it was handled too.
        assert!(!insert(&store, 10, 1, 2_000).await, "{name}");
        assert_eq!(ids(&store, 2_000).await, [0_i64; 0], "{name}");
    }
}

#[tokio::test]
async fn of_each_chat_the_oldest_comes_first() {
    for TestStore { name, store, .. } in stores().await {
        for (update, chat) in [(12, 2), (10, 1), (11, 1), (13, 2), (14, 3)] {
            insert(&store, update, chat, 0).await;
        }
        assert_eq!(ids(&store, 0).await, [10, 12, 14], "{name}");
        let two = store
            .read()
            .await
            .unwrap()
            .inbox_waiting(0, 2)
            .await
            .unwrap();
        assert_eq!(two.len(), 2, "{name}");
        done(&store, 10, 1).await;
        assert_eq!(ids(&store, 0).await, [11, 12, 14], "{name}");
    }
}

#[tokio::test]
async fn only_the_oldest_of_a_chat_can_be_claimed() {
    for TestStore { name, store, .. } in stores().await {
        insert(&store, 10, 1, 0).await;
        insert(&store, 11, 1, 0).await;
        let mut tx = store.begin().await.unwrap();
        assert!(!tx.inbox_claim(11, 1).await.unwrap(), "{name}");
        assert!(tx.inbox_claim(10, 1).await.unwrap(), "{name}");
        // It ends without a commit, as in a crash: nothing is lost.
        drop(tx);
        assert_eq!(ids(&store, 0).await, [10], "{name}");
        done(&store, 10, 1).await;
        let mut tx = store.begin().await.unwrap();
        assert!(!tx.inbox_claim(10, 1).await.unwrap(), "{name}");
        assert!(tx.inbox_claim(11, 1).await.unwrap(), "{name}");
    }
}

#[tokio::test]
async fn two_processes_never_have_updates_of_one_chat_in_hand() {
    for TestStore {
        name, store, url, ..
    } in stores().await
    {
        if !store.is_shared() {
            continue;
        }
        let other = Store::open(&url).await.unwrap();
        for (update, chat) in [(10, 1), (11, 1), (12, 2)] {
            insert(&store, update, chat, 0).await;
        }
        let mut here = store.begin().await.unwrap();
        assert!(here.inbox_claim(10, 1).await.unwrap(), "{name}");
        let mut there = other.begin().await.unwrap();
        assert!(!there.inbox_claim(10, 1).await.unwrap(), "{name}");
        assert!(!there.inbox_claim(11, 1).await.unwrap(), "{name}");
        assert!(there.inbox_claim(12, 2).await.unwrap(), "{name}");
        here.inbox_done(10).await.unwrap();
        here.commit().await.unwrap();
        // What was handled meanwhile is seen, although this transaction began before.
        assert!(!there.inbox_claim(10, 1).await.unwrap(), "{name}");
        assert!(there.inbox_claim(11, 1).await.unwrap(), "{name}");
        drop(there);
        other.close().await;
    }
}

#[tokio::test]
async fn a_failure_holds_up_its_own_chat_only_and_not_for_ever() {
    for TestStore { name, store, .. } in stores().await {
        for (update, chat) in [(10, 1), (11, 1), (12, 2)] {
            insert(&store, update, chat, 0).await;
        }
        fail(&store, 10, Some(500)).await;
        assert_eq!(ids(&store, 499).await, [12], "{name}");
        let due = store.read().await.unwrap().inbox_next_due(0).await.unwrap();
        assert_eq!(due, Some(500), "{name}");
        assert_eq!(ids(&store, 500).await, [10, 12], "{name}");
        assert_eq!(waiting(&store, 500).await[0].attempts, 1, "{name}");
        fail(&store, 10, None).await;
        assert_eq!(ids(&store, 500).await, [11, 12], "{name}");
        let due = store.read().await.unwrap().inbox_next_due(0).await.unwrap();
        assert_eq!(due, None, "{name}");
    }
}

#[tokio::test]
async fn counts_and_pruning() {
    for TestStore { name, store, .. } in stores().await {
        for (update, received) in [(10, 100), (11, 200), (12, 300), (13, 400)] {
            insert(&store, update, update, received).await;
        }
        done(&store, 10, 10).await;
        fail(&store, 11, None).await;
        let counts = async |expected: InboxCounts| {
            let found = store.read().await.unwrap().inbox_counts().await.unwrap();
            assert_eq!(found, expected, "{name}");
        };
        counts(InboxCounts {
            waiting: 2,
            oldest: Some(300),
            given_up: 1,
        })
        .await;
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.inbox_prune(200, 9).await.unwrap(), 1, "{name}");
        // What waits is never removed, however old.
        assert_eq!(tx.inbox_prune(1_000, 9).await.unwrap(), 1, "{name}");
        tx.commit().await.unwrap();
        counts(InboxCounts {
            waiting: 2,
            oldest: Some(300),
            given_up: 0,
        })
        .await;
    }
}

#[tokio::test]
async fn what_was_said_is_forgotten_when_it_was_handled() {
    for TestStore { name, store, .. } in stores().await {
        insert(&store, 10, 1, 0).await;
        done(&store, 10, 1).await;
        // A failure that is noted too late changes nothing.
        fail(&store, 10, Some(0)).await;
        assert_eq!(ids(&store, 0).await, [0_i64; 0], "{name}");
        let counts = store.read().await.unwrap().inbox_counts().await.unwrap();
        assert_eq!(counts, InboxCounts::default(), "{name}");
    }
}
