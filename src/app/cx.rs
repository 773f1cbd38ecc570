//! Under which circumstances something is done: when, by whom, by which rules.

use crate::domain::org::UnitPath;
use crate::domain::permission::{Action, may};
use crate::domain::person::Actor;

use super::error::{Refusal, Result};
use super::rules::Rules;

/// The circumstances of one action. Borrowed and small: made anew for every update and request.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// The moment, in Unix ms.
    pub now: i64,
    /// Who acts, as he stands at that moment.
    pub actor: &'a Actor,
    /// The organisation's rules.
    pub rules: &'a Rules,
}

impl Cx<'_> {
    /// Goes on only if the actor may do this to the unit at `over`.
    ///
    /// # Errors
    /// The refusal `refusal-not-allowed`.
    pub fn require(&self, action: Action, over: &UnitPath) -> Result<()> {
        if may(self.actor, action, over) {
            Ok(())
        } else {
            Err(Refusal::new("refusal-not-allowed").into())
        }
    }
}
