//! What a conversation waits for: the words that a button asked for.
//!
//! Stored with the chat, so that a restart in the middle loses nothing. A command or another
//! button ends it; so does a day without an answer.

use serde::{Deserialize, Serialize};

use crate::app::corrections::Target;
use crate::app::directives::{Field, TaskField};
use crate::domain::ids::{AssignmentId, ChatId, DirectiveId, PersonId, TaskId};
use crate::domain::notice::HandoverScreen;
use crate::domain::org::Role;
use crate::store::{Result, Tx};

/// How long a question stays open, in milliseconds. Later words are no answer to it any more.
const OPEN_FOR: i64 = 24 * 3_600_000;

/// What is waited for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "waits_for", rename_all = "snake_case")]
pub enum Dialogue {
    /// A directive, as a file or as text.
    Directive,
    /// The code on a message that somebody wants to check.
    Code,
    /// The next part of a text that was too long for one message.
    MoreText {
        /// The draft that was made of the parts so far.
        directive: DirectiveId,
    },
    /// New words for a field of a draft.
    Field {
        /// The draft.
        directive: DirectiveId,
        /// The field.
        field: Field,
    },
    /// New words for a task of a draft.
    Task {
        /// The task.
        task: TaskId,
        /// What of it.
        field: TaskField,
    },
    /// A task to be added to a draft.
    NewTask {
        /// The draft.
        directive: DirectiveId,
    },
    /// Why a directive is sent back.
    SendBack {
        /// The directive.
        directive: DirectiveId,
    },
    /// A remark with a receipt.
    Comment {
        /// The directive.
        directive: DirectiveId,
        /// The revision that was seen.
        revision: i64,
    },
    /// What came of a task.
    Result {
        /// The task of a unit.
        assignment: AssignmentId,
    },
    /// The right words for something of a published directive.
    Correction {
        /// The directive.
        directive: DirectiveId,
        /// What is wrong.
        target: Target,
    },
    /// Whether the correction that was typed changes the substance.
    Substance {
        /// The directive.
        directive: DirectiveId,
        /// What is wrong.
        target: Target,
        /// The right words.
        typed: String,
    },
    /// The code or name of the unit into which somebody is to be invited.
    InviteUnit {
        /// As what.
        role: Role,
        /// For how many people.
        uses: u32,
        /// For how many days.
        days: u32,
    },
    /// The next choice in handing one's duties over, in words instead of by a button.
    Handover {
        /// Which choice.
        screen: HandoverScreen,
    },
    /// Why a directive is withdrawn.
    Withdraw {
        /// The directive.
        directive: DirectiveId,
    },
}

/// What is stored of it.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(flatten)]
    dialogue: Dialogue,
    /// In whose place the words are asked for, where it is a deputy who is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    in_place_of: Option<PersonId>,
}

impl Dialogue {
    /// What this chat waits for from this person, if it still does.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn load(
        tx: &mut Tx,
        chat: ChatId,
        person: PersonId,
        now: i64,
    ) -> Result<Option<Self>> {
        let stored = stored(tx, chat, person, now).await?;
        Ok(stored.map(|stored| stored.dialogue))
    }

    /// In whose place this chat waits for something from this person, if it does in somebody's.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn in_place_of(
        tx: &mut Tx,
        chat: ChatId,
        person: PersonId,
        now: i64,
    ) -> Result<Option<PersonId>> {
        let stored = stored(tx, chat, person, now).await?;
        Ok(stored.and_then(|stored| stored.in_place_of))
    }

    /// Waits for this from now on.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn save(&self, tx: &mut Tx, chat: ChatId, person: PersonId, now: i64) -> Result<()> {
        self.save_in_place_of(tx, chat, person, None, now).await
    }

    /// Waits for this from now on, from a deputy in somebody's place.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn save_in_place_of(
        &self,
        tx: &mut Tx,
        chat: ChatId,
        person: PersonId,
        in_place_of: Option<PersonId>,
        now: i64,
    ) -> Result<()> {
        let stored = Stored {
            dialogue: self.clone(),
            in_place_of,
        };
        let state = serde_json::to_string(&stored).unwrap_or_default();
        tx.dialogue_set(chat, person, &state, now).await
    }
}

async fn stored(tx: &mut Tx, chat: ChatId, person: PersonId, now: i64) -> Result<Option<Stored>> {
    let stored = tx.dialogue_get(chat, person).await?;
    Ok(stored
        .filter(|(_, since)| now - since < OPEN_FOR)
        // What an older version stored and this one cannot read is waited for no longer.
        .and_then(|(state, _)| serde_json::from_str(&state).ok()))
}
