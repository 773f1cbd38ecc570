//! What a pass over the reminders does after a pause.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use chrono::NaiveDateTime;
use keng::app::Rules;
use keng::domain::directive::Head;
use keng::domain::document::Kind;
use keng::domain::ids::{TelegramChatId, TelegramUserId};
use keng::domain::locale::Locale;
use keng::domain::org::Role;
use keng::jobs::reminders::{next_due, run_once};
use keng::store::people::NewPerson;
use keng::store::{ChosenUnit, NewDirective, Tx};

use crate::support::stores::stores;

fn at(rules: &Rules, text: &str) -> i64 {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    rules.calendar.instant(local)
}

/// Lan, who owes a receipt of which she is to be reminded at `remind_at`.
async fn lan_owes_a_receipt(tx: &mut Tx, since: i64, remind_at: i64) {
    let unit = tx
        .unit_insert("1", "Phường Một", "phường", None)
        .await
        .unwrap();
    let mut people = Vec::new();
    for (name, number) in [("Bình", 1), ("Lan", 2)] {
        let new = NewPerson {
            name,
            telegram: Some(TelegramUserId(number)),
            now: since,
            ..NewPerson::default()
        };
        let person = tx.person_insert(&new).await.unwrap();
        tx.membership_insert(person, Some(unit.id), Role::Cadre, None, since)
            .await
            .unwrap();
        tx.chat_upsert_private(person, TelegramChatId(number), Locale::Vi, since)
            .await
            .unwrap();
        people.push(person);
    }
    let new = NewDirective {
        unit: unit.id,
        author: people[0],
        head: Head {
            kind: Kind::ChiThi,
            authority: None,
            number: None,
            place: None,
            issued_on: None,
            title: "Về trật tự đô thị".into(),
            summary: String::new(),
            urgency: None,
        },
        body: String::new(),
        file: None,
        warnings: Vec::new(),
    };
    let id = tx.directive_insert(&new, since).await.unwrap();
    let here = ChosenUnit {
        unit: unit.id,
        with_below: false,
    };
    tx.audience_add_unit(id, here).await.unwrap();
    tx.audience_add_role(id, "cadre").await.unwrap();
    let mut directive = tx.directive_by_id(id).await.unwrap().unwrap();
    directive.state = directive.state.publish("AAAA-AAAA".into(), since).unwrap();
    tx.directive_update(&directive).await.unwrap();
    tx.audience_ask_receipts(id, 1, Some(remind_at), since)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_was_missed_at_night_waits_for_the_morning_and_comes_once() {
    let rules = Rules::default();
    for database in stores().await {
        let store = &database.store;
        let mut tx = store.begin().await.unwrap();
        let noon = at(&rules, "2026-11-23 12:00");
        lan_owes_a_receipt(&mut tx, at(&rules, "2026-11-23 08:00"), noon).await;
        tx.commit().await.unwrap();
        // Nobody ran from before noon until five in the morning, when both steps are behind.
        let night = at(&rules, "2026-11-24 05:18");
        let morning = at(&rules, "2026-11-24 07:30");
        assert_eq!(next_due(store, &rules, night).await.unwrap(), Some(morning));
        assert_eq!(run_once(store, &rules, night).await.unwrap(), 0);
        assert_eq!(run_once(store, &rules, morning).await.unwrap(), 1);
        assert_eq!(
            run_once(store, &rules, morning).await.unwrap(),
            0,
            "{}",
            database.name
        );
    }
}
