//! Doing what a directive asks, and saying so.

use super::directives::audit;
use super::publishing::require_in_force;
use super::{Cx, Refusal, Result};
use crate::domain::ids::AssignmentId;
use crate::domain::notice::Lane;
use crate::domain::org::UnitPath;
use crate::domain::permission::Action;
use crate::store::{Assignment, Tx};

/// An open assignment that the actor may act on.
///
/// # Errors
/// A refusal if there is none, it is not his unit's, or its directive is not in force.
pub async fn open(tx: &mut Tx, cx: Cx<'_>, id: AssignmentId) -> Result<Assignment> {
    let gone = || Refusal::new("refusal-task-gone");
    let assignment = tx.assignment_by_id(id).await?.ok_or_else(gone)?;
    let unit = tx.unit_by_id(assignment.unit).await?;
    let path = unit.map_or_else(UnitPath::everything, |unit| unit.path);
    cx.exercise(tx, Action::ActForUnit, &path)?;
    let directive = tx
        .directive_by_id(assignment.directive)
        .await?
        .ok_or_else(gone)?;
    require_in_force(&directive)?;
    if let Some(done) = &assignment.done {
        let name = tx
            .person_by_id(done.by)
            .await?
            .map_or_else(String::new, |person| person.name);
        return Err(Refusal::new("refusal-already-done")
            .with("name", name)
            .into());
    }
    Ok(assignment)
}

/// Reports, for the actor's unit, that a task is done, with what came of it.
///
/// # Errors
/// As [`open`].
pub async fn finish(
    tx: &mut Tx,
    cx: Cx<'_>,
    id: AssignmentId,
    result: Option<&str>,
) -> Result<Assignment> {
    let assignment = open(tx, cx, id).await?;
    let result = result.map(str::trim).filter(|result| !result.is_empty());
    if !tx
        .assignment_finish(id, cx.actor.id, result, cx.now)
        .await?
    {
        return Err(Refusal::new("refusal-task-gone").into());
    }
    let directive = assignment.directive;
    let detail = serde_json::json!({ "assignment": id, "unit": assignment.unit });
    audit(tx, cx, "task.finish", directive, &detail).await?;
    if let Some(chat) = tx.chat_of_person(cx.actor.id).await? {
        let kinds = ["directive", "task_reminder"];
        tx.outbox_touch_in_chat(chat.id, directive, &kinds, Lane::Interactive, cx.now)
            .await?;
    }
    tx.live_cards_touch(directive, cx.now).await?;
    Ok(assignment)
}
