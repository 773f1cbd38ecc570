//! `keng migrate`, `keng backup`, `keng audit`.

use keng::store::Store;
use sqlx::{Connection as _, Executor as _};

use super::Folder;

const PEOPLE: &str = "Nguyễn Thị Lan,0905 123 456,20242,Cán bộ\n";

#[tokio::test]
async fn a_copy_is_made_while_somebody_writes() {
    let folder = Folder::new();
    folder.town(PEOPLE);
    let store = folder.store().await;
    let mut writer = store.begin().await.unwrap();
    writer
        .unit_insert("x", "Chưa xong", "", None)
        .await
        .unwrap();
    assert_eq!(
        folder.keng("backup copy.db").done(),
        "Đã sao lưu vào copy.db.\n"
    );
    writer.commit().await.unwrap();

    let copy = format!("sqlite://{}", folder.path("copy.db").display());
    let copy = Store::open_existing(&copy).await.unwrap();
    let mut tx = copy.read().await.unwrap();
    assert_eq!(tx.person_list().await.unwrap().len(), 1);
    assert_eq!(tx.unit_by_code("x").await.unwrap(), None);

    assert_eq!(
        folder.keng("backup copy.db").failed(),
        "copy.db đã có rồi. Hãy chọn tên khác.\n"
    );
}

#[test]
fn without_a_database_nothing_is_made() {
    let folder = Folder::new();
    for command in [
        "backup copy.db",
        "audit verify",
        "export people --out people.csv",
    ] {
        let said = folder.keng(command).failed();
        assert!(said.starts_with("Không mở được cơ sở dữ liệu"), "{said}");
        assert!(!folder.path("keng.db").exists());
    }
    folder.keng("migrate").done();
    assert_eq!(
        folder.keng("audit verify").done(),
        "Nhật ký nguyên vẹn: 0 dòng.\n"
    );
}

#[tokio::test]
async fn an_audit_that_was_tampered_with_is_found_out() {
    let folder = Folder::new();
    folder.town(PEOPLE);
    assert_eq!(
        folder.keng("audit verify").done(),
        "Nhật ký nguyên vẹn: 2 dòng.\n"
    );
    let mut connection = sqlx::SqliteConnection::connect(&folder.url())
        .await
        .unwrap();
    connection
        .execute("UPDATE audit SET at = at - 1 WHERE id = 2")
        .await
        .unwrap();
    connection.close().await.unwrap();
    assert_eq!(
        folder.keng("audit verify").failed(),
        "Nhật ký đã bị sửa: dòng 2 không khớp với dòng trước nó.\n"
    );
}
