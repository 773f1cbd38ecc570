//! Choosing to whom a directive goes.

use super::directives::{audit, editable, touch_draft};
use super::{Cx, Refusal, Result};
use crate::domain::ids::{DirectiveId, UnitId};
use crate::domain::org::{Role, UnitPath};
use crate::domain::permission::{Action, may};
use crate::domain::person::Actor;
use crate::store::{ChosenUnit, Tx};

/// How a unit is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Not at all.
    None,
    /// The unit itself, without those below it.
    Alone,
    /// The unit and all below it.
    WithBelow,
}

/// The roles that can be chosen.
pub const ROLES: [Role; 4] = [Role::Leader, Role::Clerk, Role::Cadre, Role::Duty];

/// Chooses a unit for a draft, or takes it out.
///
/// # Errors
/// A refusal if the draft cannot be changed or the unit is not the actor's to address.
pub async fn choose_unit(
    tx: &mut Tx,
    cx: Cx<'_>,
    directive: DirectiveId,
    unit: UnitId,
    choice: Choice,
) -> Result<()> {
    editable(tx, cx, directive).await?;
    let found = tx.unit_by_id(unit).await?;
    let path = found.map_or_else(UnitPath::everything, |unit| unit.path);
    cx.exercise(tx, Action::AddressUnit, &path)?;
    match choice {
        Choice::None => tx.audience_remove_unit(directive, unit).await?,
        Choice::Alone | Choice::WithBelow => {
            let chosen = ChosenUnit {
                unit,
                with_below: choice == Choice::WithBelow,
            };
            tx.audience_add_unit(directive, chosen).await?;
        }
    }
    let detail = serde_json::json!({ "unit": unit, "choice": format!("{choice:?}") });
    audit(tx, cx, "directive.audience", directive, &detail).await?;
    touch_draft(tx, cx, directive).await
}

/// Chooses a role for a draft, or takes it out.
///
/// # Errors
/// A refusal if the draft cannot be changed or the role gets no directives.
pub async fn toggle_role(
    tx: &mut Tx,
    cx: Cx<'_>,
    directive: DirectiveId,
    role: Role,
) -> Result<()> {
    editable(tx, cx, directive).await?;
    if !ROLES.contains(&role) {
        return Err(Refusal::new("refusal-not-allowed").into());
    }
    let roles = tx.audience_roles(directive).await?;
    if roles.iter().any(|chosen| chosen == role.as_str()) {
        tx.audience_remove_role(directive, role.as_str()).await?;
    } else {
        tx.audience_add_role(directive, role.as_str()).await?;
    }
    audit(
        tx,
        cx,
        "directive.audience",
        directive,
        &serde_json::json!({ "role": role }),
    )
    .await?;
    touch_draft(tx, cx, directive).await
}

/// The highest units that the actor may address: where the tree begins for him.
#[must_use]
pub fn roots(cx: Cx<'_>) -> Vec<UnitPath> {
    tops(cx.actor, Action::AddressUnit)
}

/// The highest units over which somebody may do something; none of them is below another.
pub(super) fn tops(actor: &Actor, action: Action) -> Vec<UnitPath> {
    let mut tops: Vec<UnitPath> = Vec::new();
    for standing in &actor.standings {
        if may(actor, action, &standing.path)
            && !tops.iter().any(|top| top.contains(&standing.path))
        {
            tops.retain(|top| !standing.path.contains(top));
            tops.push(standing.path.clone());
        }
    }
    tops
}
