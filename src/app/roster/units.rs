//! The tree of units comes in.

use std::collections::{HashMap, HashSet};

use super::super::error::Result;
use super::codes::Codes;
use super::{Change, Changes, Import, Step, done, in_scope, refused};
use crate::domain::ids::UnitId;
use crate::domain::org::{Unit, UnitPath};
use crate::domain::person::Actor;
use crate::intake::roster::{Expected, Parent, Problem, Roster, UnitRow, unit_column};
use crate::store::Tx;

/// Takes in a file of units, by whoever `importer` is (`None`: the console).
///
/// Units that the file does not name stay as they are: directives and people hang on them. A unit
/// that has another parent in the file moves there with everything below it.
///
/// # Errors
/// If the store fails.
pub async fn import_units(
    tx: &mut Tx,
    importer: Option<&Actor>,
    roster: &Roster<UnitRow>,
    now: i64,
) -> Result<Import> {
    let plan = match plan(tx, importer, roster).await? {
        Ok(plan) => plan,
        Err(problems) => return Ok(refused(problems)),
    };
    let mut known = load(tx).await?;
    for act in &plan.acts {
        act.write(tx, &mut known).await?;
    }
    done(tx, importer, "roster.import_units", plan.changes, 0, now).await
}

/// What a file of units does, and what of it is told.
pub(super) struct Plan {
    pub changes: Changes,
    /// From the top down, so that every unit finds the one it belongs to.
    acts: Vec<Act>,
}

/// What is written of one unit.
struct Act {
    row: UnitRow,
    /// The code of the unit above.
    parent: Option<String>,
    renamed: bool,
    moved: bool,
}

/// What the file does, or everything that is wrong with it.
pub(super) async fn plan(
    tx: &mut Tx,
    importer: Option<&Actor>,
    roster: &Roster<UnitRow>,
) -> Result<std::result::Result<Plan, Vec<Problem>>> {
    let known = load(tx).await?;
    let roster = with_known_codes(roster, &known);
    let tree = Tree::new(&roster, &known);
    let mut problems = roster.problems.clone();
    for row in &roster.rows {
        problems.extend(tree.problem(&roster, row));
    }
    if problems.is_empty() {
        for row in &roster.rows {
            let mut places = tree.places(row).into_iter();
            if !places.all(|place| in_scope(importer, &place)) {
                let code = unit_column::CODE;
                problems.push(roster.problem(row.row, code, &row.code, Expected::InScope));
            }
        }
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let mut changes = Changes::default();
    let mut acts: Vec<_> = roster
        .rows
        .iter()
        .filter_map(|row| Some((tree.depth(&row.code), tree.act(row, &mut changes)?)))
        .collect();
    acts.sort_by_key(|(depth, _)| *depth);
    tree.left(&roster, importer, &mut changes);
    Ok(Ok(Plan {
        changes,
        acts: acts.into_iter().map(|(_, act)| act).collect(),
    }))
}

async fn load(tx: &mut Tx) -> Result<HashMap<String, Unit>> {
    let units = tx.unit_list(&UnitPath::everything()).await?;
    Ok(units
        .into_iter()
        .map(|unit| (unit.code.clone(), unit))
        .collect())
}

/// The file with the codes that are known where a spreadsheet dropped their leading zeros.
fn with_known_codes(roster: &Roster<UnitRow>, known: &HashMap<String, Unit>) -> Roster<UnitRow> {
    let mut codes: Codes<UnitId> = Codes::default();
    let mut whole: HashMap<UnitId, &str> = HashMap::new();
    for unit in known.values() {
        codes.insert(&unit.code, unit.id);
        whole.insert(unit.id, &unit.code);
    }
    let written: HashSet<String> = roster.rows.iter().map(|row| row.code.clone()).collect();
    let as_known = |code: &mut String| {
        let found = codes.get(code).and_then(|unit| whole.get(&unit));
        // If the file has both, they are two units.
        if let Some(found) = found.filter(|found| !written.contains(**found)) {
            (*found).clone_into(code);
        }
    };
    let mut roster = roster.clone();
    for row in &mut roster.rows {
        as_known(&mut row.code);
        if let Parent::Below(parent) = &mut row.parent {
            as_known(parent);
        }
    }
    roster
}

impl Act {
    /// Adds or changes the unit, whose parent is as the file wants it already.
    async fn write(&self, tx: &mut Tx, known: &mut HashMap<String, Unit>) -> Result<()> {
        let row = &self.row;
        let above = self
            .parent
            .as_ref()
            .and_then(|code| known.get(code))
            .cloned();
        let Some(mut unit) = known.get(&row.code).cloned() else {
            let kind = row.kind.as_deref().unwrap_or_default();
            let unit = tx
                .unit_insert(&row.code, &row.name, kind, above.as_ref())
                .await?;
            known.insert(row.code.clone(), unit);
            return Ok(());
        };
        if self.renamed {
            unit.name.clone_from(&row.name);
            unit.kind
                .clone_from(row.kind.as_ref().unwrap_or(&unit.kind.clone()));
            tx.unit_rename(unit.id, &unit.name, &unit.kind).await?;
            known.insert(row.code.clone(), unit.clone());
        }
        if self.moved {
            tx.unit_move(&unit, above.as_ref()).await?;
            // Whatever is below a unit that moved has another path too.
            *known = load(tx).await?;
        }
        Ok(())
    }
}

/// The tree as it will be: the units that are known, with what the file says put over them.
struct Tree<'a> {
    parents: HashMap<&'a str, Option<&'a str>>,
    /// The codes of the units that are known.
    codes: HashMap<UnitId, &'a str>,
    /// The names in the file, by code.
    names: HashMap<&'a str, &'a str>,
    known: &'a HashMap<String, Unit>,
}

impl<'a> Tree<'a> {
    fn new(roster: &'a Roster<UnitRow>, known: &'a HashMap<String, Unit>) -> Self {
        let codes: HashMap<_, _> = known
            .values()
            .map(|unit| (unit.id, unit.code.as_str()))
            .collect();
        let mut parents: HashMap<&str, Option<&str>> = known
            .values()
            .map(|unit| {
                let parent = unit.parent.and_then(|id| codes.get(&id).copied());
                (unit.code.as_str(), parent)
            })
            .collect();
        for row in &roster.rows {
            match &row.parent {
                Parent::Unsaid => {
                    parents.entry(&row.code).or_insert(None);
                }
                Parent::Top => {
                    parents.insert(&row.code, None);
                }
                Parent::Below(code) => {
                    parents.insert(&row.code, Some(code));
                }
            }
        }
        let names = roster.rows.iter();
        Self {
            parents,
            codes,
            names: names
                .map(|row| (row.code.as_str(), row.name.as_str()))
                .collect(),
            known,
        }
    }

    fn parent(&self, code: &str) -> Option<&'a str> {
        self.parents.get(code).copied().flatten()
    }

    /// How far below the top; counting ends where a circle closes.
    fn depth(&self, code: &str) -> usize {
        self.above(code).count()
    }

    /// The units above this one. A circle is followed no longer than there are units.
    fn above(&self, code: &str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(self.parent(code), |code| self.parent(code)).take(self.parents.len())
    }

    /// What is wrong with where a row puts its unit.
    fn problem(&self, roster: &Roster<UnitRow>, row: &UnitRow) -> Option<Problem> {
        let Parent::Below(parent) = &row.parent else {
            return None;
        };
        let expected = if !self.parents.contains_key(parent.as_str()) {
            Expected::Unit
        } else if self.above(&row.code).any(|above| above == row.code) {
            Expected::NotBelowItself
        } else {
            return None;
        };
        Some(roster.problem(row.row, unit_column::PARENT, parent, expected))
    }

    /// What is to be done about a unit, if there is anything.
    fn act(&self, row: &UnitRow, changes: &mut Changes) -> Option<Act> {
        let parent = self.parent(&row.code);
        let mut act = Act {
            row: row.clone(),
            parent: parent.map(str::to_owned),
            renamed: false,
            moved: false,
        };
        let told = |steps| Change {
            name: row.name.clone(),
            steps,
            loses_access: false,
        };
        let Some(unit) = self.known.get(&row.code) else {
            changes.new.push(told(Vec::new()));
            return Some(act);
        };
        let mut steps = Vec::new();
        if unit.name != row.name {
            steps.push(Step::Renamed {
                from: unit.name.clone(),
            });
        }
        if let Some(kind) = row.kind.as_ref().filter(|kind| **kind != unit.kind) {
            steps.push(Step::Kind { kind: kind.clone() });
        }
        act.renamed = !steps.is_empty();
        act.moved = self.before(unit) != parent;
        if act.moved {
            let under = parent.map(|code| self.name(code));
            steps.push(Step::Moved { under });
        }
        if steps.is_empty() {
            changes.unchanged += 1;
            return None;
        }
        changes.changed.push(told(steps));
        Some(act)
    }

    /// The units that are known where the importer has a say, and the file does not name.
    fn left(&self, roster: &Roster<UnitRow>, importer: Option<&Actor>, changes: &mut Changes) {
        let named: HashSet<&str> = roster.rows.iter().map(|row| row.code.as_str()).collect();
        let here = self.known.values();
        let mut left: Vec<_> = here
            .filter(|unit| in_scope(importer, &unit.path) && !named.contains(unit.code.as_str()))
            .collect();
        left.sort_by(|one, other| one.code.cmp(&other.code));
        changes.left.extend(left.into_iter().map(|unit| Change {
            name: unit.name.clone(),
            steps: Vec::new(),
            loses_access: false,
        }));
    }

    /// The code of the unit above one that is known, before the file.
    fn before(&self, unit: &Unit) -> Option<&'a str> {
        self.codes.get(&unit.parent?).copied()
    }

    /// The name that the unit with this code will have.
    fn name(&self, code: &str) -> String {
        let known = || self.known.get(code).map(|unit| unit.name.as_str());
        let name = self.names.get(code).copied().or_else(known);
        name.unwrap_or(code).to_owned()
    }

    /// Over which places one needs a say to do what a row says: where the unit is, and under what
    /// known unit it comes.
    fn places(&self, row: &UnitRow) -> Vec<UnitPath> {
        let unit = self.known.get(&row.code);
        let above = self.above(&row.code).find_map(|code| self.known.get(code));
        let stays = unit.is_some_and(|unit| unit.parent == above.map(|unit| unit.id));
        let comes_under = above.map_or_else(UnitPath::everything, |unit| unit.path.clone());
        match unit {
            Some(unit) if stays => vec![unit.path.clone()],
            Some(unit) => vec![unit.path.clone(), comes_under],
            None => vec![comes_under],
        }
    }
}
