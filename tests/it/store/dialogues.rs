//! A conversation's state is one for a person in a chat.

use keng::domain::chat::ChatKind;
use keng::domain::ids::{TelegramChatId, TelegramUserId};
use keng::domain::locale::Locale;
use keng::store::people::NewPerson;

use crate::support::stores::{TestStore, stores};

#[tokio::test]
async fn a_state_is_set_replaced_and_cleared() {
    for TestStore { name, store, .. } in stores().await {
        let mut tx = store.begin().await.unwrap();
        let new = NewPerson {
            name: "Lan",
            telegram: Some(TelegramUserId(5)),
            ..NewPerson::default()
        };
        let lan = tx.person_insert(&new).await.unwrap();
        let private = tx
            .chat_upsert_private(lan, TelegramChatId(5), Locale::Vi, 0)
            .await
            .unwrap();
        let group = tx
            .chat_upsert_group(TelegramChatId(-4), ChatKind::Group, None, Locale::Vi, 0)
            .await
            .unwrap();

        assert_eq!(tx.dialogue_get(private, lan).await.unwrap(), None, "{name}");
        tx.dialogue_set(private, lan, "a", 1).await.unwrap();
        tx.dialogue_set(private, lan, "b", 2).await.unwrap();
        tx.dialogue_set(group, lan, "c", 3).await.unwrap();
        let state = tx.dialogue_get(private, lan).await.unwrap();
        assert_eq!(state, Some(("b".to_owned(), 2)), "{name}");

        assert!(tx.dialogue_clear(private, lan).await.unwrap(), "{name}");
        assert!(!tx.dialogue_clear(private, lan).await.unwrap(), "{name}");
        let state = tx.dialogue_get(group, lan).await.unwrap();
        assert_eq!(state, Some(("c".to_owned(), 3)), "{name}");
    }
}
