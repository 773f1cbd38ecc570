//! What is known of groups, on both databases.

use keng::domain::chat::{ChatKind, GroupAudience, GroupRight, GroupState};
use keng::domain::ids::{ChatId, TelegramChatId, TopicId};
use keng::domain::locale::Locale;
use keng::domain::notice::{Lane, Notice, Unreachable};
use keng::store::Tx;

use crate::support::stores::stores;

const NOW: i64 = 1_000;

async fn group(tx: &mut Tx, number: i64) -> ChatId {
    let telegram = TelegramChatId(number);
    tx.chat_upsert_group(
        telegram,
        ChatKind::Supergroup,
        Some("Tổ 5"),
        Locale::Vi,
        NOW,
    )
    .await
    .expect("the group")
}

#[tokio::test]
async fn rights_and_topics_are_remembered() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        let chat = group(&mut tx, -5).await;
        assert_eq!(tx.group_state(chat).await.unwrap(), GroupState::default());

        let lacks = [GroupRight::Documents, GroupRight::Polls];
        assert!(tx.group_set_lacks(chat, &lacks).await.unwrap());
        assert!(!tx.group_set_lacks(chat, &lacks).await.unwrap(), "no news");
        let state = tx.group_state(chat).await.unwrap();
        assert_eq!(state.lacks, Some(lacks.to_vec()));
        assert!(tx.group_set_lacks(chat, &[]).await.unwrap());
        let state = tx.group_state(chat).await.unwrap();
        assert_eq!(
            state.lacks,
            Some(Vec::new()),
            "asked, and nothing is missing"
        );

        tx.group_set_topic(chat, Some(TopicId(7))).await.unwrap();
        assert!(!tx.group_lose_topic(chat, TopicId(8)).await.unwrap());
        assert!(tx.group_lose_topic(chat, TopicId(7)).await.unwrap());
        assert!(
            !tx.group_lose_topic(chat, TopicId(7)).await.unwrap(),
            "once"
        );
        let state = tx.group_state(chat).await.unwrap();
        assert_eq!((state.topic, state.topic_lost), (None, true));
        assert!(!tx.group_regain_topic(chat, TopicId(8)).await.unwrap());
        assert!(tx.group_regain_topic(chat, TopicId(7)).await.unwrap());
        let state = tx.group_state(chat).await.unwrap();
        assert_eq!((state.topic, state.topic_lost), (Some(TopicId(7)), false));
    }
}

#[tokio::test]
async fn a_message_goes_to_its_own_topic_or_to_its_chats() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        let chat = group(&mut tx, -5).await;
        let notice = Notice::Group;
        let say = async |tx: &mut Tx| {
            tx.outbox_say(chat, &notice, Lane::Interactive, NOW)
                .await
                .unwrap()
        };
        let (plain, general, other) = (say(&mut tx).await, say(&mut tx).await, say(&mut tx).await);
        assert_eq!(tx.outbox_topic(plain).await.unwrap(), None);
        tx.outbox_set_topic(general, TopicId(0)).await.unwrap();
        tx.outbox_set_topic(other, TopicId(9)).await.unwrap();
        tx.group_set_topic(chat, Some(TopicId(7))).await.unwrap();
        assert_eq!(tx.outbox_topic(plain).await.unwrap(), Some(TopicId(7)));
        assert_eq!(tx.outbox_topic(general).await.unwrap(), None);
        assert_eq!(tx.outbox_topic(other).await.unwrap(), Some(TopicId(9)));
        // A topic that is not the chat's own is lost for its messages only.
        assert!(!tx.group_lose_topic(chat, TopicId(9)).await.unwrap());
        assert_eq!(tx.outbox_topic(other).await.unwrap(), None);
        assert_eq!(tx.outbox_topic(plain).await.unwrap(), Some(TopicId(7)));
        let listed = tx.outbox_list_of_kinds(chat, &["group"], 2).await.unwrap();
        assert_eq!(listed, [other, general], "the newest first");
        let none = tx.outbox_list_of_kinds(chat, &["follow"], 2).await.unwrap();
        assert_eq!(none, []);
    }
}

#[tokio::test]
async fn a_loss_is_listed_until_it_is_told_and_again_after_a_return() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        let ward = tx.unit_insert("1", "Phường", "phường", None).await.unwrap();
        let (tied, loose) = (group(&mut tx, -5).await, group(&mut tx, -6).await);
        tx.chat_connect(tied, ward.id, GroupAudience::Cadre)
            .await
            .unwrap();
        assert_eq!(tx.group_list_lost().await.unwrap(), []);
        for chat in [tied, loose] {
            tx.chat_mark_unreachable(chat, Unreachable::Removed, NOW)
                .await
                .unwrap();
        }
        let lost = tx.group_list_lost().await.unwrap();
        assert_eq!(lost.len(), 1, "only what is tied is anybody's loss");
        assert_eq!((lost[0].chat, lost[0].unit), (tied, ward.id));
        assert_eq!(lost[0].connected_by, None);
        tx.group_set_loss_told(tied, NOW).await.unwrap();
        assert_eq!(tx.group_list_lost().await.unwrap(), []);
        tx.chat_mark_reachable(tied, NOW).await.unwrap();
        tx.chat_mark_unreachable(tied, Unreachable::NoRights, NOW)
            .await
            .unwrap();
        assert_eq!(tx.group_list_lost().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn in_a_supergroup_messages_have_other_numbers() {
    for database in stores().await {
        let mut tx = database.store.begin().await.unwrap();
        let chat = group(&mut tx, -5).await;
        let row = tx
            .outbox_say(chat, &Notice::Group, Lane::Interactive, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        show(&database.url, row.0).await;
        let mut tx = database.store.begin().await.unwrap();
        assert_eq!(
            tx.outbox_list_shown(chat).await.unwrap(),
            [(row, Notice::Group)]
        );
        tx.chat_migrate(chat, TelegramChatId(-5)).await.unwrap();
        assert_eq!(
            tx.outbox_list_shown(chat).await.unwrap().len(),
            1,
            "it is there already"
        );
        tx.chat_migrate(chat, TelegramChatId(-1005)).await.unwrap();
        assert_eq!(tx.outbox_list_shown(chat).await.unwrap(), []);
    }
}

/// As if the sender had shown this row as message 12.
async fn show(url: &str, row: i64) {
    let sql = sqlx::AssertSqlSafe(format!(
        "UPDATE outbox SET state = 2, shown = 1, message_id = 12 WHERE id = {row}"
    ));
    if url.starts_with("sqlite") {
        use sqlx::Connection as _;
        let mut connection = sqlx::SqliteConnection::connect(url)
            .await
            .expect("the database");
        sqlx::query(sql)
            .execute(&mut connection)
            .await
            .expect("the database");
    } else {
        use sqlx::Connection as _;
        let mut connection = sqlx::PgConnection::connect(url)
            .await
            .expect("the database");
        sqlx::query(sql)
            .execute(&mut connection)
            .await
            .expect("the database");
    }
}
