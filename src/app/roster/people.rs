//! The people come in.
//!
//! A row is one role of one person. Who it is about is told by the organisation's own code, without
//! one by the telephone number, without either by the name among the unit's people.

use super::super::error::Result;
use super::book::{Book, Entered, Entry, Found, Units};
use super::{Absent, Change, Changes, Import, Step, done, in_scope, refused};
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::org::{Role, Unit};
use crate::domain::person::Actor;
use crate::intake::roster::{Expected, PersonRow, Problem, Roster, person_column};
use crate::store::Tx;
use crate::store::memberships::Membership;
use crate::store::people::NewPerson;

/// Takes in a file of people, by whoever `importer` is (`None`: the console).
///
/// Of those whom the file names, the roles that an earlier file gave and this one does not are
/// ended; those that came by invitation are kept, and are the roster's once a file gives them too.
/// With those whom it does not name it goes as
/// `absent` says. Nothing is changed outside the importer's scope, and he is never made to leave by
/// a file of his own that does not name him.
///
/// # Errors
/// If the store fails.
pub async fn import_people(
    tx: &mut Tx,
    importer: Option<&Actor>,
    roster: &Roster<PersonRow>,
    absent: Absent,
    now: i64,
) -> Result<Import> {
    let plan = match plan(tx, importer, roster, now).await? {
        Ok(plan) => plan,
        Err(problems) => return Ok(refused(problems)),
    };
    for act in &plan.acts {
        act.write(tx, now).await?;
    }
    let mut changes = plan.changes;
    let mut left = 0;
    for leaving in plan.leaving {
        match absent {
            Absent::Leave => {
                for membership in &leaving.ends {
                    tx.membership_end(*membership, now).await?;
                }
                left += 1;
            }
            Absent::Stay => changes.affected.retain(|person| *person != leaving.person),
        }
    }
    done(tx, importer, "roster.import_people", changes, left, now).await
}

/// What a file of people does, and what of it is told.
pub(super) struct Plan {
    pub changes: Changes,
    acts: Vec<Act>,
    leaving: Vec<Leaving>,
}

/// What is written of one person whom the file names.
struct Act {
    known: Option<PersonId>,
    /// The code, name and telephone number, where they are new.
    says: Option<Says>,
    begins: Vec<Entered>,
    titles: Vec<(i64, String)>,
    /// Roles that came by invitation and stand in the file too: from now on they are the roster's.
    adopts: Vec<i64>,
    ends: Vec<i64>,
}

struct Says {
    code: Option<String>,
    name: String,
    phone: Option<String>,
}

/// Somebody whom the file does not name, and the roles that the roster gave him.
struct Leaving {
    person: PersonId,
    ends: Vec<i64>,
}

/// What the file does, or everything that is wrong with it.
pub(super) async fn plan(
    tx: &mut Tx,
    importer: Option<&Actor>,
    roster: &Roster<PersonRow>,
    now: i64,
) -> Result<std::result::Result<Plan, Vec<Problem>>> {
    let units = Units::load(tx).await?;
    let scope = Scope {
        importer,
        units: &units,
    };
    let mut book = Book::load(tx, now).await?;
    let mut problems = roster.problems.clone();
    for row in &roster.rows {
        if row.unit.is_empty() {
            problems.extend(scope.enter_without_unit(roster, row, &mut book));
            continue;
        }
        let unit = units.by_code(&row.unit);
        let out_of_reach = scope.unit_problem(roster, row, unit);
        if let Some(unit) = unit {
            let found = book.find(row, unit.id);
            // One sentence about a row that is somebody else's affair is enough.
            if out_of_reach.is_none() {
                problems.extend(scope.person_problem(roster, row, &book, found.as_ref()));
            }
            problems.extend(book.enter(roster, row, unit.id, found));
        }
        problems.extend(out_of_reach);
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    Ok(Ok(scope.plan(book)))
}

/// Where the importer has a say.
struct Scope<'a> {
    importer: Option<&'a Actor>,
    units: &'a Units,
}

impl Scope<'_> {
    fn has(&self, unit: UnitId) -> bool {
        let unit = self.units.get(unit);
        unit.is_some_and(|unit| in_scope(self.importer, &unit.path))
    }

    fn is_importer(&self, entry: &Entry) -> bool {
        let known = entry.known.as_ref().map(|person| person.id);
        self.importer.is_some_and(|actor| Some(actor.id) == known)
    }

    /// Whether the roster gave it, where the importer has a say.
    fn may_end(&self, held: &Membership) -> bool {
        held.from_roster && held.unit.is_some_and(|unit| self.has(unit))
    }

    fn unit_problem(
        &self,
        roster: &Roster<PersonRow>,
        row: &PersonRow,
        unit: Option<&Unit>,
    ) -> Option<Problem> {
        let expected = match unit {
            None => Expected::Unit,
            Some(unit) if !in_scope(self.importer, &unit.path) => Expected::InScope,
            Some(_) => return None,
        };
        Some(roster.problem(row.row, person_column::UNIT, &row.unit, expected))
    }

    /// Enters a row without a unit: it names somebody who is over everything or who has no role.
    /// Of the latter, one who is not known is none of the roster's.
    fn enter_without_unit(
        &self,
        roster: &Roster<PersonRow>,
        row: &PersonRow,
        book: &mut Book,
    ) -> Option<Problem> {
        let found = book.find_without_unit(row);
        let is_over = |found: &Found| book.entries[found.place].is_over_everything();
        match row.role {
            Some(Role::Admin) if !found.as_ref().is_some_and(is_over) => {
                return Some(roster.problem(row.row, person_column::UNIT, "", Expected::Filled));
            }
            Some(Role::Admin) | None => {}
            // That the cell is empty was said already.
            Some(_) => return None,
        }
        let problem = self.person_problem(roster, row, book, found.as_ref());
        if let Some(found) = found {
            book.enter_without_unit(row, &found);
        }
        problem
    }

    /// Somebody who stands in other units only belongs to those who look after them.
    fn person_problem(
        &self,
        roster: &Roster<PersonRow>,
        row: &PersonRow,
        book: &Book,
        found: Option<&Found>,
    ) -> Option<Problem> {
        let found = found?;
        let mut stands = book.entries[found.place]
            .held
            .iter()
            .filter_map(|held| held.unit)
            .peekable();
        if stands.peek().is_none() || stands.any(|unit| self.has(unit)) {
            return None;
        }
        let value = match found.column {
            person_column::CODE => row.code.as_deref(),
            person_column::PHONE => row.phone.as_deref(),
            _ => Some(row.name.as_str()),
        };
        let value = value.unwrap_or_default();
        Some(roster.problem(row.row, found.column, value, Expected::PersonInScope))
    }

    fn plan(&self, book: Book) -> Plan {
        let mut changes = Changes::default();
        let mut acts = Vec::new();
        let mut leaving = Vec::new();
        let mut named = Vec::new();
        for entry in book.entries {
            changes.held += usize::from(entry.held.iter().any(|held| self.may_end(held)));
            match entry.row {
                Some(row) => named.push((row, entry)),
                None if self.is_importer(&entry) => {}
                None => leaving.extend(self.leave(&entry, &mut changes)),
            }
        }
        named.sort_by_key(|(row, _)| *row);
        for (_, entry) in named {
            acts.extend(self.act(entry, &mut changes));
        }
        Plan {
            changes,
            acts,
            leaving,
        }
    }

    /// Somebody whom the file does not name, if the roster holds him here.
    fn leave(&self, entry: &Entry, changes: &mut Changes) -> Option<Leaving> {
        let person = entry.known.as_ref()?;
        let (ends, stays): (Vec<_>, Vec<_>) =
            entry.held.iter().partition(|held| self.may_end(held));
        if ends.is_empty() {
            return None;
        }
        if person.telegram.is_some() {
            changes.affected.push(person.id);
        }
        changes.left.push(Change {
            name: entry.name.clone(),
            steps: ends.iter().map(|held| self.end_of(held)).collect(),
            loses_access: person.telegram.is_some() && stays.is_empty(),
        });
        Some(Leaving {
            person: person.id,
            ends: ends.iter().map(|held| held.id).collect(),
        })
    }

    /// What is to be done about somebody whom the file names, if there is anything.
    fn act(&self, entry: Entry, changes: &mut Changes) -> Option<Act> {
        let is_importer = self.is_importer(&entry);
        let mut steps = entry.steps_of_person();
        let says = (entry.known.is_none() || !steps.is_empty()).then(|| Says {
            code: entry.code.clone(),
            name: entry.name.clone(),
            phone: entry.phone.clone(),
        });
        let mut kept: Vec<&Membership> = Vec::new();
        let mut titles = Vec::new();
        let mut begins = Vec::new();
        let mut adopts = Vec::new();
        for entered in entry.roles {
            let held = entry
                .held
                .iter()
                .find(|held| held.unit == Some(entered.unit) && held.role == entered.role);
            match held {
                Some(held) => {
                    kept.push(held);
                    if !held.from_roster {
                        adopts.push(held.id);
                    }
                    if let Some(title) = entered.title
                        && held.title.as_ref() != Some(&title)
                    {
                        steps.push(Step::Titled {
                            title: title.clone(),
                        });
                        titles.push((held.id, title));
                    }
                }
                None => begins.push(entered),
            }
        }
        let stays = |held: &&Membership| !self.may_end(held) || kept.contains(held);
        let (stay, ends): (Vec<_>, Vec<_>) = entry.held.iter().partition(stays);
        steps.extend(ends.iter().map(|held| self.end_of(held)));
        steps.extend(begins.iter().map(|entered| Step::Begins {
            role: entered.role,
            unit: self.name_of(entered.unit),
        }));
        if steps.is_empty() {
            changes.unchanged += 1;
            if adopts.is_empty() {
                return None;
            }
        }
        let mut is = stay
            .iter()
            .map(|held| held.role)
            .chain(begins.iter().map(|entered| entered.role));
        changes.shuts_out_importer |= is_importer && !is.any(|role| role == Role::Admin);
        let account = entry.known.as_ref().filter(|who| who.telegram.is_some());
        if let Some(person) = account.filter(|_| begins.len() + ends.len() > 0) {
            changes.affected.push(person.id);
        }
        let change = Change {
            name: entry.name,
            steps,
            loses_access: account.is_some()
                && !ends.is_empty()
                && stay.is_empty()
                && begins.is_empty(),
        };
        match entry.known {
            None => changes.new.push(change),
            Some(_) if !change.steps.is_empty() => changes.changed.push(change),
            Some(_) => {}
        }
        Some(Act {
            known: entry.known.map(|person| person.id),
            says,
            ends: ends.iter().map(|held| held.id).collect(),
            begins,
            titles,
            adopts,
        })
    }

    fn end_of(&self, held: &Membership) -> Step {
        Step::Ends {
            role: held.role,
            unit: held
                .unit
                .map_or_else(String::new, |unit| self.name_of(unit)),
        }
    }

    fn name_of(&self, unit: UnitId) -> String {
        let unit = self.units.get(unit);
        unit.map_or_else(String::new, |unit| unit.name.clone())
    }
}

impl Entry {
    /// What the file says anew of somebody who is known, besides his roles.
    fn steps_of_person(&self) -> Vec<Step> {
        let Some(known) = &self.known else {
            return Vec::new();
        };
        let renamed = (known.name != self.name).then(|| Step::Renamed {
            from: known.name.clone(),
        });
        let phone = (known.phone != self.phone).then_some(Step::Phone);
        let code = (known.code != self.code).then_some(Step::Code);
        renamed.into_iter().chain(phone).chain(code).collect()
    }
}

impl Act {
    async fn write(&self, tx: &mut Tx, now: i64) -> Result<()> {
        let person = match (&self.says, self.known) {
            (Some(says), None) => {
                tx.person_insert(&NewPerson {
                    code: says.code.as_deref(),
                    name: &says.name,
                    phone: says.phone.as_deref(),
                    now,
                    ..NewPerson::default()
                })
                .await?
            }
            (Some(says), Some(known)) => {
                tx.person_update(
                    known,
                    says.code.as_deref(),
                    &says.name,
                    says.phone.as_deref(),
                )
                .await?;
                known
            }
            (None, Some(known)) => known,
            (None, None) => return Ok(()),
        };
        for (membership, title) in &self.titles {
            tx.membership_set_title(*membership, Some(title)).await?;
        }
        for membership in &self.adopts {
            tx.membership_adopt(*membership).await?;
        }
        for membership in &self.ends {
            tx.membership_end(*membership, now).await?;
        }
        for entered in &self.begins {
            let (unit, role) = (entered.unit, entered.role);
            let title = entered.title.as_deref();
            tx.membership_insert_from_roster(person, unit, role, title, now)
                .await?;
        }
        Ok(())
    }
}
