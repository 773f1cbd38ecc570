//! Everybody who is known or in a file, and who of the known each row of the file is about.

use std::collections::HashMap;

use super::super::error::Result;
use super::codes::Codes;
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::org::{Role, Unit, UnitPath};
use crate::domain::person::Person;
use crate::domain::text::fold;
use crate::intake::roster::{Expected, PersonRow, Problem, Roster, person_column};
use crate::store::Tx;
use crate::store::memberships::Membership;

/// All units, by number and by code.
pub(super) struct Units {
    units: HashMap<UnitId, Unit>,
    codes: Codes<UnitId>,
}

/// Everybody who is known or in the file.
#[derive(Default)]
pub(super) struct Book {
    /// Those who are known, by number, then those who are new, by row.
    pub entries: Vec<Entry>,
    by_code: Codes<usize>,
    by_phone: HashMap<String, usize>,
    by_name: HashMap<(String, UnitId), usize>,
}

/// One person: as he is known, and as the file has him.
#[derive(Default)]
pub(super) struct Entry {
    pub known: Option<Person>,
    pub held: Vec<Membership>,
    pub code: Option<String>,
    pub name: String,
    pub phone: Option<String>,
    /// The row of the file that first named him; `None` if none did.
    pub row: Option<u32>,
    pub roles: Vec<Entered>,
}

/// A role that the file gives.
pub(super) struct Entered {
    pub row: u32,
    pub unit: UnitId,
    pub role: Role,
    pub title: Option<String>,
}

/// The person whom a row is about.
pub(super) struct Found {
    /// His place in the book.
    pub place: usize,
    /// The column that told so.
    pub column: usize,
}

impl Units {
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        let mut units = HashMap::new();
        let mut codes = Codes::default();
        for unit in tx.unit_list(&UnitPath::everything()).await? {
            codes.insert(&unit.code, unit.id);
            units.insert(unit.id, unit);
        }
        Ok(Self { units, codes })
    }

    pub fn by_code(&self, code: &str) -> Option<&Unit> {
        self.get(self.codes.get(code)?)
    }

    pub fn get(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id)
    }
}

impl Book {
    pub async fn load(tx: &mut Tx, now: i64) -> Result<Self> {
        let mut book = Self::default();
        let mut places: HashMap<PersonId, usize> = HashMap::new();
        for person in tx.person_list().await? {
            let entry = Entry {
                code: person.code.clone(),
                name: person.name.clone(),
                phone: person.phone.clone(),
                known: Some(person.clone()),
                ..Entry::default()
            };
            places.insert(person.id, book.add(entry));
        }
        for membership in tx.membership_list(now).await? {
            let Some(place) = places.get(&membership.person).copied() else {
                continue;
            };
            let entry = &mut book.entries[place];
            if let Some(unit) = membership.unit {
                let name = (fold(&entry.name), unit);
                book.by_name.entry(name).or_insert(place);
            }
            entry.held.push(membership);
        }
        Ok(book)
    }

    /// Adds a person; the first with a telephone number is found by it.
    fn add(&mut self, entry: Entry) -> usize {
        let place = self.entries.len();
        if let Some(code) = &entry.code {
            self.by_code.insert(code, place);
        }
        if let Some(phone) = &entry.phone {
            self.by_phone.entry(phone.clone()).or_insert(place);
        }
        self.entries.push(entry);
        place
    }

    /// The person whom a row is about, if he is known or stood in an earlier row.
    ///
    /// Somebody who has left is found again by his code or number, never by his name alone: who
    /// comes now may be another of that name, and must not get the other's account.
    pub fn find(&self, row: &PersonRow, unit: UnitId) -> Option<Found> {
        if let Some(found) = self.find_anywhere(row) {
            return Some(found);
        }
        let may_be = |place: &&usize| row.code.is_none() || self.entries[**place].code.is_none();
        let differs = |place: &&usize| {
            let known = &self.entries[**place].phone;
            row.phone.is_some() && known.is_some() && row.phone != *known
        };
        let by_name = self.by_name.get(&(fold(&row.name), unit));
        let by_name = by_name.filter(may_be).filter(|place| !differs(place));
        by_name.map(|place| Found {
            place: *place,
            column: person_column::NAME,
        })
    }

    /// The person whom a row is about by what holds in every unit.
    fn find_anywhere(&self, row: &PersonRow) -> Option<Found> {
        let by_code = row.code.as_ref().and_then(|code| self.by_code.get(code));
        if let Some(place) = by_code {
            let column = person_column::CODE;
            return Some(Found { place, column });
        }
        // A code that is new belongs to somebody without one, or to somebody new.
        let may_be = |place: &&usize| row.code.is_none() || self.entries[**place].code.is_none();
        let phone = row.phone.as_ref()?;
        let by_phone = self.by_phone.get(phone).filter(may_be);
        by_phone.map(|place| Found {
            place: *place,
            column: person_column::PHONE,
        })
    }

    /// The person whom a row without a unit is about: an administrator of everything, or somebody
    /// without a role.
    pub fn find_without_unit(&self, row: &PersonRow) -> Option<Found> {
        self.find_anywhere(row).or_else(|| {
            let name = fold(&row.name);
            let is_it = |entry: &Entry| entry.is_over_everything() && fold(&entry.name) == name;
            self.entries.iter().position(is_it).map(|place| Found {
                place,
                column: person_column::NAME,
            })
        })
    }

    /// Enters a row that names somebody and gives him no role in a unit.
    pub fn enter_without_unit(&mut self, row: &PersonRow, found: &Found) {
        self.say_person(found.place, row);
    }

    /// Enters a row of the file, or says why it contradicts an earlier one.
    pub fn enter(
        &mut self,
        roster: &Roster<PersonRow>,
        row: &PersonRow,
        unit: UnitId,
        found: Option<Found>,
    ) -> Option<Problem> {
        let Some(Found { place, column }) = found else {
            let place = self.add(Entry {
                code: row.code.clone(),
                name: row.name.clone(),
                phone: row.phone.clone(),
                ..Entry::default()
            });
            self.say(place, row, unit);
            return None;
        };
        let entry = &self.entries[place];
        let role = entry
            .roles
            .iter()
            .find(|entered| entered.unit == unit && Some(entered.role) == row.role);
        let other = entry.row.filter(|_| fold(&entry.name) != fold(&row.name));
        if let Some(first) = role.map(|role| role.row).or(other) {
            let value = match column {
                person_column::CODE => row.code.as_deref(),
                person_column::PHONE => row.phone.as_deref(),
                _ => Some(row.name.as_str()),
            };
            let value = value.unwrap_or_default();
            return Some(roster.problem(row.row, column, value, Expected::Unique(first)));
        }
        self.say(place, row, unit);
        None
    }

    /// Puts what a row says over what is known.
    fn say(&mut self, place: usize, row: &PersonRow, unit: UnitId) {
        self.say_person(place, row);
        let entry = &mut self.entries[place];
        if let Some(role) = row.role {
            entry.roles.push(Entered {
                row: row.row,
                unit,
                role,
                title: row.title.clone(),
            });
        }
        let name = (fold(&entry.name), unit);
        self.by_name.entry(name).or_insert(place);
    }

    fn say_person(&mut self, place: usize, row: &PersonRow) {
        let entry = &mut self.entries[place];
        entry.row.get_or_insert(row.row);
        entry.name.clone_from(&row.name);
        // A code that is there stays: the file may have the same without its leading zeros.
        if entry.code.is_none() {
            entry.code.clone_from(&row.code);
        }
        if row.phone.is_some() {
            entry.phone.clone_from(&row.phone);
        }
        if let Some(code) = &entry.code {
            self.by_code.insert(code, place);
        }
        if let Some(phone) = &entry.phone {
            self.by_phone.entry(phone.clone()).or_insert(place);
        }
    }
}

impl Entry {
    /// Whether he is an administrator of everything, which no roster makes or ends.
    pub fn is_over_everything(&self) -> bool {
        self.held.iter().any(|held| held.unit.is_none())
    }
}
