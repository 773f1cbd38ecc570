//! The organisation: a tree of units, and the roles people hold in it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ids::UnitId;

/// What somebody is in a unit and in all units below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Keeps the roster, the invitations and the groups; issues nothing.
    Admin,
    /// Issues and approves directives.
    Leader,
    /// Prepares and follows directives for a leader.
    Clerk,
    /// Receives directives and does their tasks.
    Cadre,
    /// Is on watch for residents' reports.
    Duty,
    /// Lives here.
    Resident,
}

impl Role {
    /// All roles, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Admin,
        Self::Leader,
        Self::Clerk,
        Self::Cadre,
        Self::Duty,
        Self::Resident,
    ];

    /// The stable code: stored, typed on the command line, and the ending of message keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Leader => "leader",
            Self::Clerk => "clerk",
            Self::Cadre => "cadre",
            Self::Duty => "duty",
            Self::Resident => "resident",
        }
    }

    /// The role with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == code)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where a unit stands in the tree: the ids of its ancestors and its own, "/1/5/".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitPath(pub String);

impl UnitPath {
    /// The path above all units. No unit has it; it contains every one.
    #[must_use]
    pub fn everything() -> Self {
        Self("/".to_owned())
    }

    /// The path of a unit right below this one.
    #[must_use]
    pub fn child(&self, unit: UnitId) -> Self {
        Self(format!("{}{unit}/", self.0))
    }

    /// Whether the other is this unit or one below it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        // Both end in a slash, so "/1/" is no prefix of "/12/".
        other.0.starts_with(&self.0)
    }

    /// The units on the way from the top to this one, itself included.
    pub fn units(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.0
            .split('/')
            .filter_map(|id| id.parse().ok())
            .map(UnitId)
    }
}

impl fmt::Display for UnitPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A unit: the city, a department, a ward, a commune, a neighbourhood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Our number.
    pub id: UnitId,
    /// The organisation's own code, the key of the roster.
    pub code: String,
    /// The full name, "Phường Hải Châu".
    pub name: String,
    /// What it is, in the roster's words: "phường", "xã", "sở".
    pub kind: String,
    /// The unit it belongs to; `None` at the top.
    pub parent: Option<UnitId>,
    /// Where it stands in the tree.
    pub path: UnitPath,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_contains_itself_and_what_is_below() {
        let path = |text: &str| UnitPath(text.to_owned());
        for (over, other, contained) in [
            ("/1/", "/1/", true),
            ("/1/", "/1/5/", true),
            ("/1/5/", "/1/", false),
            ("/1/", "/12/", false),
            ("/1/5/", "/1/6/", false),
            ("/", "/1/5/", true),
        ] {
            assert_eq!(
                path(over).contains(&path(other)),
                contained,
                "{over} {other}"
            );
        }
        assert_eq!(path("/1/").child(UnitId(5)), path("/1/5/"));
        let way: Vec<_> = path("/1/5/").units().collect();
        assert_eq!(way, [UnitId(1), UnitId(5)]);
    }

    #[test]
    fn roles_survive_storage() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("Leader"), None);
    }
}
