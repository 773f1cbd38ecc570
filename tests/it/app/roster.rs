//! Rosters come in: who is who, what changes, what is refused.

use keng::app::Rules;
use keng::app::roster::uploads::{self, Applied, Received, What};
use keng::app::roster::{Absent, Import, import_people, import_units};
use keng::domain::ids::PersonId;
use keng::domain::org::Role;
use keng::domain::person::Actor;
use keng::intake::roster::{Expected, read_any, read_people, read_units};
use keng::store::Tx;

use super::{NOW, actor, city, cx, member, on_both, refused, visitor};

const LATER: i64 = NOW + 1;

/// What came of a file, in short.
#[derive(Debug, PartialEq, Eq)]
enum Came {
    /// How many new, changed and unchanged.
    In(usize, usize, usize),
    /// Row and expectation of each problem.
    Refused(Vec<(u32, Expected)>),
}

impl From<Import> for Came {
    fn from(import: Import) -> Self {
        match import {
            Import::Done(changes) => {
                let counts = changes.counts();
                Self::In(counts.new, counts.changed, counts.unchanged)
            }
            Import::Refused(problems) => Self::Refused(
                problems
                    .into_iter()
                    .map(|problem| (problem.row, problem.expected))
                    .collect(),
            ),
        }
    }
}

fn counts(new: usize, changed: usize, unchanged: usize) -> Came {
    Came::In(new, changed, unchanged)
}

async fn units(tx: &mut Tx, rows: &str) -> Came {
    let file = format!("code,name,kind,parent\n{rows}");
    let roster = read_units(file.as_bytes()).unwrap();
    import_units(tx, None, &roster, NOW).await.unwrap().into()
}

/// A file that is a part of the roster.
async fn people(tx: &mut Tx, rows: &str) -> Came {
    import(tx, None, Absent::Stay, rows).await.into()
}

async fn import(tx: &mut Tx, importer: Option<&Actor>, absent: Absent, rows: &str) -> Import {
    let file = format!("code,name,phone,unit,role,title\n{rows}");
    let roster = read_people(file.as_bytes()).unwrap();
    let imported = import_people(tx, importer, &roster, absent, LATER).await;
    imported.unwrap()
}

/// Row and expectation of each problem.
#[track_caller]
fn problems(came: impl Into<Came>) -> Vec<(u32, Expected)> {
    match came.into() {
        Came::Refused(problems) => problems,
        came @ Came::In(..) => panic!("was taken in: {came:?}"),
    }
}

/// What of a file of people changes, by name.
#[track_caller]
fn changes(import: Import) -> keng::app::roster::Changes {
    match import {
        Import::Done(changes) => changes,
        Import::Refused(problems) => panic!("was refused: {problems:?}"),
    }
}

/// What a person is: role and unit code, sorted.
async fn roles(tx: &mut Tx, person: PersonId) -> Vec<String> {
    let mut roles = Vec::new();
    for held in tx.membership_list_of(person, LATER).await.unwrap() {
        let unit = tx.unit_by_id(held.unit.unwrap()).await.unwrap().unwrap();
        roles.push(format!("{} {}", held.role, unit.code));
    }
    roles.sort();
    roles
}

async fn by_code(tx: &mut Tx, code: &str) -> PersonId {
    tx.person_by_code(code).await.unwrap().unwrap().id
}

#[tokio::test]
async fn units_in_any_order_again_and_changed() {
    on_both!(tx => {
        let file = "3,Tổ 1,tổ,2\n2,Phường,phường,1\n1,Thành phố,thành phố,\n";
        assert_eq!(units(&mut tx, file).await, counts(3, 0, 0));
        assert_eq!(units(&mut tx, file).await, counts(0, 0, 3));
        assert_eq!(units(&mut tx, "2,Phường Mới,phường,1\n").await, counts(0, 1, 0));
        // Tổ 1 comes to the top and the ward below it: a swap, in one file.
        assert_eq!(units(&mut tx, "3,Tổ 1,tổ,1\n2,Phường Mới,phường,3\n").await, counts(0, 2, 0));
        let city = tx.unit_by_code("1").await.unwrap().unwrap();
        let block = tx.unit_by_code("3").await.unwrap().unwrap();
        let ward = tx.unit_by_code("2").await.unwrap().unwrap();
        assert_eq!(block.path, city.path.child(block.id));
        assert_eq!(ward.path, block.path.child(ward.id));
    });
}

#[tokio::test]
async fn a_tree_that_is_none_is_refused() {
    on_both!(tx => {
        assert_eq!(units(&mut tx, "1,A,,\n2,B,,1\n").await, counts(2, 0, 0));
        let wrong = units(&mut tx, "1,A,,2\n3,C,,9\n4,D,,4\n,E,,1\n").await;
        assert_eq!(
            problems(wrong),
            [
                (2, Expected::NotBelowItself),
                (3, Expected::Unit),
                (4, Expected::NotBelowItself),
                (5, Expected::Filled),
            ]
        );
        assert_eq!(tx.unit_by_code("3").await.unwrap(), None);
    });
}

#[tokio::test]
async fn a_person_is_known_again_by_code_phone_or_name() {
    on_both!(tx => {
        city(&mut tx).await;
        let file = "CB1,Nguyễn Thị Lan,0905123456,20242,cadre,\n\
                    ,Lê Văn Nam,0905123457,20242,cadre,\n\
                    ,Trần Văn Oanh,,20242,cadre,\n";
        assert_eq!(people(&mut tx, file).await, counts(3, 0, 0));
        assert_eq!(people(&mut tx, file).await, counts(0, 0, 3));
        let renamed = "CB1,Nguyễn Lan,0905000000,20242,cadre,\n\
                       ,Lê Nam,0905123457,20242,cadre,\n\
                       CB3,tran van oanh,0905123458,20242,cadre,Tổ trưởng\n";
        assert_eq!(people(&mut tx, renamed).await, counts(0, 3, 0));
        assert_eq!(people(&mut tx, renamed).await, counts(0, 0, 3));
        assert_eq!(tx.person_list().await.unwrap().len(), 3);
        // An empty cell says nothing; another code is another person.
        let rest = "CB1,Nguyễn Lan,,20242,cadre,\nCB4,Nguyễn Lan,0905000000,20242,cadre,\n";
        assert_eq!(people(&mut tx, rest).await, counts(1, 0, 1));
        let lan = tx.person_by_code("CB1").await.unwrap().unwrap();
        assert_eq!(lan.phone.as_deref(), Some("+84905000000"));
    });
}

#[tokio::test]
async fn a_transfer_ends_what_the_roster_gave_and_keeps_what_an_invitation_gave() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        people(&mut tx, "CB1,Lan,,20242,cadre,\nCB1,Lan,,20242,duty,\n").await;
        let lan = by_code(&mut tx, "CB1").await;
        assert_eq!(roles(&mut tx, lan).await, ["cadre 20242", "duty 20242"]);
        tx.membership_insert(lan, Some(ward.id), Role::Leader, None, NOW).await.unwrap();
        assert_eq!(people(&mut tx, "CB1,Lan,,20275,cadre,\n").await, counts(0, 1, 0));
        assert_eq!(roles(&mut tx, lan).await, ["cadre 20275", "leader 20242"]);
        // Who is not in the file is left alone.
        assert_eq!(people(&mut tx, "CB2,Nam,,20242,cadre,\n").await, counts(1, 0, 0));
        assert_eq!(roles(&mut tx, lan).await.len(), 2);
    });
}

#[tokio::test]
async fn somebody_who_joined_by_a_link_is_found_on_the_roster() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        let lan = member(&mut tx, "Nguyễn Thị Lan", 7, Role::Cadre, &ward).await;
        let file = "CB1,Nguyễn Thị Lan,0905123456,20242,cadre,Công chức\n";
        assert_eq!(people(&mut tx, file).await, counts(0, 1, 0));
        assert_eq!(by_code(&mut tx, "CB1").await, lan);
        assert_eq!(roles(&mut tx, lan).await, ["cadre 20242"]);
        // A visitor of that name who is nothing in the unit is somebody else.
        visitor(&mut tx, "Lê Văn Nam", 8).await;
        assert_eq!(people(&mut tx, ",Lê Văn Nam,,20242,cadre,\n").await, counts(1, 0, 0));
    });
}

#[tokio::test]
async fn rows_that_contradict_each_other_are_named() {
    on_both!(tx => {
        city(&mut tx).await;
        let wrong = people(
            &mut tx,
            "CB1,Lan,,20242,cadre,\nCB1,Hoa,,20275,cadre,\nCB1,Lan,,20242,cadre,\n\
             ,Nam,0905123456,20242,cadre,\n,Oanh,0905123456,20242,cadre,\n\
             ,Phú,,20242,cadre,\n,Phú,,20242,cadre,\nCB9,Quý,,1,boss,\n",
        )
        .await;
        assert_eq!(
            problems(wrong),
            [
                (3, Expected::Unique(2)),
                (4, Expected::Unique(2)),
                (6, Expected::Unique(5)),
                (8, Expected::Unique(7)),
                (9, Expected::Role),
                (9, Expected::Unit),
            ]
        );
        assert_eq!(tx.person_list().await.unwrap(), []);
    });
}

#[tokio::test]
async fn an_administrator_imports_inside_his_scope_only() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        let admin = member(&mut tx, "Bình", 1, Role::Admin, &ward).await;
        let admin = actor(&mut tx, admin).await;
        let rows = "name,unit,role\nLan,20242,cadre\nNam,20275,cadre\n";
        let roster = read_people(rows.as_bytes()).unwrap();
        let import = import_people(&mut tx, Some(&admin), &roster, Absent::Stay, NOW).await.unwrap();
        assert_eq!(problems(import), [(3, Expected::InScope)]);
        let rows = "code,name,parent\n20242-1,Tổ 1,20242\n20275,An Hải,48\n20242,Hải Châu,\n9,Mới,\n";
        let roster = read_units(rows.as_bytes()).unwrap();
        let import = import_units(&mut tx, Some(&admin), &roster, NOW).await.unwrap();
        let out = Expected::InScope;
        assert_eq!(problems(import), [(3, out), (4, out), (5, out)]);
    });
}

#[tokio::test]
async fn ten_thousand_people_come_in_and_then_change_nothing() {
    let database = crate::support::stores::sqlite().await;
    let mut tx = database.store.begin().await.unwrap();
    city(&mut tx).await;
    let mut file = String::from("code,name,phone,unit,role\n");
    for number in 0..10_000 {
        let unit = if number % 2 == 0 { 20242 } else { 20275 };
        file += &format!("CB{number},Nguyễn Văn {number},09{number:08},{unit},cadre\n");
    }
    let roster = read_people(file.as_bytes()).unwrap();
    let first = import_people(&mut tx, None, &roster, Absent::Stay, NOW)
        .await
        .unwrap();
    assert_eq!(Came::from(first), counts(10_000, 0, 0));
    let second = import_people(&mut tx, None, &roster, Absent::Stay, LATER)
        .await
        .unwrap();
    assert_eq!(Came::from(second), counts(0, 0, 10_000));
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn whom_a_whole_roster_does_not_name_has_left() {
    on_both!(tx => {
        let [city, ward, _] = city(&mut tx).await;
        let binh = member(&mut tx, "Bình", 1, Role::Admin, &city).await;
        let rows = "CB1,Lan,,20242,cadre,\nCB2,Nam,,20275,cadre,\nCB3,Oanh,,20242,cadre,\n";
        import(&mut tx, None, Absent::Stay, rows).await;
        let [lan, nam] = [by_code(&mut tx, "CB1").await, by_code(&mut tx, "CB2").await];
        // Nam is also something by an invitation: that is not the roster's to end.
        tx.membership_insert(nam, Some(ward.id), Role::Duty, None, NOW).await.unwrap();
        let rest = "CB3,Oanh,,20242,cadre,\n";
        let stay = changes(import(&mut tx, None, Absent::Stay, rest).await);
        assert_eq!((stay.left.len(), stay.held), (2, 3));
        assert!(stay.is_drastic(Absent::Leave) && !stay.is_drastic(Absent::Stay));
        assert_eq!(roles(&mut tx, lan).await, ["cadre 20242"]);
        // An administrator of the ward reaches the ward only.
        let ward_admin = member(&mut tx, "Quân", 2, Role::Admin, &ward).await;
        let ward_admin = actor(&mut tx, ward_admin).await;
        let left = changes(import(&mut tx, Some(&ward_admin), Absent::Leave, rest).await).left;
        assert_eq!(left.len(), 1);
        assert_eq!(roles(&mut tx, lan).await, Vec::<String>::new());
        assert_eq!(roles(&mut tx, nam).await, ["cadre 20275", "duty 20242"]);
        let binh = actor(&mut tx, binh).await;
        import(&mut tx, Some(&binh), Absent::Leave, rest).await;
        assert_eq!(roles(&mut tx, nam).await, ["duty 20242"]);
        // Who comes back is the same person, by his code.
        import(&mut tx, None, Absent::Stay, "CB1,Lan,,20275,leader,\n").await;
        assert_eq!(by_code(&mut tx, "CB1").await, lan);
        assert_eq!(roles(&mut tx, lan).await, ["leader 20275"]);
    });
}

#[tokio::test]
async fn an_importer_is_not_made_to_leave_by_his_own_file() {
    on_both!(tx => {
        city(&mut tx).await;
        import(&mut tx, None, Absent::Stay, "CB1,Quân,,20242,admin,\nCB2,Lan,,20242,cadre,\n").await;
        let quan = by_code(&mut tx, "CB1").await;
        let admin = tx.actor_load(quan, LATER).await.unwrap().unwrap();
        let rows = "CB2,Lan,,20242,cadre,\n";
        let told = changes(import(&mut tx, Some(&admin), Absent::Leave, rows).await);
        assert!(told.left.is_empty() && !told.shuts_out_importer);
        assert_eq!(roles(&mut tx, quan).await, ["admin 20242"]);
        // If it names him as something else, that is meant, and said loudly.
        let rows = "CB1,Quân,,20242,cadre,\n";
        let told = changes(import(&mut tx, Some(&admin), Absent::Stay, rows).await);
        assert!(told.shuts_out_importer && told.is_drastic(Absent::Stay));
        assert_eq!(roles(&mut tx, quan).await, ["cadre 20242"]);
    });
}

#[tokio::test]
async fn people_of_other_units_are_out_of_reach() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        people(&mut tx, "CB1,Lan,0905123456,20275,cadre,\nCB2,Nam,,20275,cadre,\n").await;
        people(&mut tx, "CB2,Nam,,20275,cadre,\nCB2,Nam,,20242,duty,\n").await;
        let admin = member(&mut tx, "Quân", 1, Role::Admin, &ward).await;
        let admin = actor(&mut tx, admin).await;
        let rows = "CB1,Lan,,20242,cadre,\n,Lan,0905123456,20242,cadre,\n";
        let wrong = import(&mut tx, Some(&admin), Absent::Stay, rows).await;
        let out = Expected::PersonInScope;
        assert_eq!(problems(wrong)[..2], [(2, out), (3, out)]);
        // Who stands here too is in reach, his roles elsewhere are not.
        let rows = "CB2,Nam,,20242,clerk,\n";
        changes(import(&mut tx, Some(&admin), Absent::Leave, rows).await);
        let nam = by_code(&mut tx, "CB2").await;
        assert_eq!(roles(&mut tx, nam).await, ["cadre 20275", "clerk 20242"]);
    });
}

#[tokio::test]
async fn codes_without_their_zeros_are_the_codes_that_are_known() {
    on_both!(tx => {
        assert_eq!(units(&mut tx, "00048,Thành phố,,\n00123,Phường,,00048\n").await, counts(2, 0, 0));
        assert_eq!(units(&mut tx, "48,Thành phố,,\n123,Phường,,48\n7,Tổ,,123\n").await, counts(1, 0, 2));
        let block = tx.unit_by_code("7").await.unwrap().unwrap();
        let ward = tx.unit_by_code("00123").await.unwrap().unwrap();
        assert_eq!(block.parent, Some(ward.id));
        assert_eq!(people(&mut tx, "0012,Lan,,00123,cadre,\n").await, counts(1, 0, 0));
        assert_eq!(people(&mut tx, "12,Lan,,123,cadre,\n").await, counts(0, 0, 1));
        assert_eq!(by_code(&mut tx, "0012").await, PersonId(1));
    });
}

#[tokio::test]
async fn who_is_here_is_told_what_he_is_now() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        member(&mut tx, "Lan", 1, Role::Resident, &ward).await;
        for (rows, told) in [
            ("CB1,Lan,0905123456,20242,resident,\n", 0),
            ("CB1,Lan,0905123456,20242,cadre,\nCB2,Nam,,20242,cadre,\n", 1),
            ("CB1,Lan,0905123456,20242,cadre,Công chức\n", 1),
            ("CB1,Lan,0905123456,20275,cadre,\n", 2),
        ] {
            people(&mut tx, rows).await;
            let waiting = tx.outbox_lane_counts().await.unwrap();
            let count: i64 = waiting.into_iter().map(|(_, count)| count).sum();
            assert_eq!(count, told, "{rows}");
        }
    });
}

#[tokio::test]
async fn a_roster_that_was_sent_waits_for_its_senders_word() {
    let rules = Rules::default();
    on_both!(tx => {
        let [city, ward, _] = city(&mut tx).await;
        let binh = member(&mut tx, "Bình", 1, Role::Admin, &city).await;
        let [binh, quan] = [binh, member(&mut tx, "Quân", 2, Role::Admin, &ward).await];
        let [binh, quan] = [actor(&mut tx, binh).await, actor(&mut tx, quan).await];
        let lan = member(&mut tx, "Lan", 3, Role::Cadre, &ward).await;
        let lan = actor(&mut tx, lan).await;
        let file = read_any(b"name,unit,role\nNam,20275,cadre\n").unwrap();
        let sent = uploads::receive(&mut tx, cx(&lan, &rules), "a.csv", &file).await;
        assert_eq!(refused(sent), "refusal-roster-not-allowed");
        let sent = uploads::receive(&mut tx, cx(&binh, &rules), "a.csv", &file).await.unwrap();
        let Received::Waits(id) = sent else { panic!("{sent:?}") };
        // It is nobody else's, and a second one about the same takes its place.
        assert_eq!(refused(uploads::open(&mut tx, cx(&quan, &rules), id).await), "refusal-roster-gone");
        let other = uploads::apply(&mut tx, cx(&quan, &rules), id, Absent::Stay, true).await;
        assert_eq!(refused(other), "refusal-roster-gone");
        let sent = uploads::receive(&mut tx, cx(&binh, &rules), "b.csv", &file).await.unwrap();
        let Received::Waits(second) = sent else { panic!("{sent:?}") };
        assert_eq!(tx.roster_file_by_id(id).await.unwrap(), None);
        let upload = uploads::open(&mut tx, cx(&binh, &rules), second).await.unwrap();
        assert_eq!((upload.what, upload.name.as_str()), (What::People, "b.csv"));
        let applied = uploads::apply(&mut tx, cx(&binh, &rules), second, Absent::Leave, false).await;
        assert!(matches!(applied.unwrap(), Applied::Done { counts, .. } if counts.new == 1));
        let again = uploads::apply(&mut tx, cx(&binh, &rules), second, Absent::Leave, false).await;
        assert_eq!(refused(again), "refusal-roster-gone");
        // What nobody decides about goes by its age.
        let wrong = read_any(b"name,unit,role\nNam,1,cadre\n").unwrap();
        let sent = uploads::receive(&mut tx, cx(&quan, &rules), "c.csv", &wrong).await.unwrap();
        assert!(matches!(sent, Received::Refused(_, 1)), "{sent:?}");
        assert_eq!(tx.roster_file_prune(NOW).await.unwrap(), 0);
        assert_eq!(tx.roster_file_prune(NOW + 1).await.unwrap(), 1);
    });
}
