//! Cards with more than one screen: which of them a message shows.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{PersonId, TaskId, UnitId};
use crate::domain::org::Role;

/// What a leader's draft card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "show", rename_all = "snake_case")]
pub enum DraftScreen {
    /// The whole, page by page.
    Card {
        /// The page shown, from 0.
        page: u32,
    },
    /// Which field or task is to be corrected.
    Edit {
        /// The page of tasks shown, from 0.
        page: u32,
    },
    /// The kinds of documents, to choose one.
    Kinds,
    /// One task and what can be corrected in it.
    EditTask {
        /// Which task.
        task: TaskId,
    },
    /// The tasks with their deadlines, to correct one.
    Deadlines {
        /// The page shown, from 0.
        page: u32,
    },
    /// Proposals for one task's deadline.
    Deadline {
        /// Which task.
        task: TaskId,
    },
    /// The tree of units, opened at one of them.
    Audience {
        /// The unit whose subordinates are listed; `None` at the top of what the leader may reach.
        open: Option<UnitId>,
        /// The page of the list, from 0.
        page: u32,
    },
    /// Exactly what recipients will get.
    Preview {
        /// The page shown, from 0.
        page: u32,
    },
}

/// What an issuer's card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "show", rename_all = "snake_case")]
pub enum FollowScreen {
    /// Counts and a bar.
    Card,
    /// Counts by unit.
    Units {
        /// The page shown, from 0.
        page: u32,
    },
    /// Who has not confirmed, and why not.
    Missing {
        /// The page shown, from 0.
        page: u32,
    },
    /// Who confirmed with which words.
    Notes {
        /// The page shown, from 0.
        page: u32,
    },
    /// The tasks and which units have done them.
    Tasks {
        /// The page shown, from 0.
        page: u32,
    },
    /// Asks what is to be corrected.
    Correct {
        /// The page of tasks shown, from 0.
        page: u32,
    },
    /// Asks whether the correction that was typed changes the substance.
    Substance,
    /// Asks whether it shall really be withdrawn.
    Withdraw,
}

/// What the card for inviting shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "show", rename_all = "snake_case")]
pub enum InviteScreen {
    /// The links that hold.
    List {
        /// The page shown, from 0.
        page: u32,
    },
    /// A link that is not made yet, with what can be chosen about it.
    Offer {
        /// Where one joins by it.
        unit: UnitId,
        /// As what.
        role: Role,
        /// For how many people.
        uses: u32,
        /// For how many days.
        days: u32,
    },
    /// The tree of units, to choose where; the rest of the offer is kept.
    Units {
        /// The unit whose subordinates are listed; `None` at the top of what one may invite into.
        open: Option<UnitId>,
        /// The page of the list, from 0.
        page: u32,
        /// As what.
        role: Role,
        /// For how many people.
        uses: u32,
        /// For how many days.
        days: u32,
    },
}

/// What the card of a roster that was sent shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "show", rename_all = "snake_case")]
pub enum RosterScreen {
    /// How much is new, changed and left.
    Card {
        /// Whether it was shown before and is something else by now.
        anew: bool,
    },
    /// Who or what is new.
    New {
        /// The page shown, from 0.
        page: u32,
    },
    /// Of whom or what the file says something new.
    Changed {
        /// The page shown, from 0.
        page: u32,
    },
    /// Whom or what the file does not name.
    Left {
        /// The page shown, from 0.
        page: u32,
    },
    /// What is wrong with it.
    Problems {
        /// The page shown, from 0.
        page: u32,
    },
    /// Asks whether so much shall really end.
    Sure,
}

/// What the card on which somebody hands his duties over shows: one choice after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "show", rename_all = "snake_case")]
pub enum HandoverScreen {
    /// To whom.
    Deputy {
        /// The page of the list, from 0.
        page: u32,
    },
    /// From when on.
    From {
        /// To whom.
        deputy: PersonId,
    },
    /// Until when.
    Until {
        /// To whom.
        deputy: PersonId,
        /// From when on, Unix ms; `None`: at once.
        from: Option<i64>,
    },
    /// Everything that was chosen, to be agreed to.
    Confirm {
        /// To whom.
        deputy: PersonId,
        /// From when on, Unix ms; `None`: at once.
        from: Option<i64>,
        /// Until when, Unix ms.
        until: i64,
    },
    /// How the person's present handover stands.
    Present,
    /// Until when the present one is to last instead.
    Extend,
}

/// What the card about a person's own data shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "show", rename_all = "snake_case")]
pub enum PrivacyScreen {
    /// What is kept, what for, who sees it and how long.
    Card,
    /// Asks whether he really wants to be forgotten.
    Erase {
        /// When it was asked, Unix ms: an old yes does not count.
        asked_at: i64,
    },
}
