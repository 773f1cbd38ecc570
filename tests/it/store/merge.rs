//! Two rows that are one person.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use keng::domain::ids::{DirectiveId, PersonId, TelegramChatId, TelegramUserId};
use keng::domain::locale::Locale;
use keng::domain::person::NOBODY;
use keng::store::people::NewPerson;
use sqlx::{Connection as _, Executor as _, Row as _};

use crate::support::stores::{sqlite, stores};

const NOW: i64 = 1_800_000_000_000;

/// The visitor is 1, who is on the roster is 2. Both were asked for directive 1, the visitor for
/// directive 2 as well; he wrote one and did a task.
const TRACES: &[&str] = &[
    "INSERT INTO units (id, code, name, folded, kind, path) VALUES (1, '1', 'A', 'a', '', '/1/')",
    "INSERT INTO directives (id, state, unit_id, author_id, approver_id, kind, title, summary, body,
         created_at, revision, receipt_revision, code, published_at)
     VALUES (1, 'published', 1, 1, NULL, 'khac', '', '', '', 0, 1, 1, 'X', 0),
            (2, 'published', 1, 2, 1, 'khac', '', '', '', 0, 1, 1, 'Y', 0)",
    "INSERT INTO receipts (directive_id, revision, person_id, unit_id, created_at, confirmed_at, note)
     VALUES (1, 1, 1, 1, 0, 5, 'Đã rõ'), (1, 1, 2, 1, 0, NULL, NULL), (2, 1, 1, 1, 0, NULL, NULL)",
    "INSERT INTO tasks (id, directive_id, position, no, title, text, responsible)
     VALUES (1, 1, 1, '1', '', '', '')",
    "INSERT INTO assignments (task_id, unit_id, done_at, done_by) VALUES (1, 1, 5, 1)",
    "INSERT INTO invitations (code, role, unit_id, uses_left, created_by, created_at)
     VALUES ('c', 'cadre', 1, 1, 1, 0)",
    "INSERT INTO consents (person_id, version, given_at) VALUES (1, 1, 5)",
    "INSERT INTO memberships (person_id, unit_id, role, from_at)
     VALUES (1, 1, 'cadre', 0), (1, 1, 'duty', 0), (2, 1, 'cadre', 0)",
];

async fn leave_traces(url: &str) {
    if url.starts_with("sqlite:") {
        let mut connection = sqlx::SqliteConnection::connect(url).await.unwrap();
        for sql in TRACES {
            connection.execute(*sql).await.expect(sql);
        }
    } else {
        let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
        for sql in TRACES {
            connection.execute(*sql).await.expect(sql);
        }
    }
}

#[tokio::test]
async fn the_roster_gets_everything_and_the_visitor_is_gone() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        let visitor = tx
            .person_insert(&NewPerson {
                name: "lan",
                telegram: Some(TelegramUserId(7)),
                locale: Locale::En,
                now: NOW,
                ..NewPerson::default()
            })
            .await
            .unwrap();
        let name = "Nguyễn Thị Lan";
        let roster = NewPerson {
            name,
            now: NOW,
            ..NewPerson::default()
        };
        let roster = tx.person_insert(&roster).await.unwrap();
        assert_eq!((visitor, roster), (PersonId(1), PersonId(2)));
        let chat = tx
            .chat_upsert_private(visitor, TelegramChatId(7), Locale::En, NOW)
            .await;
        let chat = chat.unwrap();
        tx.commit().await.unwrap();
        leave_traces(&database.url).await;

        let mut tx = database.store.begin().await.unwrap();
        tx.dialogue_set(chat, visitor, "waiting", NOW)
            .await
            .unwrap();
        tx.person_absorb(visitor, roster, NOW).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = database.store.read().await.unwrap();
        let nobody = tx.person_by_id(visitor).await.unwrap().unwrap();
        assert_eq!((nobody.name.as_str(), nobody.telegram), (NOBODY, None));
        let lan = tx
            .person_by_telegram(TelegramUserId(7))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (lan.id, lan.name.as_str(), lan.joined_at),
            (roster, name, Some(NOW))
        );
        let held = tx.membership_list_of(roster, NOW).await.unwrap();
        assert_eq!(held.len(), 2, "one role twice is one: {held:?}");
        assert_eq!(tx.consent_list(roster).await.unwrap().len(), 1);
        let confirmed = tx
            .receipt_find(DirectiveId(1), roster)
            .await
            .unwrap()
            .unwrap();
        assert!(
            format!("{:?}", confirmed.state).contains("Đã rõ"),
            "{confirmed:?}"
        );
        assert!(
            tx.receipt_find(DirectiveId(2), roster)
                .await
                .unwrap()
                .is_some()
        );
    }
}

#[tokio::test]
async fn no_table_that_names_a_person_is_forgotten() {
    let database = sqlite().await;
    let mut connection = sqlx::SqliteConnection::connect(&database.url)
        .await
        .unwrap();
    let rows = connection
        .fetch_all(
            "SELECT m.name || '.' || f.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
             WHERE m.type = 'table' AND f.\"table\" = 'people' ORDER BY 1",
        )
        .await
        .unwrap();
    let named: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(
        named,
        [
            "assignments.done_by",
            "chats.connected_by",
            "chats.person_id",
            "consents.person_id",
            "dialogues.person_id",
            "directives.approver_for_id",
            "directives.approver_id",
            "directives.author_for_id",
            "directives.author_id",
            "handovers.deputy_id",
            "handovers.person_id",
            "invitations.created_by",
            "invitations.person_id",
            "memberships.person_id",
            "receipts.confirmed_by",
            "receipts.person_id",
            "roster_files.person_id",
        ],
        "a new column that names a person must be handed over in src/store/merge.rs, and be without him \
         when he is forgotten, see src/store/privacy.rs"
    );
}
