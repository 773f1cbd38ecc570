//! What an issuer does after publication: following, reminding, correcting, withdrawing.

use keng::app::corrections::{self, Correction, Target};
use keng::app::directives::{Field, TaskField};
use keng::app::{Rules, following, publishing, receipts};
use keng::domain::directive::Head;
use keng::domain::document::Kind;
use keng::domain::ids::{ChatId, DirectiveId, MessageId, PersonId};
use keng::domain::notice::{Lane, Notice, Unreachable};
use keng::domain::org::Role;
use keng::store::{ChosenUnit, Claim, Fate, NewDirective, NewTask, Tx};

use super::{NOW, actor, city, cx, member, on_both, on_roster, refused};

const SENDER: &str = "sender";
const MINUTE: i64 = 60_000;

/// Bình has published to Lan and Nam, and to Mai, who has not joined.
struct Published {
    id: DirectiveId,
    rules: Rules,
    binh: PersonId,
    clerk: PersonId,
    lan: PersonId,
    nam: PersonId,
}

async fn published(tx: &mut Tx) -> Published {
    let [city, ward, other] = city(tx).await;
    let binh = member(tx, "Bình", 1, Role::Leader, &city).await;
    let clerk = member(tx, "Yến", 2, Role::Clerk, &city).await;
    let lan = member(tx, "Lan", 3, Role::Cadre, &ward).await;
    let nam = member(tx, "Nam", 4, Role::Cadre, &ward).await;
    on_roster(tx, "Mai", "M1", &other).await;
    let new = NewDirective {
        unit: city.id,
        author: binh,
        head: Head {
            kind: Kind::ChiThi,
            authority: None,
            number: Some("06/CT-UBND".into()),
            place: None,
            issued_on: None,
            title: "Về trật tự đô thị".into(),
            summary: "Tóm tắt".into(),
            urgency: None,
        },
        body: "Toàn văn".into(),
        file: None,
        warnings: Vec::new(),
    };
    let id = tx.directive_insert(&new, NOW).await.unwrap();
    let everybody = ChosenUnit {
        unit: city.id,
        with_below: true,
    };
    tx.audience_add_unit(id, everybody).await.unwrap();
    tx.audience_add_role(id, "cadre").await.unwrap();
    let task = NewTask {
        no: "1".into(),
        title: "Dọn vỉa hè".into(),
        text: "Dọn vỉa hè".into(),
        responsible: Vec::new(),
        deadline_text: None,
        due_at: Some(NOW + 24 * 60 * MINUTE),
    };
    tx.task_insert(id, &task).await.unwrap();
    let rules = Rules {
        approval_by_second_person: false,
        ..Rules::default()
    };
    let issuer = actor(tx, binh).await;
    publishing::publish(tx, cx(&issuer, &rules), id, [7; 8])
        .await
        .unwrap();
    Published {
        id,
        rules,
        binh,
        clerk,
        lan,
        nam,
    }
}

async fn chat(tx: &mut Tx, person: PersonId) -> ChatId {
    tx.chat_of_person(person).await.unwrap().unwrap().id
}

/// Sends everything that is due at `now`; answers what went to which chat.
async fn deliver(tx: &mut Tx, now: i64) -> Vec<(ChatId, Notice)> {
    let fence = tx
        .lease_take(SENDER, "a", now, MINUTE)
        .await
        .unwrap()
        .unwrap();
    let claim = Claim {
        lease_ms: MINUTE,
        room: [100; 7],
        held: Vec::new(),
    };
    let mut sent = Vec::new();
    loop {
        let rows = tx.outbox_claim(now, &claim).await.unwrap().rows;
        if rows.is_empty() {
            return sent;
        }
        let recorded: Vec<_> = rows
            .iter()
            .map(|row| {
                let message = row.message.unwrap_or(MessageId(row.row.0));
                row.recorded(Fate::Shown { message, at: now })
            })
            .collect();
        assert!(tx.outbox_record(&recorded, SENDER, fence).await.unwrap());
        sent.extend(rows.into_iter().map(|row| (row.chat, row.notice)));
    }
}

fn kinds_to(sent: &[(ChatId, Notice)], chat: ChatId) -> Vec<&'static str> {
    sent.iter()
        .filter(|(to, _)| *to == chat)
        .map(|(_, notice)| notice.kind())
        .collect()
}

#[tokio::test]
async fn the_live_card_goes_first_and_again_after_the_last_delivery() {
    on_both!(tx => {
        let town = published(&mut tx).await;
        let issuer = chat(&mut tx, town.binh).await;
        let sent = deliver(&mut tx, NOW).await;
        assert_eq!(sent.first().map(|(chat, notice)| (*chat, notice.kind())), Some((issuer, "follow")));
        assert_eq!(kinds_to(&sent, issuer), ["follow"], "the next edit waits for three seconds");
        // Nobody pressed anything: the deliveries themselves changed the numbers on the card.
        let later = deliver(&mut tx, NOW + 3_000).await;
        assert_eq!(kinds_to(&later, issuer), ["follow"]);
        assert_eq!(deliver(&mut tx, NOW + 9_000).await, []);
        let counts = tx.receipt_counts(town.id).await.unwrap();
        assert_eq!((counts.asked, counts.sent, counts.unreachable), (3, 2, 1));
    });
}

#[tokio::test]
async fn the_live_card_follows_who_is_lost_and_who_returns() {
    on_both!(tx => {
        let town = published(&mut tx).await;
        deliver(&mut tx, NOW).await;
        deliver(&mut tx, NOW + MINUTE).await;
        let issuer = chat(&mut tx, town.binh).await;
        let lan = chat(&mut tx, town.lan).await;
        tx.chat_mark_unreachable(lan, Unreachable::Blocked, NOW + 2 * MINUTE).await.unwrap();
        let sent = deliver(&mut tx, NOW + 2 * MINUTE).await;
        assert_eq!(kinds_to(&sent, issuer), ["follow"]);
        tx.chat_mark_reachable(lan, NOW + 3 * MINUTE).await.unwrap();
        let sent = deliver(&mut tx, NOW + 3 * MINUTE).await;
        assert_eq!(kinds_to(&sent, issuer), ["follow"]);
    });
}

#[tokio::test]
async fn only_those_are_reminded_who_have_not_confirmed_and_not_twice_at_once() {
    on_both!(tx => {
        let town = published(&mut tx).await;
        deliver(&mut tx, NOW).await;
        let lan = actor(&mut tx, town.lan).await;
        receipts::acknowledge(&mut tx, cx(&lan, &town.rules), town.id, Some(1), None).await.unwrap();
        let clerk = actor(&mut tx, town.clerk).await;
        let at = |now| keng::app::Cx { now, ..cx(&clerk, &town.rules) };
        assert_eq!(receipts::remind(&mut tx, at(NOW), town.id).await.unwrap(), 1);
        // A quarter of an hour by the clock begins a minute later; by the person it does not.
        assert_eq!(receipts::remind(&mut tx, at(NOW + 14 * MINUTE), town.id).await.unwrap(), 0);
        assert_eq!(receipts::remind(&mut tx, at(NOW + 16 * MINUTE), town.id).await.unwrap(), 1);
        let sent = deliver(&mut tx, NOW + 16 * MINUTE).await;
        let nam = chat(&mut tx, town.nam).await;
        assert_eq!(kinds_to(&sent, nam), ["receipt_reminder", "receipt_reminder"]);
        let people = tx.receipt_recipients(town.id).await.unwrap();
        let nam = people.iter().find(|person| person.name == "Nam").unwrap();
        assert_eq!(nam.reminders, 2);
        let refusal = refused(receipts::remind(&mut tx, cx(&lan, &town.rules), town.id).await);
        assert_eq!(refusal, "refusal-not-allowed");
    });
}

#[tokio::test]
async fn a_correction_is_checked_before_it_is_applied() {
    on_both!(tx => {
        let town = published(&mut tx).await;
        let binh = actor(&mut tx, town.binh).await;
        let cx = cx(&binh, &town.rules);
        let task = tx.task_list(town.id).await.unwrap()[0].id;
        for (target, typed, refusal) in [
            (Target::Head(Field::Title), "  ", "refusal-empty-text"),
            (Target::Head(Field::Summary), &"x".repeat(3_000), "refusal-too-long"),
            (Target::Task(task, TaskField::Deadline), "hôm nào đó", "refusal-no-deadline"),
            // Units have begun to work: who is to do it is no correction any more.
            (Target::Task(task, TaskField::Responsible), "Sở Xây dựng", "refusal-old-button"),
        ] {
            let checked = corrections::check(&mut tx, cx, town.id, target, typed).await;
            assert_eq!(refused(checked), refusal, "{target:?}");
        }
        let good = Target::Task(task, TaskField::Deadline);
        corrections::check(&mut tx, cx, town.id, good, "28/11/2027").await.unwrap();
        let clerk = actor(&mut tx, town.clerk).await;
        let by_clerk = corrections::correctable(&mut tx, super::cx(&clerk, &town.rules), town.id).await;
        assert_eq!(refused(by_clerk), "refusal-not-allowed");
    });
}

#[tokio::test]
async fn only_a_correction_of_substance_asks_anew_and_newcomers_get_the_directive() {
    on_both!(tx => {
        let town = published(&mut tx).await;
        deliver(&mut tx, NOW).await;
        let lan = actor(&mut tx, town.lan).await;
        receipts::acknowledge(&mut tx, cx(&lan, &town.rules), town.id, Some(1), None).await.unwrap();
        let binh = actor(&mut tx, town.binh).await;
        let mut correction = Correction {
            target: Target::Head(Field::Number),
            typed: "07/CT-UBND",
            what: "Số nay là: 07/CT-UBND",
            substance: false,
        };
        corrections::correct(&mut tx, cx(&binh, &town.rules), town.id, correction).await.unwrap();
        assert_eq!(tx.receipt_counts(town.id).await.unwrap().confirmed, 1);

        let ward = tx.unit_by_code("20242").await.unwrap().unwrap();
        let new = member(&mut tx, "Thu", 9, Role::Cadre, &ward).await;
        correction.substance = true;
        corrections::correct(&mut tx, cx(&binh, &town.rules), town.id, correction).await.unwrap();
        let counts = tx.receipt_counts(town.id).await.unwrap();
        assert_eq!((counts.asked, counts.confirmed), (4, 0));
        let sent = deliver(&mut tx, NOW + MINUTE).await;
        let chat_of_new = chat(&mut tx, new).await;
        assert!(kinds_to(&sent, chat_of_new).contains(&"directive"));
        let chat_of_lan = chat(&mut tx, town.lan).await;
        // The copy is edited, the news is a message of its own.
        assert_eq!(kinds_to(&sent, chat_of_lan), ["directive", "correction"]);
    });
}

#[tokio::test]
async fn what_is_withdrawn_is_over() {
    on_both!(tx => {
        let town = published(&mut tx).await;
        deliver(&mut tx, NOW).await;
        let binh = actor(&mut tx, town.binh).await;
        let cx = cx(&binh, &town.rules);
        let long = "x".repeat(501);
        let refusal = refused(corrections::withdraw(&mut tx, cx, town.id, Some(&long)).await);
        assert_eq!(refusal, "refusal-too-long");
        corrections::withdraw(&mut tx, cx, town.id, Some(" nhầm số ")).await.unwrap();
        assert_eq!(tx.reminders_next().await.unwrap(), None);
        let sent = deliver(&mut tx, NOW + MINUTE).await;
        let lan = chat(&mut tx, town.lan).await;
        // The copy is edited, and the news of it is a message of its own.
        assert_eq!(kinds_to(&sent, lan), ["directive", "withdrawal"]);
        for refusal in [
            refused(receipts::remind(&mut tx, cx, town.id).await),
            refused(corrections::withdrawable(&mut tx, cx, town.id).await),
            refused(corrections::correctable(&mut tx, cx, town.id).await),
        ] {
            assert_eq!(refusal, "refusal-withdrawn");
        }
        // It can still be looked at and taken out.
        following::open(&mut tx, cx, town.id).await.unwrap();
        following::export(&mut tx, cx, town.id).await.unwrap();
    });
}

#[tokio::test]
async fn tasks_are_counted_and_the_late_units_named() {
    on_both!(tx => {
        let town = published(&mut tx).await;
        let counts = tx.task_counts(town.id, NOW).await.unwrap();
        assert_eq!((counts.total, counts.done, counts.late), (2, 0, 0));
        let after = NOW + 48 * 60 * MINUTE;
        assert_eq!(tx.task_counts(town.id, after).await.unwrap().late, 2);
        let mine = tx.assignment_list_open(town.lan).await.unwrap();
        assert!(tx.assignment_finish(mine[0].id, town.lan, None, NOW).await.unwrap());
        let progress = tx.task_progress(town.id).await.unwrap();
        assert_eq!((progress[0].done, progress[0].total), (1, 2));
        let late = tx.task_late_units(town.id, after).await.unwrap();
        assert_eq!(late, [(progress[0].task, "Phường An Hải".to_owned())]);
    });
}

#[tokio::test]
async fn a_notice_of_a_directive_goes_only_to_chats_without_one() {
    on_both!(tx => {
        let town = published(&mut tx).await;
        let notice = Notice::Directive { directive: town.id, page: 0 };
        let queued = tx.outbox_fan_out_without(&notice, 1, Lane::Directive, NOW).await.unwrap();
        assert_eq!(queued, 0);
        let unit = tx.unit_by_code("48").await.unwrap().unwrap();
        let counts = tx.connected_counts(&unit.path, NOW).await.unwrap();
        assert_eq!(counts.people - counts.connected, 1);
        let missing = tx.connected_missing(&unit.path, NOW, 10, 0).await.unwrap();
        assert_eq!(missing.len(), 1);
        assert_eq!(missing[0].reason, None);
        assert_eq!(tx.connected_missing(&unit.path, NOW, 10, 1).await.unwrap(), []);
    });
}
