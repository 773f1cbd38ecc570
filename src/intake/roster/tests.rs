//! What roster files may look like, and what is said of those that are wrong.

use super::*;

fn people(text: &str) -> Roster<PersonRow> {
    read_people(text.as_bytes()).unwrap()
}

fn told(problems: &[Problem]) -> Vec<(u32, &str, &str, Expected)> {
    problems
        .iter()
        .map(|problem| {
            (
                problem.row,
                problem.column.as_str(),
                problem.value.as_str(),
                problem.expected,
            )
        })
        .collect()
}

#[test]
fn headings_in_either_language_in_any_order() {
    let vietnamese = people(
        "Mã cán bộ,Vai trò,Họ và tên,Ghi chú,Số điện thoại,Mã đơn vị,Chức vụ\n\
         CB1,Cán bộ,Nguyễn Thị  Lan,x,905123456,20242,Công chức\n",
    );
    let english = people(
        "name;phone;unit;role;title;code\n\
         Nguyễn Thị Lan;0905 123 456;20242;cadre;Công chức;CB1\n",
    );
    let bare = people(
        "HO VA TEN\tso dien thoai (*)\tma don vi\tvai_tro\tchuc vu\tma can bo\n\
         Nguyễn Thị Lan\t+84905123456\t20242\tCAN BO\tCông chức\tCB1\n",
    );
    let lan = PersonRow {
        row: 2,
        name: "Nguyễn Thị Lan".into(),
        phone: Some("+84905123456".into()),
        unit: "20242".into(),
        role: Some(Role::Cadre),
        title: Some("Công chức".into()),
        code: Some("CB1".into()),
    };
    for roster in [vietnamese, english, bare] {
        assert_eq!(roster.problems, []);
        assert_eq!(roster.rows, std::slice::from_ref(&lan));
    }
}

#[test]
fn everything_wrong_is_named_at_once() {
    let roster = people(
        "Họ và tên,Số điện thoại,Mã đơn vị,Vai trò\n\
         ,12,20242,chủ tịch\n\
         Lan,,,Cán bộ\n",
    );
    assert_eq!(
        told(&roster.problems),
        [
            (2, "Số điện thoại", "12", Expected::Phone),
            (2, "Vai trò", "chủ tịch", Expected::Role),
            (2, "Họ và tên", "", Expected::Filled),
            (3, "Mã đơn vị", "", Expected::Filled),
        ]
    );
    // The flawed rows are kept, so that their units are looked up too.
    assert_eq!(roster.rows.len(), 2);
}

#[test]
fn a_missing_or_double_column_is_named_once() {
    let roster = people("name,role,ROLE\nLan,cadre,cadre\nHoa,cadre,cadre\n");
    assert_eq!(
        told(&roster.problems),
        [
            (1, "ROLE", "ROLE", Expected::ColumnOnce),
            (1, "Mã đơn vị", "", Expected::Column),
        ]
    );
}

#[test]
fn units_say_where_they_belong() {
    let roster = read_units(
        "Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên\n48,Thành phố Đà Nẵng,thành phố,\n\
         20242,Phường Hải Châu,phường,48\n20242,Phường Hải Châu,phường,48\n"
            .as_bytes(),
    )
    .unwrap();
    assert_eq!(roster.rows[0].parent, Parent::Top);
    assert_eq!(roster.rows[1].parent, Parent::Below("48".into()));
    assert_eq!(
        told(&roster.problems),
        [(4, "Mã đơn vị", "20242", Expected::Unique(3))]
    );
    let bare = read_units("code,name\n48,Đà Nẵng\n".as_bytes()).unwrap();
    assert_eq!(bare.rows[0].parent, Parent::Unsaid);
    assert_eq!(bare.rows[0].kind, None);
}

#[test]
fn a_workbook_with_codes_and_telephones_as_numbers() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["Họ và tên", "Số điện thoại", "Mã đơn vị", "Vai trò"])
    {
        sheet.write(0, column, heading).unwrap();
    }
    sheet.write(2, 0, "Lê Văn Nam").unwrap();
    sheet.write(2, 1, 905_123_456).unwrap();
    sheet.write(2, 2, 20_242).unwrap();
    sheet.write(2, 3, "Lãnh đạo").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let roster = read_people(&bytes).unwrap();
    assert_eq!(roster.problems, []);
    assert_eq!(
        roster.rows,
        [PersonRow {
            row: 3,
            name: "Lê Văn Nam".into(),
            phone: Some("+84905123456".into()),
            unit: "20242".into(),
            role: Some(Role::Leader),
            title: None,
            code: None,
        }]
    );
}

#[test]
fn a_workbook_that_claims_to_be_huge_is_read_or_refused_at_once() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "code").unwrap();
    sheet.write(0, 1, "name").unwrap();
    sheet.write(1, 0, "48").unwrap();
    sheet.write(1, 1, "Đà Nẵng").unwrap();
    sheet.write(1, 16_383, "xa").unwrap();
    let wide = book.save_to_buffer().unwrap();
    assert_eq!(read_units(&wide).unwrap().rows.len(), 1);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write(1_048_575, 0, "xa").unwrap();
    let tall = book.save_to_buffer().unwrap();
    assert_eq!(read_units(&tall), Err(RosterFault::TooLarge));
}

#[test]
fn roles_in_both_languages() {
    for role in Role::ALL {
        assert_eq!(parse_role(role.as_str()), Some(role));
    }
    for (name, role) in [
        (" Lãnh Đạo ", Some(Role::Leader)),
        ("VĂN THƯ", Some(Role::Clerk)),
        ("trực ban", Some(Role::Duty)),
        ("chuyên viên", None),
    ] {
        assert_eq!(parse_role(name), role, "{name}");
    }
}

#[test]
fn a_workbook_as_libreoffice_saves_it() {
    // A sheet of notes first, titles over merged cells, headings in two lines, a line that numbers
    // the columns, numbers and texts side by side, forty blank rows with a format.
    let bytes = include_bytes!("../../../tests/fixtures/roster-libreoffice.xlsx");
    let AnyRoster::People(roster) = read_any(bytes).unwrap() else {
        panic!("taken for units");
    };
    assert_eq!(roster.problems, []);
    let rows: Vec<_> = roster
        .rows
        .iter()
        .map(|row| {
            (
                row.row,
                row.name.as_str(),
                row.phone.as_deref(),
                row.unit.as_str(),
                row.role,
                row.code.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (
                6,
                "Nguyễn Thị Lan",
                Some("+84905123456"),
                "20242",
                Some(Role::Cadre),
                Some("123")
            ),
            (
                7,
                "Lê Văn Nam",
                Some("+84905123457"),
                "20242",
                Some(Role::Leader),
                Some("00124")
            ),
        ]
    );
}

#[test]
fn a_workbook_with_everything_as_text() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Trống").unwrap();
    let sheet = book.add_worksheet().set_name("Danh sách").unwrap();
    let text = rust_xlsxwriter::Format::new().set_num_format("@");
    let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    sheet
        .merge_range(0, 0, 0, 4, "DANH SÁCH 2026", &text)
        .unwrap();
    for (column, heading) in (0..).zip([
        "Mã\nđơn vị",
        "Họ và tên",
        "SĐT",
        "Vai trò",
        "Chức vụ",
        "Ngày",
    ]) {
        sheet.write(2, column, heading).unwrap();
    }
    for (column, value) in (0..).zip(["20242", "Le\u{302} Va\u{306}n Nam", "'0905123456", "cán bộ"])
    {
        sheet.write_with_format(3, column, value, &text).unwrap();
    }
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 7, 1).unwrap();
    sheet.write_with_format(3, 4, &day, &date).unwrap();
    sheet.write_with_format(3, 5, &day, &date).unwrap();
    // A cell that was cleared is text all the same.
    sheet.write_with_format(9, 1, " ", &text).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let roster = read_people(&bytes).unwrap();
    assert_eq!(roster.problems, []);
    assert_eq!(roster.rows.len(), 1);
    let nam = &roster.rows[0];
    assert_eq!((nam.row, nam.name.as_str()), (4, "Lê Văn Nam"));
    assert_eq!(nam.unit, "20242");
    assert_eq!(nam.phone.as_deref(), Some("+84905123456"));
    assert_eq!(nam.title.as_deref(), Some("01/07/2026"));
}

#[test]
fn what_a_file_is_about_is_told_by_its_headings() {
    let kind = |text: &str| match read_any(text.as_bytes()) {
        Ok(AnyRoster::Units(_)) => "units",
        Ok(AnyRoster::People(_)) => "people",
        Err(RosterFault::Unknown) => "unknown",
        Err(_) => "fault",
    };
    for (headings, about) in [
        ("code,name", "units"),
        ("Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên", "units"),
        ("name,unit,role", "people"),
        ("Họ tên,Đơn vị,Vai trò,Mã", "people"),
        ("Tên,Mã đơn vị,Vai trò", "people"),
        ("Họ và tên,Số điện thoại", "people"),
        ("PHƯỜNG HẢI CHÂU,,\nHọ và tên;Mã đơn vị;Vai trò;x", "people"),
        ("ngày,số tiền,ghi chú", "unknown"),
        ("name,price", "unknown"),
        ("", "fault"),
    ] {
        assert_eq!(kind(headings), about, "{headings}");
    }
}

#[test]
fn letters_that_were_lost_are_named() {
    let roster = people("name,unit,role\nNguy?n Th? Lan,20242,cadre\n");
    assert_eq!(
        told(&roster.problems),
        [(2, "name", "Nguy?n Th? Lan", Expected::Letters)]
    );
}

#[test]
fn somebody_without_a_role_is_said_to_be_so() {
    let roster = people("name,unit,role,code\nLan,,Không có,1\nBình,,Quản trị,2\nNam,,Cán bộ,3\n");
    assert_eq!(told(&roster.problems), [(4, "unit", "", Expected::Filled)]);
    assert_eq!(roster.rows[0].role, None);
}
