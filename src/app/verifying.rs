//! Is this message official, and does it still hold? Anybody may ask who has its code.

use super::Result;
use crate::domain::code::parse_public_code;
use crate::domain::directive::{Head, State};
use crate::store::Tx;

/// What can be said of a code that somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What was typed is no code.
    NoCode,
    /// There is nothing official with this code.
    Unknown {
        /// The code in its written form.
        code: String,
    },
    /// It is official.
    Official(Box<Official>),
}

/// What anybody may know of something official. Nobody's name is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    /// The code in its written form.
    pub code: String,
    /// What stands at its head.
    pub head: Head,
    /// The unit that issued it; empty if there is no such unit any more.
    pub unit: String,
    /// When it went out, Unix ms.
    pub published_at: i64,
    /// Whether it still holds.
    pub standing: Standing,
}

/// Whether something official still holds. Times are Unix ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As it went out.
    InForce,
    /// With a correction.
    Corrected {
        /// Of when.
        at: i64,
    },
    /// No longer.
    Withdrawn {
        /// Since when.
        at: i64,
    },
}

/// Looks up what somebody typed.
///
/// # Errors
/// If the store fails.
pub async fn verify(tx: &mut Tx, typed: &str) -> Result<Verdict> {
    let Some(code) = parse_public_code(typed) else {
        return Ok(Verdict::NoCode);
    };
    let Some(directive) = tx.directive_by_code(&code).await? else {
        return Ok(Verdict::Unknown { code });
    };
    let standing = match &directive.state {
        State::Withdrawn { at, .. } => Standing::Withdrawn { at: *at },
        State::Published(published) => match &published.corrected {
            Some(correction) => Standing::Corrected { at: correction.at },
            None => Standing::InForce,
        },
        State::Draft { .. } | State::Submitted { .. } | State::Discarded => {
            return Ok(Verdict::Unknown { code });
        }
    };
    let published_at = directive
        .state
        .published()
        .map_or(directive.created_at, |published| published.at);
    let unit = tx.unit_by_id(directive.unit).await?;
    Ok(Verdict::Official(Box::new(Official {
        code,
        head: directive.head,
        unit: unit.map_or_else(String::new, |unit| unit.name),
        published_at,
        standing,
    })))
}
