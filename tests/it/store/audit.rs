//! The audit's chain holds, and shows where it was broken.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use keng::domain::ids::PersonId;
use keng::store::Store;
use keng::store::audit::AuditCheck;
use serde_json::json;
use sqlx::{Connection as _, Executor as _};

use crate::support::stores::{sqlite, stores};

async fn append(store: &Store, at: i64) {
    let mut tx = store.begin().await.unwrap();
    tx.audit_append(
        at,
        Some(PersonId(7)),
        "directive.publish",
        "directive",
        Some(at),
        &json!({ "code": "7K3F-9QMX", "người": "Lan" }),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn check(store: &Store) -> AuditCheck {
    store.read().await.unwrap().audit_verify().await.unwrap()
}

#[tokio::test]
async fn a_chain_of_many_rows_is_whole() {
    for database in stores().await {
        assert_eq!(check(&database.store).await, AuditCheck::Whole { rows: 0 });
        for at in 1..=3 {
            append(&database.store, at).await;
        }
        assert_eq!(check(&database.store).await, AuditCheck::Whole { rows: 3 });
        let mut tx = database.store.read().await.unwrap();
        let rows = tx.audit_after(1, 1).await.unwrap();
        assert_eq!((rows.len(), rows[0].at, rows[0].actor_id), (1, 2, Some(7)));
    }
}

#[tokio::test]
async fn in_whose_place_it_was_done_is_part_of_the_chain() {
    for database in stores().await {
        append(&database.store, 1).await;
        let mut tx = database.store.begin().await.unwrap();
        tx.act_for(Some(PersonId(5)));
        // What the actor could do by himself as well does not take the other's name away.
        tx.act_for(None);
        for actor in [Some(PersonId(7)), None] {
            tx.audit_append(2, actor, "receipt.confirm", "directive", None, &json!({}))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        append(&database.store, 3).await;
        assert_eq!(check(&database.store).await, AuditCheck::Whole { rows: 4 });
        let mut tx = database.store.read().await.unwrap();
        let rows = tx.audit_after(0, 9).await.unwrap();
        let represented: Vec<_> = rows.iter().map(|row| row.on_behalf_of).collect();
        assert_eq!(represented, [None, Some(5), None, None]);
    }
}

#[tokio::test]
async fn many_who_append_at_once_make_one_chain() {
    for database in stores().await {
        let appended = (1..=20).map(|at| {
            let store = database.store.clone();
            tokio::spawn(async move { append(&store, at).await })
        });
        for task in appended.collect::<Vec<_>>() {
            task.await.unwrap();
        }
        let whole = AuditCheck::Whole { rows: 20 };
        assert_eq!(check(&database.store).await, whole, "{}", database.name);
    }
}

#[tokio::test]
async fn a_row_that_was_changed_removed_or_added_is_named() {
    for (tampering, broken) in [
        ("UPDATE audit SET at = at + 1 WHERE id = 2", 2),
        ("UPDATE audit SET actor_id = NULL WHERE id = 3", 3),
        ("UPDATE audit SET detail = '{}' WHERE id = 1", 1),
        (
            "UPDATE audit SET subject = 'directive.', action = 'publish' WHERE id = 2",
            2,
        ),
        ("UPDATE audit SET on_behalf_of = 5 WHERE id = 2", 2),
        ("DELETE FROM audit WHERE id = 2", 3),
        (
            "INSERT INTO audit (at, action, subject, detail, hash)
             SELECT 9, action, subject, detail, hash FROM audit WHERE id = 4",
            5,
        ),
    ] {
        let database = sqlite().await;
        for at in 1..=4 {
            append(&database.store, at).await;
        }
        let mut connection = sqlx::SqliteConnection::connect(&database.url)
            .await
            .unwrap();
        connection.execute(tampering).await.unwrap();
        connection.close().await.unwrap();
        let row = AuditCheck::Broken { row: broken };
        assert_eq!(check(&database.store).await, row, "{tampering}");
    }
}
