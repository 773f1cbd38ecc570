//! What goes with time, and what stays.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use keng::app::{Retention, Rules};
use keng::domain::ids::PersonId;
use keng::jobs::retention::run_once;
use keng::store::audit::AuditCheck;
use keng::store::{Store, Tx};
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, Row as _};

use crate::support::stores::{TestStore, stores};

const DAY: i64 = 24 * 3_600_000;
const NOW: i64 = 1_800_000_000_000;
/// Longer ago than anything is kept by default, and not long ago.
const OLD: i64 = NOW - 200 * DAY;
const NEW: i64 = NOW - DAY;

/// Rows of every kind, each once old and once not.
fn traces() -> Vec<String> {
    let say = r#"{"kind":"say","key":"cancelled"}"#;
    vec![
        "INSERT INTO units (id, code, name, folded, kind, path)
         VALUES (1, '1', 'A', 'a', '', '/1/')"
            .to_owned(),
        // 1 only said hello; 2 was told something lately; 3 did something; 4 came lately; 5 and 6
        // belong here, one with a role that has ended.
        format!(
            "INSERT INTO people (id, name, folded, telegram_id, created_at, joined_at)
             VALUES (1, 'A', 'a', 1, {OLD}, NULL), (2, 'B', 'b', 2, {OLD}, NULL),
                    (3, 'C', 'c', 3, {OLD}, NULL), (4, 'D', 'd', 4, {NEW}, NULL),
                    (5, 'E', 'e', 5, {OLD}, {OLD}), (6, 'F', 'f', 6, {OLD}, NULL)"
        ),
        format!(
            "INSERT INTO memberships (person_id, unit_id, role, from_at, until_at)
             VALUES (5, 1, 'resident', {OLD}, NULL), (6, 1, 'cadre', {OLD}, {OLD})"
        ),
        format!(
            "INSERT INTO chats (id, telegram_id, kind, person_id, created_at)
             VALUES (1, 1, 'private', 1, {OLD}), (2, 2, 'private', 2, {OLD}),
                    (5, 5, 'private', 5, {OLD})"
        ),
        // 1 said to the visitor; 2 shown again lately; 3 still queued; 4 said lately; 5 old and passed;
        // 6 and 7 belong to a directive, one of them in passing.
        format!(
            "INSERT INTO notices (id, kind, payload, directive_id, created_at)
             VALUES (1, 'say', '{say}', NULL, {OLD}), (2, 'say', '{say}', NULL, {OLD}),
                    (3, 'say', '{say}', NULL, {OLD}), (4, 'say', '{say}', NULL, {NEW}),
                    (5, 'say', '{say}', NULL, {OLD}), (6, 'directive', '{say}', 9, {OLD}),
                    (7, 'receipt_reminder', '{say}', 9, {OLD})"
        ),
        format!(
            "INSERT INTO outbox (id, notice_id, chat_id, lane, state, not_before, shown, message_id,
                                 shown_at)
             VALUES (1, 1, 1, 0, 2, 0, 1, 1, {OLD}), (2, 2, 2, 0, 2, 0, 1, 1, {NEW}),
                    (3, 3, 5, 0, 0, 0, 0, NULL, NULL), (4, 4, 5, 0, 2, 0, 1, 2, {NEW}),
                    (5, 5, 5, 0, 2, 0, 1, 3, {OLD}), (6, 6, 5, 2, 2, 0, 1, 4, {OLD}),
                    (7, 7, 5, 3, 2, 0, 1, 5, {OLD})"
        ),
        format!(
            "INSERT INTO files (id, location, name, mime, size, sha256, created_at)
             VALUES (1, 'aa/1', 'a', 'b', 1, 'c', {OLD})"
        ),
        // 1 was discarded long ago, 2 lately, 3 is still a draft.
        format!(
            "INSERT INTO directives (id, state, unit_id, author_id, kind, title, summary, body,
                                     file_id, created_at)
             VALUES (1, 'discarded', 1, 5, 'khac', '', '', '', 1, {OLD}),
                    (2, 'discarded', 1, 5, 'khac', '', '', '', NULL, {OLD}),
                    (3, 'draft', 1, 5, 'khac', '', '', '', NULL, {OLD})"
        ),
        "INSERT INTO tasks (id, directive_id, position, no, title, text, responsible)
         VALUES (1, 1, 1, '1', '', '', '')"
            .to_owned(),
        "INSERT INTO task_units (task_id, unit_id) VALUES (1, 1)".to_owned(),
        "INSERT INTO directive_units (directive_id, unit_id, with_below) VALUES (1, 1, 1)"
            .to_owned(),
        "INSERT INTO directive_roles (directive_id, role) VALUES (1, 'cadre')".to_owned(),
        // 1 revoked, 2 expired, 3 used up, all long ago; 4 holds for ever, 5 was revoked lately.
        format!(
            "INSERT INTO invitations (id, code, role, unit_id, uses_left, expires_at, revoked_at,
                                      created_at)
             VALUES (1, 'a', 'cadre', 1, 1, NULL, {OLD}, {OLD}),
                    (2, 'b', 'cadre', 1, 1, {OLD}, NULL, {OLD}),
                    (3, 'c', 'cadre', 1, 0, NULL, NULL, {OLD}),
                    (4, 'd', 'cadre', 1, 1, NULL, NULL, {OLD}),
                    (5, 'e', 'cadre', 1, 1, NULL, {NEW}, {OLD})"
        ),
    ]
}

async fn leave_traces(database: &TestStore) {
    for sql in traces() {
        let url = &database.url;
        let done = if url.starts_with("sqlite:") {
            let mut connection = sqlx::SqliteConnection::connect(url).await.unwrap();
            connection
                .execute(AssertSqlSafe(sql.clone()))
                .await
                .map(|_| ())
        } else {
            let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
            connection
                .execute(AssertSqlSafe(sql.clone()))
                .await
                .map(|_| ())
        };
        done.expect(&sql);
    }
    let mut tx = database.store.begin().await.unwrap();
    for (at, actor, action, subject, id) in [
        (OLD, 1, "person.greet", "person", 1),
        (OLD, 2, "person.greet", "person", 2),
        (OLD, 3, "person.greet", "person", 3),
        (OLD, 3, "report.create", "report", 1),
        (OLD, 5, "directive.discard", "directive", 1),
        (NEW, 5, "directive.discard", "directive", 2),
    ] {
        let actor = Some(PersonId(actor));
        tx.audit_append(at, actor, action, subject, Some(id), &json!({}))
            .await
            .unwrap();
    }
    updates(&mut tx).await;
    tx.commit().await.unwrap();
}

/// More handled updates than go in one transaction, one of them new, and one that waits.
async fn updates(tx: &mut Tx) {
    for update in 0..1_200 {
        let at = if update == 0 { NEW } else { OLD };
        tx.inbox_insert(update, 1, "{}", at).await.unwrap();
        tx.inbox_done(update).await.unwrap();
    }
    tx.inbox_insert(5_000, 1, "{}", OLD).await.unwrap();
}

/// The ids that a table still has.
async fn ids(database: &TestStore, sql: &'static str) -> Vec<i64> {
    if database.url.starts_with("sqlite:") {
        let mut connection = sqlx::SqliteConnection::connect(&database.url)
            .await
            .unwrap();
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    } else {
        let mut connection = sqlx::PgConnection::connect(&database.url).await.unwrap();
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }
}

async fn audit(store: &Store) -> AuditCheck {
    let mut tx = store.read().await.unwrap();
    tx.audit_verify().await.unwrap()
}

#[tokio::test]
async fn what_is_old_goes_and_nothing_else() {
    for database in stores().await {
        leave_traces(&database).await;
        let (store, rules) = (&database.store, Rules::default());
        // Nothing is old yet when all of it is new.
        let early = run_once(store, &rules.retention, OLD + DAY).await.unwrap();
        assert_eq!(early, 0, "{}", database.name);
        let gone = run_once(store, &rules.retention, NOW).await.unwrap();
        assert_eq!(gone, 1_199 + 3 + 1 + 1 + 3, "{}", database.name);
        for (sql, left) in [
            ("SELECT update_id FROM inbox ORDER BY 1", vec![0, 5_000]),
            ("SELECT id FROM notices ORDER BY 1", vec![2, 3, 4, 6]),
            ("SELECT id FROM outbox ORDER BY 1", vec![2, 3, 4, 6]),
            ("SELECT id FROM chats ORDER BY 1", vec![2, 5]),
            ("SELECT id FROM people WHERE erased_at IS NOT NULL", vec![1]),
            ("SELECT id FROM directives ORDER BY 1", vec![2, 3]),
            ("SELECT id FROM tasks", vec![]),
            ("SELECT id FROM files", vec![]),
            ("SELECT since FROM file_removals", vec![NOW]),
            ("SELECT id FROM invitations ORDER BY 1", vec![4, 5]),
        ] {
            assert_eq!(ids(&database, sql).await, left, "{}: {sql}", database.name);
        }
        let again = run_once(store, &rules.retention, NOW).await.unwrap();
        assert_eq!(again, 0, "{}", database.name);
        // By default the audit is kept whole, with a row for the visitor who went.
        assert_eq!(audit(store).await, AuditCheck::Whole { rows: 7 });
    }
}

#[tokio::test]
async fn the_audit_is_shortened_at_its_beginning_and_stays_whole() {
    for database in stores().await {
        leave_traces(&database).await;
        let store = &database.store;
        let forever = Retention {
            updates: None,
            messages: None,
            visitors: None,
            drafts: None,
            invitations: None,
            audit: None,
        };
        assert_eq!(run_once(store, &forever, NOW).await.unwrap(), 0);
        let short = Retention {
            audit: Some(90 * DAY),
            ..forever
        };
        assert_eq!(run_once(store, &short, NOW).await.unwrap(), 5);
        // The one that is new, and one that says what was done.
        assert_eq!(audit(store).await, AuditCheck::Whole { rows: 2 });
        assert_eq!(run_once(store, &short, NOW).await.unwrap(), 0);
        // Much later everything is old, and the newest row stays for the chain to go on from.
        let later = NOW + 1_000 * DAY;
        assert_eq!(run_once(store, &short, later).await.unwrap(), 1);
        assert_eq!(audit(store).await, AuditCheck::Whole { rows: 2 });
    }
}
