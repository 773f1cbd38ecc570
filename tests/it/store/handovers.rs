//! Handovers and what follows a change of roles, on both databases.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use keng::domain::handover::{Ending, may_stand_in};
use keng::domain::ids::{PersonId, TelegramChatId, TelegramUserId};
use keng::domain::locale::Locale;
use keng::domain::notice::Unreachable;
use keng::domain::org::{Role, Unit};
use keng::store::Tx;
use keng::store::people::NewPerson;

use crate::support::stores::stores;

const NOW: i64 = 1_800_000_000_000;
const HOUR: i64 = 3_600_000;

macro_rules! on_both {
    ($tx:ident => $body:expr) => {
        for database in stores().await {
            let mut $tx = database.store.begin().await.unwrap();
            $body
            $tx.commit().await.unwrap();
        }
    };
}

/// A city and two wards.
async fn units(tx: &mut Tx) -> [Unit; 3] {
    let city = tx.unit_insert("1", "Thành phố", "", None).await.unwrap();
    let one = tx.unit_insert("2", "Hải Châu", "", Some(&city)).await;
    let two = tx.unit_insert("3", "An Hải", "", Some(&city)).await;
    [city, one.unwrap(), two.unwrap()]
}

/// Somebody who has joined and holds a role.
async fn member(tx: &mut Tx, name: &str, role: Role, unit: &Unit) -> PersonId {
    let count = i64::try_from(tx.person_list().await.unwrap().len()).unwrap();
    let new = NewPerson {
        name,
        telegram: Some(TelegramUserId(count + 100)),
        now: NOW,
        ..NewPerson::default()
    };
    let id = tx.person_insert(&new).await.unwrap();
    tx.person_set_joined(id, NOW).await.unwrap();
    tx.membership_insert(id, Some(unit.id), role, None, NOW)
        .await
        .unwrap();
    let chat = TelegramChatId(count + 100);
    tx.chat_upsert_private(id, chat, Locale::Vi, NOW)
        .await
        .unwrap();
    id
}

async fn candidates(tx: &mut Tx, of: PersonId, search: &str) -> Vec<String> {
    let (found, total) = tx
        .handover_candidates(of, search, 50, 0, NOW)
        .await
        .unwrap();
    assert_eq!(i64::try_from(found.len()).unwrap(), total);
    found.into_iter().map(|person| person.name).collect()
}

#[tokio::test]
async fn a_deputy_is_what_the_absent_is_within_the_time_and_not_longer() {
    on_both!(tx => {
        let [_, ward, _] = units(&mut tx).await;
        let lan = member(&mut tx, "Lan", Role::Leader, &ward).await;
        let nam = member(&mut tx, "Nam", Role::Cadre, &ward).await;
        let (from, until) = (NOW + HOUR, NOW + 2 * HOUR);
        let id = tx.handover_insert(lan, nam, from, until, NOW).await.unwrap();
        for (now, represented) in [(NOW, 0), (from - 1, 0), (from, 1), (until - 1, 1), (until, 0)] {
            let actor = tx.actor_load(nam, now).await.unwrap().unwrap();
            assert_eq!(actor.represented().len(), represented, "{}", now - NOW);
            assert_eq!(actor.is(Role::Leader), represented == 1);
            let deputy = tx.deputy_of(lan, now).await.unwrap();
            assert_eq!(deputy.is_some(), represented == 1);
            // The absent person loses nothing.
            assert!(tx.actor_load(lan, now).await.unwrap().unwrap().is(Role::Leader));
        }
        // What the absent person loses, the deputy loses at once.
        let held = tx.membership_list_of(lan, from).await.unwrap();
        tx.membership_end(held[0].id, from + 1).await.unwrap();
        let actor = tx.actor_load(nam, from + 1).await.unwrap().unwrap();
        assert_eq!(actor.represented().len(), 0);
        assert!(tx.handover_end(id, Ending::PersonLeft, from + 1).await.unwrap());
        assert!(!tx.handover_end(id, Ending::Time, from + 2).await.unwrap());
        let ended = tx.handover_by_id(id).await.unwrap().unwrap();
        assert_eq!(ended.ended, Some((from + 1, Ending::PersonLeft)));
    });
}

#[tokio::test]
async fn a_deputy_who_works_elsewhere_now_represents_nobody() {
    on_both!(tx => {
        let [_, ward, other] = units(&mut tx).await;
        let lan = member(&mut tx, "Lan", Role::Cadre, &ward).await;
        let nam = member(&mut tx, "Nam", Role::Cadre, &ward).await;
        tx.handover_insert(lan, nam, NOW, NOW + HOUR, NOW).await.unwrap();
        let held = tx.membership_list_of(nam, NOW).await.unwrap();
        tx.membership_end(held[0].id, NOW + 1).await.unwrap();
        tx.membership_insert(nam, Some(other.id), Role::Cadre, None, NOW + 1).await.unwrap();
        let actor = tx.actor_load(nam, NOW + 2).await.unwrap().unwrap();
        assert_eq!(actor.represented().len(), 0);
    });
}

#[tokio::test]
async fn one_handover_at_a_time() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        let [_, ward, _] = units(&mut tx).await;
        let lan = member(&mut tx, "Lan", Role::Cadre, &ward).await;
        let nam = member(&mut tx, "Nam", Role::Cadre, &ward).await;
        let tu = member(&mut tx, "Tú", Role::Cadre, &ward).await;
        tx.handover_insert(lan, nam, NOW, NOW + HOUR, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.store.begin().await.unwrap();
        let second = tx.handover_insert(lan, tu, NOW, NOW + HOUR, NOW).await;
        assert!(second.is_err(), "{}", database.name);
    }
}

#[tokio::test]
async fn the_list_of_candidates_is_what_the_rule_allows() {
    on_both!(tx => {
        let [city, ward, other] = units(&mut tx).await;
        let mut people = Vec::new();
        for (name, role, unit) in [
            ("An", Role::Leader, &city),
            ("Bé", Role::Cadre, &city),
            ("Chi", Role::Leader, &ward),
            ("Đào", Role::Cadre, &ward),
            ("Em", Role::Resident, &ward),
            ("Giang", Role::Duty, &ward),
            ("Hà", Role::Cadre, &other),
            ("Ích", Role::Admin, &ward),
        ] {
            people.push((member(&mut tx, name, role, unit).await, name));
        }
        for (of, whose) in &people {
            let theirs = tx.standings_of(*of, NOW).await.unwrap();
            let mut expected = Vec::new();
            for (id, name) in &people {
                let own = tx.standings_of(*id, NOW).await.unwrap();
                if id != of && may_stand_in(&own, &theirs) {
                    expected.push((*name).to_owned());
                }
            }
            assert_eq!(candidates(&mut tx, *of, "").await, expected, "for {whose}");
        }
        let chi = people[2].0;
        assert_eq!(candidates(&mut tx, chi, "dao").await, ["Đào"]);
        // Who is away or cannot be written to is not offered.
        let dao = people[3].0;
        tx.handover_insert(dao, people[5].0, NOW, NOW + HOUR, NOW).await.unwrap();
        let an = tx.chat_of_person(people[0].0).await.unwrap().unwrap();
        tx.chat_mark_unreachable(an.id, Unreachable::Blocked, NOW).await.unwrap();
        assert_eq!(candidates(&mut tx, chi, "").await, ["Giang"]);
    });
}

#[tokio::test]
async fn what_is_due_is_found_when_it_is() {
    on_both!(tx => {
        let [_, ward, _] = units(&mut tx).await;
        let lan = member(&mut tx, "Lan", Role::Cadre, &ward).await;
        let nam = member(&mut tx, "Nam", Role::Cadre, &ward).await;
        let (from, until) = (NOW + HOUR, NOW + 2 * HOUR);
        let id = tx.handover_insert(lan, nam, from, until, NOW).await.unwrap();
        assert_eq!(tx.handover_next().await.unwrap(), Some(from));
        assert_eq!(tx.handover_list_due(from - 1).await.unwrap().len(), 0);
        assert_eq!(tx.handover_list_due(from).await.unwrap().len(), 1);
        assert!(tx.handover_begin(id, from).await.unwrap());
        assert!(!tx.handover_begin(id, from).await.unwrap());
        assert_eq!(tx.handover_next().await.unwrap(), Some(until));
        assert_eq!(tx.handover_list_due(until - 1).await.unwrap().len(), 0);
        assert_eq!(tx.handover_list_due(until).await.unwrap().len(), 1);
        let chat = tx.chat_of_person(nam).await.unwrap().unwrap();
        tx.chat_mark_unreachable(chat.id, Unreachable::Blocked, from).await.unwrap();
        assert_eq!(tx.handover_list_due(from + 1).await.unwrap().len(), 1);
    });
}

#[tokio::test]
async fn roles_are_settled_once_when_they_begin_and_once_when_they_end() {
    on_both!(tx => {
        let [_, ward, _] = units(&mut tx).await;
        let lan = member(&mut tx, "Lan", Role::Cadre, &ward).await;
        let begun = tx.duties_unsettled(NOW, 10).await.unwrap();
        assert_eq!(begun.iter().map(|role| (role.person_id, role.ended)).collect::<Vec<_>>(), [(lan.0, false)]);
        tx.duties_settled(begun[0]).await.unwrap();
        assert_eq!(tx.duties_unsettled(NOW, 10).await.unwrap(), []);
        tx.membership_end(begun[0].id, NOW + 5).await.unwrap();
        assert_eq!(tx.duties_unsettled(NOW + 4, 10).await.unwrap(), []);
        let ended = tx.duties_unsettled(NOW + 5, 10).await.unwrap();
        assert!(ended[0].ended);
        tx.duties_settled(ended[0]).await.unwrap();
        assert_eq!(tx.duties_unsettled(NOW + 6, 10).await.unwrap(), []);
    });
}
