//! Units: the tree of the organisation.

use super::query::{execute, fetch_all, fetch_optional, fetch_scalar, row};
use super::{Result, Tx};
use crate::domain::ids::UnitId;
use crate::domain::org::{Unit, UnitPath};
use crate::domain::text::fold;

row! {
    struct UnitRow {
        id: i64,
        code: String,
        name: String,
        kind: String,
        parent_id: Option<i64>,
        path: String,
    }
}

impl From<UnitRow> for Unit {
    fn from(row: UnitRow) -> Self {
        Self {
            id: UnitId(row.id),
            code: row.code,
            name: row.name,
            kind: row.kind,
            parent: row.parent_id.map(UnitId),
            path: UnitPath(row.path),
        }
    }
}

impl Tx {
    /// The unit with this id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unit_by_id(&mut self, id: UnitId) -> Result<Option<Unit>> {
        let row = fetch_optional!(
            self,
            UnitRow,
            "SELECT id, code, name, kind, parent_id, path FROM units WHERE id = $1",
            id.0
        )?;
        Ok(row.map(Unit::from))
    }

    /// The unit with this code of the roster.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unit_by_code(&mut self, code: &str) -> Result<Option<Unit>> {
        let row = fetch_optional!(
            self,
            UnitRow,
            "SELECT id, code, name, kind, parent_id, path FROM units WHERE code = $1",
            code
        )?;
        Ok(row.map(Unit::from))
    }

    /// The units right below one, or those at the top, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unit_children(&mut self, parent: Option<UnitId>) -> Result<Vec<Unit>> {
        let rows = fetch_all!(
            self,
            UnitRow,
            "SELECT id, code, name, kind, parent_id, path FROM units
             WHERE parent_id = $1 OR ($1 IS NULL AND parent_id IS NULL)
             ORDER BY folded, id",
            parent.map(|unit| unit.0)
        )?;
        Ok(rows.into_iter().map(Unit::from).collect())
    }

    /// All units at or below a path, each after the one it belongs to; siblings by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unit_list(&mut self, over: &UnitPath) -> Result<Vec<Unit>> {
        let rows = fetch_all!(
            self,
            UnitRow,
            "SELECT id, code, name, kind, parent_id, path FROM units
             WHERE path LIKE $1 || '%'
             ORDER BY length(path) - length(replace(path, '/', '')), folded, id",
            over.0.as_str()
        )?;
        Ok(rows.into_iter().map(Unit::from).collect())
    }

    /// Units at or below a path whose name has this in it, whatever its marks and case.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unit_search(
        &mut self,
        over: &UnitPath,
        name: &str,
        limit: i64,
    ) -> Result<Vec<Unit>> {
        // The search is for plain words: the signs with a meaning in LIKE are taken out.
        let wanted = fold(name.trim()).replace(['%', '_', '\\'], "");
        let rows = fetch_all!(
            self,
            UnitRow,
            "SELECT id, code, name, kind, parent_id, path FROM units
             WHERE path LIKE $1 || '%' AND folded LIKE '%' || $2 || '%'
             ORDER BY length(folded), folded, id
             LIMIT $3",
            over.0.as_str(),
            wanted.as_str(),
            limit
        )?;
        Ok(rows.into_iter().map(Unit::from).collect())
    }

    /// Adds a unit below `parent`, or at the top.
    ///
    /// # Errors
    /// If the code is taken or the database fails.
    pub async fn unit_insert(
        &mut self,
        code: &str,
        name: &str,
        kind: &str,
        parent: Option<&Unit>,
    ) -> Result<Unit> {
        let folded = fold(name);
        // The path holds the id, which is known only once the row is there.
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO units (code, name, folded, kind, parent_id, path)
             VALUES ($1, $2, $3, $4, $5, '') RETURNING id",
            code,
            name,
            folded.as_str(),
            kind,
            parent.map(|unit| unit.id.0)
        )?;
        let id = UnitId(id);
        let path = below(parent, id);
        execute!(
            self,
            "UPDATE units SET path = $2 WHERE id = $1",
            id.0,
            path.0.as_str()
        )?;
        Ok(Unit {
            id,
            code: code.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            parent: parent.map(|unit| unit.id),
            path,
        })
    }

    /// Gives a unit another name and kind.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unit_rename(&mut self, id: UnitId, name: &str, kind: &str) -> Result<()> {
        let folded = fold(name);
        execute!(
            self,
            "UPDATE units SET name = $2, folded = $3, kind = $4 WHERE id = $1",
            id.0,
            name,
            folded.as_str(),
            kind
        )?;
        Ok(())
    }

    /// Puts a unit, with all below it, under another one or at the top. The caller has made sure
    /// that the new parent is not the unit itself or below it. Answers the unit's new path.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unit_move(&mut self, unit: &Unit, parent: Option<&Unit>) -> Result<UnitPath> {
        let path = below(parent, unit.id);
        execute!(
            self,
            "UPDATE units SET parent_id = $2 WHERE id = $1",
            unit.id.0,
            parent.map(|unit| unit.id.0)
        )?;
        execute!(
            self,
            "UPDATE units SET path = $2 || substr(path, length($1) + 1) WHERE path LIKE $1 || '%'",
            unit.path.0.as_str(),
            path.0.as_str()
        )?;
        Ok(path)
    }
}

fn below(parent: Option<&Unit>, id: UnitId) -> UnitPath {
    parent
        .map_or_else(UnitPath::everything, |unit| unit.path.clone())
        .child(id)
}
