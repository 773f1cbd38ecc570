//! Under which circumstances something is done: when, by whom, by which rules.

use crate::domain::org::UnitPath;
use crate::domain::permission::{Action, by_right_of, may};
use crate::domain::person::{Actor, Hand};
use crate::store::Tx;

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

    /// Goes on only if the actor may do this to the unit at `over`, and lets the audit of this unit
    /// of work say by whose right. For everything that changes something.
    ///
    /// # Errors
    /// The refusal `refusal-not-allowed`.
    pub fn exercise(&self, tx: &mut Tx, action: Action, over: &UnitPath) -> Result<()> {
        let hand = self
            .hands(action, over)
            .next()
            .ok_or_else(|| Refusal::new("refusal-not-allowed"))?;
        tx.act_for(hand.on_behalf_of);
        Ok(())
    }

    /// By which rights the actor may do this to the unit at `over`: first the one of the person in
    /// whose place he says that he acts, then his own.
    pub fn hands<'b>(
        &'b self,
        action: Action,
        over: &'b UnitPath,
    ) -> impl Iterator<Item = Hand> + 'b {
        let stated = self.actor.acting_for;
        let is_stated = move |right: &Option<_>| stated.is_some() && *right == stated;
        let rights = || by_right_of(self.actor, action, over);
        rights()
            .filter(is_stated)
            .chain(rights().filter(move |right| !is_stated(right)))
            .map(|on_behalf_of| Hand {
                person: self.actor.id,
                on_behalf_of,
            })
    }
}
