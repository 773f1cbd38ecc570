//! `keng export`.

use sqlx::{Connection as _, Executor as _};

use super::Folder;

const PEOPLE: &str = "Nguyễn Thị Lan,0905 123 456,20242,Cán bộ\nLê Văn Nam,,20257,Lãnh đạo\n";

/// A published directive with two receipts, one of them confirmed, and a task of two units.
const PUBLISHED: &str = "
    INSERT INTO directives (id, code, state, revision, receipt_revision, unit_id, author_id, kind,
        number, title, summary, body, created_at, published_at)
    SELECT 1, '7K3F-9QMX', 'published', 1, 1, id, 2, 'chi_thi', '06/CT-UBND',
        '=Về việc phòng chống lũ', '', '', 1764000000000, 1764000000000
    FROM units WHERE code = '48';
    INSERT INTO receipts (directive_id, revision, person_id, unit_id, created_at, confirmed_at, note)
    SELECT 1, 1, 1, id, 1764000000000, 1764003600000, 'Đã rõ' FROM units WHERE code = '20242';
    INSERT INTO receipts (directive_id, revision, person_id, unit_id, created_at)
    SELECT 1, 1, 2, id, 1764000000000 FROM units WHERE code = '20257';
    INSERT INTO tasks (id, directive_id, position, no, title, text, responsible, deadline_text, due_at)
    VALUES (1, 1, 1, '1', 'Rà soát điểm ngập', '', '', 'trước ngày 30/11/2025', 1764500000000);
    INSERT INTO assignments (task_id, unit_id, due_at, done_at, done_by, result)
    SELECT 1, id, 1764500000000, 1764100000000, 1, 'Xong 3 điểm' FROM units WHERE code = '20242';
    INSERT INTO assignments (task_id, unit_id, due_at)
    SELECT 1, id, 1764500000000 FROM units WHERE code = '20257';
";

async fn published() -> Folder {
    let folder = Folder::new();
    folder.town(PEOPLE);
    // A code with a right check character.
    let code = keng::domain::code::public_code([7; 8]);
    let sql = PUBLISHED.replace("7K3F-9QMX", &code);
    let mut connection = sqlx::SqliteConnection::connect(&folder.url())
        .await
        .unwrap();
    connection.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
    connection.close().await.unwrap();
    folder
}

fn json(folder: &Folder, command: &str) -> serde_json::Value {
    folder
        .keng(&format!("export {command} --out out.json"))
        .done();
    serde_json::from_str(&folder.read("out.json")).unwrap()
}

#[tokio::test]
async fn receipts_say_what_became_of_each() {
    let folder = published().await;
    assert_eq!(
        folder.keng("export receipts --out out.csv").done(),
        "Đã xuất 2 dòng vào out.csv.\n"
    );
    let code = keng::domain::code::public_code([7; 8]);
    assert_eq!(
        folder.read("out.csv"),
        format!(
            "\u{feff}Mã chỉ thị,\"Số, ký hiệu\",Trích yếu,Mã đơn vị,Tên đơn vị,Họ và tên,Mã cán bộ,\
             Số điện thoại,Tình trạng,Lý do không tới được,Yêu cầu lúc,Đã gửi lúc,Xác nhận lúc,\
             Ý kiến,Số lần nhắc,Xác nhận thay\n\
             {code},06/CT-UBND,'=Về việc phòng chống lũ,20242,Phường Hải Châu,Nguyễn Thị Lan,,\
             0905 123 456,đã xác nhận,,2025-11-24 23:00:00,,2025-11-25 00:00:00,Đã rõ,0,\n\
             {code},06/CT-UBND,'=Về việc phòng chống lũ,20257,Phường Hòa Cường,Lê Văn Nam,,\
             ,không tới được,chưa kết nối,2025-11-24 23:00:00,,,,0,\n"
        )
    );
    let typed = code.to_lowercase().replace('-', "");
    let rows = json(
        &folder,
        &format!("receipts --directive {typed} --unit 20242"),
    );
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["state"], "confirmed");
    assert_eq!(rows[0]["confirmed_at"], "2025-11-25T00:00:00+07:00");
    // Days are the organisation's: it was asked for at 23:00 on the 24th.
    for (narrowed, count) in [
        ("--since 2025-11-24", 2),
        ("--since 2025-11-25", 0),
        ("--until 2025-11-24", 2),
        ("--until 2025-11-23", 0),
        ("--unit 48", 2),
        ("--unit 20275", 0),
    ] {
        let rows = json(&folder, &format!("receipts {narrowed}"));
        assert_eq!(rows.as_array().unwrap().len(), count, "{narrowed}");
    }
    let said = folder
        .keng("export receipts --directive AAAA-AAAA --out x.csv")
        .failed();
    assert_eq!(said, "Không có chỉ thị nào mang mã “AAAA-AAAA”.\n");
}

#[tokio::test]
async fn tasks_say_who_has_done_them() {
    let folder = published().await;
    let rows = json(&folder, "tasks");
    assert_eq!(rows.as_array().unwrap().len(), 2);
    assert_eq!(rows[0]["unit"], "20242");
    assert_eq!(rows[0]["done_by"], "Nguyễn Thị Lan");
    assert_eq!(rows[0]["result"], "Xong 3 điểm");
    assert_eq!(rows[1]["done_at"], serde_json::Value::Null);
    assert_eq!(rows[1]["due_at"], "2025-11-30T17:53:20+07:00");
    assert_eq!(
        json(&folder, "tasks --unit 20242")
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn people_that_were_exported_can_be_imported_again() {
    let folder = published().await;
    for file in ["out.csv", "out.xlsx"] {
        folder.keng(&format!("export people --out {file}")).done();
        assert_eq!(
            folder.keng(&format!("import people {file}")).done(),
            "Đã nhập 2 người: 0 mới, 0 thay đổi, 2 giữ nguyên.\n"
        );
    }
    let rows = json(&folder, "people --unit 20242");
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["role"], "cadre");
    assert_eq!(rows[0]["unreachable"], "not_joined");
}

#[tokio::test]
async fn the_audit_keeps_its_hashes() {
    let folder = published().await;
    let rows = json(&folder, "audit");
    assert_eq!(rows.as_array().unwrap().len(), 2);
    assert_eq!(rows[0]["action"], "roster.import_units");
    assert_eq!(rows[0]["hash"].as_str().unwrap().len(), 64);
    assert_eq!(
        json(&folder, "audit --until 2020-01-01")
            .as_array()
            .unwrap()
            .len(),
        0
    );
}
