//! The table of permissions in the documentation is what the code decides.
//!
//! `src/domain/permission.md` is made from [`may`], asked for every action, every role and every
//! direction in the tree of units. After a change of the rules, make it anew and read the difference:
//!
//! ```text
//! UPDATE_DOCS=1 cargo test --test it -- permissions
//! ```

use keng::domain::ids::{PersonId, UnitId};
use keng::domain::locale::Locale;
use keng::domain::org::{Role, UnitPath};
use keng::domain::permission::{Action, may};
use keng::domain::person::{Actor, Standing};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/domain/permission.md");

/// The unit in which the role is held.
const OWN: &str = "/1/5/";

/// Where it is asked, seen from [`OWN`].
const PLACES: [(&str, &str); 4] = [
    ("own", OWN),
    ("below", "/1/5/9/"),
    ("beside", "/1/6/"),
    ("above", "/1/"),
];

/// What an action is called in the table. A new action does not compile without its words.
fn words(action: Action) -> &'static str {
    match action {
        Action::PrepareDirective => "prepare a directive in the unit's name",
        Action::ApproveDirective => "approve a directive, or return it",
        Action::FollowDirective => "follow who has received and confirmed",
        Action::CorrectDirective => "correct what was published",
        Action::WithdrawDirective => "withdraw what was published",
        Action::RemindRecipients => "remind those who have not confirmed",
        Action::ExportReceipts => "take the list of receipts out",
        Action::Invite(Role::Admin) => "invite an admin",
        Action::Invite(Role::Leader) => "invite a leader",
        Action::Invite(Role::Clerk) => "invite a clerk",
        Action::Invite(Role::Cadre) => "invite a cadre",
        Action::Invite(Role::Duty) => "invite somebody on duty",
        Action::Invite(Role::Resident) => "invite a resident",
        Action::ImportRoster => "import the roster",
        Action::ConnectGroup => "connect a group",
        Action::AddressUnit => "choose the unit as a recipient",
        Action::ActForUnit => "do the unit's tasks and say so",
    }
}

fn table() -> String {
    let heading: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
    let mut table = format!(
        "# Who may do what, and where\n\nWhat a role allows: in the unit in which it is held (own), in the units below it,\n\
         in those beside it and in those above it. An empty cell is a no everywhere.\n\n\
         | action | {} |\n|{}\n",
        heading.join(" | "),
        " --- |".repeat(Role::ALL.len() + 1)
    );
    for action in Action::ALL {
        let cells: Vec<_> = Role::ALL.iter().map(|role| cell(action, *role)).collect();
        table += &format!("| {} | {} |\n", words(action), cells.join(" | "));
    }
    table += "\nAn admin without a unit stands above all units: everything is below him. That the \
              approver is\nanother person than the author is a rule of the directive, not of the \
              role.\n\nMade by `UPDATE_DOCS=1 cargo test --test it -- permissions` from what \
              `may` answers; not edited by hand.\n";
    table
}

/// The places in which the role may do it.
fn cell(action: Action, role: Role) -> String {
    let actor = Actor {
        id: PersonId(1),
        name: "Lan".to_owned(),
        locale: Locale::Vi,
        standings: vec![Standing {
            role,
            unit: Some(UnitId(5)),
            path: UnitPath(OWN.to_owned()),
            on_behalf_of: None,
        }],
        acting_for: None,
    };
    let allowed = |path: &str| may(&actor, action, &UnitPath(path.to_owned()));
    let places: Vec<_> = PLACES
        .iter()
        .filter(|(_, path)| allowed(path))
        .map(|(place, _)| *place)
        .collect();
    places.join(", ")
}

#[expect(
    clippy::disallowed_methods,
    reason = "whoever changes the rules asks for the new table by a variable, not by a setting"
)]
fn is_update() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

#[test]
fn the_table_in_the_documentation_is_what_the_code_decides() {
    let table = table();
    if is_update() {
        std::fs::write(FILE, &table).expect("a file that can be written");
    }
    let kept = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        kept == table,
        "src/domain/permission.md does not say what the code decides. Run \
         `UPDATE_DOCS=1 cargo test --test it -- permissions` and read the difference.\n\n{table}"
    );
}

#[test]
fn no_action_is_missing_in_the_table() {
    let named: std::collections::BTreeSet<_> = Action::ALL.into_iter().map(words).collect();
    assert_eq!(
        named.len(),
        Action::ALL.len(),
        "two actions share their words"
    );
}
