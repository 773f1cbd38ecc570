//! Who of those who work here can be reached at all: the first thing to know before anything is
//! sent.

use super::query::{fetch_all, fetch_one, row};
use super::{Result, Tx};
use crate::domain::org::UnitPath;

row! {
    /// How many who work in a unit and below it are connected.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct ConnectedCounts {
        /// People with a role in which one works.
        pub people: i64,
        /// Of them, those who have joined and can be written to.
        pub connected: i64,
    }
}

row! {
    /// Somebody who works here and cannot be reached.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NotConnected {
        /// The name.
        pub name: String,
        /// The unit's name; of several units, the first in the order of the tree.
        pub unit: String,
        /// Why, as in `domain::notice::Unreachable`; `None` if he never joined.
        pub reason: Option<String>,
    }
}

impl Tx {
    /// How many who work at or below `over` at `now` (Unix ms) are connected.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn connected_counts(&mut self, over: &UnitPath, now: i64) -> Result<ConnectedCounts> {
        fetch_one!(
            self,
            ConnectedCounts,
            "SELECT COUNT(*) AS people,
                COUNT(CASE WHEN EXISTS (
                    SELECT 1 FROM chats c WHERE c.person_id = p.id AND c.unreachable IS NULL)
                  THEN 1 END) AS connected
             FROM people p
             WHERE EXISTS (
                 SELECT 1 FROM memberships m JOIN units u ON u.id = m.unit_id
                 WHERE m.person_id = p.id AND u.path LIKE $1 || '%'
                   AND m.role IN ('leader', 'clerk', 'cadre', 'duty')
                   AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2))",
            over.0.as_str(),
            now,
        )
    }

    /// Those who work at or below `over` at `now` (Unix ms) and are not connected, by unit in the
    /// order of the tree and by name; at most `limit`, after the first `offset`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn connected_missing(
        &mut self,
        over: &UnitPath,
        now: i64,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<NotConnected>> {
        fetch_all!(
            self,
            NotConnected,
            "SELECT p.name AS name, u.name AS unit, c.unreachable AS reason
             FROM (
                 SELECT m.person_id AS person_id, MIN(u.path) AS path
                 FROM memberships m JOIN units u ON u.id = m.unit_id
                 WHERE u.path LIKE $1 || '%' AND m.role IN ('leader', 'clerk', 'cadre', 'duty')
                   AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2)
                 GROUP BY m.person_id) AS held
             JOIN people p ON p.id = held.person_id
             JOIN units u ON u.path = held.path
             LEFT JOIN chats c ON c.person_id = p.id
             WHERE c.id IS NULL OR c.unreachable IS NOT NULL
             ORDER BY u.path, p.folded, p.id
             LIMIT $3 OFFSET $4",
            over.0.as_str(),
            now,
            limit,
            offset,
        )
    }
}
