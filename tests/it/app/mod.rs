//! What people can do, each intention with its refusals, on both databases.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

mod following;
mod groups;
mod invitations;
mod joining;
mod people;
mod privacy;
mod roster;

use keng::app::joining::{Joined, Opened};
use keng::app::people::{Visitor, greet};
use keng::app::{Cx, Error, Refusal, Rules};
use keng::domain::ids::{PersonId, TelegramUserId};
use keng::domain::org::{Role, Unit};
use keng::domain::person::Actor;
use keng::store::Tx;
use keng::store::people::NewPerson;

/// Some Wednesday.
pub const NOW: i64 = 1_764_122_400_000;
pub const LATER: i64 = NOW + 7 * 86_400_000;

/// Runs the body on a fresh store of each kind, with `$tx` a unit of work, and commits it.
macro_rules! on_both {
    ($tx:ident => $body:expr) => {
        for database in crate::support::stores::stores().await {
            let mut $tx = database.store.begin().await.unwrap();
            $body
            $tx.commit().await.unwrap();
        }
    };
}

use on_both;

/// Đà Nẵng with the wards Hải Châu and An Hải.
pub async fn city(tx: &mut Tx) -> [Unit; 3] {
    let city = tx
        .unit_insert("48", "Thành phố Đà Nẵng", "thành phố", None)
        .await;
    let city = city.unwrap();
    let ward = tx
        .unit_insert("20242", "Phường Hải Châu", "phường", Some(&city))
        .await;
    let other = tx
        .unit_insert("20275", "Phường An Hải", "phường", Some(&city))
        .await;
    [city, ward.unwrap(), other.unwrap()]
}

/// Somebody who has written to the bot and holds a role.
pub async fn member(tx: &mut Tx, name: &str, telegram: i64, role: Role, unit: &Unit) -> PersonId {
    let person = visitor(tx, name, telegram).await;
    tx.membership_insert(person, Some(unit.id), role, None, NOW)
        .await
        .unwrap();
    person
}

/// Somebody who has written to the bot and is nobody yet.
pub async fn visitor(tx: &mut Tx, name: &str, telegram: i64) -> PersonId {
    let telegram = TelegramUserId(telegram);
    let greeted = greet(tx, Visitor { telegram, name }, &Rules::default(), NOW).await;
    greeted.unwrap().person
}

/// Somebody on the roster who has not joined.
pub async fn on_roster(tx: &mut Tx, name: &str, code: &str, unit: &Unit) -> PersonId {
    let new = NewPerson {
        name,
        code: Some(code),
        now: NOW,
        ..NewPerson::default()
    };
    let person = tx.person_insert(&new).await.unwrap();
    tx.membership_insert_from_roster(person, unit.id, Role::Cadre, None, NOW)
        .await
        .unwrap();
    person
}

/// Opens the link with this code and agrees at once.
pub async fn join(tx: &mut Tx, person: PersonId, code: &str, now: i64) -> Result<Joined, Error> {
    match keng::app::joining::open(tx, person, code, now).await? {
        Opened::Invitation(invitation) => {
            keng::app::joining::join(tx, person, invitation, now).await
        }
        Opened::ForSomebodyElse => Err(Refusal::new("refusal-invitation-other-person").into()),
    }
}

pub async fn actor(tx: &mut Tx, person: PersonId) -> Actor {
    tx.actor_load(person, NOW).await.unwrap().unwrap()
}

pub fn cx<'a>(actor: &'a Actor, rules: &'a Rules) -> Cx<'a> {
    Cx {
        now: NOW,
        actor,
        rules,
    }
}

/// The key of the refusal.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.key,
        other => panic!("expected a refusal, not {other:?}"),
    }
}
