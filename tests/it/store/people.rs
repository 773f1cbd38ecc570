//! Units, people, roles, invitations, chats.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use keng::domain::chat::{ChatKind, GroupAudience};
use keng::domain::ids::{PersonId, TelegramChatId, TelegramUserId};
use keng::domain::locale::Locale;
use keng::domain::org::{Role, Unit, UnitPath};
use keng::store::Tx;
use keng::store::invitations::NewInvitation;
use keng::store::people::NewPerson;

use crate::support::stores::stores;

const NOW: i64 = 1_800_000_000_000;
const LATER: i64 = NOW + 86_400_000;

/// Runs the body on a fresh store of each kind, with `$tx` a unit of work, and commits it.
macro_rules! on_both {
    ($tx:ident => $body:expr) => {
        for database in stores().await {
            let mut $tx = database.store.begin().await.unwrap();
            $body
            $tx.commit().await.unwrap();
        }
    };
}

/// Đà Nẵng with the wards Hải Châu and An Hải, and a neighbourhood of Hải Châu.
async fn city(tx: &mut Tx) -> [Unit; 4] {
    let city = tx
        .unit_insert("48", "Thành phố Đà Nẵng", "thành phố", None)
        .await
        .unwrap();
    let ward = tx
        .unit_insert("20242", "Phường Hải Châu", "phường", Some(&city))
        .await
        .unwrap();
    let other = tx
        .unit_insert("20275", "Phường An Hải", "phường", Some(&city))
        .await
        .unwrap();
    let block = tx
        .unit_insert("20242-1", "Tổ dân phố 1", "tổ", Some(&ward))
        .await
        .unwrap();
    [city, ward, other, block]
}

async fn person(tx: &mut Tx, name: &str) -> PersonId {
    let new = NewPerson {
        name,
        now: NOW,
        ..NewPerson::default()
    };
    tx.person_insert(&new).await.unwrap()
}

async fn with_chat(tx: &mut Tx, name: &str, telegram: i64) -> PersonId {
    let new = NewPerson {
        name,
        telegram: Some(TelegramUserId(telegram)),
        now: NOW,
        ..NewPerson::default()
    };
    let id = tx.person_insert(&new).await.unwrap();
    tx.chat_upsert_private(id, TelegramChatId(telegram), Locale::Vi, NOW)
        .await
        .unwrap();
    id
}

fn names(units: &[Unit]) -> Vec<&str> {
    units.iter().map(|unit| unit.name.as_str()).collect()
}

#[tokio::test]
async fn units_are_found_by_id_code_place_and_name() {
    on_both!(tx => {
        let [city, ward, other, block] = city(&mut tx).await;
        assert_eq!(block.path, ward.path.child(block.id));
        assert_eq!(tx.unit_by_id(ward.id).await.unwrap(), Some(ward.clone()));
        assert_eq!(tx.unit_by_code("20242").await.unwrap(), Some(ward.clone()));
        assert_eq!(tx.unit_by_code("2024").await.unwrap(), None);
        assert_eq!(tx.unit_children(None).await.unwrap(), std::slice::from_ref(&city));
        let children = tx.unit_children(Some(city.id)).await.unwrap();
        assert_eq!(children, [other.clone(), ward.clone()], "by name");
        let all = tx.unit_list(&UnitPath::everything()).await.unwrap();
        assert_eq!(all, [city.clone(), other.clone(), ward.clone(), block.clone()]);
        let own = tx.unit_list(&ward.path).await.unwrap();
        assert_eq!(own, [ward.clone(), block.clone()]);
        let found = tx.unit_search(&city.path, "HAI", 10).await.unwrap();
        assert_eq!(names(&found), ["Phường An Hải", "Phường Hải Châu"]);
        assert_eq!(tx.unit_search(&city.path, "hải", 1).await.unwrap().len(), 1);
        assert_eq!(tx.unit_search(&ward.path, "an hai", 10).await.unwrap(), []);
        let wild = tx.unit_search(&city.path, "%x", 10).await.unwrap();
        assert_eq!(wild, [], "signs with a meaning in LIKE have none here");
    });
}

#[tokio::test]
async fn a_unit_moves_with_all_below_it() {
    on_both!(tx => {
        let [city, ward, other, block] = city(&mut tx).await;
        tx.unit_rename(ward.id, "Phường Hải Châu I", "phường mới").await.unwrap();
        let path = tx.unit_move(&ward, Some(&other)).await.unwrap();
        assert_eq!(path, other.path.child(ward.id));
        let moved = tx.unit_by_id(ward.id).await.unwrap().unwrap();
        assert_eq!((moved.name.as_str(), moved.kind.as_str()), ("Phường Hải Châu I", "phường mới"));
        assert_eq!(moved.parent, Some(other.id));
        let below = tx.unit_by_id(block.id).await.unwrap().unwrap();
        assert_eq!(below.path, path.child(block.id));
        assert_eq!(below.parent, Some(ward.id));
        // A unit with a number that begins alike stays where it is.
        assert_eq!(tx.unit_by_id(city.id).await.unwrap(), Some(city));
        let top = tx.unit_move(&moved, None).await.unwrap();
        assert_eq!(top, UnitPath::everything().child(ward.id));
    });
}

#[tokio::test]
async fn people_are_found_by_whatever_the_roster_knows() {
    on_both!(tx => {
        let [_, ward, other, _] = city(&mut tx).await;
        let lan = tx
            .person_insert(&NewPerson {
                code: Some("CB1"),
                name: "Nguyễn Thị Lan",
                phone: Some("+84905123456"),
                telegram: Some(TelegramUserId(7)),
                locale: Locale::En,
                now: NOW,
            })
            .await
            .unwrap();
        tx.membership_insert(lan, Some(ward.id), Role::Cadre, None, NOW).await.unwrap();
        let found = tx.person_by_id(lan).await.unwrap().unwrap();
        assert_eq!(found.code.as_deref(), Some("CB1"));
        assert_eq!(found.locale, Locale::En);
        assert_eq!(found.joined_at, None);
        for same in [
            tx.person_by_telegram(TelegramUserId(7)).await.unwrap(),
            tx.person_by_code("CB1").await.unwrap(),
            tx.person_by_phone("+84905123456").await.unwrap(),
            tx.person_by_name_in_unit("NGUYEN THI LAN", ward.id, NOW).await.unwrap(),
        ] {
            assert_eq!(same, Some(found.clone()));
        }
        let elsewhere = tx.person_by_name_in_unit("Nguyễn Thị Lan", other.id, NOW).await.unwrap();
        assert_eq!(elsewhere, None);
        tx.person_update(lan, Some("CB2"), "Nguyễn Thị Hoa", None).await.unwrap();
        tx.person_set_joined(lan, NOW).await.unwrap();
        tx.person_set_joined(lan, LATER).await.unwrap();
        let changed = tx.person_by_code("CB2").await.unwrap().unwrap();
        assert_eq!((changed.name.as_str(), changed.phone.as_deref()), ("Nguyễn Thị Hoa", None));
        assert_eq!(changed.joined_at, Some(NOW), "the first time counts");
        assert_eq!(tx.person_list().await.unwrap(), [changed]);
    });
}

#[tokio::test]
async fn an_actor_is_what_he_is_at_that_moment() {
    on_both!(tx => {
        let [_, ward, other, _] = city(&mut tx).await;
        let lan = person(&mut tx, "Lan").await;
        assert_eq!(tx.actor_load(lan, NOW).await.unwrap().unwrap().standings, []);
        let first = tx.membership_insert(lan, Some(ward.id), Role::Cadre, None, NOW).await.unwrap();
        tx.membership_insert(lan, Some(other.id), Role::Leader, None, LATER).await.unwrap();
        tx.membership_insert(lan, None, Role::Admin, None, NOW).await.unwrap();
        tx.membership_end(first, LATER).await.unwrap();

        let now = tx.actor_load(lan, NOW).await.unwrap().unwrap();
        assert_eq!(now.roles().into_iter().collect::<Vec<_>>(), [Role::Admin, Role::Cadre]);
        let admin = now.standings_as(Role::Admin).next().unwrap();
        assert_eq!((admin.unit, &admin.path), (None, &UnitPath::everything()));
        let cadre = now.standings_as(Role::Cadre).next().unwrap();
        assert_eq!((cadre.unit, &cadre.path), (Some(ward.id), &ward.path));

        let later = tx.actor_load(lan, LATER).await.unwrap().unwrap();
        assert!(later.is(Role::Leader) && !later.is(Role::Cadre));
        assert_eq!(tx.actor_load(PersonId(999), NOW).await.unwrap(), None);
    });
}

#[tokio::test]
async fn memberships_hold_from_until() {
    on_both!(tx => {
        let [_, ward, _, _] = city(&mut tx).await;
        let lan = person(&mut tx, "Lan").await;
        let id = tx
            .membership_insert_from_roster(lan, ward.id, Role::Cadre, Some("Công chức"), NOW)
            .await
            .unwrap();
        tx.membership_set_title(id, Some("Trưởng phòng")).await.unwrap();
        let held = tx.membership_list_of(lan, NOW).await.unwrap();
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].title.as_deref(), Some("Trưởng phòng"));
        assert!(held[0].from_roster);
        assert_eq!(tx.membership_list(NOW).await.unwrap(), held);
        assert_eq!(tx.membership_list_of(lan, NOW - 1).await.unwrap(), []);
        tx.membership_end(id, LATER).await.unwrap();
        assert_eq!(tx.membership_list(LATER - 1).await.unwrap().len(), 1);
        assert_eq!(tx.membership_list(LATER).await.unwrap(), []);
    });
}

#[tokio::test]
async fn who_is_what_where() {
    on_both!(tx => {
        let [city, ward, other, block] = city(&mut tx).await;
        let chief = with_chat(&mut tx, "Bình", 1).await;
        let head = with_chat(&mut tx, "An", 2).await;
        let absent = person(&mut tx, "Chi").await;
        let lan = with_chat(&mut tx, "Lan", 3).await;
        for (person, unit, role) in [
            (chief, &city, Role::Leader),
            (chief, &ward, Role::Leader),
            (head, &ward, Role::Leader),
            (absent, &ward, Role::Leader),
            (lan, &block, Role::Cadre),
        ] {
            tx.membership_insert(person, Some(unit.id), role, None, NOW).await.unwrap();
        }
        let over = tx.leaders_over(&block.path, NOW).await.unwrap();
        let people: Vec<_> = over.iter().map(|(person, _)| *person).collect();
        assert_eq!(people, [chief, head], "each once, and only who has a chat");
        let chat = tx.chat_of_person(head).await.unwrap().unwrap();
        assert_eq!(over[1].1, chat.id);
        let beside = tx.leaders_over(&other.path, NOW).await.unwrap();
        assert_eq!(beside.len(), 1);
        assert_eq!(tx.leaders_over(&block.path, NOW - 1).await.unwrap(), []);

        let both = [Role::Leader, Role::Cadre];
        let names = |people: Vec<keng::domain::person::Person>| {
            people.into_iter().map(|person| person.name).collect::<Vec<_>>()
        };
        let all = tx.people_with_role(&city.path, &both, NOW).await.unwrap();
        assert_eq!(names(all), ["An", "Bình", "Chi", "Lan"]);
        let cadres = tx.people_with_role(&ward.path, &[Role::Cadre], NOW).await.unwrap();
        assert_eq!(names(cadres), ["Lan"]);
        assert_eq!(tx.people_with_role(&other.path, &both, NOW).await.unwrap(), []);
        assert_eq!(tx.people_with_role(&city.path, &[], NOW).await.unwrap(), []);
    });
}

#[tokio::test]
async fn an_invitation_counts_its_uses_and_ends() {
    on_both!(tx => {
        let [_, ward, _, _] = city(&mut tx).await;
        let new = NewInvitation {
            code: "abc",
            role: Role::Cadre,
            unit: Some(ward.id),
            person: None,
            uses: 2,
            expires_at: Some(LATER),
            created_by: None,
            now: NOW,
        };
        let id = tx.invitation_insert(&new).await.unwrap();
        assert!(!tx.invitation_use(id, LATER).await.unwrap(), "expired");
        assert!(tx.invitation_use(id, NOW).await.unwrap());
        assert!(tx.invitation_use(id, NOW).await.unwrap());
        assert!(!tx.invitation_use(id, NOW).await.unwrap(), "used up");
        let found = tx.invitation_by_code("abc").await.unwrap().unwrap();
        assert_eq!((found.id, found.uses_left, found.revoked_at), (id, 0, None));
        assert_eq!(tx.invitation_by_code("ABC").await.unwrap(), None);

        let code = "def";
        let second = tx.invitation_insert(&NewInvitation { code, ..new }).await.unwrap();
        tx.invitation_revoke(second, NOW).await.unwrap();
        tx.invitation_revoke(second, LATER).await.unwrap();
        assert!(!tx.invitation_use(second, NOW).await.unwrap(), "revoked");
        let revoked = tx.invitation_by_code(code).await.unwrap().unwrap();
        assert_eq!(revoked.revoked_at, Some(NOW));
    });
}

#[tokio::test]
async fn two_who_use_the_last_invitation_at_once_are_one_too_many() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        let [_, ward, _, _] = city(&mut tx).await;
        let new = NewInvitation {
            code: "abc",
            role: Role::Cadre,
            unit: Some(ward.id),
            person: None,
            uses: 1,
            expires_at: None,
            created_by: None,
            now: NOW,
        };
        let id = tx.invitation_insert(&new).await.unwrap();
        tx.commit().await.unwrap();
        let take = |store: keng::store::Store| async move {
            let mut tx = store.begin().await.unwrap();
            let counted = tx.invitation_use(id, NOW).await.unwrap();
            tx.commit().await.unwrap();
            counted
        };
        let (one, two) = tokio::join!(take(database.store.clone()), take(database.store.clone()));
        assert!(one ^ two, "{}: {one} {two}", database.name);
    }
}

#[tokio::test]
async fn who_has_not_joined_keeps_his_open_link() {
    on_both!(tx => {
        let [_, ward, other, _] = city(&mut tx).await;
        with_chat(&mut tx, "Bình", 1).await;
        let lan = person(&mut tx, "Lan").await;
        let left = person(&mut tx, "Hoa").await;
        for unit in [&ward, &other] {
            tx.membership_insert(lan, Some(unit.id), Role::Cadre, None, NOW).await.unwrap();
        }
        let gone = tx.membership_insert(left, Some(ward.id), Role::Cadre, None, NOW).await.unwrap();
        tx.membership_end(gone, NOW).await.unwrap();
        let listed = tx.invitation_list_not_joined(&UnitPath::everything(), NOW).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].person, listed[0].unit), (lan, ward.id));
        assert_eq!(listed[0].code, None);
        let new = NewInvitation {
            code: "abc",
            role: Role::Cadre,
            unit: Some(ward.id),
            person: Some(lan),
            uses: 1,
            expires_at: None,
            created_by: None,
            now: NOW,
        };
        let id = tx.invitation_insert(&new).await.unwrap();
        let listed = tx.invitation_list_not_joined(&UnitPath::everything(), NOW).await.unwrap();
        assert_eq!(listed[0].code.as_deref(), Some("abc"));
        tx.invitation_revoke(id, NOW).await.unwrap();
        let listed = tx.invitation_list_not_joined(&UnitPath::everything(), NOW).await.unwrap();
        assert_eq!(listed[0].code, None);
    });
}

#[tokio::test]
async fn chats_belong_to_people_and_units() {
    on_both!(tx => {
        let [_, ward, other, _] = city(&mut tx).await;
        let lan = with_chat(&mut tx, "Lan", 7).await;
        tx.person_set_locale(lan, Locale::En).await.unwrap();
        let private = tx.chat_of_person(lan).await.unwrap().unwrap();
        assert_eq!((private.kind, private.locale), (ChatKind::Private, Locale::En));
        let again = tx
            .chat_upsert_private(lan, TelegramChatId(7), Locale::Vi, LATER)
            .await
            .unwrap();
        assert_eq!(again, private.id);

        let number = TelegramChatId(-5);
        let group = tx
            .chat_upsert_group(number, ChatKind::Group, Some("Tổ 1"), Locale::Vi, NOW)
            .await
            .unwrap();
        let same = tx
            .chat_upsert_group(number, ChatKind::Supergroup, None, Locale::Vi, LATER)
            .await
            .unwrap();
        assert_eq!(group, same);
        tx.chat_set_locale(group, Locale::En).await.unwrap();
        tx.chat_connect(group, ward.id, GroupAudience::Resident).await.unwrap();
        tx.chat_connect(group, ward.id, GroupAudience::Cadre).await.unwrap();
        let found = tx.chat_by_telegram(number).await.unwrap().unwrap();
        assert_eq!(found.title.as_deref(), Some("Tổ 1"), "a title that is not told is kept");
        assert_eq!((found.kind, found.locale), (ChatKind::Supergroup, Locale::En));
        assert_eq!(found.connection, Some((ward.id, GroupAudience::Cadre)));
        let cadres = tx.chats_of_unit(ward.id, GroupAudience::Cadre).await.unwrap();
        assert_eq!(cadres, [found]);
        assert_eq!(tx.chats_of_unit(ward.id, GroupAudience::Resident).await.unwrap(), []);
        assert_eq!(tx.chats_of_unit(other.id, GroupAudience::Cadre).await.unwrap(), []);
        assert_eq!(tx.chat_list_groups().await.unwrap(), cadres);
        tx.chat_disconnect(group).await.unwrap();
        let untied = tx.chat_by_id(group).await.unwrap().unwrap();
        assert_eq!(untied.connection, None);
    });
}
