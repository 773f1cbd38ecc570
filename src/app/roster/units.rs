//! The tree of units comes in.

use std::collections::HashMap;

use super::super::error::Result;
use super::{Counts, Import, done, in_scope, refused};
use crate::domain::org::{Unit, UnitPath};
use crate::domain::person::Actor;
use crate::intake::roster::{Expected, Parent, Problem, Roster, UnitRow, unit_column};
use crate::store::Tx;

/// Takes in a file of units, by whoever `importer` is (`None`: the console).
///
/// Units that the file does not name stay as they are. A unit that has another parent in the file
/// moves there with everything below it.
///
/// # Errors
/// If the store fails.
pub async fn import_units(
    tx: &mut Tx,
    importer: Option<&Actor>,
    roster: &Roster<UnitRow>,
    now: i64,
) -> Result<Import> {
    let known = load(tx).await?;
    let tree = Tree::new(roster, &known);
    let mut problems = roster.problems.clone();
    for row in &roster.rows {
        problems.extend(tree.problem(roster, row));
    }
    if problems.is_empty() {
        for row in &roster.rows {
            if !tree
                .places(row)
                .iter()
                .all(|place| in_scope(importer, place))
            {
                let code = unit_column::CODE;
                problems.push(roster.problem(row.row, code, &row.code, Expected::InScope));
            }
        }
    }
    if !problems.is_empty() {
        return Ok(refused(problems));
    }
    // From the top down, so that every unit finds the one it belongs to.
    let mut rows: Vec<_> = roster
        .rows
        .iter()
        .map(|row| (tree.depth(&row.code), row, tree.parent(&row.code)))
        .collect();
    rows.sort_by_key(|(depth, ..)| *depth);
    let mut counts = Counts::default();
    let mut units = known.clone();
    for (_, row, parent) in rows {
        apply(tx, &mut units, row, parent, &mut counts).await?;
    }
    done(tx, importer, "roster.import_units", counts, now).await
}

async fn load(tx: &mut Tx) -> Result<HashMap<String, Unit>> {
    let units = tx.unit_list(&UnitPath::everything()).await?;
    Ok(units
        .into_iter()
        .map(|unit| (unit.code.clone(), unit))
        .collect())
}

/// Adds or changes one unit, whose parent is as the file wants it already.
async fn apply(
    tx: &mut Tx,
    known: &mut HashMap<String, Unit>,
    row: &UnitRow,
    parent: Option<&str>,
    counts: &mut Counts,
) -> Result<()> {
    let above = parent.and_then(|code| known.get(code)).cloned();
    let Some(unit) = known.get(&row.code).cloned() else {
        let kind = row.kind.as_deref().unwrap_or_default();
        let unit = tx
            .unit_insert(&row.code, &row.name, kind, above.as_ref())
            .await?;
        known.insert(row.code.clone(), unit);
        counts.new += 1;
        return Ok(());
    };
    let kind = row.kind.as_ref().unwrap_or(&unit.kind);
    let renamed = unit.name != row.name || unit.kind != *kind;
    let moved = unit.parent != above.as_ref().map(|unit| unit.id);
    if renamed {
        tx.unit_rename(unit.id, &row.name, kind).await?;
    }
    if moved {
        tx.unit_move(&unit, above.as_ref()).await?;
    }
    if renamed || moved {
        // Whatever is below a unit that moved has another path too.
        *known = load(tx).await?;
        counts.changed += 1;
    } else {
        counts.unchanged += 1;
    }
    Ok(())
}

/// The tree as it will be: the units that are known, with what the file says put over them.
struct Tree<'a> {
    parents: HashMap<&'a str, Option<&'a str>>,
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
        Self { parents, known }
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
