//! What a directive document says, in the terms of Decree 30/2020/NĐ-CP.
//!
//! A [`Reading`] is a proposal: the reader of documents made it, a person corrects it. It keeps
//! to what the document says, so a field that the document does not give is `None`, never a
//! guess. Its JSON is a contract with scripts that call `keng read`.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// Declares an enum whose variants have stable codes, used in JSON, in the store and as the
/// ending of message keys.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The value with this code, if there is one.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

coded! {
    /// The kind of an administrative document.
    Kind {
        /// Chỉ thị: a directive proper.
        ChiThi = "chi_thi",
        /// Kế hoạch: a plan.
        KeHoach = "ke_hoach",
        /// Công điện: an urgent dispatch.
        CongDien = "cong_dien",
        /// Công văn: an official letter; it carries no kind above its title.
        CongVan = "cong_van",
        /// Thông báo: a notice, often of somebody's conclusions.
        ThongBao = "thong_bao",
        /// Nghị quyết: a resolution.
        NghiQuyet = "nghi_quyet",
        /// Quyết định: a decision.
        QuyetDinh = "quyet_dinh",
        /// Kết luận: conclusions.
        KetLuan = "ket_luan",
        /// Hướng dẫn: guidance.
        HuongDan = "huong_dan",
        /// Tờ trình: a submission to a higher level.
        ToTrinh = "to_trinh",
        /// Báo cáo: a report.
        BaoCao = "bao_cao",
        /// Giấy mời: an invitation to a meeting.
        GiayMoi = "giay_moi",
        /// Anything else, or not to be told.
        Khac = "khac",
    }
}

coded! {
    /// How urgent the stamp says a document is, least first.
    Urgency {
        /// Khẩn.
        Khan = "khan",
        /// Thượng khẩn.
        ThuongKhan = "thuong_khan",
        /// Hỏa tốc.
        HoaToc = "hoa_toc",
    }
}

coded! {
    /// The level of state secrecy that the stamp gives, lowest first.
    Classification {
        /// Mật.
        Mat = "mat",
        /// Tối mật.
        ToiMat = "toi_mat",
        /// Tuyệt mật.
        TuyetMat = "tuyet_mat",
    }
}

coded! {
    /// What the reader was not sure of, so that a person looks at it before the document goes out.
    Warning {
        /// No number was found.
        NumberMissing = "number_missing",
        /// More than one number could be the document's own.
        NumberAmbiguous = "number_ambiguous",
        /// No date of issue was found.
        DateMissing = "date_missing",
        /// No issuer was found.
        AuthorityMissing = "authority_missing",
        /// No title was found.
        TitleMissing = "title_missing",
        /// The kind could not be told.
        KindUnknown = "kind_unknown",
        /// No numbered task was found.
        TasksMissing = "tasks_missing",
        /// The numbers of the tasks do not count up, so one may be missing or too many.
        TasksUneven = "tasks_uneven",
        /// A deadline lies before the date of issue.
        DeadlinePast = "deadline_past",
        /// The text was in an old Vietnamese encoding (TCVN3 or VNI) and was converted.
        LegacyEncoding = "legacy_encoding",
        /// The text holds phone, identity or account numbers.
        PersonalData = "personal_data",
        /// The file carries macros or links to outside files, which were ignored.
        ActiveContent = "active_content",
    }
}

/// When something is due, in local time: a day, or a day and an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Due {
    /// By the end of this day.
    Day(NaiveDate),
    /// By this minute of local time.
    Moment(NaiveDateTime),
}

impl Due {
    /// The day on which it is due.
    #[must_use]
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Moment(moment) => moment.date(),
        }
    }

    /// The time of that day, where the document gives one.
    #[must_use]
    pub const fn time(self) -> Option<NaiveTime> {
        match self {
            Self::Day(_) => None,
            Self::Moment(moment) => Some(moment.time()),
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::Moment(moment) => write!(f, "{}", moment.format("%Y-%m-%dT%H:%M")),
        }
    }
}

impl From<Due> for String {
    fn from(due: Due) -> Self {
        due.to_string()
    }
}

impl TryFrom<String> for Due {
    type Error = chrono::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M") {
            Ok(moment) => Ok(Self::Moment(moment)),
            Err(_) => NaiveDate::parse_from_str(&text, "%Y-%m-%d").map(Self::Day),
        }
    }
}

coded! {
    /// How often a recurring deadline comes back.
    Every {
        /// Every day.
        Day = "day",
        /// Every week.
        Week = "week",
        /// Every month.
        Month = "month",
        /// Every quarter.
        Quarter = "quarter",
        /// Every half year.
        HalfYear = "half_year",
        /// Every year.
        Year = "year",
    }
}

/// A recurring deadline such as "trước ngày 25 hằng tháng". What the document leaves open is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Repeats {
    /// The period.
    pub every: Every,
    /// Day of the month, 1 to 31.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<u8>,
    /// Month of the year, 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u8>,
    /// Day of the week, 1 (Monday) to 7 (Sunday).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<u8>,
    /// Local time of that day.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "hour_and_minute"
    )]
    pub time: Option<NaiveTime>,
}

coded! {
    /// The unit in which a relative deadline counts.
    Span {
        /// Minutes.
        Minute = "minute",
        /// Hours.
        Hour = "hour",
        /// Calendar days.
        Day = "day",
        /// Working days.
        WorkingDay = "working_day",
        /// Weeks.
        Week = "week",
        /// Months.
        Month = "month",
        /// Years.
        Year = "year",
    }
}

coded! {
    /// The instant from which a relative deadline counts.
    Start {
        /// The day of signing or issue.
        Issue = "issue",
        /// The day on which the recipient gets it.
        Receipt = "receipt",
        /// Another event that the clause names.
        Event = "event",
    }
}

/// A relative deadline such as "trong 05 ngày làm việc kể từ ngày ký".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Within {
    /// How many units.
    pub count: u32,
    /// Of which length.
    pub unit: Span,
    /// Counted from when, if the document says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Start>,
}

/// A deadline as found in the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReadDeadline {
    /// The words of the document that set it.
    pub text: String,
    /// When it is due; `None` for recurring and relative deadlines.
    pub iso: Option<Due>,
    /// How it comes back, if it is recurring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Repeats>,
    /// How long there is, if it is relative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
}

/// A numbered task as found in the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReadTask {
    /// The number as the document counts: `3`, `II.1` (section and item) or `4.2` (article and clause).
    pub no: String,
    /// At most 90 characters: a sentence of the task or its clean beginning.
    pub title: String,
    /// The whole task from the first word after its number on, paragraphs separated by newlines.
    pub text: String,
    /// The units named as doer or lead, as the document writes them.
    pub responsible: Vec<String>,
    /// The deadlines inside the task.
    pub deadlines: Vec<ReadDeadline>,
}

/// Everything that was understood of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reading {
    /// What kind of document it is.
    pub kind: Kind,
    /// The issuer, written out: `Ủy ban nhân dân tỉnh Lai Châu`.
    pub authority: Option<String>,
    /// Number and symbol: `06/CT-UBND`.
    pub number: Option<String>,
    /// Where it was signed.
    pub place: Option<String>,
    /// When it was signed.
    pub date: Option<NaiveDate>,
    /// The title (trích yếu) as printed.
    pub title: Option<String>,
    /// The urgency stamp.
    pub urgency: Option<Urgency>,
    /// The secrecy stamp. A reading that was not refused never has one.
    pub classification: Option<Classification>,
    /// The numbered tasks.
    pub tasks: Vec<ReadTask>,
    /// Deadlines outside the numbered tasks.
    pub other_deadlines: Vec<ReadDeadline>,
    /// The lines of "Kính gửi" and "Nơi nhận".
    pub recipients: Vec<String>,
    /// Sentences of the document: what, who, by when; at most 600 characters.
    pub summary: String,
    /// The whole text, a paragraph a line.
    pub text: String,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
}

/// What may be said of a document with a secrecy stamp: its label, and nothing of its content.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Withheld {
    /// What kind of document it is.
    pub kind: Kind,
    /// The issuer.
    pub authority: Option<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// Where it was signed.
    pub place: Option<String>,
    /// When it was signed.
    pub date: Option<NaiveDate>,
    /// The urgency stamp.
    pub urgency: Option<Urgency>,
    /// The secrecy stamp.
    pub classification: Classification,
}

/// Serialises a time of day as `HH:MM`.
mod hour_and_minute {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(
        time: &Option<NaiveTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => serializer.collect_str(&time.format("%H:%M")),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveTime>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| NaiveTime::parse_from_str(&text, "%H:%M").map_err(D::Error::custom))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_again() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
        }
        for urgency in Urgency::ALL {
            assert_eq!(Urgency::parse(urgency.as_str()), Some(*urgency));
        }
        for level in Classification::ALL {
            assert_eq!(Classification::parse(level.as_str()), Some(*level));
        }
        assert_eq!(Kind::parse("CHI_THI"), None);
    }

    #[test]
    fn a_deadline_is_written_as_the_interface_says() {
        let day = NaiveDate::from_ymd_opt(2025, 11, 27).expect("a day that exists");
        let seventeen = NaiveTime::from_hms_opt(17, 0, 0).expect("an hour that exists");
        let deadline = ReadDeadline {
            text: "trước 17 giờ ngày 27/11/2025".into(),
            iso: Some(Due::Moment(day.and_time(seventeen))),
            repeats: None,
            within: None,
        };
        let json = serde_json::to_string(&deadline).expect("plain data serialises");
        assert_eq!(
            json,
            r#"{"text":"trước 17 giờ ngày 27/11/2025","iso":"2025-11-27T17:00"}"#
        );
        let back: ReadDeadline = serde_json::from_str(&json).expect("what was written is read");
        assert_eq!(back, deadline);
    }

    #[test]
    fn a_recurring_deadline_keeps_its_parts() {
        let deadline = ReadDeadline {
            text: "trước 15 giờ ngày 25 hằng tháng".into(),
            iso: None,
            repeats: Some(Repeats {
                every: Every::Month,
                day: Some(25),
                month: None,
                weekday: None,
                time: NaiveTime::from_hms_opt(15, 0, 0),
            }),
            within: None,
        };
        let json = serde_json::to_value(&deadline).expect("plain data serialises");
        assert_eq!(json["iso"], serde_json::Value::Null);
        assert_eq!(json["repeats"]["every"], "month");
        assert_eq!(json["repeats"]["time"], "15:00");
        let back: ReadDeadline = serde_json::from_value(json).expect("what was written is read");
        assert_eq!(back, deadline);
    }
}
