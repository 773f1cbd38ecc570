//! Bringing the town to life by the ways that a real organisation takes: rosters are imported,
//! everybody gets a personal link and presses it, groups are tied to their units.

use std::collections::BTreeMap;
use std::time::Duration;

use super::document::{DOCX, Document, FILE};
use super::town::{self, BOT, GROUPS, NEWCOMER, NEWCOMERS_UNIT, PEOPLE, Phone, TownGroup};
use crate::app::groups::{Group, connect_group};
use crate::app::invitations::{Offer, invite_everybody_from_console, invite_from_console};
use crate::app::roster::{Absent, Import, import_people, import_units};
use crate::app::{Cx, Rules};
use crate::cli::Failure;
use crate::cli::compose::Ground;
use crate::domain::chat::{ChatKind, GroupAudience};
use crate::domain::ids::TelegramChatId;
use crate::domain::org::{Role, UnitPath};
use crate::domain::person::Person;
use crate::intake::roster::{read_people, read_units};
use crate::runtime::random_bytes;
use crate::sim::{ChatId, UserId, World};
use crate::store::{Store, Tx};

/// Where the newcomer finds his invitation.
pub const NEWCOMERS_GROUP: &str = "Đồng nghiệp phường Hoa Sim";
/// How long the town may take to come in. It takes about a second.
const PATIENCE: Duration = Duration::from_secs(300);

/// The phones of the town.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// By name.
    people: BTreeMap<&'static str, UserId>,
    /// By title.
    groups: BTreeMap<&'static str, ChatId>,
}

impl Cast {
    /// Somebody's phone.
    ///
    /// # Errors
    /// If nobody in the town has this name and a phone.
    pub fn person(&self, name: &str) -> Result<UserId, Failure> {
        let known = self.people.get(name).copied();
        known.ok_or_else(|| Failure::new(format!("nobody in the town is called {name}")))
    }

    /// A group.
    ///
    /// # Errors
    /// If there is none with this title.
    pub fn group(&self, title: &str) -> Result<ChatId, Failure> {
        let known = self.groups.get(title).copied();
        known.ok_or_else(|| Failure::new(format!("the town has no group {title}")))
    }
}

/// Hands out the phones: one for everybody who uses Telegram, and one for the newcomer.
#[must_use]
pub fn hand_out_phones(world: &World) -> Cast {
    let mut cast = Cast::default();
    for person in PEOPLE {
        // The page shows the newcomer beside the first ones, and lists people in this order.
        if cast.people.len() == 3 {
            cast.people.insert(
                NEWCOMER,
                phone(world, NEWCOMER, "Người mới, chưa có trong danh sách"),
            );
        }
        if person.phone != Phone::None {
            cast.people
                .insert(person.name, phone(world, person.name, person.office));
        }
    }
    cast
}

fn phone(world: &World, name: &str, hint: &str) -> UserId {
    let user = world.person(name, "");
    world.set_role_hint(user, hint);
    user
}

/// Takes in the rosters and answers everybody's invitation code, by the roster's key.
///
/// # Errors
/// If the database fails or a roster has a flaw.
pub async fn import_rosters(store: &Store, now: i64) -> Result<BTreeMap<String, String>, Failure> {
    let flawed =
        |fault: &dyn std::fmt::Display| Failure::new(format!("the town's roster: {fault}"));
    let units = read_units(town::units_csv().as_bytes()).map_err(|fault| flawed(&fault))?;
    let people = read_people(town::people_csv().as_bytes()).map_err(|fault| flawed(&fault))?;
    let mut tx = store.begin().await?;
    for import in [
        import_units(&mut tx, None, &units, now).await?,
        import_people(&mut tx, None, &people, Absent::Stay, now).await?,
    ] {
        if let Import::Refused(problems) = import {
            return Err(flawed(&format!("{problems:?}")));
        }
    }
    let invitations = invite_everybody_from_console(&mut tx, now, random_bytes).await?;
    tx.commit().await?;
    Ok(invitations
        .into_iter()
        .filter_map(|invitation| Some((invitation.person.roster_code?, invitation.code)))
        .collect())
}

/// The button by which people join.
pub const AGREE: &str = "Đồng ý";

/// Everybody presses the personal link that was sent to him and agrees, and somebody blocks the bot.
///
/// # Errors
/// If not everybody is in after a while.
pub async fn everybody_joins(
    world: &World,
    cast: &Cast,
    ground: &Ground,
    codes: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let mut asked = Vec::new();
    for (place, person) in PEOPLE.iter().enumerate() {
        let Some(code) = codes.get(&town::TownPerson::code(place)) else {
            continue;
        };
        if person.phone != Phone::None {
            let user = cast.person(person.name)?;
            world.opens_link(user, &link(code))?;
            asked.push(user);
        }
    }
    until("everybody has agreed", async || {
        asked.retain(|user| match world.finds_button(*user, AGREE) {
            Some(card) => world.taps(*user, *user, card, AGREE).is_err(),
            None => true,
        });
        Ok(asked.is_empty())
    })
    .await?;
    let without = PEOPLE.iter().filter(|one| one.phone == Phone::None).count();
    until("everybody has joined", async || {
        let mut tx = ground.store.read().await?;
        let now = ground.clock.now();
        let everywhere = UnitPath::everything();
        let waiting = tx.invitation_list_not_joined(&everywhere, now).await?;
        Ok(waiting.len() == without)
    })
    .await?;
    for person in PEOPLE.iter().filter(|one| one.phone == Phone::Blocked) {
        world.blocks(cast.person(person.name)?)?;
    }
    Ok(())
}

/// Makes the groups, ties each to its unit and lets the bot in.
///
/// # Errors
/// If the database fails.
pub async fn open_groups(
    world: &World,
    cast: &mut Cast,
    ground: &Ground,
    rules: &Rules,
) -> Result<(), Failure> {
    for group in GROUPS {
        let (head, members) = members(cast, &group)?;
        let chat = world.group(group.title, &members, &[head.1]);
        let mut tx = ground.store.begin().await?;
        tie(&mut tx, rules, ground.clock.now(), &group, (chat, head.0)).await?;
        tx.commit().await?;
        world.adds_bot(head.1, chat)?;
        cast.groups.insert(group.title, chat);
    }
    Ok(())
}

/// A group's head (the place in the roster and the phone), and who is in it: the unit's cadres, or
/// its residents with whoever is on watch.
fn members(cast: &Cast, group: &TownGroup) -> Result<((usize, UserId), Vec<UserId>), Failure> {
    let belongs = |role| match group.audience {
        GroupAudience::Cadre => matches!(role, Role::Leader | Role::Cadre | Role::Duty),
        GroupAudience::Resident => matches!(role, Role::Leader | Role::Resident | Role::Duty),
    };
    let mut head = None;
    let mut members = Vec::new();
    for (place, person) in PEOPLE.iter().enumerate() {
        if person.unit != group.unit || !belongs(person.role) || person.phone == Phone::None {
            continue;
        }
        let user = cast.person(person.name)?;
        if person.role == Role::Leader {
            head = Some((place, user));
        }
        members.push(user);
    }
    let head = head.ok_or_else(|| Failure::new(format!("{} has no head", group.unit)))?;
    Ok((head, members))
}

async fn tie(
    tx: &mut Tx,
    rules: &Rules,
    now: i64,
    group: &TownGroup,
    (chat, head): (ChatId, usize),
) -> Result<(), Failure> {
    let person: Option<Person> = tx.person_by_code(&town::TownPerson::code(head)).await?;
    let actor = match person {
        Some(person) => tx.actor_load(person.id, now).await?,
        None => None,
    };
    let actor = actor.ok_or_else(|| Failure::new("the head of a group has not joined"))?;
    let cx = Cx {
        now,
        actor: &actor,
        rules,
    };
    let seen = Group {
        telegram: TelegramChatId(chat),
        kind: ChatKind::Group,
        title: Some(group.title),
    };
    connect_group(tx, &cx, seen, group.unit, group.audience).await?;
    Ok(())
}

/// The newcomer finds an invitation in a group chat, from his head to be: he has only to press it.
///
/// # Errors
/// If the database fails.
pub async fn expect_newcomer(
    world: &World,
    cast: &mut Cast,
    ground: &Ground,
) -> Result<(), Failure> {
    let now = ground.clock.now();
    let mut tx = ground.store.begin().await?;
    let offer = Offer {
        role: Role::Cadre,
        unit: tx.unit_by_code(NEWCOMERS_UNIT).await?,
        uses: 5,
        expires_at: None,
    };
    let code = invite_from_console(&mut tx, now, &offer, random_bytes()).await?;
    tx.commit().await?;
    let newcomer = cast.person(NEWCOMER)?;
    let mut members = vec![newcomer];
    for person in PEOPLE.iter().filter(|one| one.unit == NEWCOMERS_UNIT) {
        members.push(cast.person(person.name)?);
    }
    let head = PEOPLE
        .iter()
        .find(|one| one.unit == NEWCOMERS_UNIT && one.role == Role::Leader);
    let head = cast.person(head.map_or(NEWCOMER, |head| head.name))?;
    let group = world.group(NEWCOMERS_GROUP, &members, &[head]);
    let words = format!(
        "Chào Huy, mừng em về phường! Từ nay chỉ thị, nhiệm vụ của phường đều qua Kẻng. Em bấm \
         liên kết này để vào nhé: {}",
        link(&code)
    );
    world.says(head, group, &words)?;
    cast.groups.insert(NEWCOMERS_GROUP, group);
    Ok(())
}

/// What the page shows beside the phones.
///
/// # Errors
/// If the document cannot be made.
pub fn furnish(world: &World, ground: &Ground, rules: &Rules, pages: &str) -> Result<(), Failure> {
    let document = Document::new(&rules.calendar, ground.clock.now());
    world.add_sample(
        "Chỉ thị mẫu (Word)",
        &format!("{FILE}.docx"),
        DOCX,
        document.docx()?,
    );
    world.add_sample(
        "Chỉ thị mẫu (.txt)",
        &format!("{FILE}.txt"),
        "text/plain",
        document.text(),
    );
    world.add_link("Kiểm tra tin", &format!("{pages}/verify"));
    world.set_time_zone(rules.calendar.time_zone.name());
    let store = ground.store.clone();
    world.on_advance(Box::new(move || {
        store.jobs_nudge().ring();
        store.outbox_nudge().ring();
        store.inbox_nudge().ring();
    }));
    Ok(())
}

/// Waits until something holds.
///
/// # Errors
/// If it does not hold after a while, or cannot be looked at.
async fn until(
    what: &str,
    mut holds: impl AsyncFnMut() -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let waited = tokio::time::timeout(PATIENCE, async {
        while !holds().await? {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    });
    waited
        .await
        .unwrap_or_else(|_| Err(Failure::new(format!("waited in vain until {what}"))))
}

fn link(code: &str) -> String {
    format!("https://t.me/{BOT}?start={code}")
}
