//! One recipient's word that a directive arrived.

use super::ids::{DirectiveId, PersonId, ReceiptId, UnitId};

/// The receipt of one revision of a directive by one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its number with us.
    pub id: ReceiptId,
    /// Of which directive.
    pub directive: DirectiveId,
    /// Of which revision.
    pub revision: i64,
    /// By whom.
    pub person: PersonId,
    /// In the name of which unit.
    pub unit: UnitId,
    /// Whether it was given.
    pub state: State,
}

/// Whether a receipt was given, and the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not yet.
    Waiting,
    /// It was.
    Confirmed {
        /// When, Unix ms.
        at: i64,
        /// Who gave it: the person himself, or somebody in his place.
        by: PersonId,
        /// What was remarked with it.
        note: Option<String>,
    },
}

/// Why a receipt was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It was given before, at this time (Unix ms).
    Already(i64),
}

impl State {
    /// Takes the receipt. A remark may be added to one that was given without.
    ///
    /// # Errors
    /// [`Refused::Already`] if it was given before and there is nothing to add.
    pub fn confirm(self, by: PersonId, note: Option<String>, at: i64) -> Result<Self, Refused> {
        match (self, note) {
            (Self::Waiting, note) => Ok(Self::Confirmed { at, by, note }),
            (Self::Confirmed { at, by, .. }, Some(note)) => Ok(Self::Confirmed {
                at,
                by,
                note: Some(note),
            }),
            (Self::Confirmed { at, .. }, None) => Err(Refused::Already(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_given_once_and_keeps_its_first_time() {
        let (tu, lan) = (PersonId(2), PersonId(1));
        let given = State::Waiting.confirm(tu, None, 5).unwrap();
        assert_eq!(
            given.clone().confirm(lan, None, 9),
            Err(Refused::Already(5))
        );
        let remarked = given.confirm(lan, Some("thiếu phụ lục".into()), 9).unwrap();
        assert_eq!(
            remarked,
            State::Confirmed {
                at: 5,
                by: tu,
                note: Some("thiếu phụ lục".into())
            }
        );
    }
}
