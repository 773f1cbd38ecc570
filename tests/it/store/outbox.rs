//! The outbox, leases and the reach of chats.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use keng::domain::chat::ChatKind;
use keng::domain::directive::Head;
use keng::domain::document::Kind;
use keng::domain::ids::{ChatId, DirectiveId, MessageId, NoticeId, OutboxId, TelegramChatId};
use keng::domain::locale::Locale;
use keng::domain::notice::{Lane, Notice, Unreachable};
use keng::domain::org::Role;
use keng::store::people::NewPerson;
use keng::store::{
    Batch, ChosenUnit, Claim, Claimed, Fate, Fence, NewDirective, NoticeOptions, OutboxCounts, Tx,
};

use crate::support::stores::stores;

const NOW: i64 = 1_800_000_000_000;
const SENDER: &str = "sender";
const PLENTY: Claim = Claim {
    lease_ms: 60_000,
    room: [100; 7],
    held: Vec::new(),
};

/// Runs the body on a fresh store of each kind, with `$tx` a unit of work, and commits it.
macro_rules! on_both {
    ($tx:ident => $body:expr) => {
        for database in stores().await {
            let mut $tx = database.store.begin().await.unwrap();
            $body
            $tx.commit().await.unwrap();
        }
    };
}

async fn chat(tx: &mut Tx, number: i64) -> ChatId {
    tx.chat_upsert_group(
        TelegramChatId(-number),
        ChatKind::Group,
        None,
        Locale::Vi,
        NOW,
    )
    .await
    .unwrap()
}

async fn say(tx: &mut Tx, chat: ChatId, key: &str, lane: Lane) -> OutboxId {
    tx.outbox_say(chat, &Notice::say(key), lane, NOW)
        .await
        .unwrap()
}

fn card() -> Notice {
    Notice::Directive {
        directive: DirectiveId(7),
        page: 0,
    }
}

async fn notice(tx: &mut Tx, notice: &Notice, options: NoticeOptions) -> NoticeId {
    tx.notice_insert(notice, options, NOW)
        .await
        .unwrap()
        .expect("no other notice has its key")
}

async fn claim(tx: &mut Tx, now: i64) -> Vec<Claimed> {
    tx.outbox_claim(now, &PLENTY).await.unwrap().rows
}

async fn only(tx: &mut Tx, now: i64) -> Claimed {
    let mut rows = claim(tx, now).await;
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows.remove(0)
}

async fn sender(tx: &mut Tx) -> Fence {
    tx.lease_take(SENDER, "a", NOW, 6_000)
        .await
        .unwrap()
        .expect("nobody else sends")
}

async fn record(tx: &mut Tx, fence: Fence, claimed: &Claimed, fate: Fate) {
    let recorded = claimed.recorded(fate);
    assert!(tx.outbox_record(&[recorded], SENDER, fence).await.unwrap());
}

async fn show(tx: &mut Tx, fence: Fence, claimed: &Claimed, message: i64) {
    let fate = Fate::Shown {
        message: MessageId(message),
        at: NOW,
    };
    record(tx, fence, claimed, fate).await;
}

async fn counts(tx: &mut Tx) -> OutboxCounts {
    tx.outbox_counts(DirectiveId(7), &["directive"])
        .await
        .unwrap()
}

#[tokio::test]
async fn a_notice_of_one_key_exists_once() {
    on_both!(tx => {
        let options = NoticeOptions { dedupe: Some("step:1".into()), ..NoticeOptions::default() };
        let first = tx.notice_insert(&card(), options.clone(), NOW).await.unwrap();
        assert!(first.is_some());
        assert_eq!(tx.notice_insert(&card(), options, NOW).await.unwrap(), None);
        let plain = tx.notice_insert(&card(), NoticeOptions::default(), NOW).await.unwrap();
        assert!(plain.is_some());
    });
}

#[tokio::test]
async fn a_notice_is_queued_once_for_a_chat() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let notice = notice(&mut tx, &card(), NoticeOptions::default()).await;
        let row = tx.outbox_insert(notice, chat, Lane::Directive, NOW).await.unwrap();
        let again = tx.outbox_insert(notice, chat, Lane::Digest, NOW + 5).await.unwrap();
        assert_eq!(row, again);
        let claimed = only(&mut tx, NOW).await;
        assert_eq!((claimed.row, claimed.lane, claimed.due_at), (row, Lane::Directive, NOW));
        assert_eq!((claimed.wanted, claimed.message, claimed.group), (1, None, true));
        assert_eq!((claimed.telegram_chat, claimed.notice), (TelegramChatId(-1), card()));
        assert!(claim(&mut tx, NOW).await.is_empty(), "it is claimed already");
    });
}

#[tokio::test]
async fn nothing_is_claimed_before_it_is_due() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let notice = notice(&mut tx, &card(), NoticeOptions::default()).await;
        tx.outbox_insert(notice, chat, Lane::Campaign, NOW + 10).await.unwrap();
        assert!(claim(&mut tx, NOW + 9).await.is_empty());
        assert_eq!(tx.outbox_next_due(NOW).await.unwrap(), Some(NOW + 10));
        assert_eq!(tx.outbox_next_due(NOW + 10).await.unwrap(), None);
        assert_eq!(tx.outbox_due(NOW + 9).await.unwrap(), [None; 7]);
        assert_eq!(tx.outbox_due(NOW + 10).await.unwrap()[5], Some(NOW + 10));
        assert_eq!(tx.outbox_lane_counts().await.unwrap(), [(Lane::Campaign, 1)]);
        assert_eq!(claim(&mut tx, NOW + 10).await.len(), 1);
        assert_eq!(tx.outbox_lane_counts().await.unwrap(), []);
    });
}

#[tokio::test]
async fn urgent_lanes_come_first_and_a_chat_gets_one_row_a_claim() {
    on_both!(tx => {
        let (one, two) = (chat(&mut tx, 1).await, chat(&mut tx, 2).await);
        let digest = say(&mut tx, two, "digest", Lane::Digest).await;
        let first = say(&mut tx, one, "first", Lane::Directive).await;
        let second = say(&mut tx, one, "second", Lane::Directive).await;
        let answer = say(&mut tx, one, "answer", Lane::Interactive).await;
        let batch = tx.outbox_claim(NOW, &PLENTY).await.unwrap();
        assert_eq!(rows(&batch), [answer, digest]);
        assert!(batch.more, "the chat's other rows are due too");
        assert_eq!(rows(&tx.outbox_claim(NOW, &PLENTY).await.unwrap()), [first]);
        assert_eq!(rows(&tx.outbox_claim(NOW, &PLENTY).await.unwrap()), [second]);
    });
}

fn rows(batch: &Batch) -> Vec<OutboxId> {
    batch.rows.iter().map(|claimed| claimed.row).collect()
}

#[tokio::test]
async fn a_claim_keeps_to_its_room_and_leaves_held_chats_out() {
    on_both!(tx => {
        let mut queued = Vec::new();
        for number in 1..=4 {
            let chat = chat(&mut tx, number).await;
            queued.push((chat, say(&mut tx, chat, "text", Lane::Report).await));
        }
        let urgent = say(&mut tx, queued[0].0, "answer", Lane::Interactive).await;
        let held = Claim {
            room: [3; 7],
            held: vec![(queued[0].0, Lane::Directive)],
            ..PLENTY
        };
        let batch = tx.outbox_claim(NOW, &held).await.unwrap();
        assert_eq!(rows(&batch), [urgent, queued[1].1, queued[2].1]);
        assert!(batch.more);
        let batch = tx.outbox_claim(NOW, &held).await.unwrap();
        assert_eq!(rows(&batch), [queued[3].1]);
        assert!(!batch.more, "only the held chat's row is left");
    });
}

#[tokio::test]
async fn what_is_shown_is_found_by_its_message() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let row = tx.outbox_say(chat, &card(), Lane::Interactive, NOW).await.unwrap();
        let fence = sender(&mut tx).await;
        let claimed = only(&mut tx, NOW).await;
        show(&mut tx, fence, &claimed, 55).await;
        let found = tx.outbox_find(chat, MessageId(55)).await.unwrap();
        assert_eq!(found, Some((row, card())));
        assert_eq!(tx.outbox_find(chat, MessageId(56)).await.unwrap(), None);
        assert!(claim(&mut tx, NOW).await.is_empty());
        assert_eq!(counts(&mut tx).await, OutboxCounts { shown: 1, ..OutboxCounts::default() });
    });
}

#[tokio::test]
async fn several_changes_are_one_edit_and_wait_for_the_gap() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        tx.outbox_say(chat, &card(), Lane::Directive, NOW).await.unwrap();
        let fence = sender(&mut tx).await;
        let sent = only(&mut tx, NOW).await;
        show(&mut tx, fence, &sent, 55).await;
        for later in [100, 200, 300] {
            let touched = tx
                .outbox_touch(DirectiveId(7), &["directive", "follow"], Lane::Digest, 3_000, NOW + later)
                .await
                .unwrap();
            assert_eq!(touched, 1);
        }
        assert_eq!(tx.outbox_next_due(NOW + 300).await.unwrap(), Some(NOW + 3_000));
        let edit = only(&mut tx, NOW + 3_000).await;
        assert_eq!((edit.message, edit.lane), (Some(MessageId(55)), Lane::Digest));
        show(&mut tx, fence, &edit, 55).await;
        assert!(claim(&mut tx, NOW + 9_000).await.is_empty());
    });
}

#[tokio::test]
async fn a_touch_leaves_other_notices_and_what_was_never_shown() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        tx.outbox_say(chat, &card(), Lane::Directive, NOW).await.unwrap();
        let touch = |kinds| (DirectiveId(7), kinds, Lane::Directive, 0, NOW);
        let (directive, kinds, lane, gap, now) = touch(&["directive"]);
        assert_eq!(tx.outbox_touch(directive, kinds, lane, gap, now).await.unwrap(), 0);
        let fence = sender(&mut tx).await;
        let sent = only(&mut tx, NOW).await;
        show(&mut tx, fence, &sent, 1).await;
        let (directive, kinds, lane, gap, now) = touch(&["follow"]);
        assert_eq!(tx.outbox_touch(directive, kinds, lane, gap, now).await.unwrap(), 0);
        assert_eq!(tx.outbox_touch(DirectiveId(8), &["directive"], lane, gap, now).await.unwrap(), 0);
        assert!(claim(&mut tx, NOW).await.is_empty());
    });
}

#[tokio::test]
async fn a_change_during_a_send_is_not_lost() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let row = tx.outbox_say(chat, &card(), Lane::Directive, NOW).await.unwrap();
        let fence = sender(&mut tx).await;
        let sent = only(&mut tx, NOW).await;
        tx.outbox_touch_row(row, Lane::Interactive, NOW + 1).await.unwrap();
        assert!(claim(&mut tx, NOW + 1).await.is_empty(), "it is on its way");
        show(&mut tx, fence, &sent, 55).await;
        let edit = only(&mut tx, NOW + 1).await;
        assert_eq!((edit.row, edit.message, edit.wanted), (row, Some(MessageId(55)), 2));
        assert_eq!(edit.lane, Lane::Interactive);
    });
}

#[tokio::test]
async fn a_message_can_show_another_notice() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let row = tx.outbox_say(chat, &card(), Lane::Directive, NOW).await.unwrap();
        let fence = sender(&mut tx).await;
        let sent = only(&mut tx, NOW).await;
        let next = Notice::Directive { directive: DirectiveId(7), page: 1 };
        tx.outbox_show(row, &next, NOW + 1).await.unwrap();
        show(&mut tx, fence, &sent, 55).await;
        let edit = only(&mut tx, NOW + 1).await;
        assert_eq!((edit.lane, &edit.notice), (Lane::Interactive, &next));
        show(&mut tx, fence, &edit, 55).await;
        tx.outbox_show(row, &card(), NOW + 2).await.unwrap();
        assert_eq!(only(&mut tx, NOW + 2).await.notice, card());
    });
}

#[tokio::test]
async fn a_failed_attempt_counts_and_a_pause_does_not() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        say(&mut tx, chat, "text", Lane::Directive).await;
        let fence = sender(&mut tx).await;
        let first = only(&mut tx, NOW).await;
        let error = String::from("502");
        record(&mut tx, fence, &first, Fate::Retry { at: NOW + 100, error }).await;
        assert!(claim(&mut tx, NOW + 99).await.is_empty());
        let second = only(&mut tx, NOW + 100).await;
        assert_eq!(second.attempts, 1);
        let error = String::from("429");
        record(&mut tx, fence, &second, Fate::Wait { at: NOW + 200, error }).await;
        let third = only(&mut tx, NOW + 200).await;
        assert_eq!(third.attempts, 1);
        record(&mut tx, fence, &third, Fate::Released).await;
        assert_eq!(only(&mut tx, NOW + 200).await.attempts, 1);
    });
}

#[tokio::test]
async fn messages_of_a_chat_wait_for_the_one_that_is_tried_again_but_not_for_ever() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let first = say(&mut tx, chat, "first", Lane::Directive).await;
        let second = say(&mut tx, chat, "second", Lane::Directive).await;
        let answer = say(&mut tx, chat, "answer", Lane::Interactive).await;
        let fence = sender(&mut tx).await;
        let claimed = only(&mut tx, NOW).await;
        assert_eq!(claimed.row, answer);
        for attempt in 1..=5 {
            let claimed = only(&mut tx, NOW + attempt).await;
            assert_eq!(claimed.row, first);
            let fate = Fate::Retry { at: NOW + attempt + 1, error: "502".into() };
            record(&mut tx, fence, &claimed, fate).await;
            let behind = claim(&mut tx, NOW + attempt).await;
            assert_eq!(behind.len(), usize::from(attempt == 5), "after attempt {attempt}");
            assert!(behind.iter().all(|claimed| claimed.row == second));
        }
    });
}

#[tokio::test]
async fn what_is_final_is_counted_and_a_refused_message_may_be_tried_anew() {
    on_both!(tx => {
        let fence = sender(&mut tx).await;
        let notice = notice(&mut tx, &card(), NoticeOptions::default()).await;
        for number in 1..=3 {
            let chat = chat(&mut tx, number).await;
            tx.outbox_insert(notice, chat, Lane::Directive, NOW).await.unwrap();
        }
        let claimed = claim(&mut tx, NOW).await;
        record(&mut tx, fence, &claimed[0], Fate::Dropped { why: "expired".into() }).await;
        record(&mut tx, fence, &claimed[1], Fate::Refused { error: "too long".into() }).await;
        record(&mut tx, fence, &claimed[2], Fate::Unreachable {
            reason: Unreachable::Removed,
            found_at: Some(NOW),
        }).await;
        let expected = OutboxCounts { failed: 2, dropped: 1, ..OutboxCounts::default() };
        assert_eq!(counts(&mut tx).await, expected);
        let touched = tx.outbox_touch(DirectiveId(7), &["directive"], Lane::Directive, 0, NOW).await;
        assert_eq!(touched.unwrap(), 1, "only the refused one");
        let anew = only(&mut tx, NOW).await;
        assert_eq!((anew.row, anew.attempts), (claimed[1].row, 0));
    });
}

#[tokio::test]
async fn an_unreachable_chat_fails_at_once_and_is_caught_up_when_it_returns() {
    for reason in Unreachable::ALL {
        on_both!(tx => {
            let chat = chat(&mut tx, 1).await;
            let before = say(&mut tx, chat, "before", Lane::Directive).await;
            tx.chat_mark_unreachable(chat, reason, NOW).await.unwrap();
            let after = say(&mut tx, chat, "after", Lane::Directive).await;
            let expired = NoticeOptions { expires_at: Some(NOW + 5), ..NoticeOptions::default() };
            let late = notice(&mut tx, &card(), expired).await;
            tx.outbox_insert(late, chat, Lane::Directive, NOW).await.unwrap();
            assert!(claim(&mut tx, NOW).await.is_empty());
            let marked = tx.chat_by_id(chat).await.unwrap().unwrap();
            assert_eq!(marked.unreachable, Some(reason));

            assert_eq!(tx.chat_mark_reachable(chat, NOW + 5).await.unwrap(), 2);
            assert_eq!(only(&mut tx, NOW + 5).await.row, before);
            assert_eq!(only(&mut tx, NOW + 5).await.row, after);
            assert!(claim(&mut tx, NOW + 5).await.is_empty(), "the other is expired");
            assert_eq!(tx.chat_mark_reachable(chat, NOW + 6).await.unwrap(), 0);
        });
    }
}

#[tokio::test]
async fn gone_marks_the_chat_and_fails_what_else_is_queued_for_it() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        say(&mut tx, chat, "first", Lane::Directive).await;
        say(&mut tx, chat, "second", Lane::Directive).await;
        let fence = sender(&mut tx).await;
        let claimed = only(&mut tx, NOW).await;
        let reason = Unreachable::Removed;
        record(&mut tx, fence, &claimed, Fate::Unreachable { reason, found_at: Some(NOW) }).await;
        assert!(claim(&mut tx, NOW).await.is_empty());
        assert_eq!(tx.outbox_lane_counts().await.unwrap(), []);
        let marked = tx.chat_by_id(chat).await.unwrap().unwrap();
        assert_eq!(marked.unreachable, Some(reason));
    });
}

#[tokio::test]
async fn an_edit_for_a_chat_that_left_is_claimed_with_the_reason() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let row = say(&mut tx, chat, "text", Lane::Directive).await;
        let fence = sender(&mut tx).await;
        let sent = only(&mut tx, NOW).await;
        show(&mut tx, fence, &sent, 5).await;
        tx.chat_mark_unreachable(chat, Unreachable::Removed, NOW).await.unwrap();
        tx.outbox_touch_row(row, Lane::Directive, NOW).await.unwrap();
        let edit = only(&mut tx, NOW).await;
        assert_eq!(edit.unreachable, Some(Unreachable::Removed));
        let fate = Fate::Unreachable { reason: Unreachable::Removed, found_at: None };
        record(&mut tx, fence, &edit, fate).await;
        assert_eq!(tx.chat_mark_reachable(chat, NOW).await.unwrap(), 1);
        assert_eq!(only(&mut tx, NOW).await.message, Some(MessageId(5)));
    });
}

#[tokio::test]
async fn a_group_that_moves_keeps_its_queue_and_takes_over_its_double() {
    on_both!(tx => {
        let (old, double) = (chat(&mut tx, 1).await, chat(&mut tx, 2).await);
        say(&mut tx, old, "first", Lane::Directive).await;
        let second = say(&mut tx, double, "second", Lane::Report).await;
        let fence = sender(&mut tx).await;
        let held = Claim { room: [1; 7], ..PLENTY };
        let claimed = tx.outbox_claim(NOW, &held).await.unwrap().rows.remove(0);
        record(&mut tx, fence, &claimed, Fate::Moved { to: TelegramChatId(-2) }).await;
        let again = only(&mut tx, NOW).await;
        assert_eq!((again.chat, again.telegram_chat), (old, TelegramChatId(-2)));
        let other = only(&mut tx, NOW).await;
        assert_eq!((other.row, other.chat), (second, old));
        let moved = tx.chat_by_id(old).await.unwrap().unwrap();
        assert_eq!(moved.kind, ChatKind::Supergroup);
        let dead = tx.chat_by_id(double).await.unwrap().unwrap();
        assert_eq!(dead.telegram, TelegramChatId(-1));
        assert_eq!(dead.unreachable, Some(Unreachable::Removed));

        tx.chat_migrate(old, TelegramChatId(-3)).await.unwrap();
        let moved = tx.chat_by_id(old).await.unwrap().unwrap();
        assert_eq!(moved.telegram, TelegramChatId(-3));
    });
}

#[tokio::test]
async fn a_lost_message_is_sent_anew() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let row = say(&mut tx, chat, "text", Lane::Directive).await;
        let fence = sender(&mut tx).await;
        let sent = only(&mut tx, NOW).await;
        show(&mut tx, fence, &sent, 5).await;
        tx.outbox_touch_row(row, Lane::Directive, NOW).await.unwrap();
        let edit = only(&mut tx, NOW).await;
        record(&mut tx, fence, &edit, Fate::Lost).await;
        let anew = only(&mut tx, NOW).await;
        assert_eq!(anew.message, None);
        record(&mut tx, fence, &anew, Fate::Kept).await;
        assert!(claim(&mut tx, NOW).await.is_empty());
    });
}

#[tokio::test]
async fn a_lease_changes_hands_only_when_it_ran_out_or_was_released() {
    on_both!(tx => {
        let first = tx.lease_take("job", "a", NOW, 100).await.unwrap().unwrap();
        assert_eq!(tx.lease_take("job", "b", NOW + 99, 100).await.unwrap(), None);
        assert_eq!(tx.lease_take("job", "a", NOW + 99, 100).await.unwrap(), Some(first));
        assert!(tx.lease_renew("job", first, NOW + 150, 100).await.unwrap());
        assert_eq!(tx.lease_take("job", "b", NOW + 249, 100).await.unwrap(), None);
        let second = tx.lease_take("job", "b", NOW + 250, 100).await.unwrap().unwrap();
        assert!(second > first);
        assert!(!tx.lease_renew("job", first, NOW + 251, 100).await.unwrap());
        tx.lease_release("job", first).await.unwrap();
        assert_eq!(tx.lease_take("job", "a", NOW + 252, 100).await.unwrap(), None);
        tx.lease_release("job", second).await.unwrap();
        let third = tx.lease_take("job", "a", NOW + 253, 100).await.unwrap().unwrap();
        assert!(third > second);
        let fourth = tx.lease_seize("job", "c", NOW + 254, 100).await.unwrap();
        assert!(fourth > third);
        assert!(!tx.lease_renew("job", third, NOW + 255, 100).await.unwrap());
    });
}

#[tokio::test]
async fn a_sender_that_lost_its_lease_records_nothing_and_its_rows_are_rescued() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let row = say(&mut tx, chat, "text", Lane::Directive).await;
        let old = sender(&mut tx).await;
        let claimed = only(&mut tx, NOW).await;
        let new = tx.lease_take(SENDER, "b", NOW + 6_000, 6_000).await.unwrap().unwrap();
        let shown = claimed.recorded(Fate::Shown { message: MessageId(5), at: NOW });
        assert!(!tx.outbox_record(&[shown], SENDER, old).await.unwrap());

        assert_eq!(tx.outbox_rescue(NOW + 59_999).await.unwrap(), 0);
        assert_eq!(tx.outbox_rescue(NOW + 60_000).await.unwrap(), 1);
        let again = only(&mut tx, NOW + 60_000).await;
        assert_eq!((again.row, again.attempts), (row, 0));
        show(&mut tx, new, &again, 6).await;
        // A late result of the same holder for a row that is settled changes nothing.
        show(&mut tx, new, &again, 7).await;
        assert!(tx.outbox_find(chat, MessageId(6)).await.unwrap().is_some());
    });
}

#[tokio::test]
async fn claimers_side_by_side_never_claim_a_row_twice() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        let notice = notice(&mut tx, &card(), NoticeOptions::default()).await;
        for number in 1..=200 {
            let chat = chat(&mut tx, number).await;
            tx.outbox_insert(notice, chat, Lane::Campaign, NOW)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();

        let claimers = (0..4).map(|_| {
            let store = database.store.clone();
            tokio::spawn(async move {
                let few = Claim {
                    room: [7; 7],
                    ..PLENTY
                };
                let mut mine = Vec::new();
                loop {
                    let mut tx = store.begin().await.unwrap();
                    let batch = tx.outbox_claim(NOW, &few).await.unwrap();
                    tx.commit().await.unwrap();
                    if batch.rows.is_empty() {
                        return mine;
                    }
                    mine.extend(batch.rows.into_iter().map(|claimed| claimed.row));
                }
            })
        });
        let mut all = Vec::new();
        for claimer in claimers.collect::<Vec<_>>() {
            all.extend(claimer.await.unwrap());
        }
        let claimed = all.len();
        all.sort();
        all.dedup();
        assert_eq!(
            all.len(),
            claimed,
            "{}: a row was claimed twice",
            database.name
        );
        assert_eq!(claimed, 200, "{}", database.name);
        database.store.close().await;
    }
}

#[tokio::test]
async fn a_row_that_was_not_tried_keeps_its_place_before_others() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let first = say(&mut tx, chat, "first", Lane::Directive).await;
        say(&mut tx, chat, "second", Lane::Directive).await;
        let fence = sender(&mut tx).await;
        let claimed = only(&mut tx, NOW).await;
        record(&mut tx, fence, &claimed, Fate::Retry { at: NOW + 1, error: "502".into() }).await;
        for _ in 0..2 {
            let claimed = only(&mut tx, NOW + 1).await;
            assert_eq!(claimed.row, first);
            record(&mut tx, fence, &claimed, Fate::Released).await;
        }
    });
}

#[tokio::test]
async fn the_most_urgent_wish_for_a_message_under_way_holds() {
    on_both!(tx => {
        let chat = chat(&mut tx, 1).await;
        let row = tx.outbox_say(chat, &card(), Lane::Directive, NOW).await.unwrap();
        let fence = sender(&mut tx).await;
        let sent = only(&mut tx, NOW).await;
        let later = NOW + 1;
        tx.outbox_touch_row(row, Lane::Interactive, later).await.unwrap();
        tx.outbox_touch(DirectiveId(7), &["directive"], Lane::Directive, 3_000, later).await.unwrap();
        show(&mut tx, fence, &sent, 5).await;
        let edit = only(&mut tx, later).await;
        assert_eq!((edit.lane, edit.due_at), (Lane::Interactive, later));
    });
}

/// A directive of which this many people are to confirm receipt; each has a private chat.
async fn directive(tx: &mut Tx, people: i64) -> (DirectiveId, Vec<ChatId>) {
    let unit = tx
        .unit_insert("P1", "Phường 1", "phuong", None)
        .await
        .unwrap()
        .id;
    let mut chats = Vec::new();
    let mut author = None;
    for number in 0..=people {
        let person = NewPerson {
            code: None,
            name: "Lan",
            phone: None,
            telegram: None,
            locale: Locale::Vi,
            now: NOW,
        };
        let person = tx.person_insert(&person).await.unwrap();
        tx.membership_insert(person, Some(unit), Role::Cadre, None, NOW)
            .await
            .unwrap();
        author.get_or_insert(person);
        let telegram = TelegramChatId(100 + number);
        let chat = tx
            .chat_upsert_private(person, telegram, Locale::Vi, NOW)
            .await
            .unwrap();
        if number > 0 {
            chats.push(chat);
        }
    }
    let draft = NewDirective {
        unit,
        author: author.expect("there is at least one person"),
        head: Head {
            kind: Kind::ChiThi,
            authority: None,
            number: None,
            place: None,
            issued_on: None,
            title: "Về an toàn giao thông".into(),
            summary: "Tóm tắt".into(),
            urgency: None,
        },
        body: "Nội dung".into(),
        file: None,
        warnings: Vec::new(),
    };
    let directive = tx.directive_insert(&draft, NOW).await.unwrap();
    let chosen = ChosenUnit {
        unit,
        with_below: true,
    };
    tx.audience_add_unit(directive, chosen).await.unwrap();
    tx.audience_add_role(directive, "cadre").await.unwrap();
    tx.audience_ask_receipts(directive, 0, None, NOW)
        .await
        .unwrap();
    (directive, chats)
}

#[tokio::test]
async fn a_fan_out_reaches_every_recipient_once() {
    on_both!(tx => {
        let (id, chats) = directive(&mut tx, 3).await;
        tx.chat_mark_unreachable(chats[2], Unreachable::Blocked, NOW).await.unwrap();
        let shown = Notice::Directive { directive: id, page: 0 };
        let notice = notice(&mut tx, &shown, NoticeOptions::default()).await;
        let lane = Lane::Directive;
        assert_eq!(tx.outbox_fan_out_people(notice, id, 0, lane, NOW).await.unwrap(), 3);
        assert_eq!(tx.outbox_fan_out_people(notice, id, 0, lane, NOW).await.unwrap(), 0);
        assert_eq!(tx.outbox_fan_out_people(notice, id, 1, lane, NOW).await.unwrap(), 0);
        let queued: Vec<ChatId> = claim(&mut tx, NOW).await.iter().map(|row| row.chat).collect();
        assert_eq!(queued, chats[..2]);
        assert!(tx.outbox_has(chats[0], id, "directive").await.unwrap());
        assert!(!tx.outbox_has(chats[0], id, "follow").await.unwrap());
        let counts = tx.outbox_counts(id, &["directive"]).await.unwrap();
        let expected = OutboxCounts { queued: 2, failed: 1, ..OutboxCounts::default() };
        assert_eq!(counts, expected);
        assert_eq!(tx.chat_mark_reachable(chats[2], NOW).await.unwrap(), 1);
        assert_eq!(only(&mut tx, NOW).await.chat, chats[2]);
    });
}
