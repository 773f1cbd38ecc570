//! What presses carry, as numbers: ids, choices from closed lists, screens.

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

pub(super) type Words<'a> = std::slice::Iter<'a, i64>;

/// Something that a press can carry, as a fixed sequence of numbers.
pub(super) trait Part: Sized {
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

id_parts! {
    AssignmentId ChatId DirectiveId HandoverId InvitationId PersonId RosterFileId TaskId UnitId
}

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

screen_parts! { InviteScreen {
    0 List { page: u32 }
    1 Offer { unit: UnitId, role: Role, uses: u32, days: u32 }
    2 Units { open: Option<UnitId>, page: u32, role: Role, uses: u32, days: u32 }
}}

screen_parts! { RosterScreen {
    0 Card { anew: bool }
    1 New { page: u32 }
    2 Changed { page: u32 }
    3 Left { page: u32 }
    4 Problems { page: u32 }
    5 Sure {}
}}

screen_parts! { HandoverScreen {
    0 Deputy { page: u32 }
    1 From { deputy: PersonId }
    2 Until { deputy: PersonId, from: Option<i64> }
    3 Confirm { deputy: PersonId, from: Option<i64>, until: i64 }
    4 Present {}
    5 Extend {}
}}
