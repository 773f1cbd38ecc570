//! One parcel, one message; and what each of Telegram's answers means.

use std::time::Duration;

use keng::delivery::{Outcome, Parcel, Transport};
use keng::domain::ids::{ChatId, MessageId, OutboxId, TelegramChatId};
use keng::domain::locale::Locale;
use keng::domain::notice::{Lane, Notice, Unreachable};
use keng::sim::{Fault, FaultRule};
use keng::store::people::NewPerson;
use keng::telegram::transport::TelegramTransport;

use super::stage::Stage;

/// A stage with one person who has pressed start, and what a parcel for her looks like.
struct Post {
    stage: Stage,
    lan: i64,
    chat: ChatId,
}

impl Post {
    async fn new() -> Self {
        let stage = Stage::new().await;
        let lan = stage.world.person("Lan", "");
        stage.world.says(lan, lan, "/start").unwrap();
        let mut tx = stage.bot.store.begin().await.unwrap();
        let new = NewPerson {
            name: "Lan",
            ..NewPerson::default()
        };
        let person = tx.person_insert(&new).await.unwrap();
        let chat = tx
            .chat_upsert_private(person, TelegramChatId(lan), Locale::Vi, 0)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self { stage, lan, chat }
    }

    async fn deliver(&self, key: &str, message: Option<MessageId>) -> Outcome {
        let parcel = Parcel {
            row: OutboxId(1),
            notice: Notice::say(key),
            lane: Lane::Interactive,
            chat: self.chat,
            telegram_chat: TelegramChatId(self.lan),
            group: false,
            message,
            wanted: 1,
        };
        TelegramTransport::new(self.stage.bot.clone())
            .deliver(parcel)
            .await
    }

    async fn send(&self, key: &str) -> MessageId {
        match self.deliver(key, None).await {
            Outcome::Shown { message } => message,
            other => panic!("{other:?}"),
        }
    }

    fn shown(&self) -> Vec<String> {
        let messages = self.stage.world.messages(self.lan);
        let from_bot = messages.into_iter().skip(1);
        from_bot
            .filter(|message| !message.deleted)
            .map(|message| message.text)
            .collect()
    }
}

#[tokio::test]
async fn a_notice_is_sent_and_then_edited_in_place() {
    let post = Post::new().await;
    let message = post.send("button-received").await;
    assert_eq!(post.shown(), ["Đã nhận"]);
    let edited = post.deliver("button-done", Some(message)).await;
    assert_eq!(edited, Outcome::Shown { message });
    assert_eq!(post.shown(), ["Đã xong"]);
    // Once more the same: Telegram says that it is not modified, which is what was wanted.
    let edited = post.deliver("button-done", Some(message)).await;
    assert_eq!(edited, Outcome::Shown { message });
    let send = &post.stage.world.requests()[0].params;
    assert_eq!(send["link_preview_options"]["is_disabled"], true);
}

#[tokio::test]
async fn a_message_that_is_gone_is_lost() {
    let post = Post::new().await;
    let edited = post.deliver("button-done", Some(MessageId(999))).await;
    assert_eq!(edited, Outcome::Lost);
}

#[tokio::test]
async fn broken_markup_goes_out_as_plain_text() {
    let post = Post::new().await;
    // A key that does not exist is shown as it is, here as markup that Telegram refuses.
    post.send("<b>R&amp;D <u>6 &lt; 7</b>").await;
    assert_eq!(post.shown(), ["R&D 6 < 7"]);
    assert_eq!(post.stage.calls("sendMessage"), 2);
}

#[tokio::test]
async fn what_is_too_long_is_not_cut_and_not_sent() {
    let post = Post::new().await;
    post.send(&"đ".repeat(4096)).await;
    let outcome = post.deliver(&"đ".repeat(4097), None).await;
    let refused = "4097 units of text where 4096 fit".to_owned();
    assert_eq!(outcome, Outcome::Refused(refused));
    assert_eq!(post.stage.calls("sendMessage"), 1);
}

#[tokio::test]
async fn answers_become_outcomes() {
    let refuse = |code, text: &str| Fault::Refuse(code, text.to_owned());
    for (fault, outcome) in [
        (
            refuse(403, "Forbidden: bot was blocked by the user"),
            Outcome::Gone(Unreachable::Blocked),
        ),
        (
            refuse(403, "Forbidden: user is deactivated"),
            Outcome::Gone(Unreachable::Deactivated),
        ),
        (
            refuse(400, "Bad Request: chat not found"),
            Outcome::Gone(Unreachable::NotFound),
        ),
        (
            refuse(400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
            Outcome::Gone(Unreachable::NoRights),
        ),
        (refuse(401, "Unauthorized"), Outcome::Unauthorized),
        (
            Fault::TooManyRequests(17),
            Outcome::Wait(Duration::from_secs(17)),
        ),
        (
            refuse(400, "Bad Request: BUTTON_DATA_INVALID"),
            Outcome::Refused("sendMessage: 400 Bad Request: BUTTON_DATA_INVALID".to_owned()),
        ),
        (
            Fault::BadGateway,
            Outcome::Unknown("sendMessage: the server failed with 502".to_owned()),
        ),
        (
            Fault::GatewayTimeoutAfterAccepting,
            Outcome::Unknown("sendMessage: the server failed with 504".to_owned()),
        ),
    ] {
        let post = Post::new().await;
        let told = format!("{fault:?}");
        post.stage.world.inject(FaultRule::on("sendMessage", fault));
        let found = post.deliver("button-done", None).await;
        assert_eq!(found, outcome, "{told}");
    }
    let post = Post::new().await;
    for fault in [Fault::CutAfterAccepting, Fault::ResetBeforeAccepting] {
        post.stage.world.inject(FaultRule::on("sendMessage", fault));
        let found = post.deliver("button-done", None).await;
        assert!(matches!(found, Outcome::Unknown(_)), "{found:?}");
    }
}

#[tokio::test]
async fn those_who_left_cannot_be_reached() {
    let post = Post::new().await;
    post.stage.world.blocks(post.lan).unwrap();
    let outcome = post.deliver("button-done", None).await;
    assert_eq!(outcome, Outcome::Gone(Unreachable::Blocked));
}

#[tokio::test]
async fn a_group_that_moved_names_its_new_number() {
    let mut post = Post::new().await;
    let group = post.stage.world.group("Tổ 5", &[post.lan], &[post.lan]);
    post.stage.world.adds_bot(post.lan, group).unwrap();
    let moved = post.stage.world.migrates(group).unwrap();
    post.lan = group;
    let outcome = post.deliver("button-done", None).await;
    assert_eq!(outcome, Outcome::Moved(TelegramChatId(moved)));
}
