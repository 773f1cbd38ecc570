//! One parcel, one message; and what each of Telegram's answers means.

use std::time::Duration;

use keng::delivery::{Outcome, Parcel, Transport};
use keng::domain::directive::{Directive, Head};
use keng::domain::document::Kind;
use keng::domain::ids::{ChatId, MessageId, OutboxId, TelegramChatId};
use keng::domain::locale::Locale;
use keng::domain::notice::{Lane, Notice, Unreachable};
use keng::sim::{Fault, FaultRule};
use keng::store::people::NewPerson;
use keng::store::{NewDirective, StoredFile};
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

    /// A directive whose original is a file.
    async fn directive(&self) -> Directive {
        let files = &self.stage.bot.files;
        let kept = files.keep(b"%PDF-1.7 x".to_vec()).await.unwrap();
        let mut tx = self.stage.bot.store.begin().await.unwrap();
        let file = StoredFile {
            location: kept.location,
            name: "06-CT.pdf".to_owned(),
            mime: "application/pdf".to_owned(),
            size: kept.size,
            sha256: kept.sha256,
            telegram_file_id: None,
        };
        let file = tx.file_insert(&file, 0).await.unwrap();
        let city = tx
            .unit_insert("1", "Thành phố", "thành phố", None)
            .await
            .unwrap();
        let author = tx.chat_by_id(self.chat).await.unwrap().unwrap().person;
        let new = NewDirective {
            unit: city.id,
            author: author.unwrap(),
            head: Head {
                kind: Kind::ChiThi,
                authority: None,
                number: None,
                place: None,
                issued_on: None,
                title: "Về trật tự đô thị".to_owned(),
                summary: String::new(),
                urgency: None,
            },
            body: "Toàn văn".to_owned(),
            file: Some(file),
            warnings: Vec::new(),
        };
        let id = tx.directive_insert(&new, 0).await.unwrap();
        let directive = tx.directive_by_id(id).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        directive
    }

    async fn deliver(&self, key: &str, message: Option<MessageId>) -> Outcome {
        self.deliver_notice(Notice::say(key), message).await
    }

    async fn deliver_notice(&self, notice: Notice, message: Option<MessageId>) -> Outcome {
        let parcel = Parcel {
            row: OutboxId(1),
            notice,
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

/// How often a file was uploaded, and how often named by Telegram's id of it.
fn uploads(stage: &Stage) -> (usize, usize) {
    let requests = stage.world.requests();
    let sent = requests.iter().filter(|call| call.method == "sendDocument");
    let (named, uploaded): (Vec<_>, Vec<_>) =
        sent.partition(|call| call.params["document"].is_string());
    (uploaded.len(), named.len())
}

#[tokio::test]
async fn a_file_is_uploaded_once_unless_telegram_forgets_it() {
    let post = Post::new().await;
    let full_text = Notice::FullText {
        directive: post.directive().await.id,
        part: 0,
    };
    let send = || post.deliver_notice(full_text.clone(), None);
    assert!(matches!(send().await, Outcome::Shown { .. }));
    let last = post.stage.world.last_message(post.lan).unwrap();
    assert_eq!(last.document.unwrap().name, "06-CT.pdf");
    assert!(matches!(send().await, Outcome::Shown { .. }));
    assert_eq!(uploads(&post.stage), (1, 1));

    let lost = "Bad Request: wrong file identifier/HTTP URL specified".to_owned();
    let lost = FaultRule::on("sendDocument", Fault::Refuse(400, lost));
    post.stage.world.inject(lost);
    assert!(matches!(send().await, Outcome::Unknown(_)));
    assert_eq!(uploads(&post.stage), (1, 2));
    assert!(matches!(send().await, Outcome::Shown { .. }));
    assert_eq!(uploads(&post.stage), (2, 2));
}

#[tokio::test]
async fn what_shall_not_be_seen_any_more_is_deleted() {
    let post = Post::new().await;
    let mut directive = post.directive().await;
    let full_text = Notice::FullText {
        directive: directive.id,
        part: 0,
    };
    let sent = post.deliver_notice(full_text.clone(), None).await;
    let Outcome::Shown { message } = sent else {
        panic!("{sent:?}");
    };
    assert_eq!(post.shown().len(), 1);
    let published = directive.state.publish("AAAA-AAAA".to_owned(), 1).unwrap();
    directive.state = published.withdraw(None, 2).unwrap();
    let mut tx = post.stage.bot.store.begin().await.unwrap();
    tx.directive_update(&directive).await.unwrap();
    tx.commit().await.unwrap();

    for _ in 0..2 {
        // The second time it is gone already, which is as good.
        let outcome = post.deliver_notice(full_text.clone(), Some(message)).await;
        assert_eq!(outcome, Outcome::TakenBack);
        assert_eq!(post.shown(), [""; 0]);
    }
    // What was never shown need not be taken back.
    let outcome = post.deliver_notice(full_text, None).await;
    assert_eq!(outcome, Outcome::Nothing);
    assert_eq!(post.stage.calls("deleteMessage"), 2);
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
