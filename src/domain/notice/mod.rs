//! What the bot says, before it is words: a kind and the ids it speaks of.
//!
//! A notice is written in the transaction of the change it tells about and turned into words only
//! when it is sent, from what is true then. So a reminder that was queued before the work was done
//! says nothing, and an edited card always shows the newest state.

mod lane;
mod screens;
mod unreachable;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::lane::Lane;
pub use self::screens::{
    DraftScreen, FollowScreen, HandoverScreen, InviteScreen, PrivacyScreen, RosterScreen,
};
pub use self::unreachable::Unreachable;

use super::chat::GroupAudience;
use super::ids::{
    AssignmentId, ChatId, DirectiveId, HandoverId, InvitationId, PersonId, ReceiptId, RosterFileId,
    UnitId,
};

/// What is said. Stored as JSON; a variant's name is part of the stored form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notice {
    /// One of the prepared sentences, with its arguments as plain text.
    Say {
        /// The message's key.
        key: String,
        /// Arguments by name. They are escaped when the sentence is made.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        args: BTreeMap<String, String>,
    },
    /// One of the prepared questions, with a button to stop and perhaps one to go on without an
    /// answer.
    Ask {
        /// The message's key.
        key: String,
        /// Whether the question may be passed over.
        skip: bool,
    },
    /// What this bot is, for somebody who is nobody yet.
    Welcome,
    /// What this person can do here.
    Help,
    /// Which language to speak.
    Languages,
    /// What somebody would join by an invitation and what would be kept of him, with the question
    /// whether he agrees.
    Joining {
        /// The invitation.
        invitation: InvitationId,
    },
    /// As what the reader joined by an invitation.
    Joined {
        /// The invitation.
        invitation: InvitationId,
    },
    /// Tells who invites that a personal link came into other hands.
    StrayLink {
        /// The invitation, which was taken back.
        invitation: InvitationId,
    },
    /// The card for inviting.
    Inviting {
        /// What it shows.
        screen: InviteScreen,
    },
    /// Slips to print for those of a unit who have not joined. As secret as the links on them.
    Slips {
        /// The unit.
        unit: UnitId,
    },
    /// The link of an invitation as a picture that a telephone reads. As secret as the link.
    InvitationQr {
        /// The invitation.
        invitation: InvitationId,
    },
    /// The link of an invitation, ready to be forwarded. A secret of those who may invite there.
    Invitation {
        /// The invitation.
        invitation: InvitationId,
        /// Whether it is asked if it shall really be taken back.
        revoking: bool,
    },
    /// A leader's card while a directive is prepared.
    Draft {
        /// Which directive.
        directive: DirectiveId,
        /// What part of it the card shows.
        screen: DraftScreen,
    },
    /// The card of a leader who may approve.
    Approval {
        /// Which directive.
        directive: DirectiveId,
    },
    /// A directive as its recipient gets it in private.
    Directive {
        /// Which directive.
        directive: DirectiveId,
        /// The page shown, from 0, where the tasks need more than one message's room.
        #[serde(default)]
        page: u32,
    },
    /// A directive in the group of a unit's cadres, with a count of who has confirmed.
    GroupDirective {
        /// Which directive.
        directive: DirectiveId,
        /// The unit whose group it is.
        unit: UnitId,
    },
    /// Tells a recipient that a directive was corrected in substance.
    Correction {
        /// Which directive.
        directive: DirectiveId,
        /// To which revision.
        revision: i64,
    },
    /// Tells a recipient that a directive was withdrawn.
    Withdrawal {
        /// Which directive.
        directive: DirectiveId,
    },
    /// The original file of a directive.
    FullText {
        /// Which directive.
        directive: DirectiveId,
        /// The part, from 0, where the directive came as text and is longer than a message.
        part: u32,
    },
    /// The issuer's live card and what hangs on it.
    Follow {
        /// Which directive.
        directive: DirectiveId,
        /// What the card shows.
        screen: FollowScreen,
    },
    /// The directives a person may follow.
    FollowList {
        /// The page shown, from 0.
        page: u32,
    },
    /// Those who work where a person may follow and cannot be reached.
    NotConnected {
        /// The page shown, from 0.
        page: u32,
    },
    /// A workbook of the receipts of a directive.
    ReceiptSheet {
        /// Which directive.
        directive: DirectiveId,
    },
    /// A picture of how far a directive has come, unit by unit.
    Chart {
        /// Which directive.
        directive: DirectiveId,
        /// Whether its ground is dark.
        dark: bool,
    },
    /// A person's open tasks, nearest deadline first.
    Tasks {
        /// The page shown, from 0.
        page: u32,
    },
    /// One task of one unit.
    Assignment {
        /// Which.
        assignment: AssignmentId,
    },
    /// Asks again for a receipt that was not confirmed.
    ReceiptReminder {
        /// Of which directive.
        directive: DirectiveId,
        /// Which receipt.
        receipt: ReceiptId,
        /// Which reminder it is, from 1.
        step: u32,
    },
    /// Tells a person of a unit of a deadline that is near or past.
    TaskReminder {
        /// Of which directive.
        directive: DirectiveId,
        /// Which assignment.
        assignment: AssignmentId,
        /// Whom.
        person: PersonId,
        /// Which reminder it is, from 1.
        step: u32,
    },
    /// What a roster that was sent would change, or what is wrong with it.
    Roster {
        /// Which file.
        file: RosterFileId,
        /// What part of it the card shows.
        screen: RosterScreen,
    },
    /// A workbook of everything that is wrong with a roster that was sent.
    RosterProblems {
        /// Which file.
        file: RosterFileId,
    },
    /// Tells a person what he is now that the roster has changed.
    Standings,
    /// What comes to a deputy in somebody's place: what that person would get.
    InPlaceOf {
        /// In whose place.
        person: PersonId,
        /// What it is.
        notice: Box<Notice>,
    },
    /// The card on which somebody hands his duties over.
    HandOver {
        /// What the card shows.
        screen: HandoverScreen,
        /// Part of the name of the deputy who is looked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        search: Option<String>,
    },
    /// Tells a deputy in whose place he stands, and what that means.
    Deputyship {
        /// Which handover.
        handover: HandoverId,
    },
    /// Tells both that a handover is over, and what was done meanwhile.
    HandoverEnded {
        /// Which handover.
        handover: HandoverId,
    },
    /// What is kept of the reader, and what he can do about it.
    Privacy {
        /// What the card shows.
        screen: PrivacyScreen,
    },
    /// A copy of everything that is kept of the reader.
    PersonalCopy,
    /// A group's card about itself: what it is tied to, and what is missing.
    Group,
    /// The question for whom a group is, asked when it is tied to a unit.
    ConnectGroup {
        /// The unit.
        unit: UnitId,
    },
    /// The units to which a person may tie the group, to choose one.
    ConnectUnits {
        /// Whose units.
        person: PersonId,
        /// The page shown, from 0.
        page: u32,
    },
    /// Tells those in charge of a unit that its group cannot be reached.
    GroupLost {
        /// Which group.
        group: ChatId,
    },
}

/// Who may read a notice where several people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// It is one person's: no group ever shows it.
    OnePerson,
    /// An answer to somebody there, or about the group itself: whoever reads there.
    Whoever,
    /// Only a group that is tied to this unit, for this audience.
    GroupOf(UnitId, GroupAudience),
}

impl Notice {
    /// A prepared sentence without arguments.
    #[must_use]
    pub fn say(key: &str) -> Self {
        Self::Say {
            key: key.to_owned(),
            args: BTreeMap::new(),
        }
    }

    /// A prepared sentence with arguments, given as plain text.
    #[must_use]
    pub fn say_with(key: &str, args: &[(&str, &str)]) -> Self {
        Self::Say {
            key: key.to_owned(),
            args: args
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        }
    }

    /// A prepared question.
    #[must_use]
    pub fn ask(key: &str) -> Self {
        Self::Ask {
            key: key.to_owned(),
            skip: false,
        }
    }

    /// A prepared question that may be passed over.
    #[must_use]
    pub fn ask_or_skip(key: &str) -> Self {
        Self::Ask {
            key: key.to_owned(),
            skip: true,
        }
    }

    /// The same, for a deputy of this person.
    #[must_use]
    pub fn in_place_of(self, person: PersonId) -> Self {
        Self::InPlaceOf {
            person,
            notice: Box::new(self),
        }
    }

    /// The stable name of the kind, as it is stored and counted.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Say { .. } => "say",
            Self::Ask { .. } => "ask",
            Self::Welcome => "welcome",
            Self::Help => "help",
            Self::Languages => "languages",
            Self::Joining { .. } => "joining",
            Self::Joined { .. } => "joined",
            Self::StrayLink { .. } => "stray_link",
            Self::Inviting { .. } => "inviting",
            Self::Invitation { .. } => "invitation",
            Self::InvitationQr { .. } => "invitation_qr",
            Self::Slips { .. } => "slips",
            Self::Draft { .. } => "draft",
            Self::Approval { .. } => "approval",
            Self::Directive { .. } => "directive",
            Self::GroupDirective { .. } => "group_directive",
            Self::Correction { .. } => "correction",
            Self::Withdrawal { .. } => "withdrawal",
            Self::FullText { .. } => "full_text",
            Self::Follow { .. } => "follow",
            Self::FollowList { .. } => "follow_list",
            Self::NotConnected { .. } => "not_connected",
            Self::ReceiptSheet { .. } => "receipt_sheet",
            Self::Chart { .. } => "chart",
            Self::Tasks { .. } => "tasks",
            Self::Assignment { .. } => "assignment",
            Self::ReceiptReminder { .. } => "receipt_reminder",
            Self::TaskReminder { .. } => "task_reminder",
            Self::Roster { .. } => "roster",
            Self::RosterProblems { .. } => "roster_problems",
            Self::Standings => "standings",
            Self::InPlaceOf { notice, .. } => kind_in_place_of(notice.kind()),
            Self::HandOver { .. } => "hand_over",
            Self::Deputyship { .. } => "deputyship",
            Self::HandoverEnded { .. } => "handover_ended",
            Self::Privacy { .. } => "privacy",
            Self::PersonalCopy => "personal_copy",
            Self::Group => "group",
            Self::ConnectGroup { .. } => "connect_group",
            Self::ConnectUnits { .. } => "connect_units",
            Self::GroupLost { .. } => "group_lost",
        }
    }

    /// The directive it is about, where it is about one.
    #[must_use]
    pub fn directive(&self) -> Option<DirectiveId> {
        match self {
            Self::Draft { directive, .. }
            | Self::Approval { directive }
            | Self::Directive { directive, .. }
            | Self::GroupDirective { directive, .. }
            | Self::Correction { directive, .. }
            | Self::Withdrawal { directive }
            | Self::FullText { directive, .. }
            | Self::Follow { directive, .. }
            | Self::ReceiptSheet { directive }
            | Self::Chart { directive, .. }
            | Self::ReceiptReminder { directive, .. }
            | Self::TaskReminder { directive, .. } => Some(*directive),
            Self::InPlaceOf { notice, .. } => notice.directive(),
            Self::Say { .. }
            | Self::Ask { .. }
            | Self::Welcome
            | Self::Help
            | Self::Languages
            | Self::Joining { .. }
            | Self::Joined { .. }
            | Self::StrayLink { .. }
            | Self::Inviting { .. }
            | Self::Invitation { .. }
            | Self::InvitationQr { .. }
            | Self::Slips { .. }
            | Self::FollowList { .. }
            | Self::NotConnected { .. }
            | Self::Tasks { .. }
            | Self::Assignment { .. }
            | Self::Roster { .. }
            | Self::RosterProblems { .. }
            | Self::Standings
            | Self::HandOver { .. }
            | Self::Deputyship { .. }
            | Self::HandoverEnded { .. }
            | Self::Privacy { .. }
            | Self::PersonalCopy
            | Self::Group
            | Self::ConnectGroup { .. }
            | Self::ConnectUnits { .. }
            | Self::GroupLost { .. } => None,
        }
    }

    /// Who may read it in a group. What is meant for a unit's people never stands in a group of
    /// its residents, whatever was queued before the group changed; and what is not named here is
    /// one person's.
    #[must_use]
    pub fn readers(&self) -> Readers {
        match self {
            Self::GroupDirective { unit, .. } => Readers::GroupOf(*unit, GroupAudience::Cadre),
            Self::Say { .. }
            | Self::Ask { .. }
            | Self::Languages
            | Self::Group
            | Self::ConnectGroup { .. }
            | Self::ConnectUnits { .. } => Readers::Whoever,
            _ => Readers::OnePerson,
        }
    }
}

/// The kinds that come to deputies under a name of their own. What counts messages of a kind to
/// somebody himself does not count these; what brings a kind up to date brings them up to date too.
const KINDS_IN_PLACE_OF: [(&str, &str); 7] = [
    ("directive", "deputy_directive"),
    ("correction", "deputy_correction"),
    ("withdrawal", "deputy_withdrawal"),
    ("approval", "deputy_approval"),
    ("receipt_reminder", "deputy_receipt_reminder"),
    ("task_reminder", "deputy_task_reminder"),
    ("reminder", "deputy_reminder"),
];

/// The kind of what comes to a deputy, from the kind of what the person himself would get.
#[must_use]
pub fn kind_in_place_of(kind: &str) -> &'static str {
    KINDS_IN_PLACE_OF
        .iter()
        .find(|(own, _)| *own == kind)
        .map_or("deputy", |(_, deputy)| deputy)
}

/// The kinds that are of no more use once they have been read: their messages are forgotten after a
/// time. All others are kept with what they are about, because they may have to change with it.
pub const PASSING_KINDS: [&str; 32] = [
    "say",
    "ask",
    "welcome",
    "help",
    "languages",
    "joining",
    "joined",
    "stray_link",
    "inviting",
    "invitation",
    "invitation_qr",
    "slips",
    "follow_list",
    "not_connected",
    "receipt_sheet",
    "chart",
    "tasks",
    "assignment",
    "receipt_reminder",
    "task_reminder",
    "roster",
    "roster_problems",
    "standings",
    "hand_over",
    "deputyship",
    "handover_ended",
    "privacy",
    "personal_copy",
    "deputy",
    "deputy_receipt_reminder",
    "deputy_task_reminder",
    "deputy_reminder",
];

/// The shortest time between two edits of one live card, in milliseconds. Telegram counts edits
/// like messages.
pub const LIVE_CARD_GAP: i64 = 3_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_names_the_kind() {
        let notice = Notice::Directive {
            directive: DirectiveId(7),
            page: 0,
        };
        let json = serde_json::to_value(&notice).unwrap();
        assert_eq!(json["kind"], notice.kind());
        assert_eq!(serde_json::from_value::<Notice>(json).unwrap(), notice);
    }
}
