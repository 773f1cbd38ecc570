//! A directive on its way from draft to withdrawal.
//!
//! ```text
//! Draft ──submit──▶ Submitted ──approve──▶ Published ──withdraw──▶ Withdrawn
//!   ▲  └──discard─▶ Discarded     │           └─correct─▶ Published (next revision)
//!   └──────── send back ──────────┘
//! ```
//!
//! Where the settings ask for no second person, `publish` leads from Draft to Published at once.
//! A state carries the evidence of how it came about; a transition consumes it.

use chrono::NaiveDate;

use super::document::{Kind, Urgency, Warning};
use super::ids::{DirectiveId, FileId, PersonId, TaskId, UnitId};
use super::person::Hand;

/// A directive with everything but its tasks and recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Its number with us.
    pub id: DirectiveId,
    /// The unit in whose name it is issued.
    pub unit: UnitId,
    /// Who prepared it.
    pub author: PersonId,
    /// In whose place he did, where the right was not his own.
    pub author_for: Option<PersonId>,
    /// Where it stands.
    pub state: State,
    /// What stands at its head.
    pub head: Head,
    /// The full text.
    pub body: String,
    /// The original file, where there was one.
    pub file: Option<FileId>,
    /// What the reader was unsure of and nobody has looked at yet.
    pub warnings: Vec<Warning>,
    /// When the draft was made, Unix ms.
    pub created_at: i64,
}

impl Directive {
    /// Who prepared it, and by whose right.
    #[must_use]
    pub fn author_hand(&self) -> Hand {
        Hand {
            person: self.author,
            on_behalf_of: self.author_for,
        }
    }
}

/// What stands at the head of a directive and can be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What kind of document it is.
    pub kind: Kind,
    /// The issuer, written out.
    pub authority: Option<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// Where it was signed.
    pub place: Option<String>,
    /// When it was signed.
    pub issued_on: Option<NaiveDate>,
    /// What it is about, in one line.
    pub title: String,
    /// What, who, by when: for a person with ten seconds.
    pub summary: String,
    /// The urgency stamp.
    pub urgency: Option<Urgency>,
}

/// Where a directive stands, and the evidence. Times are Unix ms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being prepared.
    Draft {
        /// Why it was sent back, if it was.
        returned: Option<String>,
    },
    /// It waits for a second person.
    Submitted {
        /// Since when.
        at: i64,
    },
    /// It is out.
    Published(Published),
    /// It was out and no longer holds.
    Withdrawn {
        /// How it had been published.
        published: Published,
        /// When it was withdrawn.
        at: i64,
        /// Why, in the words of who did it.
        reason: Option<String>,
    },
    /// It was thrown away before it went out. It is kept for the record.
    Discarded,
}

/// The evidence of a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// What people type to check it.
    pub code: String,
    /// When it went out, Unix ms.
    pub at: i64,
    /// The second person, where one was needed.
    pub approver: Option<PersonId>,
    /// In whose place he approved, where the right was not his own.
    pub approver_for: Option<PersonId>,
    /// Which text is out: 1, and one more with every correction.
    pub revision: i64,
    /// Which revision's receipt is asked for.
    pub receipt_revision: i64,
    /// When it was last corrected, Unix ms, and what the correction says.
    pub corrected: Option<Correction>,
}

/// The last correction of a published directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When, Unix ms.
    pub at: i64,
    /// What was corrected, in the words of who did it.
    pub what: Option<String>,
}

/// Why a transition is not possible from where the directive stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Only a draft can be changed, submitted or discarded.
    NotDraft,
    /// Only what was submitted can be approved or sent back.
    NotSubmitted,
    /// Only what is out can be corrected, confirmed or withdrawn.
    NotPublished,
    /// It was withdrawn.
    Withdrawn,
    /// Nobody approves his own work.
    OwnWork,
}

impl State {
    /// The stable name of the state, as it is stored.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Draft { .. } => "draft",
            Self::Submitted { .. } => "submitted",
            Self::Published(_) => "published",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Discarded => "discarded",
        }
    }

    /// How it was published, if it ever was.
    #[must_use]
    pub fn published(&self) -> Option<&Published> {
        match self {
            Self::Published(published) | Self::Withdrawn { published, .. } => Some(published),
            Self::Draft { .. } | Self::Submitted { .. } | Self::Discarded => None,
        }
    }

    /// Asks for a second person's approval.
    ///
    /// # Errors
    /// [`Refused::NotDraft`]
    pub fn submit(self, at: i64) -> Result<Self, Refused> {
        match self {
            Self::Draft { .. } => Ok(Self::Submitted { at }),
            _ => Err(Refused::NotDraft),
        }
    }

    /// Sends it back to its author.
    ///
    /// # Errors
    /// [`Refused::NotSubmitted`]
    pub fn send_back(self, reason: String) -> Result<Self, Refused> {
        match self {
            Self::Submitted { .. } => Ok(Self::Draft {
                returned: Some(reason),
            }),
            _ => Err(Refused::NotSubmitted),
        }
    }

    /// Takes it back from approval to work on it again.
    ///
    /// # Errors
    /// [`Refused::NotSubmitted`]
    pub fn take_back(self) -> Result<Self, Refused> {
        match self {
            Self::Submitted { .. } => Ok(Self::Draft { returned: None }),
            _ => Err(Refused::NotSubmitted),
        }
    }

    /// A second person lets it go out.
    ///
    /// # Errors
    /// [`Refused::NotSubmitted`], or [`Refused::OwnWork`] for the author, and for whoever he and the
    /// approver stand in for.
    pub fn approve(
        self,
        author: Hand,
        approver: Hand,
        code: String,
        at: i64,
    ) -> Result<Self, Refused> {
        match self {
            Self::Submitted { .. } if author.meets(approver) => Err(Refused::OwnWork),
            Self::Submitted { .. } => {
                Ok(Self::Published(Published::first(code, Some(approver), at)))
            }
            _ => Err(Refused::NotSubmitted),
        }
    }

    /// Lets it go out without a second person.
    ///
    /// # Errors
    /// [`Refused::NotDraft`]
    pub fn publish(self, code: String, at: i64) -> Result<Self, Refused> {
        match self {
            Self::Draft { .. } => Ok(Self::Published(Published::first(code, None, at))),
            _ => Err(Refused::NotDraft),
        }
    }

    /// Corrects what is out. A correction of substance asks for every receipt anew.
    ///
    /// # Errors
    /// [`Refused::NotPublished`] or [`Refused::Withdrawn`]
    pub fn correct(self, what: Option<String>, substance: bool, at: i64) -> Result<Self, Refused> {
        let mut published = self.into_published()?;
        published.revision += 1;
        if substance {
            published.receipt_revision = published.revision;
        }
        published.corrected = Some(Correction { at, what });
        Ok(Self::Published(published))
    }

    /// Takes it out of force.
    ///
    /// # Errors
    /// [`Refused::NotPublished`] or [`Refused::Withdrawn`]
    pub fn withdraw(self, reason: Option<String>, at: i64) -> Result<Self, Refused> {
        let published = self.into_published()?;
        Ok(Self::Withdrawn {
            published,
            at,
            reason,
        })
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`Refused::NotDraft`]
    pub fn discard(self) -> Result<Self, Refused> {
        match self {
            Self::Draft { .. } => Ok(Self::Discarded),
            _ => Err(Refused::NotDraft),
        }
    }

    /// The publication that is in force.
    ///
    /// # Errors
    /// [`Refused::NotPublished`] or [`Refused::Withdrawn`]
    pub fn in_force(&self) -> Result<&Published, Refused> {
        match self {
            Self::Published(published) => Ok(published),
            Self::Withdrawn { .. } => Err(Refused::Withdrawn),
            _ => Err(Refused::NotPublished),
        }
    }

    fn into_published(self) -> Result<Published, Refused> {
        match self {
            Self::Published(published) => Ok(published),
            Self::Withdrawn { .. } => Err(Refused::Withdrawn),
            _ => Err(Refused::NotPublished),
        }
    }
}

impl Published {
    fn first(code: String, approver: Option<Hand>, at: i64) -> Self {
        Self {
            code,
            at,
            approver: approver.map(|hand| hand.person),
            approver_for: approver.and_then(|hand| hand.on_behalf_of),
            revision: 1,
            receipt_revision: 1,
            corrected: None,
        }
    }
}

/// A task of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number with us.
    pub id: TaskId,
    /// The number as the document counts.
    pub no: String,
    /// One line.
    pub title: String,
    /// The whole.
    pub text: String,
    /// Who is to do it, as the document says.
    pub responsible: Vec<String>,
    /// The deadline in the document's words.
    pub deadline_text: Option<String>,
    /// When it is due, Unix ms. A task without a time of day is due in the last minute of its day.
    pub due_at: Option<i64>,
    /// The units it names; empty where it is for all recipients.
    pub units: Vec<UnitId>,
}

impl Task {
    /// Whether it is for this unit.
    #[must_use]
    pub fn concerns(&self, unit: UnitId) -> bool {
        self.units.is_empty() || self.units.contains(&unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(person: PersonId) -> Hand {
        Hand {
            person,
            on_behalf_of: None,
        }
    }

    const AUTHOR: PersonId = PersonId(1);
    const SECOND: PersonId = PersonId(2);

    fn draft() -> State {
        State::Draft { returned: None }
    }

    fn submitted() -> State {
        State::Submitted { at: 1 }
    }

    fn published() -> State {
        State::Published(Published::first("C".into(), Some(own(SECOND)), 2))
    }

    fn withdrawn() -> State {
        published().withdraw(None, 3).unwrap()
    }

    /// Every state × every action: what follows, or why not.
    #[test]
    fn the_states_follow_the_picture() {
        type Action = fn(State) -> Result<State, Refused>;
        let actions: [(&str, Action); 8] = [
            ("submit", |s| s.submit(9)),
            ("approve", |s| {
                s.approve(own(AUTHOR), own(SECOND), "C".into(), 9)
            }),
            ("send back", |s| s.send_back("sai số".into())),
            ("take back", State::take_back),
            ("publish", |s| s.publish("C".into(), 9)),
            ("correct", |s| s.correct(None, true, 9)),
            ("withdraw", |s| s.withdraw(None, 9)),
            ("discard", State::discard),
        ];
        let states = [
            draft(),
            submitted(),
            published(),
            withdrawn(),
            State::Discarded,
        ];
        let table = [
            // draft, submitted, published, withdrawn, discarded
            ["submitted", "NotDraft", "NotDraft", "NotDraft", "NotDraft"],
            [
                "NotSubmitted",
                "published",
                "NotSubmitted",
                "NotSubmitted",
                "NotSubmitted",
            ],
            [
                "NotSubmitted",
                "draft",
                "NotSubmitted",
                "NotSubmitted",
                "NotSubmitted",
            ],
            [
                "NotSubmitted",
                "draft",
                "NotSubmitted",
                "NotSubmitted",
                "NotSubmitted",
            ],
            ["published", "NotDraft", "NotDraft", "NotDraft", "NotDraft"],
            [
                "NotPublished",
                "NotPublished",
                "published",
                "Withdrawn",
                "NotPublished",
            ],
            [
                "NotPublished",
                "NotPublished",
                "withdrawn",
                "Withdrawn",
                "NotPublished",
            ],
            ["discarded", "NotDraft", "NotDraft", "NotDraft", "NotDraft"],
        ];
        for ((name, action), expected) in actions.iter().zip(table) {
            for (state, expected) in states.iter().zip(expected) {
                let got = match action(state.clone()) {
                    Ok(next) => next.name().to_owned(),
                    Err(refused) => format!("{refused:?}"),
                };
                assert_eq!(got, expected, "{name} from {}", state.name());
            }
        }
    }

    #[test]
    fn nobody_approves_his_own_work() {
        let refused = submitted().approve(own(AUTHOR), own(AUTHOR), "C".into(), 9);
        assert_eq!(refused, Err(Refused::OwnWork));
        let for_author = Hand {
            on_behalf_of: Some(AUTHOR),
            ..own(SECOND)
        };
        for (author, approver) in [(own(AUTHOR), for_author), (for_author, own(AUTHOR))] {
            let refused = submitted().approve(author, approver, "C".into(), 9);
            assert_eq!(refused, Err(Refused::OwnWork));
        }
    }

    #[test]
    fn only_a_correction_of_substance_asks_for_receipts_anew() {
        let words = published().correct(None, false, 5).unwrap();
        assert_eq!(
            words.published().map(|p| (p.revision, p.receipt_revision)),
            Some((2, 1))
        );
        let substance = words.correct(None, true, 6).unwrap();
        assert_eq!(
            substance
                .published()
                .map(|p| (p.revision, p.receipt_revision)),
            Some((3, 3))
        );
    }
}
