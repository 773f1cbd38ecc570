//! What buttons send back: a closed list, and its form in the 64 bytes that Telegram gives.
//!
//! The form is a version, a code, and numbers in hexadecimal between dots: `1ack.2a`. Buttons live
//! as long as messages do, so a code is never used again for something else, and what cannot be
//! read (from an older version, or made up) is `None`, never a guess.
//!
//! A press says what somebody wants, not that he may: that is decided where it is done.

use crate::app::audiences::Choice;
use crate::app::corrections::Target;
use crate::app::directives::{Field, TaskField};
use crate::domain::chat::GroupAudience;
use crate::domain::document::Kind;
use crate::domain::ids::{AssignmentId, DirectiveId, TaskId, UnitId};
use crate::domain::locale::Locale;
use crate::domain::notice::{DraftScreen, FollowScreen};
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
    /// Shows a part of an issuer's card.
    "fol" Follow(directive: DirectiveId, screen: FollowScreen);
    /// Turns the pages of the directives that can be followed.
    "fls" FollowList(page: u32);
    /// Turns the pages of a person's tasks.
    "tsk" Tasks(page: u32);
    /// Shows one task of one unit.
    "asg" Assignment(assignment: AssignmentId);
    /// Chooses a language.
    "lng" Language(locale: Locale);
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

type Words<'a> = std::slice::Iter<'a, i64>;

/// Something that a press can carry, as a fixed sequence of numbers.
trait Part: Sized {
    fn write(self, words: &mut Vec<i64>);
    fn read(words: &mut Words<'_>) -> Option<Self>;
}

impl Part for i64 {
    fn write(self, words: &mut Vec<i64>) {
        words.push(self);
    }

    fn read(words: &mut Words<'_>) -> Option<Self> {
        words.next().copied()
    }
}

impl Part for u32 {
    fn write(self, words: &mut Vec<i64>) {
        words.push(i64::from(self));
    }

    fn read(words: &mut Words<'_>) -> Option<Self> {
        u32::try_from(*words.next()?).ok()
    }
}

impl Part for bool {
    fn write(self, words: &mut Vec<i64>) {
        words.push(i64::from(self));
    }

    fn read(words: &mut Words<'_>) -> Option<Self> {
        match words.next()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

macro_rules! id_parts {
    ($($id:ident)*) => {$(
        impl Part for $id {
            fn write(self, words: &mut Vec<i64>) {
                self.0.write(words);
            }

            fn read(words: &mut Words<'_>) -> Option<Self> {
                i64::read(words).map(Self)
            }
        }
    )*};
}

id_parts! { AssignmentId DirectiveId TaskId UnitId }

impl<P: Part> Part for Option<P> {
    fn write(self, words: &mut Vec<i64>) {
        self.is_some().write(words);
        if let Some(part) = self {
            part.write(words);
        }
    }

    fn read(words: &mut Words<'_>) -> Option<Self> {
        match bool::read(words)? {
            true => P::read(words).map(Some),
            false => Some(None),
        }
    }
}

/// Values of a closed list: the number of each is its place. New ones are added at the end.
macro_rules! choice_parts {
    ($($type:ident [$($value:ident),*])*) => {$(
        impl Part for $type {
            fn write(self, words: &mut Vec<i64>) {
                let values = [$($type::$value),*];
                let place = values.iter().position(|value| *value == self);
                words.push(place.and_then(|place| i64::try_from(place).ok()).unwrap_or(-1));
            }

            fn read(words: &mut Words<'_>) -> Option<Self> {
                let values = [$($type::$value),*];
                values.get(usize::try_from(*words.next()?).ok()?).copied()
            }
        }
    )*};
}

choice_parts! {
    Locale [Vi, En]
    Field [Number, Authority, Date, Title, Summary]
    TaskField [Text, Responsible, Deadline]
    Choice [None, Alone, WithBelow]
    Role [Admin, Leader, Clerk, Cadre, Duty, Resident]
    GroupAudience [Cadre, Resident]
    Kind [
        ChiThi, KeHoach, CongDien, CongVan, ThongBao, NghiQuyet, QuyetDinh, KetLuan, HuongDan,
        ToTrinh, BaoCao, GiayMoi, Khac
    ]
}

impl Part for Target {
    fn write(self, words: &mut Vec<i64>) {
        match self {
            Self::Head(field) => {
                words.push(0);
                field.write(words);
            }
            Self::Task(task, field) => {
                words.push(1);
                task.write(words);
                field.write(words);
            }
        }
    }

    fn read(words: &mut Words<'_>) -> Option<Self> {
        match *words.next()? {
            0 => Field::read(words).map(Self::Head),
            1 => Some(Self::Task(TaskId::read(words)?, TaskField::read(words)?)),
            _ => None,
        }
    }
}

/// Screens of a card: a number for the screen, then what it carries.
macro_rules! screen_parts {
    ($screen:ident { $($number:literal $name:ident { $($field:ident : $type:ty),* })* }) => {
        impl Part for $screen {
            fn write(self, words: &mut Vec<i64>) {
                match self {
                    $(Self::$name { $($field),* } => {
                        words.push($number);
                        $($field.write(words);)*
                    })*
                }
            }

            fn read(words: &mut Words<'_>) -> Option<Self> {
                match *words.next()? {
                    $($number => Some(Self::$name { $($field: <$type as Part>::read(words)?),* }),)*
                    _ => None,
                }
            }
        }
    };
}

screen_parts! { DraftScreen {
    0 Card { page: u32 }
    1 Edit { page: u32 }
    2 EditTask { task: TaskId }
    3 Deadlines { page: u32 }
    4 Deadline { task: TaskId }
    5 Audience { open: Option<UnitId>, page: u32 }
    6 Preview { page: u32 }
    7 Kinds {}
}}

screen_parts! { FollowScreen {
    0 Card {}
    1 Units { page: u32 }
    2 Missing { page: u32 }
    3 Notes { page: u32 }
    4 Tasks { page: u32 }
    5 Correct { page: u32 }
    6 Substance {}
    7 Withdraw {}
}}

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
