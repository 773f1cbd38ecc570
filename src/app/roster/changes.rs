//! What a roster changes: said before it is taken in, and counted after.

use serde::{Deserialize, Serialize};

use crate::domain::ids::PersonId;
use crate::domain::org::Role;

/// What a file changes, by units or people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Those that were not known before, in the order of the file.
    pub new: Vec<Change>,
    /// Those of whom it says something new, in the order of the file.
    pub changed: Vec<Change>,
    /// Those whom the roster holds inside the importer's scope and the file does not name. Of people
    /// it depends on [`Absent`] whether their roles end; units stay in any case.
    pub left: Vec<Change>,
    /// How many the file says nothing new of.
    pub unchanged: usize,
    /// Of how many people the roster held roles inside the importer's scope before.
    pub held: usize,
    /// Whether the importer may import no roster any more after this.
    pub shuts_out_importer: bool,
    /// Those who are here already and whose roles change, those who leave included.
    #[serde(skip)]
    pub affected: Vec<PersonId>,
}

/// What changes of one unit or person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The name, as the file has it.
    pub name: String,
    /// What changes, in the order in which people would tell it.
    pub steps: Vec<Step>,
    /// Somebody who uses the bot now and will be nobody in it.
    pub loses_access: bool,
}

/// One thing that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Had another name.
    Renamed {
        /// Which.
        from: String,
    },
    /// Has another telephone number.
    Phone,
    /// Has another code of the organisation.
    Code,
    /// Begins to hold a role.
    Begins {
        /// Which.
        role: Role,
        /// The unit's name.
        unit: String,
    },
    /// Holds a role no longer.
    Ends {
        /// Which.
        role: Role,
        /// The unit's name.
        unit: String,
    },
    /// Holds another office.
    Titled {
        /// Which.
        title: String,
    },
    /// A unit is of another kind.
    Kind {
        /// Which.
        kind: String,
    },
    /// A unit belongs under another one.
    Moved {
        /// Its name; `None` at the top.
        under: Option<String>,
    },
}

/// What becomes of the people whom the roster holds and a file does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// The file is a part of the roster: they stay as they are.
    Stay,
    /// The file is the whole roster of the importer's scope: they have left.
    Leave,
}

/// How many units or people a file was about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that were not known before.
    pub new: usize,
    /// Those of whom it said something new.
    pub changed: usize,
    /// Those whom it did not name.
    pub left: usize,
    /// Those of whom it said nothing new.
    pub unchanged: usize,
}

impl Changes {
    /// How many of each.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            new: self.new.len(),
            changed: self.changed.len(),
            left: self.left.len(),
            unchanged: self.unchanged,
        }
    }

    /// How many use the bot now and will be nobody in it, if those who are not named leave.
    #[must_use]
    pub fn losing_access(&self) -> usize {
        let all = self.changed.iter().chain(&self.left);
        all.filter(|change| change.loses_access).count()
    }

    /// Whether so much ends that it could be a mistake: more than a third of the people leave, or
    /// the importer shuts himself out.
    #[must_use]
    pub fn is_drastic(&self, absent: Absent) -> bool {
        let leave = absent == Absent::Leave && self.many_leave();
        leave || self.shuts_out_importer
    }

    /// Whether more than a third of the people whom the roster holds are not named. No unit is held:
    /// they stay.
    #[must_use]
    pub fn many_leave(&self) -> bool {
        self.held > 0 && self.left.len() * 3 > self.held
    }
}
