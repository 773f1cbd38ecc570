//! Directives, their audience, receipts, tasks and reminders, on both databases.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use chrono::NaiveDate;
use keng::domain::directive::{Directive, Head, State};
use keng::domain::document::{Kind, Urgency, Warning};
use keng::domain::ids::{DirectiveId, PersonId, TelegramChatId, TelegramUserId, UnitId};
use keng::domain::locale::Locale;
use keng::domain::notice::{Lane, Notice, Unreachable};
use keng::domain::org::{Role, Unit};
use keng::domain::person::Hand;
use keng::domain::receipt;
use keng::store::people::NewPerson;
use keng::store::{ChosenUnit, NewDirective, NewTask, StoredFile, Tx};

use crate::support::stores::stores;

const NOW: i64 = 1_800_000_000_000;
const HOUR: i64 = 3_600_000;

/// A city with two wards; Lan and Nam in the first, Mai in the second, Bình who issues.
struct Town {
    wards: [Unit; 2],
    city: Unit,
    binh: PersonId,
    lan: PersonId,
    nam: PersonId,
    mai: PersonId,
}

/// Runs the body in a fresh town on each database.
macro_rules! in_town {
    (|$tx:ident, $town:ident| $body:expr) => {
        for database in stores().await {
            let mut $tx = database.store.begin().await.unwrap();
            let $town = town(&mut $tx).await;
            $body
            $tx.commit().await.unwrap();
        }
    };
}

async fn town(tx: &mut Tx) -> Town {
    let city = tx
        .unit_insert("1", "Thành phố", "thành phố", None)
        .await
        .unwrap();
    let first = tx
        .unit_insert("2", "Phường Một", "phường", Some(&city))
        .await
        .unwrap();
    let second = tx
        .unit_insert("3", "Phường Hai", "phường", Some(&city))
        .await
        .unwrap();
    let binh = member(tx, "Bình", 11, city.id, Role::Leader).await;
    let lan = member(tx, "Lan", 12, first.id, Role::Cadre).await;
    let nam = member(tx, "Nam", 13, first.id, Role::Cadre).await;
    let mai = member(tx, "Mai", 0, second.id, Role::Cadre).await;
    Town {
        wards: [first, second],
        city,
        binh,
        lan,
        nam,
        mai,
    }
}

/// A person with a role; with a private chat if `telegram` is not 0.
async fn member(tx: &mut Tx, name: &str, telegram: i64, unit: UnitId, role: Role) -> PersonId {
    let account = (telegram != 0).then_some(TelegramUserId(telegram));
    let new = NewPerson {
        name,
        telegram: account,
        now: NOW,
        ..NewPerson::default()
    };
    let person = tx.person_insert(&new).await.unwrap();
    tx.membership_insert(person, Some(unit), role, None, NOW - HOUR)
        .await
        .unwrap();
    if telegram != 0 {
        tx.chat_upsert_private(person, TelegramChatId(telegram), Locale::Vi, NOW)
            .await
            .unwrap();
    }
    person
}

fn head() -> Head {
    Head {
        kind: Kind::ChiThi,
        authority: Some("UBND thành phố".into()),
        number: Some("06/CT-UBND".into()),
        place: None,
        issued_on: NaiveDate::from_ymd_opt(2026, 11, 23),
        title: "Về trật tự đô thị".into(),
        summary: "Tóm tắt".into(),
        urgency: Some(Urgency::HoaToc),
    }
}

/// A draft for all cadres of the city, with one task.
async fn draft(tx: &mut Tx, town: &Town) -> Directive {
    let new = NewDirective {
        unit: town.city.id,
        author: town.binh,
        head: head(),
        body: "Toàn văn".into(),
        file: None,
        warnings: vec![Warning::DateMissing],
    };
    let id = tx.directive_insert(&new, NOW).await.unwrap();
    let everywhere = ChosenUnit {
        unit: town.city.id,
        with_below: true,
    };
    tx.audience_add_unit(id, everywhere).await.unwrap();
    tx.audience_add_role(id, "cadre").await.unwrap();
    tx.directive_by_id(id).await.unwrap().unwrap()
}

fn own(person: PersonId) -> Hand {
    Hand {
        person,
        on_behalf_of: None,
    }
}

async fn published(tx: &mut Tx, town: &Town) -> DirectiveId {
    let mut directive = draft(tx, town).await;
    directive.state = directive.state.publish("AAAA-AAAA".into(), NOW).unwrap();
    tx.directive_update(&directive).await.unwrap();
    tx.audience_ask_receipts(directive.id, 1, Some(NOW + HOUR), NOW)
        .await
        .unwrap();
    directive.id
}

#[tokio::test]
async fn every_state_of_a_directive_survives() {
    in_town!(|tx, town| {
        let mut directive = draft(&mut tx, &town).await;
        assert_eq!(directive.head, head());
        assert_eq!(directive.warnings, [Warning::DateMissing]);
        let submitted = directive.state.clone().submit(NOW).unwrap();
        let returned = submitted.clone().send_back("sai số".into()).unwrap();
        let out = submitted
            .clone()
            .approve(own(town.binh), own(town.lan), "BBBB-BBBB".into(), NOW)
            .unwrap();
        let corrected = out.clone().correct(Some("số".into()), true, NOW).unwrap();
        let withdrawn = corrected
            .clone()
            .withdraw(Some("nhầm".into()), NOW)
            .unwrap();
        let discarded = State::Draft { returned: None }.discard().unwrap();
        for state in [submitted, returned, out, corrected, withdrawn] {
            directive.state = state.clone();
            tx.directive_update(&directive).await.unwrap();
            let found = tx.directive_by_id(directive.id).await.unwrap().unwrap();
            // Of a corrected and then withdrawn one the last reason is kept, the one before is in
            // the audit.
            assert_eq!(found.state.name(), state.name());
            if !matches!(state, State::Withdrawn { .. }) {
                assert_eq!(found.state, state);
            }
        }
        let by_code = tx.directive_by_code("BBBB-BBBB").await.unwrap();
        assert_eq!(by_code.map(|found| found.id), Some(directive.id));
        let path = town.city.path.0.clone();
        assert_eq!(tx.directive_count(&path, town.binh).await.unwrap(), 1);
        assert_eq!(
            tx.directive_list(&path, town.binh, 9, 0)
                .await
                .unwrap()
                .len(),
            1
        );
        directive.state = discarded;
        tx.directive_update(&directive).await.unwrap();
        assert_eq!(tx.directive_count(&path, town.binh).await.unwrap(), 0);
    });
}

#[tokio::test]
async fn drafts_are_listed_for_their_author_only() {
    in_town!(|tx, town| {
        draft(&mut tx, &town).await;
        let path = town.city.path.0.clone();
        assert_eq!(tx.directive_count(&path, town.binh).await.unwrap(), 1);
        assert_eq!(tx.directive_count(&path, town.lan).await.unwrap(), 0);
    });
}

#[tokio::test]
async fn the_head_count_is_what_the_receipts_will_be() {
    in_town!(|tx, town| {
        let directive = draft(&mut tx, &town).await;
        let count = tx.audience_count(directive.id, NOW).await.unwrap();
        assert_eq!((count.units, count.people), (2, 3));
        assert_eq!((count.not_joined, count.unreachable), (1, 0));
        // Nobody at the city itself has the chosen role.
        assert_eq!(count.empty_units, 1);
        let nam = tx.chat_of_person(town.nam).await.unwrap().unwrap();
        tx.chat_mark_unreachable(nam.id, Unreachable::Blocked, NOW)
            .await
            .unwrap();
        let count = tx.audience_count(directive.id, NOW).await.unwrap();
        assert_eq!((count.not_joined, count.unreachable), (1, 1));

        let asked = tx
            .audience_ask_receipts(directive.id, 1, None, NOW)
            .await
            .unwrap();
        assert_eq!(asked, 3);
        let again = tx
            .audience_ask_receipts(directive.id, 1, None, NOW)
            .await
            .unwrap();
        assert_eq!(again, 0);

        let alone = ChosenUnit {
            unit: town.wards[0].id,
            with_below: false,
        };
        tx.audience_remove_unit(directive.id, town.city.id)
            .await
            .unwrap();
        tx.audience_add_unit(directive.id, alone).await.unwrap();
        assert_eq!(tx.audience_units(directive.id).await.unwrap(), [alone]);
        tx.audience_add_role(directive.id, "leader").await.unwrap();
        tx.audience_remove_role(directive.id, "cadre")
            .await
            .unwrap();
        assert_eq!(tx.audience_roles(directive.id).await.unwrap(), ["leader"]);
        assert_eq!(
            tx.audience_count(directive.id, NOW).await.unwrap().people,
            0
        );
    });
}

#[tokio::test]
async fn receipts_are_counted_by_state_and_unit() {
    in_town!(|tx, town| {
        let id = published(&mut tx, &town).await;
        let lan = tx.chat_of_person(town.lan).await.unwrap().unwrap();
        let notice = Notice::Directive {
            directive: id,
            page: 0,
        };
        tx.outbox_say(lan.id, &notice, Lane::Directive, NOW)
            .await
            .unwrap();
        assert!(tx.outbox_has(lan.id, id, "directive").await.unwrap());
        assert_eq!(
            tx.outbox_list(lan.id, id, "directive").await.unwrap().len(),
            1
        );
        assert!(!tx.outbox_has_shown(lan.id, id, "directive").await.unwrap());
        tx.outbox_touch_in_chat(lan.id, id, &["directive"], Lane::Interactive, NOW)
            .await
            .unwrap();

        let mut receipt = tx.receipt_find(id, town.lan).await.unwrap().unwrap();
        receipt.state = receipt
            .state
            .confirm(town.lan, Some("rõ".into()), NOW + 1)
            .unwrap();
        tx.receipt_update(&receipt).await.unwrap();
        assert_eq!(
            tx.receipt_by_id(receipt.id).await.unwrap().unwrap(),
            receipt
        );

        let counts = tx.receipt_counts(id).await.unwrap();
        assert_eq!(
            (counts.asked, counts.confirmed, counts.unreachable),
            (3, 1, 1)
        );
        let units = tx.receipt_counts_by_unit(id).await.unwrap();
        let rows: Vec<_> = units
            .iter()
            .map(|u| (u.name.as_str(), u.asked, u.confirmed))
            .collect();
        assert_eq!(rows, [("Phường Hai", 1, 0), ("Phường Một", 2, 1)]);

        let people = tx.receipt_recipients(id).await.unwrap();
        let names: Vec<_> = people
            .iter()
            .map(|p| (p.name.as_str(), p.unreachable.as_deref()))
            .collect();
        assert_eq!(
            names,
            [("Lan", None), ("Nam", None), ("Mai", Some("not_joined"))]
        );
        let ward = town.wards[0].id;
        assert_eq!(tx.receipt_recipients_of(id, ward).await.unwrap().len(), 2);
        assert_eq!(
            tx.receipt_people(id, ward).await.unwrap(),
            [town.lan, town.nam]
        );
        let units = tx.receipt_units(id).await.unwrap();
        assert_eq!(units, [town.wards[0].id, town.wards[1].id]);

        assert_eq!(tx.receipt_list_open(town.nam).await.unwrap().len(), 1);
        assert_eq!(tx.receipt_list_open(town.lan).await.unwrap().len(), 0);
    });
}

#[tokio::test]
async fn a_receipt_of_an_earlier_revision_is_not_asked_for_any_more() {
    in_town!(|tx, town| {
        let id = published(&mut tx, &town).await;
        let mut directive = tx.directive_by_id(id).await.unwrap().unwrap();
        directive.state = directive.state.correct(None, true, NOW).unwrap();
        tx.directive_update(&directive).await.unwrap();
        tx.audience_ask_receipts(id, 2, None, NOW).await.unwrap();
        tx.reminders_stop_superseded(id).await.unwrap();
        let receipt = tx.receipt_find(id, town.mai).await.unwrap().unwrap();
        assert_eq!(
            (receipt.revision, receipt.state),
            (2, receipt::State::Waiting)
        );
        assert_eq!(tx.receipt_list_due(NOW + HOUR, 9).await.unwrap().len(), 0);
    });
}

#[tokio::test]
async fn reminders_of_receipts_come_due_in_order_and_stop() {
    in_town!(|tx, town| {
        let id = published(&mut tx, &town).await;
        assert_eq!(tx.reminders_next().await.unwrap(), Some(NOW + HOUR));
        assert_eq!(tx.receipt_list_due(NOW, 9).await.unwrap().len(), 0);
        let due = tx.receipt_list_due(NOW + HOUR, 9).await.unwrap();
        assert_eq!(due.len(), 3);
        tx.receipt_remind(due[0].0, true, Some(NOW + 2 * HOUR))
            .await
            .unwrap();
        tx.receipt_count_reminder(due[0].0).await.unwrap();
        assert_eq!(tx.receipt_list_due(NOW + HOUR, 9).await.unwrap().len(), 2);
        tx.reminders_stop(id).await.unwrap();
        assert_eq!(tx.reminders_next().await.unwrap(), None);
    });
}

#[tokio::test]
async fn tasks_are_given_to_units_and_done_once() {
    in_town!(|tx, town| {
        let id = published(&mut tx, &town).await;
        let new = NewTask {
            no: "1".into(),
            title: "Rà soát".into(),
            text: "Rà soát các điểm nóng".into(),
            responsible: vec!["phường Một".into(), "phường Hai".into()],
            deadline_text: Some("trước ngày 28/11".into()),
            due_at: None,
        };
        let task = tx.task_insert(id, &new).await.unwrap();
        let second = tx.task_insert(id, &new).await.unwrap();
        assert_eq!(tx.task_directive(task).await.unwrap(), Some(id));
        tx.task_set_units(task, &[town.wards[0].id]).await.unwrap();
        tx.task_delete(second).await.unwrap();
        let mut found = tx.task_list(id).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].responsible, new.responsible);
        assert!(found[0].concerns(town.wards[0].id) && !found[0].concerns(town.wards[1].id));
        found[0].title = "Rà soát ngay".into();
        tx.task_update(&found[0]).await.unwrap();
        assert_eq!(tx.task_list(id).await.unwrap(), found);

        let ward = town.wards[0].id;
        for _ in 0..2 {
            tx.assignment_insert(task, ward, Some(NOW + HOUR), Some(NOW))
                .await
                .unwrap();
        }
        let open = tx.assignment_list_open(town.lan).await.unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(tx.assignment_list_open(town.mai).await.unwrap().len(), 0);
        assert_eq!(tx.assignment_list_due(NOW, 9).await.unwrap(), open);
        tx.assignment_set_due(task, Some(NOW + 2 * HOUR), Some(NOW + HOUR))
            .await
            .unwrap();
        tx.assignment_remind(open[0].id, 2, Some(NOW + HOUR))
            .await
            .unwrap();
        assert!(
            tx.assignment_finish(open[0].id, town.lan, Some("xong"), NOW)
                .await
                .unwrap()
        );
        assert!(
            !tx.assignment_finish(open[0].id, town.nam, None, NOW)
                .await
                .unwrap()
        );
        let done = tx.assignment_by_id(open[0].id).await.unwrap().unwrap();
        assert_eq!((done.reminders, done.remind_at), (2, None));
        assert_eq!(
            done.done.map(|done| (done.by, done.result)),
            Some((town.lan, Some("xong".into())))
        );
        assert_eq!(tx.assignment_list(id).await.unwrap().len(), 1);
    });
}

#[tokio::test]
async fn files_are_known_and_uploaded_once() {
    in_town!(|tx, _town| {
        let mut file = StoredFile {
            location: "ab/cd".into(),
            name: "chi-thi.docx".into(),
            mime: "application/msword".into(),
            size: 9,
            sha256: "00".into(),
            telegram_file_id: None,
        };
        let id = tx.file_insert(&file, NOW).await.unwrap();
        tx.file_set_telegram_id(id, Some("BQAC")).await.unwrap();
        file.telegram_file_id = Some("BQAC".into());
        assert_eq!(tx.file_by_id(id).await.unwrap(), Some(file));
    });
}
