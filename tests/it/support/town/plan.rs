//! From a plan in one line to units, people and private chats.

use keng::domain::ids::{TelegramChatId, TelegramUserId};
use keng::domain::org::{Role, Unit};
use keng::domain::text::fold;
use keng::store::Tx;
use keng::store::people::NewPerson;

use super::{CITY, Town};

/// Who stands in the plan.
struct Planned<'a> {
    name: &'a str,
    role: Role,
    joined: bool,
}

impl Town {
    /// Puts everybody of the plan into the database and into Telegram.
    pub(super) async fn settle_down(&mut self, plan: &str) {
        let mut tx = self.store().begin().await.expect("the database");
        let city = tx.unit_insert("TP", CITY, "thành phố", None).await;
        let city = city.expect("the city");
        for unit in plan
            .split(';')
            .map(str::trim)
            .filter(|unit| !unit.is_empty())
        {
            let (name, people) = unit.split_once(':').expect("`unit: people`");
            let unit = match name.trim() {
                "Thành phố" => city.clone(),
                name => tx
                    .unit_insert(&code(name), name, kind(name), Some(&city))
                    .await
                    .expect(name),
            };
            for person in people.split(',') {
                self.moves_in(&mut tx, &unit, read(person)).await;
            }
        }
        tx.commit().await.expect("the database");
    }

    async fn moves_in(&mut self, tx: &mut Tx, unit: &Unit, person: Planned<'_>) {
        let Planned { name, role, joined } = person;
        let now = self.clock.now();
        let account = *self
            .names
            .entry(name.to_owned())
            .or_insert_with(|| self.world.person(name, ""));
        let telegram = TelegramUserId(account);
        let known = tx.person_by_telegram(telegram).await.expect(name);
        let id = match known {
            Some(person) => person.id,
            None => {
                let new = NewPerson {
                    name,
                    telegram: joined.then_some(telegram),
                    now,
                    ..NewPerson::default()
                };
                tx.person_insert(&new).await.expect(name)
            }
        };
        if !joined {
            tx.membership_insert_from_roster(id, unit.id, role, None, now)
                .await
                .expect(name);
        } else if role != Role::Resident {
            tx.membership_insert(id, Some(unit.id), role, None, now)
                .await
                .expect(name);
        }
        if joined {
            tx.person_set_joined(id, now).await.expect(name);
            let chat = TelegramChatId(account);
            tx.chat_upsert_private(id, chat, self.rules.locale, now)
                .await
                .expect(name);
            self.world.has_started(account);
        }
    }
}

/// `name role`, or `name role unjoined`.
fn read(person: &str) -> Planned<'_> {
    let person = person.trim();
    let (person, joined) = match person.strip_suffix(" unjoined") {
        Some(person) => (person, false),
        None => (person, true),
    };
    let (name, role) = person.rsplit_once(' ').expect("`name role`");
    let role = Role::parse(role).unwrap_or_else(|| panic!("{role} is no role"));
    Planned { name, role, joined }
}

/// A unit's code, as a roster would give it: `Hải Châu` is `HAI-CHAU`.
pub fn code(name: &str) -> String {
    fold(name).to_uppercase().replace(' ', "-")
}

/// What a unit is, by its name.
fn kind(name: &str) -> &'static str {
    match name.split(' ').next() {
        Some("Xã") => "xã",
        Some("Sở") => "sở",
        _ => "phường",
    }
}
