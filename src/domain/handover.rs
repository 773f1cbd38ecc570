//! Standing in for somebody: for a period, another person may do exactly what he may.
//!
//! A deputy comes from where the duties are: from a unit in which the absent person works himself,
//! or, for the leader of a unit, from among the leaders right above it. The right is never the
//! deputy's own. It is made anew at every moment from what the absent person is at that moment, so
//! it can be no greater than his and ends with it; and it is not passed on: who stands in for
//! somebody is not away himself, and who is away stands in for nobody. Whether that would be so is
//! asked when a handover is made or prolonged, so no chain and no circle ever comes to be.
//!
//! An administrator's role is not handed over.

use super::ids::{HandoverId, PersonId};
use super::org::Role;
use super::person::Standing;

/// The longest time for which duties are handed over, in milliseconds: a year.
pub const LONGEST: i64 = 366 * 24 * 3_600_000;

/// One handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Its number with us.
    pub id: HandoverId,
    /// Whose duties.
    pub person: PersonId,
    /// Who stands in for him.
    pub deputy: PersonId,
    /// From when on, Unix ms.
    pub from: i64,
    /// Until when, Unix ms; this instant itself is outside.
    pub until: i64,
    /// When it was agreed, Unix ms.
    pub created: i64,
    /// When the deputy was given what was open, Unix ms.
    pub begun: Option<i64>,
    /// When it ended, Unix ms, and why.
    pub ended: Option<(i64, Ending)>,
}

/// Why a handover ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// Its time was over.
    Time,
    /// The person took his duties back.
    Early,
    /// The deputy declined.
    Declined,
    /// The deputy does not work there any more.
    DeputyLeft,
    /// The deputy cannot be reached.
    DeputyUnreachable,
    /// The person has no duties there any more.
    PersonLeft,
}

impl Ending {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Time,
        Self::Early,
        Self::Declined,
        Self::DeputyLeft,
        Self::DeputyUnreachable,
        Self::PersonLeft,
    ];

    /// The stable code: stored, and the ending of message keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Early => "early",
            Self::Declined => "declined",
            Self::DeputyLeft => "deputy_left",
            Self::DeputyUnreachable => "deputy_unreachable",
            Self::PersonLeft => "person_left",
        }
    }

    /// The ending with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.as_str() == code)
    }
}

impl Handover {
    /// Whether the deputy stands in at this instant (Unix ms).
    #[must_use]
    pub fn holds(&self, now: i64) -> bool {
        self.ended.is_none() && self.from <= now && now < self.until
    }

    /// Whether it has an instant in common with the time from `from` until `until` (Unix ms).
    #[must_use]
    pub fn overlaps(&self, from: i64, until: i64) -> bool {
        self.ended.is_none() && self.from < until && from < self.until
    }
}

/// Whether somebody may hand this role over.
#[must_use]
pub fn can_be_handed_over(role: Role) -> bool {
    match role {
        Role::Leader | Role::Clerk | Role::Cadre | Role::Duty => true,
        Role::Admin | Role::Resident => false,
    }
}

/// Whether somebody with the first standings may stand in for somebody with the second. Standings
/// that are themselves somebody else's count for neither.
#[must_use]
pub fn may_stand_in(deputy: &[Standing], person: &[Standing]) -> bool {
    let duties = |standings: &[Standing]| -> Vec<Standing> {
        standings
            .iter()
            .filter(|standing| standing.on_behalf_of.is_none())
            .filter(|standing| can_be_handed_over(standing.role))
            .cloned()
            .collect()
    };
    let own = duties(deputy);
    duties(person)
        .iter()
        .any(|theirs| own.iter().any(|own| fits(own, theirs)))
}

/// Whether one duty is near enough to the other for its holder to know it.
fn fits(own: &Standing, theirs: &Standing) -> bool {
    own.path == theirs.path
        || (own.role == Role::Leader
            && theirs.role == Role::Leader
            && theirs
                .unit
                .is_some_and(|unit| own.path.child(unit) == theirs.path))
}

/// What a deputy is in somebody's place: every duty of his that can be handed over.
#[must_use]
pub fn in_place_of(person: PersonId, standings: &[Standing]) -> Vec<Standing> {
    standings
        .iter()
        .filter(|standing| standing.on_behalf_of.is_none())
        .filter(|standing| can_be_handed_over(standing.role))
        .map(|standing| Standing {
            on_behalf_of: Some(person),
            ..standing.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::ids::UnitId;
    use crate::domain::locale::Locale;
    use crate::domain::org::UnitPath;
    use crate::domain::permission::{Action, by_right_of, may};
    use crate::domain::person::Actor;

    fn standing(role: Role, path: &str) -> Standing {
        let path = UnitPath(path.to_owned());
        Standing {
            role,
            unit: path.units().last(),
            path,
            on_behalf_of: None,
        }
    }

    #[test]
    fn deputies_come_from_the_same_unit_or_from_right_above() {
        use Role::{Admin, Cadre, Clerk, Duty, Leader, Resident};
        for (deputy, person, may) in [
            ((Cadre, "/1/5/"), (Cadre, "/1/5/"), true),
            ((Cadre, "/1/5/"), (Leader, "/1/5/"), true),
            ((Leader, "/1/5/"), (Cadre, "/1/5/"), true),
            ((Duty, "/1/5/"), (Clerk, "/1/5/"), true),
            ((Leader, "/1/"), (Leader, "/1/5/"), true),
            ((Leader, "/1/"), (Leader, "/1/5/7/"), false),
            ((Leader, "/1/"), (Cadre, "/1/5/"), false),
            ((Cadre, "/1/"), (Leader, "/1/5/"), false),
            ((Leader, "/1/5/"), (Leader, "/1/"), false),
            ((Leader, "/1/6/"), (Leader, "/1/5/"), false),
            ((Cadre, "/1/6/"), (Cadre, "/1/5/"), false),
            ((Admin, "/1/5/"), (Cadre, "/1/5/"), false),
            ((Resident, "/1/5/"), (Cadre, "/1/5/"), false),
            ((Cadre, "/1/5/"), (Admin, "/1/5/"), false),
        ] {
            let (deputy, person) = (standing(deputy.0, deputy.1), standing(person.0, person.1));
            assert_eq!(
                may_stand_in(std::slice::from_ref(&deputy), std::slice::from_ref(&person)),
                may,
                "{deputy:?} for {person:?}"
            );
            assert!(!may_stand_in(&[], &[person]) && !may_stand_in(&[deputy], &[]));
        }
    }

    #[test]
    fn what_is_held_for_somebody_is_not_passed_on() {
        let lan = in_place_of(PersonId(1), &[standing(Role::Leader, "/1/5/")]);
        assert_eq!(in_place_of(PersonId(2), &lan), []);
        let colleague = [standing(Role::Cadre, "/1/5/")];
        assert!(!may_stand_in(&lan, &colleague) && !may_stand_in(&colleague, &lan));
    }

    #[test]
    fn a_handover_holds_from_its_first_instant_to_before_its_last() {
        let handover = Handover {
            id: HandoverId(1),
            person: PersonId(1),
            deputy: PersonId(2),
            from: 10,
            until: 20,
            created: 5,
            begun: None,
            ended: None,
        };
        let holds: Vec<i64> = (8..23).filter(|now| handover.holds(*now)).collect();
        assert_eq!(holds, (10..20).collect::<Vec<_>>());
        for (from, until, overlaps) in [
            (0, 10, false),
            (0, 11, true),
            (19, 30, true),
            (20, 30, false),
        ] {
            assert_eq!(handover.overlaps(from, until), overlaps, "{from} {until}");
        }
        let over = Handover {
            ended: Some((12, Ending::Early)),
            ..handover
        };
        assert!(!over.holds(15) && !over.overlaps(0, 30));
    }

    #[test]
    fn endings_survive_storage() {
        for ending in Ending::ALL {
            assert_eq!(Ending::parse(ending.as_str()), Some(ending));
        }
    }

    fn standings() -> impl Strategy<Value = Vec<Standing>> {
        const PATHS: [&str; 5] = ["/1/", "/1/5/", "/1/5/7/", "/1/6/", "/2/"];
        let one = (
            proptest::sample::select(&Role::ALL[..]),
            proptest::sample::select(&PATHS[..]),
        );
        let one = one.prop_map(|(role, path)| standing(role, path));
        proptest::collection::vec(one, 0..4)
    }

    fn actor(id: i64, standings: Vec<Standing>) -> Actor {
        Actor {
            id: PersonId(id),
            name: "Lan".to_owned(),
            locale: Locale::Vi,
            standings,
            acting_for: None,
        }
    }

    proptest! {
        /// A deputy may what he may himself and what the absent person may by a duty, and nothing
        /// else; and by whose right he does it is always somebody who has it.
        #[test]
        fn a_deputy_may_exactly_what_both_may(own in standings(), theirs in standings()) {
            let alone = actor(1, own.clone());
            let absent = actor(2, theirs.clone());
            let duties: Vec<Standing> = theirs
                .iter()
                .filter(|standing| can_be_handed_over(standing.role))
                .cloned()
                .collect();
            let at_work = actor(2, duties);
            let deputy = actor(1, [own, in_place_of(PersonId(2), &theirs)].concat());
            for action in Action::ALL {
                for path in ["/1/", "/1/5/", "/1/5/7/", "/1/6/", "/2/", "/3/"] {
                    let over = UnitPath(path.to_owned());
                    let allowed = may(&deputy, action, &over);
                    let expected = may(&alone, action, &over) || may(&at_work, action, &over);
                    prop_assert_eq!(allowed, expected, "{:?} over {}", action, path);
                    for right in by_right_of(&deputy, action, &over) {
                        let holder = if right.is_none() { &alone } else { &absent };
                        prop_assert!(may(holder, action, &over));
                    }
                }
            }
        }

        #[test]
        fn an_administrators_and_a_residents_rights_stay_with_them(role in proptest::sample::select(&[Role::Admin, Role::Resident][..])) {
            let deputy = actor(1, in_place_of(PersonId(2), &[standing(role, "/1/")]));
            for action in Action::ALL {
                prop_assert!(!may(&deputy, action, &UnitPath("/1/5/".to_owned())));
            }
        }
    }

    #[test]
    fn units_are_told_by_their_paths() {
        assert_eq!(standing(Role::Cadre, "/1/5/").unit, Some(UnitId(5)));
    }
}
