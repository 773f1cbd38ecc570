//! Following what was published: who may look, and taking the receipts out.

use super::directives::{audit, load};
use super::{Cx, Result};
use crate::domain::directive::{Directive, Published};
use crate::domain::ids::DirectiveId;
use crate::domain::org::UnitPath;
use crate::domain::permission::Action;
use crate::domain::person::Actor;
use crate::store::Tx;

/// A directive that the actor may follow, and how it was published.
///
/// # Errors
/// A refusal if he may not, or it was never published.
pub async fn open(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<(Directive, Published)> {
    published(tx, cx, id, Action::FollowDirective).await
}

/// Takes the list of receipts of a directive out of the system, on the record.
///
/// # Errors
/// A refusal if the actor may not, or it was never published.
pub async fn export(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<()> {
    published(tx, cx, id, Action::ExportReceipts).await?;
    audit(tx, cx, "receipt.export", id, &serde_json::json!({})).await
}

async fn published(
    tx: &mut Tx,
    cx: Cx<'_>,
    id: DirectiveId,
    action: Action,
) -> Result<(Directive, Published)> {
    let directive = load(tx, cx, id, action).await?;
    match directive.state.published().cloned() {
        Some(published) => Ok((directive, published)),
        None => Err(super::Refusal::new("refusal-not-published").into()),
    }
}

/// The highest units whose directives this person may follow; none of them is below another.
#[must_use]
pub fn roots(actor: &Actor) -> Vec<UnitPath> {
    super::audiences::tops(actor, Action::FollowDirective)
}
