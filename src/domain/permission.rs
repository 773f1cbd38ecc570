//! Who may do what, and where: the only place that decides.
//!
#![doc = include_str!("permission.md")]

use super::ids::PersonId;
use super::org::{Role, UnitPath};
use super::person::Actor;

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Draft a directive in the name of a unit.
    PrepareDirective,
    /// Approve a unit's directive, or return it.
    ApproveDirective,
    /// See who has received and confirmed a unit's directive.
    FollowDirective,
    /// Change what a unit has published.
    CorrectDirective,
    /// Withdraw what a unit has published.
    WithdrawDirective,
    /// Ask those again who have not confirmed.
    RemindRecipients,
    /// Take the list of receipts out of the system.
    ExportReceipts,
    /// Invite somebody into a unit in a role.
    Invite(Role),
    /// Change a unit's roster from a file.
    ImportRoster,
    /// Tie a group to a unit.
    ConnectGroup,
    /// Choose a unit as a recipient.
    AddressUnit,
    /// Do a unit's tasks and say so.
    ActForUnit,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 17] = [
        Self::PrepareDirective,
        Self::ApproveDirective,
        Self::FollowDirective,
        Self::CorrectDirective,
        Self::WithdrawDirective,
        Self::RemindRecipients,
        Self::ExportReceipts,
        Self::Invite(Role::Admin),
        Self::Invite(Role::Leader),
        Self::Invite(Role::Clerk),
        Self::Invite(Role::Cadre),
        Self::Invite(Role::Duty),
        Self::Invite(Role::Resident),
        Self::ImportRoster,
        Self::ConnectGroup,
        Self::AddressUnit,
        Self::ActForUnit,
    ];
}

/// Whether the actor may do this to the unit at `over`, by any role he holds there or above.
#[must_use]
pub fn may(actor: &Actor, action: Action, over: &UnitPath) -> bool {
    by_right_of(actor, action, over).next().is_some()
}

/// By whose right the actor may do this to the unit at `over`: `None` is his own, and comes first;
/// otherwise somebody's in whose place he stands.
pub fn by_right_of<'a>(
    actor: &'a Actor,
    action: Action,
    over: &'a UnitPath,
) -> impl Iterator<Item = Option<PersonId>> + 'a {
    let allowing = |own: bool| {
        actor.standings.iter().filter(move |standing| {
            standing.on_behalf_of.is_none() == own
                && standing.path.contains(over)
                && role_may(standing.role, action)
        })
    };
    allowing(true)
        .chain(allowing(false))
        .map(|standing| standing.on_behalf_of)
}

/// Whether the actor may do this to any unit at all: decides what menus offer, never what is done.
#[must_use]
pub fn may_somewhere(actor: &Actor, action: Action) -> bool {
    actor
        .standings
        .iter()
        .any(|standing| role_may(standing.role, action))
}

/// Whether a role allows this inside its scope.
fn role_may(role: Role, action: Action) -> bool {
    use Role::{Admin, Cadre, Clerk, Duty, Leader, Resident};
    match action {
        Action::PrepareDirective
        | Action::AddressUnit
        | Action::RemindRecipients
        | Action::ExportReceipts => matches!(role, Leader | Clerk),
        Action::ApproveDirective | Action::CorrectDirective | Action::WithdrawDirective => {
            matches!(role, Leader)
        }
        Action::FollowDirective | Action::ConnectGroup => matches!(role, Admin | Leader | Clerk),
        Action::ActForUnit => matches!(role, Leader | Clerk | Cadre | Duty),
        Action::ImportRoster | Action::Invite(Admin) => matches!(role, Admin),
        Action::Invite(Leader | Clerk) => matches!(role, Admin | Leader),
        Action::Invite(Cadre | Duty | Resident) => matches!(role, Admin | Leader | Clerk),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::UnitId;
    use crate::domain::locale::Locale;
    use crate::domain::person::Standing;

    fn holder(role: Role, path: &str) -> Actor {
        Actor {
            id: PersonId(1),
            name: "Lan".into(),
            locale: Locale::Vi,
            standings: vec![Standing {
                role,
                unit: Some(UnitId(5)),
                path: UnitPath(path.into()),
                on_behalf_of: None,
            }],
            acting_for: None,
        }
    }

    /// The columns of the table: admin, leader, clerk, cadre, duty, resident.
    fn row(action: Action) -> [bool; 6] {
        let cells = match action {
            Action::PrepareDirective => ".LC...",
            Action::ApproveDirective => ".L....",
            Action::FollowDirective => "ALC...",
            Action::CorrectDirective => ".L....",
            Action::WithdrawDirective => ".L....",
            Action::RemindRecipients => ".LC...",
            Action::ExportReceipts => ".LC...",
            Action::Invite(Role::Admin) => "A.....",
            Action::Invite(Role::Leader) => "AL....",
            Action::Invite(Role::Clerk) => "AL....",
            Action::Invite(Role::Cadre) => "ALC...",
            Action::Invite(Role::Duty) => "ALC...",
            Action::Invite(Role::Resident) => "ALC...",
            Action::ImportRoster => "A.....",
            Action::ConnectGroup => "ALC...",
            Action::AddressUnit => ".LC...",
            Action::ActForUnit => ".LCKD.",
        };
        let mut allowed = [false; 6];
        for (cell, sign) in allowed.iter_mut().zip(cells.chars()) {
            *cell = sign != '.';
        }
        allowed
    }

    #[test]
    fn every_action_by_every_role_in_every_direction() {
        for action in Action::ALL {
            for (role, allowed) in Role::ALL.into_iter().zip(row(action)) {
                let actor = holder(role, "/1/5/");
                for (place, path, in_scope) in [
                    ("own", "/1/5/", true),
                    ("below", "/1/5/9/", true),
                    ("beside", "/1/6/", false),
                    ("beside with a similar number", "/1/55/", false),
                    ("above", "/1/", false),
                    ("another tree", "/2/5/", false),
                ] {
                    assert_eq!(
                        may(&actor, action, &UnitPath(path.into())),
                        allowed && in_scope,
                        "{action:?} by a {role} of /1/5/ over {path} ({place})"
                    );
                }
                assert_eq!(may_somewhere(&actor, action), allowed);
            }
        }
    }

    #[test]
    fn roles_add_up_each_in_its_own_scope() {
        let mut actor = holder(Role::Leader, "/1/5/");
        actor
            .standings
            .extend(holder(Role::Cadre, "/1/6/").standings);
        let own = UnitPath("/1/5/".into());
        let other = UnitPath("/1/6/".into());
        assert!(may(&actor, Action::ApproveDirective, &own));
        assert!(!may(&actor, Action::ApproveDirective, &other));
        assert!(may(&actor, Action::ActForUnit, &other));
    }

    #[test]
    fn nobody_may_nothing_and_the_chief_administrator_reaches_every_tree() {
        let mut actor = holder(Role::Admin, "/");
        assert!(may(&actor, Action::ImportRoster, &UnitPath("/7/".into())));
        assert!(may(&actor, Action::ImportRoster, &UnitPath::everything()));
        actor.standings.clear();
        for action in Action::ALL {
            assert!(!may(&actor, action, &UnitPath("/1/".into())));
        }
    }
}
