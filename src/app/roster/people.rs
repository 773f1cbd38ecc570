//! The people come in.
//!
//! A row is one role of one person. Who it is about is told by the organisation's own code, without
//! one by the telephone number, without either by the name among the unit's people.

use std::collections::{HashMap, HashSet};

use super::super::error::Result;
use super::{Counts, Import, done, in_scope, refused};
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::org::{Role, Unit, UnitPath};
use crate::domain::person::{Actor, Person};
use crate::domain::text::fold;
use crate::intake::roster::{Expected, PersonRow, Problem, Roster, person_column};
use crate::store::Tx;
use crate::store::memberships::Membership;
use crate::store::people::NewPerson;

/// Takes in a file of people, by whoever `importer` is (`None`: the console).
///
/// People whom the file does not name stay as they are. Of those it names, the roles that an
/// earlier file gave and this one does not are ended; those that came by invitation are kept.
///
/// # Errors
/// If the store fails.
pub async fn import_people(
    tx: &mut Tx,
    importer: Option<&Actor>,
    roster: &Roster<PersonRow>,
    now: i64,
) -> Result<Import> {
    let units = load_units(tx).await?;
    let mut book = Book::load(tx, now).await?;
    let mut problems = roster.problems.clone();
    for row in &roster.rows {
        let unit = units.get(&row.unit);
        problems.extend(unit_problem(roster, row, unit, importer));
        if let Some(unit) = unit {
            problems.extend(book.enter(roster, row, unit));
        }
    }
    if !problems.is_empty() {
        return Ok(refused(problems));
    }
    let counts = book.write(tx, now).await?;
    done(tx, importer, "roster.import_people", counts, now).await
}

async fn load_units(tx: &mut Tx) -> Result<HashMap<String, Unit>> {
    let units = tx.unit_list(&UnitPath::everything()).await?;
    Ok(units
        .into_iter()
        .map(|unit| (unit.code.clone(), unit))
        .collect())
}

fn unit_problem(
    roster: &Roster<PersonRow>,
    row: &PersonRow,
    unit: Option<&Unit>,
    importer: Option<&Actor>,
) -> Option<Problem> {
    let expected = match unit {
        // That the cell is empty or the column missing was said already.
        None if row.unit.is_empty() => return None,
        None => Expected::Unit,
        Some(unit) if !in_scope(importer, &unit.path) => Expected::InScope,
        Some(_) => return None,
    };
    Some(roster.problem(row.row, person_column::UNIT, &row.unit, expected))
}

/// Everybody who is known or in the file.
#[derive(Default)]
struct Book {
    entries: Vec<Entry>,
    by_code: HashMap<String, usize>,
    by_phone: HashMap<String, usize>,
    by_name: HashMap<(String, UnitId), usize>,
}

/// One person: as he is known, and as the file has him.
#[derive(Default)]
struct Entry {
    known: Option<Person>,
    held: Vec<Membership>,
    code: Option<String>,
    name: String,
    phone: Option<String>,
    /// The row of the file that first named him; `None` if none did.
    row: Option<u32>,
    roles: Vec<Entered>,
}

/// A role that the file gives.
struct Entered {
    row: u32,
    unit: UnitId,
    role: Role,
    title: Option<String>,
}

impl Book {
    async fn load(tx: &mut Tx, now: i64) -> Result<Self> {
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
            self.by_code.insert(code.clone(), place);
        }
        if let Some(phone) = &entry.phone {
            self.by_phone.entry(phone.clone()).or_insert(place);
        }
        self.entries.push(entry);
        place
    }

    /// The person whom a row is about, and the column that told so.
    fn find(&self, row: &PersonRow, unit: UnitId) -> Option<(usize, usize)> {
        let by_code = row.code.as_ref().and_then(|code| self.by_code.get(code));
        if let Some(place) = by_code {
            return Some((*place, person_column::CODE));
        }
        // A code that is new belongs to somebody without one, or to somebody new.
        let may_be = |place: &&usize| row.code.is_none() || self.entries[**place].code.is_none();
        let by_phone = row
            .phone
            .as_ref()
            .and_then(|phone| self.by_phone.get(phone));
        if let Some(place) = by_phone.filter(may_be) {
            return Some((*place, person_column::PHONE));
        }
        let differs = |place: &&usize| {
            let known = &self.entries[**place].phone;
            row.phone.is_some() && known.is_some() && row.phone != *known
        };
        let by_name = self.by_name.get(&(fold(&row.name), unit));
        by_name
            .filter(may_be)
            .filter(|place| !differs(place))
            .map(|place| (*place, person_column::NAME))
    }

    /// Enters a row of the file, or says why it contradicts an earlier one.
    fn enter(
        &mut self,
        roster: &Roster<PersonRow>,
        row: &PersonRow,
        unit: &Unit,
    ) -> Option<Problem> {
        let found = self.find(row, unit.id);
        let place = match found {
            Some((place, _)) => place,
            None => self.add(Entry {
                code: row.code.clone(),
                name: row.name.clone(),
                phone: row.phone.clone(),
                ..Entry::default()
            }),
        };
        let entry = &self.entries[place];
        if let Some((_, column)) = found
            && let Some(first) = entry.row
        {
            let role = entry
                .roles
                .iter()
                .find(|entered| entered.unit == unit.id && Some(entered.role) == row.role);
            let same_name = fold(&entry.name) == fold(&row.name);
            if let Some(first) = role.map(|role| role.row).or((!same_name).then_some(first)) {
                let value = match column {
                    person_column::CODE => row.code.as_deref(),
                    person_column::PHONE => row.phone.as_deref(),
                    _ => Some(row.name.as_str()),
                };
                let value = value.unwrap_or_default();
                return Some(roster.problem(row.row, column, value, Expected::Unique(first)));
            }
        }
        self.say(place, row, unit.id);
        None
    }

    /// Puts what a row says over what is known.
    fn say(&mut self, place: usize, row: &PersonRow, unit: UnitId) {
        let entry = &mut self.entries[place];
        entry.row.get_or_insert(row.row);
        entry.name.clone_from(&row.name);
        if row.code.is_some() {
            entry.code.clone_from(&row.code);
        }
        if row.phone.is_some() {
            entry.phone.clone_from(&row.phone);
        }
        if let Some(role) = row.role {
            entry.roles.push(Entered {
                row: row.row,
                unit,
                role,
                title: row.title.clone(),
            });
        }
        if let Some(code) = &entry.code {
            self.by_code.insert(code.clone(), place);
        }
        if let Some(phone) = &entry.phone {
            self.by_phone.entry(phone.clone()).or_insert(place);
        }
        let name = (fold(&entry.name), unit);
        self.by_name.entry(name).or_insert(place);
    }

    /// Writes what the file says of those it names.
    async fn write(&self, tx: &mut Tx, now: i64) -> Result<Counts> {
        let mut counts = Counts::default();
        for entry in self.entries.iter().filter(|entry| entry.row.is_some()) {
            let (id, changed) = entry.write_person(tx, now).await?;
            let roles_changed = entry.write_roles(tx, id, now).await?;
            if entry.known.is_none() {
                counts.new += 1;
            } else if changed || roles_changed {
                counts.changed += 1;
            } else {
                counts.unchanged += 1;
            }
        }
        Ok(counts)
    }
}

impl Entry {
    /// Adds the person or brings him up to date; answers who he is and whether anything changed.
    async fn write_person(&self, tx: &mut Tx, now: i64) -> Result<(PersonId, bool)> {
        let (code, phone) = (self.code.as_deref(), self.phone.as_deref());
        let Some(known) = &self.known else {
            let new = NewPerson {
                code,
                name: &self.name,
                phone,
                now,
                ..NewPerson::default()
            };
            return Ok((tx.person_insert(&new).await?, true));
        };
        let same = known.code == self.code && known.name == self.name && known.phone == self.phone;
        if !same {
            tx.person_update(known.id, code, &self.name, phone).await?;
        }
        Ok((known.id, !same))
    }

    /// Begins, renames and ends roles; answers whether anything changed.
    async fn write_roles(&self, tx: &mut Tx, person: PersonId, now: i64) -> Result<bool> {
        let mut changed = false;
        let mut kept: HashSet<i64> = HashSet::new();
        for entered in &self.roles {
            let held = self
                .held
                .iter()
                .find(|held| held.unit == Some(entered.unit) && held.role == entered.role);
            let title = entered.title.as_deref();
            match held {
                Some(held) => {
                    kept.insert(held.id);
                    if title.is_some() && held.title.as_deref() != title {
                        tx.membership_set_title(held.id, title).await?;
                        changed = true;
                    }
                }
                None => {
                    let (unit, role) = (entered.unit, entered.role);
                    tx.membership_insert_from_roster(person, unit, role, title, now)
                        .await?;
                    changed = true;
                }
            }
        }
        for held in &self.held {
            if held.from_roster && !kept.contains(&held.id) {
                tx.membership_end(held.id, now).await?;
                changed = true;
            }
        }
        Ok(changed)
    }
}
