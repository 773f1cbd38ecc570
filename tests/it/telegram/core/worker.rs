//! Updates are handled once, in order within a chat, and their failures told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use keng::app::Refusal;
use keng::domain::chat::ChatKind;
use keng::domain::ids::{TelegramChatId, TelegramUserId};
use keng::domain::locale::Locale;
use keng::domain::notice::Notice;
use keng::sim::{Fault, FaultRule};
use keng::store::Tx;
use keng::store::people::NewPerson;
use keng::telegram::Bot;
use keng::telegram::error::CallError;
use keng::telegram::from_tg::{Incoming, IncomingKind};
use keng::telegram::handlers::{Answers, HandlerError, Prepared};
use keng::telegram::press::Press;
use keng::telegram::worker::{Handle, Worker};
use serde_json::Value;
use tokio::sync::Barrier;

use super::stage::Stage;
use crate::support::stores::stores;

/// What a handler of this test does with the next update.
enum Act {
    Answer(Answers),
    Refuse(&'static str),
    Fail,
    Panic,
}

/// Handlers that do what they are told and note what they saw. Left untold, they answer nothing.
#[derive(Clone, Default)]
struct Scripted {
    acts: Arc<Mutex<VecDeque<Act>>>,
    seen: Arc<Mutex<Vec<String>>>,
    /// Where set, preparing waits until so many are being prepared.
    together: Option<Arc<Barrier>>,
}

impl Scripted {
    fn of(acts: impl IntoIterator<Item = Act>) -> Self {
        Self {
            acts: Arc::new(Mutex::new(acts.into_iter().collect())),
            ..Self::default()
        }
    }

    fn note(&self, what: &str, incoming: &Incoming) {
        let words = match &incoming.kind {
            IncomingKind::Text { text, .. } => text.clone(),
            IncomingKind::Press { .. } => "press".to_owned(),
            other => format!("{other:?}"),
        };
        self.seen.lock().unwrap().push(format!("{what} {words}"));
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

impl Handle for Scripted {
    async fn prepare(&self, _: &Bot, incoming: &Incoming) -> Result<Prepared, HandlerError> {
        self.note("prepare", incoming);
        if let Some(barrier) = &self.together {
            barrier.wait().await;
        }
        Ok(Prepared::Nothing)
    }

    async fn handle(
        &self,
        bot: &Bot,
        tx: &mut Tx,
        incoming: &Incoming,
        _: Prepared,
    ) -> Result<Answers, HandlerError> {
        self.note("handle", incoming);
        // A change that must be gone if this fails.
        tx.chat_upsert_group(
            TelegramChatId(-1),
            ChatKind::Group,
            None,
            bot.rules.locale,
            0,
        )
        .await?;
        let act = self.acts.lock().unwrap().pop_front();
        match act {
            None => Ok(Answers::default()),
            Some(Act::Answer(answers)) => Ok(answers),
            Some(Act::Refuse(key)) => Err(Refusal::new(key).into()),
            Some(Act::Fail) => Err(CallError::TooLarge.into()),
            Some(Act::Panic) => panic!("the handler was told to panic"),
        }
    }
}

/// Whether the change of the handler is there.
async fn changed(stage: &Stage) -> bool {
    let mut tx = stage.bot.store.read().await.unwrap();
    let chat = TelegramChatId(-1);
    tx.chat_by_telegram(chat).await.unwrap().is_some()
}

fn worker(stage: &Stage, handlers: &Scripted) -> Worker<Scripted> {
    Worker::with_handlers(stage.bot.clone(), handlers.clone())
}

/// Says one thing after another, each stored with the next.
async fn hears(stage: &Stage, user: i64, texts: &[&str]) {
    for text in texts {
        stage.world.says(user, user, text).unwrap();
    }
    stage.receive().await;
}

#[tokio::test]
async fn a_repeated_update_is_handled_once() {
    let stage = Stage::new().await;
    let handlers = Scripted::default();
    let lan = stage.world.person("Lan", "");
    stage.world.double_next_updates(1);
    hears(&stage, lan, &["a"]).await;
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 1);
    let update = stage.world.updates()[0]["update_id"].as_i64().unwrap();
    assert!(stage.world.redeliver(update));
    assert_eq!(stage.receive().await, 0);
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 0);
    assert_eq!(handlers.seen(), ["prepare a", "handle a"]);
}

#[tokio::test]
async fn one_chat_is_handled_in_order() {
    let stage = Stage::new().await;
    let handlers = Scripted::default();
    let lan = stage.world.person("Lan", "");
    hears(&stage, lan, &["a", "b", "c"]).await;
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 3);
    assert_eq!(
        handlers.seen(),
        [
            "prepare a",
            "handle a",
            "prepare b",
            "handle b",
            "prepare c",
            "handle c"
        ]
    );
}

#[tokio::test]
async fn chats_are_handled_side_by_side() {
    let stage = Stage::new().await;
    // Each waits for all three: one after the other, this would never end.
    let handlers = Scripted {
        together: Some(Arc::new(Barrier::new(3))),
        ..Scripted::default()
    };
    for name in ["Lan", "Nam", "Bình"] {
        let person = stage.world.person(name, "");
        hears(&stage, person, &["a"]).await;
    }
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 3);
}

#[tokio::test]
async fn a_failure_is_undone_and_tried_again_before_what_came_later() {
    let stage = Stage::new().await;
    let handlers = Scripted::of([Act::Fail, Act::Panic]);
    let lan = stage.world.person("Lan", "");
    let nam = stage.world.person("Nam", "");
    hears(&stage, lan, &["a", "b"]).await;
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 0);
    assert!(!changed(&stage).await, "a failure leaves no trace");
    stage.clock.advance(Duration::from_secs(2));
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 0);
    assert!(!changed(&stage).await, "a panic leaves no trace");
    // Others do not wait for it.
    hears(&stage, nam, &["n"]).await;
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 1);
    stage.clock.advance(Duration::from_secs(3));
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 2);
    let handled: Vec<_> = handlers
        .seen()
        .into_iter()
        .filter(|what| what.starts_with("handle"))
        .collect();
    assert_eq!(
        handled,
        ["handle a", "handle a", "handle n", "handle a", "handle b"]
    );
}

#[tokio::test]
async fn after_five_failures_the_person_gets_a_code_to_quote() {
    let stage = Stage::new().await;
    let handlers = Scripted::of([Act::Fail, Act::Fail, Act::Panic, Act::Fail, Act::Fail]);
    let lan = stage.world.person("Lan", "");
    hears(&stage, lan, &["a", "b"]).await;
    for _ in 0..4 {
        assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 0);
        assert_eq!(stage.queued(lan).await, []);
        stage.clock.advance(Duration::from_secs(20));
    }
    // The fifth fails too and ends it; then the chat goes on.
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 2);
    let update = stage.world.updates()[0]["update_id"].to_string();
    let queued = stage.queued(lan).await;
    assert_eq!(queued.len(), 1);
    assert_eq!(
        queued[0].notice,
        Notice::say_with("refusal-system", &[("code", &update)])
    );
    let mut tx = stage.bot.store.read().await.unwrap();
    assert_eq!(tx.inbox_counts().await.unwrap().given_up, 1);
}

#[tokio::test]
async fn a_chat_goes_on_even_if_nobody_can_be_told() {
    let stage = Stage::new().await;
    let handlers = Scripted::of((0..5).map(|_| Act::Fail));
    let lan = stage.world.person("Lan", "");
    // Her account has another private chat, which cannot be: answering her fails too.
    let mut tx = stage.bot.store.begin().await.unwrap();
    let new = NewPerson {
        name: "Lan",
        telegram: Some(TelegramUserId(lan)),
        ..NewPerson::default()
    };
    let person = tx.person_insert(&new).await.unwrap();
    tx.chat_upsert_private(person, TelegramChatId(7), Locale::Vi, 0)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    hears(&stage, lan, &["a", "b"]).await;
    for _ in 0..5 {
        worker(&stage, &handlers).run_once().await.unwrap();
        stage.clock.advance(Duration::from_secs(20));
    }
    assert_eq!(stage.waiting().await, 0);
    assert_eq!(handlers.seen().pop().unwrap(), "handle b");
}

#[tokio::test]
async fn a_refused_message_is_answered_by_a_message() {
    let stage = Stage::new().await;
    let handlers = Scripted::of([Act::Refuse("refusal-not-allowed")]);
    let lan = stage.world.person("Lan", "");
    hears(&stage, lan, &["a"]).await;
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 1);
    assert!(!changed(&stage).await, "a refusal leaves no trace");
    let queued = stage.queued(lan).await;
    assert_eq!(queued[0].notice, Notice::say("refusal-not-allowed"));
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 0);
}

/// A card in a private chat whose button is pressed.
async fn presses(stage: &Stage) -> i64 {
    let lan = stage.world.person("Lan", "");
    let message = stage.world.says(lan, lan, "/start").unwrap();
    let data = Press::FollowList(0).encode();
    stage.world.presses(lan, lan, message, &data).unwrap();
    stage.receive().await;
    lan
}

#[tokio::test]
async fn every_press_is_answered_once() {
    let words = Answers::toast("Đã nhận");
    for (act, text, alert) in [
        (Act::Answer(words), "Đã nhận", false),
        (Act::Answer(Answers::default()), "", false),
        (Act::Refuse("button-received"), "Đã nhận", true),
    ] {
        let stage = Stage::new().await;
        let handlers = Scripted::of([Act::Answer(Answers::default()), act]);
        let lan = presses(&stage).await;
        assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 2);
        let toasts = stage.world.toasts(lan);
        assert_eq!(toasts.len(), 1);
        assert_eq!((toasts[0].text.as_str(), toasts[0].alert), (text, alert));
        assert_eq!(stage.queued(lan).await, [], "a press is answered in place");
    }
}

#[tokio::test]
async fn a_press_that_is_given_up_is_answered_too() {
    let stage = Stage::new().await;
    stage.world.set_press_lifetime(Duration::from_secs(600));
    let acts = [Act::Fail, Act::Panic, Act::Fail, Act::Fail, Act::Panic];
    let first = [Act::Answer(Answers::default())];
    let handlers = Scripted::of(first.into_iter().chain(acts));
    let lan = presses(&stage).await;
    for _ in 0..5 {
        assert_eq!(stage.calls("answerCallbackQuery"), 0);
        worker(&stage, &handlers).run_once().await.unwrap();
        stage.clock.advance(Duration::from_secs(20));
    }
    assert_eq!(stage.world.toasts(lan).len(), 1);
    assert_eq!(stage.queued(lan).await.len(), 1, "the code to quote");
}

#[tokio::test]
async fn a_press_that_is_answered_too_late_is_handled_all_the_same() {
    let stage = Stage::new().await;
    let handlers = Scripted::default();
    presses(&stage).await;
    stage.clock.advance(Duration::from_secs(3_600));
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 2);
    assert_eq!(stage.calls("answerCallbackQuery"), 1);
    assert_eq!(stage.waiting().await, 0);
}

#[tokio::test]
async fn an_answer_that_gets_lost_does_no_harm() {
    let stage = Stage::new().await;
    let handlers = Scripted::default();
    presses(&stage).await;
    let lost = FaultRule::on("answerCallbackQuery", Fault::BadGateway);
    stage.world.inject(lost);
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 2);
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 0);
    assert_eq!(handlers.seen().len(), 4);
}

#[tokio::test]
async fn what_cannot_be_understood_is_not_an_error_for_ever() {
    let stage = Stage::new().await;
    let handlers = Scripted::default();
    let mut tx = stage.bot.store.begin().await.unwrap();
    for (update, raw) in [
        (1, "{}"),
        (2, "nonsense"),
        (3, r#"{"update_id":3,"poll":{}}"#),
    ] {
        tx.inbox_insert(update, 0, raw, 0).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(worker(&stage, &handlers).run_once().await.unwrap(), 3);
    assert_eq!(handlers.seen(), [""; 0]);
    assert_eq!(stage.waiting().await, 0);
}

#[tokio::test]
async fn a_file_that_is_being_read_shows_that_something_happens() {
    let stage = Stage::new().await;
    let handlers = Scripted {
        together: Some(Arc::new(Barrier::new(2))),
        ..Scripted::default()
    };
    let lan = stage.world.person("Lan", "");
    stage
        .world
        .sends_file(lan, lan, "a.txt", b"a".as_slice(), "text/plain", "")
        .unwrap();
    stage.receive().await;
    let worker = worker(&stage, &handlers);
    let shown = async {
        let mut looks = tokio::time::interval(Duration::from_millis(1));
        while stage.calls("sendChatAction") == 0 {
            looks.tick().await;
        }
        handlers.together.as_ref().unwrap().wait().await;
    };
    let (handled, ()) = tokio::join!(worker.run_once(), shown);
    assert_eq!(handled.unwrap(), 1);
    let action = stage.world.requests().pop().unwrap();
    assert_eq!(action.params["action"], Value::from("typing"));
}

#[tokio::test]
async fn two_processes_share_the_inbox() {
    for store in stores().await {
        if !store.store.is_shared() {
            continue;
        }
        let stage = Stage::on(store).await;
        let handlers = Scripted::default();
        for name in ["Lan", "Nam", "Bình"] {
            let person = stage.world.person(name, "");
            let texts: Vec<String> = (0..5).map(|number| format!("{name}{number}")).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            hears(&stage, person, &texts).await;
        }
        let here = worker(&stage, &handlers);
        let there = Worker::with_handlers(stage.second_process().await, handlers.clone());
        // What one leaves to the other it takes up with its next look.
        while stage.waiting().await > 0 {
            let (a, b) = tokio::join!(here.run_once(), there.run_once());
            a.unwrap();
            b.unwrap();
        }
        let handled: Vec<_> = handlers
            .seen()
            .into_iter()
            .filter_map(|what| what.strip_prefix("handle ").map(str::to_owned))
            .collect();
        assert_eq!(handled.len(), 15, "each once: {handled:?}");
        for name in ["Lan", "Nam", "Bình"] {
            let of_one: Vec<_> = handled
                .iter()
                .filter(|text| text.starts_with(name))
                .collect();
            assert!(of_one.is_sorted(), "in order: {of_one:?}");
        }
    }
}

#[tokio::test]
async fn a_running_worker_wakes_at_a_nudge_and_finishes_what_it_has_in_hand() {
    let stage = Stage::new().await;
    let handlers = Scripted {
        together: Some(Arc::new(Barrier::new(2))),
        ..Scripted::default()
    };
    let worker = worker(&stage, &handlers);
    let stop = tokio_util::sync::CancellationToken::new();
    let running = worker.run(&stop);
    let story = async {
        let lan = stage.world.person("Lan", "");
        hears(&stage, lan, &["a"]).await;
        // It is told to stop while the update is in its hands.
        handlers.together.as_ref().unwrap().wait().await;
        stop.cancel();
    };
    tokio::join!(running, story);
    assert_eq!(handlers.seen(), ["prepare a", "handle a"]);
    assert_eq!(stage.waiting().await, 0);
}
