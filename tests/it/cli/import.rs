//! `keng import`.

use std::fmt::Write as _;

use keng::domain::org::{Role, UnitPath};
use keng::store::audit::AuditCheck;

use super::Folder;

const PEOPLE: &str =
    "Nguyễn Thị Lan,0905 123 456,20242,Cán bộ\nLê Văn Nam,0905123457,20242,Lãnh đạo\n";
const NOW: i64 = i64::MAX - 1;

#[tokio::test]
async fn a_good_file_comes_in_once() {
    let folder = Folder::new();
    let units = concat!(env!("CARGO_MANIFEST_DIR"), "/data/da-nang-units.csv");
    let import = format!("import units {units}");
    let said = folder.keng(&format!("{import} --dry-run")).done();
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(
        lines[..3],
        [
            "Chạy thử, chưa thay đổi gì. Tệp có 95 đơn vị: 95 mới, 0 thay đổi, 0 giữ nguyên.",
            "Mới:",
            "  Thành phố Đà Nẵng",
        ]
    );
    assert_eq!(lines[22..], ["  … và 75 nữa"]);
    assert_eq!(
        folder.keng(&import).done(),
        "Đã nhập 95 đơn vị: 95 mới, 0 thay đổi, 0 giữ nguyên.\n"
    );
    assert_eq!(
        folder.keng(&import).done(),
        "Đã nhập 95 đơn vị: 0 mới, 0 thay đổi, 95 giữ nguyên.\n"
    );
    let people = concat!(env!("CARGO_MANIFEST_DIR"), "/data/example-people.csv");
    assert_eq!(
        folder
            .keng(&format!("import people {people} --dry-run"))
            .done()
            .lines()
            .next(),
        Some("Chạy thử, chưa thay đổi gì. Tệp có 10 người: 10 mới, 0 thay đổi, 0 giữ nguyên.")
    );
    folder.town(PEOPLE);
    assert_eq!(
        folder.keng("import people people.csv").done(),
        "Đã nhập 2 người: 0 mới, 0 thay đổi, 2 giữ nguyên.\n"
    );
    let store = folder.store().await;
    let mut tx = store.read().await.unwrap();
    let all = tx.unit_list(&UnitPath::everything()).await.unwrap();
    assert_eq!(all.len(), 95);
    let city = tx.unit_by_code("48").await.unwrap().unwrap();
    assert!(all.iter().all(|unit| city.path.contains(&unit.path)));
    let lan = tx.person_by_phone("+84905123456").await.unwrap().unwrap();
    let held = tx.membership_list_of(lan.id, NOW).await.unwrap();
    assert_eq!((held.len(), held[0].role), (1, Role::Cadre));
    // The imports that changed nothing left no trace.
    assert_eq!(
        tx.audit_verify().await.unwrap(),
        AuditCheck::Whole { rows: 2 }
    );
}

#[tokio::test]
async fn a_file_with_fifty_mistakes_names_them_all_and_changes_nothing() {
    let folder = Folder::new();
    folder.town(PEOPLE);
    let mut file = String::from("name;phone;unit;role\n");
    for row in 2..=51 {
        match row % 5 {
            0 => writeln!(file, ";0905 000 {row:03};20242;cadre").unwrap(),
            1 => writeln!(file, "Người {row};12;20242;cadre").unwrap(),
            2 => writeln!(file, "Người {row};;99999;cadre").unwrap(),
            3 => writeln!(file, "Người {row};;20242;chief").unwrap(),
            _ => writeln!(file, "Nguyễn Văn Khác;0905123456;20242;leader").unwrap(),
        }
    }
    folder.write("wrong.csv", file);
    let said = folder.keng("import people wrong.csv").failed();
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines[0], "Có 49 chỗ cần sửa, chưa nhập gì:");
    assert_eq!(lines.len(), 50);
    for (line, sentence) in [
        (
            1,
            "Dòng 2, cột “unit”: “99999” – cần là mã của một đơn vị có trong tệp hoặc đã nhập trước",
        ),
        (
            2,
            "Dòng 3, cột “role”: “chief” – cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân",
        ),
        (3, "Dòng 5, cột “name”: (trống) – không được để trống"),
        (
            4,
            "Dòng 6, cột “phone”: “12” – cần là số điện thoại, ví dụ 0905 123 456",
        ),
        (7, "Dòng 9, cột “phone”: “+84905123456” – trùng với dòng 4"),
    ] {
        assert_eq!(lines[line], sentence);
    }
    let store = folder.store().await;
    let mut tx = store.read().await.unwrap();
    assert_eq!(tx.person_list().await.unwrap().len(), 2);
}

#[test]
fn a_dry_run_names_who_comes_changes_and_leaves() {
    let folder = Folder::new();
    folder.town(PEOPLE);
    folder.write(
        "next.csv",
        "Họ và tên,Số điện thoại,Mã đơn vị,Vai trò\n\
         Nguyễn Thị Lan,0905 123 456,20257,Cán bộ\nTrần Oanh,,20242,Trực ban\n",
    );
    let lists = "Mới:\n  Trần Oanh: vào Phường Hải Châu (Trực ban)\n\
                 Đổi:\n  Nguyễn Thị Lan: rời Phường Hải Châu (Cán bộ); vào Phường Hòa Cường (Cán bộ)\n";
    assert_eq!(
        folder.keng("import people next.csv --dry-run").done(),
        format!(
            "Chạy thử, chưa thay đổi gì. Tệp có 2 người: 1 mới, 1 thay đổi, 0 giữ nguyên.\n\
             1 người trong danh sách không có trong tệp, vẫn giữ nguyên. Nếu tệp là danh sách đầy đủ, \
             thêm --whole để họ rời.\n{lists}\
             Không có trong tệp, vẫn giữ nguyên:\n  Lê Văn Nam\n"
        )
    );
    assert_eq!(
        folder.keng("import people next.csv --whole").done(),
        "Đã nhập 2 người: 1 mới, 1 thay đổi, 0 giữ nguyên.\n\
         1 người không có trong tệp, rời danh sách.\n"
    );
    // What the roster holds goes out and comes in again without a change.
    folder.keng("export people --out again.csv").done();
    assert_eq!(
        folder.keng("import people again.csv --whole").done(),
        "Đã nhập 3 người: 0 mới, 0 thay đổi, 3 giữ nguyên.\n"
    );
}

#[test]
fn what_is_no_roster_is_refused_with_advice() {
    let folder = Folder::new();
    folder.write("scan.pdf", b"%PDF-1.7\0\0");
    let said = folder.keng("import people scan.pdf").failed();
    assert_eq!(
        said,
        "Tệp không phải bảng .csv hay .xlsx, hoặc đã hỏng. Hãy lưu lại thành .xlsx rồi thử lại.\n"
    );
    let said = folder.keng("import people nowhere.csv").failed();
    assert!(said.starts_with("nowhere.csv: "), "{said}");
}

#[test]
fn the_organisations_language_is_spoken() {
    let folder = Folder::new();
    folder.write("units.csv", "code,name\n1,City\n");
    let english = [("KENG_ORG__LOCALE", "en")];
    assert_eq!(
        folder.keng_with(&english, "import units units.csv").done(),
        "Imported one unit: 1 new, 0 changed, 0 unchanged.\n"
    );
}
