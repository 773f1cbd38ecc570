//! Forgetting a person, on both databases: nothing but numbers is left of him.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use std::path::Path;

use keng::app::privacy::{Farewell, complete, erase};
use keng::app::{Error, Rules, people};
use keng::domain::ids::{PersonId, TelegramUserId};
use keng::domain::notice::{HandoverScreen, Lane, Notice};
use keng::domain::org::Role;
use keng::files::Files;
use keng::store::invitations::NewInvitation;
use keng::store::people::NewPerson;
use keng::store::{StoredFile, Tx};

use crate::support::dump::{dump, files_with, lines_with};
use crate::support::stores::stores;

const NOW: i64 = 1_800_000_000_000;
const DAY: i64 = 24 * 3_600_000;
/// All that says who she is.
const HER: [&str; 6] = [
    "Tuyết",
    "tuyet",
    "HC-0042",
    "84905123456",
    "7123456789",
    "Phó phòng",
];

async fn visitor(tx: &mut Tx, name: &str, account: i64) -> people::Greeted {
    let visitor = people::Visitor {
        telegram: TelegramUserId(account),
        name,
    };
    people::greet(tx, visitor, &Rules::default(), NOW)
        .await
        .unwrap()
}

/// Tuyết, who stands on the roster, has joined, and has left traces of every kind.
async fn tuyet(tx: &mut Tx) -> people::Greeted {
    let unit = tx.unit_insert("HC", "Hải Châu", "phường", None).await;
    let unit = unit.unwrap();
    let greeted = visitor(tx, "Lê Thị Tuyết", 7_123_456_789).await;
    tx.person_update(
        greeted.person,
        Some("HC-0042"),
        "Lê Thị Tuyết",
        Some("+84905123456"),
    )
    .await
    .unwrap();
    tx.membership_insert(
        greeted.person,
        Some(unit.id),
        Role::Cadre,
        Some("Phó phòng"),
        NOW,
    )
    .await
    .unwrap();
    tx.invitation_insert(&NewInvitation {
        code: "her-code",
        role: Role::Cadre,
        unit: Some(unit.id),
        person: Some(greeted.person),
        uses: 1,
        expires_at: None,
        created_by: None,
        now: NOW,
    })
    .await
    .unwrap();
    tx.dialogue_set(greeted.chat, greeted.person, "\"Tuyết\"", NOW)
        .await
        .unwrap();
    tx.outbox_say(greeted.chat, &Notice::Help, Lane::Interactive, NOW)
        .await
        .unwrap();
    for (update, key) in [(1, 7_123_456_789), (2, -5)] {
        let raw = "{\"from\":{\"id\":7123456789,\"first_name\":\"Tuyết\"}}";
        tx.inbox_insert(update, key, raw, NOW).await.unwrap();
        tx.inbox_fail(update, "Tuyết", None).await.unwrap();
    }
    greeted
}

#[tokio::test]
async fn nothing_but_numbers_is_left_once_the_farewell_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::in_folder(folder.path()).unwrap();
    for database in stores().await {
        let store = &database.store;
        let mut tx = store.begin().await.unwrap();
        let tuyet = tuyet(&mut tx).await;
        let other = visitor(&mut tx, "Bình", 5).await;
        let said = Notice::say_with(
            "directive-sent-back",
            &[("name", "Lê Thị Tuyết"), ("title", "t"), ("reason", "r")],
        );
        let searched = Notice::HandOver {
            screen: HandoverScreen::Deputy { page: 0 },
            search: Some("Tuyết".to_owned()),
        };
        let in_place = Notice::InPlaceOf {
            person: tuyet.person,
            notice: Box::new(said.clone()),
        };
        for notice in [&said, &searched, &in_place] {
            tx.outbox_say(other.chat, notice, Lane::Directive, NOW)
                .await
                .unwrap();
        }
        tx.handover_insert(tuyet.person, other.person, NOW, NOW + DAY, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(!lines_with(&dump(&database.url).await, &HER).is_empty());

        let mut tx = store.begin().await.unwrap();
        let farewell = Farewell {
            message: None,
            words: &Notice::say("erased"),
        };
        erase(
            &mut tx,
            tuyet.person,
            Some(tuyet.person),
            Some(farewell),
            NOW,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();

        if let Some(file) = database.url.strip_prefix("sqlite://") {
            let folder = Path::new(file).parent().unwrap();
            assert_ne!(files_with(folder, &HER), [], "the search finds something");
        }

        // Until the farewell is shown, the account's number is all that is known.
        assert_eq!(complete(store, &files, NOW).await.unwrap(), 0);
        let left = dump(&database.url).await;
        let left = lines_with(&left, &HER);
        assert!(left.len() == 1 && left[0].starts_with("chats:"), "{left:?}");

        // It never is; a day later that is given up.
        let gone = complete(store, &files, NOW + DAY + 1).await.unwrap();
        assert_eq!(gone, 1);
        let left = dump(&database.url).await;
        assert_eq!(lines_with(&left, &HER), Vec::<&str>::new());
        let mut tx = store.begin().await.unwrap();
        let hers = tx.invitation_by_code("her-code").await.unwrap().unwrap();
        assert_eq!(hers.revoked_at, Some(NOW));
        drop(tx);
        if let Some(file) = database.url.strip_prefix("sqlite://") {
            let folder = Path::new(file).parent().unwrap();
            assert_eq!(files_with(folder, &HER), []);
        }
        let person = store.read().await.unwrap().person_by_id(tuyet.person).await;
        assert_eq!(person.unwrap().unwrap().name, "—");
        let mut tx = store.begin().await.unwrap();
        assert!(tx.person_list().await.unwrap().len() == 1);
        assert!(tx.membership_list(NOW).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_last_administrator_stays_until_there_is_another() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        let city = tx.unit_insert("1", "A", "", None).await.unwrap();
        let ward = tx.unit_insert("2", "B", "", Some(&city)).await.unwrap();
        let chief = visitor(&mut tx, "Hoa", 1).await.person;
        let of_ward = visitor(&mut tx, "Mai", 2).await.person;
        for (person, unit) in [(chief, &city), (of_ward, &ward)] {
            tx.membership_insert(person, Some(unit.id), Role::Admin, None, NOW)
                .await
                .unwrap();
        }
        let refused = erase(&mut tx, chief, Some(chief), None, NOW).await;
        let Err(Error::Refused(refusal)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(refusal.key, "refusal-last-admin");

        // One who stands on the roster and has not joined helps nobody.
        let unjoined = tx
            .person_insert(&NewPerson {
                name: "Nam",
                now: NOW,
                ..NewPerson::default()
            })
            .await
            .unwrap();
        tx.membership_insert(unjoined, None, Role::Admin, None, NOW)
            .await
            .unwrap();
        assert!(erase(&mut tx, chief, Some(chief), None, NOW).await.is_err());

        // The chief looks after the ward too, but not the other way round.
        erase(&mut tx, of_ward, Some(of_ward), None, NOW)
            .await
            .unwrap();
        let second = visitor(&mut tx, "An", 3).await.person;
        tx.membership_insert(second, Some(city.id), Role::Admin, None, NOW)
            .await
            .unwrap();
        erase(&mut tx, chief, Some(chief), None, NOW).await.unwrap();
    }
}

#[tokio::test]
async fn bytes_of_a_forgotten_file_go_after_the_commit() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::in_folder(folder.path()).unwrap();
    for database in stores().await {
        let kept = files.keep(b"words".to_vec()).await.unwrap();
        let mut tx = database.store.begin().await.unwrap();
        let file = StoredFile {
            location: kept.location.clone(),
            name: "a.txt".into(),
            mime: "text/plain".into(),
            size: kept.size,
            sha256: kept.sha256,
            telegram_file_id: None,
        };
        let id = tx.file_insert(&file, NOW).await.unwrap();
        tx.file_delete(id, NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert!(files.read(&kept.location).await.is_ok());
        assert_eq!(complete(&database.store, &files, NOW).await.unwrap(), 1);
        assert!(files.read(&kept.location).await.is_err());
        assert_eq!(complete(&database.store, &files, NOW).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn erasing_nobody_is_nothing() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        erase(&mut tx, PersonId(99), None, None, NOW).await.unwrap();
    }
}
