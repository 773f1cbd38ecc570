//! The demo's town: who lives and works in the made-up city of Sông Hàn, and in which groups.
//!
//! Places and people are invented. The two leaders of the city stand first, then a cadre and the
//! newcomer: the page shows those phones and guides through them.

use crate::domain::chat::GroupAudience;
use crate::domain::org::Role;

/// The city's name, as the bot says it.
pub const CITY: &str = "Thành phố Sông Hàn";
/// The bot's name in the simulated Telegram.
pub const BOT: &str = "keng_song_han_bot";

/// A unit of the town.
#[derive(Clone, Copy, Debug)]
pub struct TownUnit {
    /// The roster's code.
    pub code: &'static str,
    /// The full name.
    pub name: &'static str,
    /// What it is.
    pub kind: &'static str,
}

/// The city itself.
pub const TOP: TownUnit = unit("SH", CITY, "thành phố");

/// Everything right below the city.
pub const UNITS: [TownUnit; 11] = [
    unit("VP", "Văn phòng Ủy ban nhân dân thành phố", "văn phòng"),
    unit("CA", "Công an thành phố", "công an"),
    unit("SXD", "Sở Xây dựng", "sở"),
    unit("P01", "Phường Bến Sứ", "phường"),
    unit("P02", "Phường Cầu Mây", "phường"),
    unit("P03", "Phường Hoa Sim", "phường"),
    unit("P04", "Phường Tân Giang", "phường"),
    unit("P05", "Phường Lộc Hải", "phường"),
    unit("X01", "Xã Suối Ngọc", "xã"),
    unit("X02", "Xã Đồng Mít", "xã"),
    unit("X03", "Xã Hòa Trà", "xã"),
];

/// A person of the roster.
#[derive(Clone, Copy, Debug)]
pub struct TownPerson {
    /// Family name, middle name, given name.
    pub name: &'static str,
    /// As what.
    pub role: Role,
    /// Where.
    pub unit: &'static str,
    /// The office, as the page shows it under the name.
    pub office: &'static str,
    /// How he stands to Telegram.
    pub phone: Phone,
}

/// How somebody stands to Telegram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phone {
    /// He uses it and has joined.
    Joined,
    /// He joined and has blocked the bot since.
    Blocked,
    /// He has none.
    None,
}

/// A chat of several people.
#[derive(Clone, Copy, Debug)]
pub struct TownGroup {
    /// Its title.
    pub title: &'static str,
    /// The unit it belongs to.
    pub unit: &'static str,
    /// For whom it is.
    pub audience: GroupAudience,
}

/// Somebody who is nobody yet: he is on no roster.
pub const NEWCOMER: &str = "Phan Gia Huy";
/// Where the newcomer is expected.
pub const NEWCOMERS_UNIT: &str = "P03";

/// The groups that the bot is in.
pub const GROUPS: [TownGroup; 5] = [
    group("Cán bộ phường Bến Sứ", "P01", GroupAudience::Cadre),
    group("Cán bộ phường Cầu Mây", "P02", GroupAudience::Cadre),
    group("Cán bộ xã Suối Ngọc", "X01", GroupAudience::Cadre),
    group("Bà con phường Bến Sứ", "P01", GroupAudience::Resident),
    group("Bà con xã Suối Ngọc", "X01", GroupAudience::Resident),
];

/// Everybody on the roster, in the order in which the page lists them.
pub const PEOPLE: [TownPerson; 46] = {
    use Role::{Cadre, Clerk, Duty, Leader, Resident};
    [
        person(
            "Trần Thị Minh Bình",
            Leader,
            "SH",
            "Chủ tịch UBND thành phố",
        ),
        person("Lê Quang Dũng", Leader, "SH", "Phó Chủ tịch UBND thành phố"),
        person("Nguyễn Ngọc Lan", Cadre, "P01", "Cán bộ phường Bến Sứ"),
        person("Hồ Thị Thanh Thảo", Clerk, "SH", "Văn thư thành phố"),
        person("Võ Văn Nam", Cadre, "P01", "Cán bộ phường Bến Sứ"),
        person(
            "Đặng Hữu Phước",
            Leader,
            "P01",
            "Chủ tịch UBND phường Bến Sứ",
        ),
        person("Ngô Thị Kim Oanh", Duty, "P01", "Trực ban phường Bến Sứ"),
        person("Bùi Thị Hạnh", Resident, "P01", "Người dân phường Bến Sứ"),
        person(
            "Trương Công Định",
            Leader,
            "VP",
            "Chánh Văn phòng UBND thành phố",
        ),
        person("Phạm Thùy Dương", Cadre, "VP", "Chuyên viên Văn phòng"),
        person("Đoàn Minh Khôi", Cadre, "VP", "Chuyên viên Văn phòng"),
        person(
            "Huỳnh Đức Thắng",
            Leader,
            "CA",
            "Phó Giám đốc Công an thành phố",
        ),
        person("Lý Hoàng Long", Cadre, "CA", "Cán bộ Phòng Cảnh sát PCCC"),
        person(
            "Mai Anh Tuấn",
            Cadre,
            "CA",
            "Cán bộ Phòng Cảnh sát giao thông",
        ),
        person("Tạ Thị Bích Ngọc", Leader, "SXD", "Giám đốc Sở Xây dựng"),
        person("Dương Văn Hải", Cadre, "SXD", "Chuyên viên Sở Xây dựng"),
        person("Châu Thị Mỹ Linh", Cadre, "SXD", "Chuyên viên Sở Xây dựng"),
        person(
            "Cao Xuân Trường",
            Leader,
            "P02",
            "Chủ tịch UBND phường Cầu Mây",
        ),
        person("Nguyễn Thị Thu Hà", Cadre, "P02", "Cán bộ phường Cầu Mây"),
        person("Trần Quốc Bảo", Cadre, "P02", "Cán bộ phường Cầu Mây"),
        person("Lê Thị Như Ý", Cadre, "P02", "Cán bộ phường Cầu Mây"),
        person("Phùng Văn Sơn", Duty, "P02", "Trực ban phường Cầu Mây"),
        person(
            "Đỗ Thị Hồng Nhung",
            Leader,
            "P03",
            "Chủ tịch UBND phường Hoa Sim",
        ),
        person("Vũ Đình Khang", Cadre, "P03", "Cán bộ phường Hoa Sim"),
        person("Hoàng Thị Yến", Cadre, "P03", "Cán bộ phường Hoa Sim"),
        person(
            "Tôn Thất Hiếu",
            Leader,
            "P04",
            "Chủ tịch UBND phường Tân Giang",
        ),
        person("Nguyễn Văn Tâm", Cadre, "P04", "Cán bộ phường Tân Giang"),
        person("Phan Thị Diễm My", Cadre, "P04", "Cán bộ phường Tân Giang"),
        person(
            "Lâm Chí Cường",
            Leader,
            "P05",
            "Chủ tịch UBND phường Lộc Hải",
        ),
        blocked(
            "Trịnh Văn Quyết",
            Cadre,
            "P05",
            "Cán bộ phường Lộc Hải (đã chặn bot)",
        ),
        person("Nguyễn Thị Cẩm Tú", Cadre, "P05", "Cán bộ phường Lộc Hải"),
        person(
            "Alăng Thị Bhling",
            Leader,
            "X01",
            "Chủ tịch UBND xã Suối Ngọc",
        ),
        person("Hồ Văn Rin", Cadre, "X01", "Cán bộ xã Suối Ngọc"),
        person("Nguyễn Thị Lệ Quyên", Cadre, "X01", "Cán bộ xã Suối Ngọc"),
        person("Bríu Pố", Duty, "X01", "Trực ban xã Suối Ngọc"),
        person("Zơrâm Thị Nhiên", Resident, "X01", "Người dân xã Suối Ngọc"),
        person("Đinh Văn Lợi", Leader, "X02", "Chủ tịch UBND xã Đồng Mít"),
        person("Trần Thị Ngọc Ánh", Cadre, "X02", "Cán bộ xã Đồng Mít"),
        without_phone("Đinh Thị Xuân", Cadre, "X02", "Cán bộ xã Đồng Mít"),
        person("Phạm Hồng Quân", Leader, "X03", "Chủ tịch UBND xã Hòa Trà"),
        person("Lê Văn Toàn", Cadre, "X03", "Cán bộ xã Hòa Trà"),
        person("Võ Thị Ái Vân", Cadre, "X03", "Cán bộ xã Hòa Trà"),
        person("Bùi Quang Vinh", Cadre, "X03", "Cán bộ xã Hòa Trà"),
        person("Nguyễn Đăng Khoa", Duty, "X03", "Trực ban xã Hòa Trà"),
        person(
            "Mạc Thị Thùy Trang",
            Resident,
            "P02",
            "Người dân phường Cầu Mây",
        ),
        person("Lương Văn Hùng", Resident, "P01", "Người dân phường Bến Sứ"),
    ]
};

const fn unit(code: &'static str, name: &'static str, kind: &'static str) -> TownUnit {
    TownUnit { code, name, kind }
}

const fn group(title: &'static str, unit: &'static str, audience: GroupAudience) -> TownGroup {
    TownGroup {
        title,
        unit,
        audience,
    }
}

const fn person(
    name: &'static str,
    role: Role,
    unit: &'static str,
    office: &'static str,
) -> TownPerson {
    TownPerson {
        name,
        role,
        unit,
        office,
        phone: Phone::Joined,
    }
}

const fn blocked(
    name: &'static str,
    role: Role,
    unit: &'static str,
    office: &'static str,
) -> TownPerson {
    TownPerson {
        phone: Phone::Blocked,
        ..person(name, role, unit, office)
    }
}

const fn without_phone(
    name: &'static str,
    role: Role,
    unit: &'static str,
    office: &'static str,
) -> TownPerson {
    TownPerson {
        phone: Phone::None,
        ..person(name, role, unit, office)
    }
}

impl TownPerson {
    /// The roster's key of the person at this place of [`PEOPLE`].
    #[must_use]
    pub fn code(place: usize) -> String {
        format!("SH{:03}", place + 1)
    }
}

/// The roster of units, as `keng import units` reads it.
#[must_use]
pub fn units_csv() -> String {
    let mut csv = "Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên\n".to_owned();
    for unit in std::iter::once(&TOP).chain(&UNITS) {
        let above = if unit.code == TOP.code { "" } else { TOP.code };
        csv.push_str(&format!(
            "{},{},{},{above}\n",
            unit.code, unit.name, unit.kind
        ));
    }
    csv
}

/// The roster of people, as `keng import people` reads it.
#[must_use]
pub fn people_csv() -> String {
    let mut csv = "Mã cán bộ,Họ và tên,Số điện thoại,Mã đơn vị,Vai trò,Chức vụ\n".to_owned();
    for (place, person) in PEOPLE.iter().enumerate() {
        // Numbers that begin with 0900 000 belong to nobody.
        csv.push_str(&format!(
            "{},{},0900000{:03},{},{},{}\n",
            TownPerson::code(place),
            person.name,
            place + 1,
            person.unit,
            person.role,
            person.office
        ));
    }
    csv
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::intake::roster::{read_people, read_units};

    #[test]
    fn the_rosters_are_without_a_flaw() {
        let units = read_units(units_csv().as_bytes()).unwrap();
        assert_eq!(units.problems, []);
        assert_eq!(units.rows.len(), 1 + UNITS.len());
        let people = read_people(people_csv().as_bytes()).unwrap();
        assert_eq!(people.problems, []);
        assert_eq!(people.rows.len(), PEOPLE.len());
    }

    #[test]
    fn the_town_has_everybody_whom_the_demo_needs() {
        let codes: BTreeSet<_> = UNITS.iter().map(|unit| unit.code).collect();
        let wards = UNITS
            .iter()
            .filter(|unit| ["phường", "xã"].contains(&unit.kind));
        assert_eq!(wards.count(), 8);
        for person in PEOPLE {
            assert!(
                person.unit == TOP.code || codes.contains(person.unit),
                "{person:?}"
            );
        }
        let count = |role| PEOPLE.iter().filter(|person| person.role == role).count();
        assert_eq!(count(Role::Cadre), 24);
        let city = |person: &&TownPerson| person.unit == TOP.code && person.role == Role::Leader;
        assert_eq!(PEOPLE.iter().take(2).filter(city).count(), 2);
        for phone in [Phone::Blocked, Phone::None] {
            assert_eq!(PEOPLE.iter().filter(|one| one.phone == phone).count(), 1);
        }
        let names: BTreeSet<_> = PEOPLE.iter().map(|person| person.name).collect();
        assert_eq!(names.len(), PEOPLE.len());
    }
}
