//! `[org]`: the organisation, its clock and its working week.

use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

use super::reader::Section;
use super::value::Value;
use crate::domain::locale::Locale;

/// The organisation, its clock and its working week.
#[derive(Clone, Debug)]
pub struct Org {
    /// `name`: how the bot calls the organisation. Default `Kẻng`.
    pub name: String,
    /// `time_zone`: the zone of every deadline. Default `Asia/Ho_Chi_Minh`.
    pub time_zone: Tz,
    /// `locale`: the language of people who have not chosen one. Default `vi`.
    pub locale: Locale,
    /// `working_hours`: reminders wait for them, emergencies do not. Default `07:30-17:30`.
    pub working_hours: WorkingHours,
    /// `working_days`: names or ranges, for example `["mon-fri"]`. Default Monday to Friday.
    pub working_days: WorkingDays,
    /// `holidays`: dates without work, besides the public holidays that are built in. Default none.
    pub holidays: Vec<NaiveDate>,
    /// `working_extra`: dates with work all the same, weekend or holiday as they are. Default none.
    pub working_extra: Vec<NaiveDate>,
}

/// The working hours of a day, in the organisation's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingHours {
    /// The first minute of work.
    pub from: NaiveTime,
    /// The end of work, later than `from`.
    pub until: NaiveTime,
}

/// The working days of a week, at least one, in the order of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingDays(pub Vec<Weekday>);

impl Default for Org {
    fn default() -> Self {
        Self {
            name: "Kẻng".to_owned(),
            time_zone: chrono_tz::Asia::Ho_Chi_Minh,
            locale: Locale::default(),
            working_hours: WorkingHours::default(),
            working_days: WorkingDays::default(),
            holidays: Vec::new(),
            working_extra: Vec::new(),
        }
    }
}

impl Default for WorkingHours {
    fn default() -> Self {
        Self::parse("07:30-17:30").expect("a constant pair of times")
    }
}

impl Default for WorkingDays {
    fn default() -> Self {
        Self(between(Weekday::Mon, Weekday::Fri))
    }
}

impl Org {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let default = Self::default();
        Self {
            name: section.value("name", default.name),
            time_zone: section.value("time_zone", default.time_zone),
            locale: section.value("locale", default.locale),
            working_hours: section.value("working_hours", default.working_hours),
            working_days: section.value("working_days", default.working_days),
            holidays: section.list("holidays", default.holidays),
            working_extra: section.list("working_extra", default.working_extra),
        }
    }
}

impl Value for WorkingHours {
    const EXPECTED: &'static str = "hours such as 07:30-17:30, the end after the start";

    fn parse(text: &str) -> Option<Self> {
        let (from, until) = text.split_once(['-', '–'])?;
        let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        let hours = Self {
            from: time(from)?,
            until: time(until)?,
        };
        (hours.from < hours.until).then_some(hours)
    }

    fn show(&self) -> String {
        format!(
            "{}-{}",
            self.from.format("%H:%M"),
            self.until.format("%H:%M")
        )
    }
}

impl Value for WorkingDays {
    const EXPECTED: &'static str = "days such as mon,tue or mon-fri";

    fn parse(text: &str) -> Option<Self> {
        let mut days = Vec::new();
        for item in text.split(',').map(str::trim).filter(|day| !day.is_empty()) {
            let (first, last) = item.split_once(['-', '–']).unwrap_or((item, item));
            days.extend(between(
                first.trim().parse().ok()?,
                last.trim().parse().ok()?,
            ));
        }
        days.sort_by_key(Weekday::num_days_from_monday);
        days.dedup();
        (!days.is_empty()).then_some(Self(days))
    }

    fn show(&self) -> String {
        let names: Vec<_> = self.0.iter().map(|day| day.to_string()).collect();
        names.join(", ")
    }
}

/// The days from `first` to `last`, over the end of the week if need be.
fn between(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let mut days = vec![first];
    let mut day = first;
    while day != last {
        day = day.succ();
        days.push(day);
    }
    days
}
