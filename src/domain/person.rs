//! People, and what they are at this moment.

use std::collections::BTreeSet;

use super::ids::{PersonId, TelegramUserId, UnitId};
use super::locale::Locale;
use super::org::{Role, UnitPath};

/// What stands in place of the name of somebody whose data were erased.
pub const NOBODY: &str = "—";

/// A person as the roster knows him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Our number.
    pub id: PersonId,
    /// The organisation's own code for him, where it has one.
    pub code: Option<String>,
    /// The full name.
    pub name: String,
    /// The telephone number as `+84…`, where it is known.
    pub phone: Option<String>,
    /// His Telegram account; `None` until he has pressed start.
    pub telegram: Option<TelegramUserId>,
    /// The language he is spoken to in.
    pub locale: Locale,
    /// When he joined by an invitation, in Unix ms.
    pub joined_at: Option<i64>,
}

/// A role that somebody holds in a unit and in all units below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The role.
    pub role: Role,
    /// The unit; `None` only for an administrator, who holds the role over every unit.
    pub unit: Option<UnitId>,
    /// The unit's path; [`UnitPath::everything`] where there is no unit.
    pub path: UnitPath,
}

/// A person who acts, with every role he holds at the moment of the action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub id: PersonId,
    /// The full name.
    pub name: String,
    /// The language he is spoken to in.
    pub locale: Locale,
    /// What he is, and where. Empty for somebody who is nobody yet.
    pub standings: Vec<Standing>,
}

impl Actor {
    /// Whether he holds the role anywhere.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.standings.iter().any(|standing| standing.role == role)
    }

    /// The roles he holds anywhere, each once.
    #[must_use]
    pub fn roles(&self) -> BTreeSet<Role> {
        self.standings
            .iter()
            .map(|standing| standing.role)
            .collect()
    }

    /// The places in which he holds the role.
    pub fn standings_as(&self, role: Role) -> impl Iterator<Item = &Standing> {
        self.standings
            .iter()
            .filter(move |standing| standing.role == role)
    }
}
