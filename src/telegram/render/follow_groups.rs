//! On the issuer's card: the groups that were to get a directive and cannot be reached.

use super::follow::UNIT_SHOWN;
use super::view::View;
use crate::domain::ids::DirectiveId;
use crate::domain::split::shorten;
use crate::i18n::Arg;
use crate::store::{Result, Tx};

/// Groups named on the card; the others are counted.
const NAMED: usize = 3;

/// How many groups have not got it because they cannot be reached, which, and why.
pub(super) async fn unreached(
    view: View<'_>,
    tx: &mut Tx,
    id: DirectiveId,
) -> Result<Option<String>> {
    let groups = tx.group_list_unreached(id).await?;
    if groups.is_empty() {
        return Ok(None);
    }
    let mut names: Vec<String> = groups
        .iter()
        .take(NAMED)
        .map(|(title, reason)| {
            let reason = view.label(&format!("unreachable-{}", reason.as_str()));
            format!("{} ({reason})", shorten(title, UNIT_SHOWN))
        })
        .collect();
    if groups.len() > NAMED {
        names.push("…".to_owned());
    }
    Ok(Some(view.text(
        "follow-groups-unreached",
        &[
            ("count", Arg::count(groups.len())),
            ("names", Arg::text(names.join("; "))),
        ],
    )))
}
