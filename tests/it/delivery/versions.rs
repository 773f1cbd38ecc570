//! One message, many versions: edits, and changes while something is under way.

use keng::delivery::Outcome;
use keng::domain::ids::DirectiveId;
use keng::domain::notice::{FollowScreen, Lane, Notice};

use super::bench::{Bench, card};

#[tokio::test]
async fn many_changes_are_one_edit_of_the_newest() {
    let mut bench = Bench::new().await;
    let chat = bench.person().await;
    bench.say(chat, &card(0), Lane::Directive).await;
    bench.step().await;
    for _ in 0..20 {
        bench.advance(100);
        bench.touch(3_000).await;
        bench.step().await;
    }
    bench.run_for(10_000).await;
    let sent = bench.sent();
    assert_eq!(sent.len(), 2, "{sent:?}");
    assert!(sent[1].at - sent[0].at >= 3_000);
    assert!(sent[1].parcel.message.is_some());
}

#[tokio::test]
async fn a_change_during_a_send_is_an_edit_after_it() {
    let mut bench = Bench::new().await;
    let chat = bench.person().await;
    let row = bench.say(chat, &card(0), Lane::Directive).await;
    bench.touch_during_send(row);
    bench.run_for(5_000).await;
    let sent = bench.sent();
    let versions: Vec<_> = sent
        .iter()
        .map(|sent| (sent.parcel.wanted, sent.parcel.message.is_some()))
        .collect();
    assert_eq!(versions, [(1, false), (2, true)]);
}

#[tokio::test]
async fn a_message_with_nothing_left_to_say_stays_or_is_never_sent() {
    let mut bench = Bench::new().await;
    let chat = bench.person().await;
    bench.answer(chat, [Outcome::Nothing]);
    bench.text(chat, "reminder", Lane::Reminder).await;
    bench.run_for(5_000).await;
    assert_eq!(bench.sent().len(), 1, "it is not tried again");

    bench.say(chat, &card(0), Lane::Directive).await;
    bench.run_for(5_000).await;
    bench.answer(chat, [Outcome::Nothing]);
    bench.touch(0).await;
    bench.run_for(5_000).await;
    bench.touch(0).await;
    bench.run_for(5_000).await;
    let last = &bench.sent()[3].parcel;
    assert!(
        last.message.is_some(),
        "the message is still there to be edited"
    );
}

#[tokio::test]
async fn a_deleted_directive_comes_again_when_it_changes_and_a_deleted_live_card_does_not() {
    let mut bench = Bench::new().await;
    let follow = Notice::Follow {
        directive: DirectiveId(7),
        screen: FollowScreen::Card,
    };
    for (number, notice, attempts) in [(1, card(0), 3), (2, follow, 2)] {
        let mut bench = Bench::new().await;
        let chat = bench.person().await;
        bench.say(chat, &notice, Lane::Directive).await;
        bench.run_for(2_000).await;
        bench.answer(chat, [Outcome::Lost]);
        bench.touch(0).await;
        bench.run_for(5_000).await;
        let sent = bench.sent();
        assert_eq!(sent.len(), attempts, "notice {number}");
        assert!(sent[1].parcel.message.is_some());
        assert!(sent.get(2).is_none_or(|sent| sent.parcel.message.is_none()));
    }

    let group = bench.group(1).await;
    bench.say(group, &card(0), Lane::Directive).await;
    bench.run_for(2_000).await;
    bench.answer(group, [Outcome::Lost]);
    bench.touch(0).await;
    bench.run_for(5_000).await;
    assert_eq!(
        bench.sent().len(),
        2,
        "nothing that was deleted comes back to a group"
    );
}
