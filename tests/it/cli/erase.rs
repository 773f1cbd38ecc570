//! `keng erase`: somebody on the roster who never joined is forgotten by the operator.

use super::Folder;
use crate::support::dump::{dump, files_with, lines_with};

const PEOPLE: &str = "Nguyễn Thị Tuyết Lan,0905 123 456,20242,Cán bộ\n\
                      Lê Văn Nam,0905123457,20242,Lãnh đạo\n";
const HER: [&str; 3] = ["Tuyết Lan", "tuyet lan", "905123456"];

#[tokio::test]
async fn who_never_joined_is_forgotten_by_the_operator() {
    let folder = Folder::new();
    folder.town(PEOPLE);
    folder.keng("invite --all --out links.csv").done();
    assert!(!lines_with(&dump(&folder.url()).await, &HER).is_empty());
    let said = folder.keng("erase --phone 0905123456").done();
    assert!(said.starts_with("Đã xoá dữ liệu của người số 1."), "{said}");
    assert_eq!(
        lines_with(&dump(&folder.url()).await, &HER),
        Vec::<&str>::new()
    );
    // These are the operator's own, outside the database.
    for own in ["people.csv", "links.csv"] {
        std::fs::remove_file(folder.path(own)).unwrap();
    }
    assert_eq!(files_with(folder.path("").as_path(), &HER), []);
    // The other one is still there, and nobody is invited twice for her.
    let people = folder.keng("export people --out all.json").done();
    assert!(people.contains('1'), "{people}");
    assert!(folder.read("all.json").contains("Lê Văn Nam"));
    assert!(!folder.read("all.json").contains('—'));
    folder.keng("audit verify").done();
}

#[test]
fn nobody_is_forgotten_by_mistake() {
    let folder = Folder::new();
    folder.town(PEOPLE);
    for wrong in ["--person X", "--phone 12", "--telegram 5"] {
        let said = folder.keng(&format!("erase {wrong}")).failed();
        assert!(said.starts_with("Không tìm thấy người này."), "{said}");
    }
    assert_eq!(folder.keng("erase").status, 2);
    assert_eq!(folder.keng("erase --person X --telegram 5").status, 2);
}
