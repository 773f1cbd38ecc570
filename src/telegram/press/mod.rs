//! What buttons send back: a closed list, and its form in the 64 bytes that Telegram gives.
//!
//! The form is a version, a code, and numbers in hexadecimal between dots: `1ack.2a`. Buttons live
//! as long as messages do, so a code is never used again for something else, and what cannot be
//! read (from an older version, or made up) is `None`, never a guess.
//!
//! A press says what somebody wants, not that he may: that is decided where it is done.

mod parts;

use self::parts::{Part, Words};
use crate::app::audiences::Choice;
use crate::app::corrections::Target;
use crate::app::directives::{Field, TaskField};
use crate::domain::chat::GroupAudience;
use crate::domain::document::Kind;
use crate::domain::ids::{
    AssignmentId, ChatId, DirectiveId, HandoverId, InvitationId, PersonId, RosterFileId, TaskId,
    UnitId,
};
use crate::domain::locale::Locale;
use crate::domain::notice::{
    DraftScreen, FollowScreen, HandoverScreen, InviteScreen, RosterScreen,
};
use crate::domain::org::Role;

/// Written before every press. Raise it when the meaning of numbers changes.
const VERSION: char = '1';

/// Declares the presses. A line is one press: its code (letters), its name, what it carries.
macro_rules! presses {
    ($($(#[$doc:meta])* $code:literal $name:ident ( $($field:ident : $type:ty),* );)*) => {
        /// What a button asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Press {
            $($(#[$doc])* $name($($type),*),)*
        }

        impl Press {
            /// The codes of all presses.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            fn write(self, words: &mut Vec<i64>) -> &'static str {
                match self {
                    $(Self::$name($($field),*) => {
                        $($field.write(words);)*
                        $code
                    })*
                }
            }

            fn read(code: &str, words: &mut Words<'_>) -> Option<Self> {
                match code {
                    $($code => Some(Self::$name($(<$type as Part>::read(words)?),*)),)*
                    _ => None,
                }
            }
        }
    };
}

presses! {
    /// A recipient confirms that a directive arrived.
    "ack" Acknowledge(directive: DirectiveId, revision: i64);
    /// A recipient wants to confirm with a note.
    "cmt" Comment(directive: DirectiveId, revision: i64);
    /// Reports that a task is done.
    "don" Done(assignment: AssignmentId);
    /// Asks for the original of a directive.
    "ful" FullText(directive: DirectiveId);
    /// Turns the pages of a directive that was received.
    "dir" Directive(directive: DirectiveId, page: u32);
    /// Shows a part of a draft's card.
    "dft" Draft(directive: DirectiveId, screen: DraftScreen);
    /// Wants to correct something at a draft's head.
    "edf" EditField(directive: DirectiveId, field: Field);
    /// Wants to correct something in a draft's task.
    "edt" EditTask(task: TaskId, field: TaskField);
    /// Chooses the kind of a draft.
    "knd" SetKind(directive: DirectiveId, kind: Kind);
    /// Sets a draft task's deadline to the end of a day (days since 1970), or takes it away.
    "due" SetDeadline(task: TaskId, day: Option<i64>);
    /// Takes a task out of a draft.
    "dpt" DropTask(task: TaskId);
    /// Wants to add a task to a draft.
    "adt" AddTask(directive: DirectiveId);
    /// Chooses a unit as recipient, or takes it out.
    "unt" ChooseUnit(directive: DirectiveId, unit: UnitId, choice: Choice);
    /// Chooses a role as recipient, or takes it out.
    "rol" ToggleRole(directive: DirectiveId, role: Role);
    /// Asks for approval.
    "sub" Submit(directive: DirectiveId);
    /// Takes a draft back from approval.
    "tkb" TakeBack(directive: DirectiveId);
    /// Throws a draft away.
    "dsc" Discard(directive: DirectiveId);
    /// Approves.
    "apr" Approve(directive: DirectiveId);
    /// Wants to send back to the author.
    "rtn" SendBack(directive: DirectiveId);
    /// Publishes without a second person.
    "pub" Publish(directive: DirectiveId);
    /// Reminds all who have not confirmed.
    "rem" Remind(directive: DirectiveId);
    /// Asks for the workbook of receipts.
    "exp" Export(directive: DirectiveId);
    /// Asks for the picture of a directive's progress.
    "cht" Chart(directive: DirectiveId);
    /// Draws the picture anew, on a dark ground or a light one.
    "cho" ChartOn(directive: DirectiveId, dark: bool);
    /// Wants to correct something of a published directive.
    "cor" Correct(directive: DirectiveId, target: Target);
    /// Applies the correction that was typed: as one of words, or of substance.
    "cra" ApplyCorrection(directive: DirectiveId, substance: bool);
    /// Wants to withdraw, and will be asked why.
    "wdr" Withdraw(directive: DirectiveId);
    /// Goes on without the words that are asked for.
    "skp" Skip();
    /// Stops what was begun.
    "cnl" Cancel();
    /// Says for whom a group is.
    "grp" ConnectGroup(unit: UnitId, audience: GroupAudience);
    /// Chooses the unit to which a group is to be tied.
    "gun" ConnectUnit(unit: UnitId);
    /// Turns the pages of the units to which somebody may tie a group.
    "gpg" ConnectUnits(page: u32);
    /// Unties a group from this unit.
    "gdc" DisconnectGroup(unit: UnitId);
    /// Asks Telegram again what the bot may do in a group; without a number, the one it stands in.
    "gck" CheckGroup(group: Option<ChatId>);
    /// Shows a part of an issuer's card.
    "fol" Follow(directive: DirectiveId, screen: FollowScreen);
    /// Turns the pages of the directives that can be followed.
    "fls" FollowList(page: u32);
    /// Turns the pages of those who cannot be reached.
    "ncn" NotConnected(page: u32);
    /// Turns the pages of a person's tasks.
    "tsk" Tasks(page: u32);
    /// Shows one task of one unit.
    "asg" Assignment(assignment: AssignmentId);
    /// Shows a part of what a roster would change.
    "ros" Roster(file: RosterFileId, screen: RosterScreen);
    /// Takes a roster in: whether those whom it does not name leave, and whether that is sure.
    "roa" ApplyRoster(file: RosterFileId, leave: bool, sure: bool);
    /// Throws a roster away.
    "rod" DropRoster(file: RosterFileId);
    /// Shows a step of handing one's duties over.
    "hov" HandOver(screen: HandoverScreen);
    /// Hands one's duties over: to whom, from when on (Unix ms; none: at once), until when.
    "hoy" HandOverTo(deputy: PersonId, from: Option<i64>, until: i64);
    /// Lets a handover of one's own last until another instant (Unix ms).
    "hox" ExtendHandover(handover: HandoverId, until: i64);
    /// Takes one's duties back.
    "hoe" EndHandover(handover: HandoverId);
    /// Will not stand in for somebody.
    "hon" DeclineHandover(handover: HandoverId);
    /// Shows what is kept of the person.
    "prv" Privacy();
    /// Asks for a copy of everything that is kept of the person.
    "pcp" PersonalCopy();
    /// Wants to be forgotten, and will be asked whether he really does.
    "era" Erase();
    /// Really wants to be forgotten.
    "erc" ConfirmErase();
    /// Chooses a language.
    "lng" Language(locale: Locale);
    /// Agrees to what is kept of him, and joins by the invitation that the message shows.
    "jny" Agree();
    /// Does not agree, and does not join.
    "jnn" Decline();
    /// Says that the personal invitation that the message shows is for somebody else.
    "jnx" Disown();
    /// Shows a part of the card for inviting.
    "inv" Inviting(screen: InviteScreen);
    /// Makes the link that the message offers.
    "inm" MakeInvitation();
    /// Shows the link of an invitation.
    "inl" Invitation(invitation: InvitationId);
    /// Asks for the link of an invitation as a picture.
    "inq" InvitationQr(invitation: InvitationId);
    /// Asks for slips to print for those of a unit who have not joined.
    "slp" Slips(unit: UnitId);
    /// Takes an invitation back; asks first unless it is sure.
    "inr" RevokeInvitation(invitation: InvitationId, sure: bool);
    /// Makes a new personal link in place of one that had to be locked.
    "inn" RenewInvitation(invitation: InvitationId);
}

impl Press {
    /// The press as callback data.
    #[must_use]
    pub fn encode(self) -> String {
        let mut words = Vec::new();
        let code = self.write(&mut words);
        let mut data = format!("{VERSION}{code}");
        for word in words {
            data.push_str(&format!(".{:x}", word.cast_unsigned()));
        }
        data
    }

    /// The press that was encoded so; `None` for everything that [`Press::encode`] does not write.
    #[must_use]
    pub fn parse(data: &str) -> Option<Self> {
        let mut parts = data.strip_prefix(VERSION)?.split('.');
        let code = parts.next()?;
        let numbers: Vec<i64> = parts
            .map(|part| u64::from_str_radix(part, 16).map(u64::cast_signed))
            .collect::<Result<_, _>>()
            .ok()?;
        let press = Self::read(code, &mut numbers.iter())?;
        // One press, one form: what has a number too many or a leading zero was not made by us.
        (press.encode() == data).then_some(press)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_form_is_short_and_stays() {
        assert_eq!(Press::Acknowledge(DirectiveId(42), 1).encode(), "1ack.2a.1");
        let screen = DraftScreen::Audience {
            open: None,
            page: 3,
        };
        assert_eq!(
            Press::Draft(DirectiveId(1), screen).encode(),
            "1dft.1.5.0.3"
        );
    }

    #[test]
    fn codes_are_unique_letters() {
        let codes: BTreeSet<_> = Press::CODES.iter().collect();
        assert_eq!(codes.len(), Press::CODES.len());
        for code in codes {
            assert!(code.chars().all(|c| c.is_ascii_lowercase()), "{code}");
        }
    }

    #[test]
    fn what_we_did_not_write_is_no_press() {
        for data in [
            "",
            "1",
            "ack.1",
            "1ack",
            "1ack.",
            "1ful.1.2",
            "1ful.01",
            "1ful.+1",
            "1ful.G",
            "2ful.1",
            "1FUL.1",
            "1fls.ffffffffffffffff",
            "1dft.1.9.0",
            "1dft.1.5.2.0",
            "1lng.7",
            "1zzz.1",
            "1ful.11111111111111111",
            "1knd.1.d",
        ] {
            assert_eq!(Press::parse(data), None, "{data}");
        }
    }

    fn draft_screens() -> impl Strategy<Value = DraftScreen> {
        prop_oneof![
            any::<u32>().prop_map(|page| DraftScreen::Card { page }),
            any::<u32>().prop_map(|page| DraftScreen::Edit { page }),
            any::<i64>().prop_map(|task| DraftScreen::EditTask { task: TaskId(task) }),
            any::<u32>().prop_map(|page| DraftScreen::Deadlines { page }),
            any::<i64>().prop_map(|task| DraftScreen::Deadline { task: TaskId(task) }),
            (any::<Option<i64>>(), any::<u32>()).prop_map(|(open, page)| DraftScreen::Audience {
                open: open.map(UnitId),
                page
            }),
            any::<u32>().prop_map(|page| DraftScreen::Preview { page }),
            Just(DraftScreen::Kinds),
        ]
    }

    fn follow_screens() -> impl Strategy<Value = FollowScreen> {
        prop_oneof![
            Just(FollowScreen::Card),
            any::<u32>().prop_map(|page| FollowScreen::Units { page }),
            any::<u32>().prop_map(|page| FollowScreen::Missing { page }),
            any::<u32>().prop_map(|page| FollowScreen::Notes { page }),
            any::<u32>().prop_map(|page| FollowScreen::Tasks { page }),
            any::<u32>().prop_map(|page| FollowScreen::Correct { page }),
            Just(FollowScreen::Substance),
            Just(FollowScreen::Withdraw),
        ]
    }

    proptest! {
        #[test]
        fn every_press_of_numbers_comes_back(
            code in proptest::sample::select(Press::CODES),
            numbers in proptest::collection::vec(prop_oneof![0..9_i64, 0..=i64::MAX], 0..5),
        ) {
            // Whatever can be read at all from a code and numbers is written the same and fits.
            if let Some(press) = Press::read(code, &mut numbers.iter()) {
                let data = press.encode();
                prop_assert!(data.len() <= 64, "{data}");
                prop_assert_eq!(Press::parse(&data), Some(press));
            }
        }

        #[test]
        fn screens_come_back(id in any::<i64>(), draft in draft_screens(), follow in follow_screens()) {
            for press in [Press::Draft(DirectiveId(id), draft), Press::Follow(DirectiveId(id), follow)] {
                let data = press.encode();
                prop_assert!(data.len() <= 64, "{data}");
                prop_assert_eq!(Press::parse(&data), Some(press));
            }
        }

        #[test]
        fn no_data_breaks_the_parser(data in "1?[a-z]{0,3}(\\.[0-9a-f]{0,3}){0,4}") {
            if let Some(press) = Press::parse(&data) {
                prop_assert_eq!(press.encode(), data);
            }
        }
    }
}
