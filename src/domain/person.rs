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
    /// Whose role it is, where it is held in somebody's place (see [`super::handover`]).
    pub on_behalf_of: Option<PersonId>,
}

/// Who did something, and by whose right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Who did it.
    pub person: PersonId,
    /// In whose place, where the right was not his own.
    pub on_behalf_of: Option<PersonId>,
}

impl Hand {
    /// Whether some person has a part in both: a second person's approval needs one who has none
    /// in what is approved, neither as himself nor by his deputy.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let of = |hand: Self| [Some(hand.person), hand.on_behalf_of];
        of(self)
            .into_iter()
            .flatten()
            .any(|person| of(other).contains(&Some(person)))
    }
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
    /// In whose place he acts just now, where he said so: by the button of a message that came to
    /// him in somebody's place.
    pub acting_for: Option<PersonId>,
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

    /// Those in whose place he stands.
    #[must_use]
    pub fn represented(&self) -> BTreeSet<PersonId> {
        self.standings
            .iter()
            .filter_map(|standing| standing.on_behalf_of)
            .collect()
    }

    /// Whether he stands in somebody's place.
    #[must_use]
    pub fn stands_in_for(&self, person: PersonId) -> bool {
        self.represented().contains(&person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hands_meet_in_any_person() {
        let hand = |person, on_behalf_of: Option<i64>| Hand {
            person: PersonId(person),
            on_behalf_of: on_behalf_of.map(PersonId),
        };
        for (one, other, meets) in [
            (hand(1, None), hand(2, None), false),
            (hand(1, None), hand(1, None), true),
            (hand(1, Some(3)), hand(2, Some(4)), false),
            (hand(1, None), hand(2, Some(1)), true),
            (hand(1, Some(2)), hand(2, None), true),
            (hand(1, Some(3)), hand(2, Some(3)), true),
        ] {
            assert_eq!(
                (one.meets(other), other.meets(one)),
                (meets, meets),
                "{one:?} {other:?}"
            );
        }
    }
}
