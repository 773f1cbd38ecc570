//! Writing to the bot for the first time, and choosing a language.

use keng::app::people::{Visitor, greet, set_locale};
use keng::app::{Error, Rules};
use keng::domain::ids::TelegramUserId;
use keng::domain::locale::Locale;
use keng::domain::notice::Unreachable;
use keng::store::audit::AuditCheck;

use super::{LATER, NOW, actor, cx, on_both, visitor};

#[tokio::test]
async fn a_visitor_is_known_from_then_on_and_reachable_again() {
    on_both!(tx => {
        let rules = Rules { locale: Locale::En, ..Rules::default() };
        let lan = Visitor { telegram: TelegramUserId(7), name: " Lan " };
        let first = greet(&mut tx, lan, &rules, NOW).await.unwrap();
        assert!(first.first_time);
        let person = tx.person_by_id(first.person).await.unwrap().unwrap();
        assert_eq!((person.name.as_str(), person.locale), ("Lan", Locale::En));
        assert_eq!(actor(&mut tx, first.person).await.standings, []);

        tx.chat_mark_unreachable(first.chat, Unreachable::Blocked, NOW).await.unwrap();
        let again = greet(&mut tx, lan, &rules, LATER).await.unwrap();
        assert_eq!((again.person, again.chat), (first.person, first.chat));
        assert!(!again.first_time);
        let chat = tx.chat_by_id(again.chat).await.unwrap().unwrap();
        assert_eq!((chat.person, chat.unreachable), (Some(first.person), None));
        assert_eq!(tx.audit_verify().await.unwrap(), AuditCheck::Whole { rows: 1 });
    });
}

#[tokio::test]
async fn a_language_is_chosen_for_the_private_chat_too() {
    on_both!(tx => {
        let lan = visitor(&mut tx, "Lan", 7).await;
        let (lan, rules) = (actor(&mut tx, lan).await, Rules::default());
        let chosen: Result<(), Error> = set_locale(&mut tx, &cx(&lan, &rules), Locale::En).await;
        chosen.unwrap();
        assert_eq!(actor(&mut tx, lan.id).await.locale, Locale::En);
        let chat = tx.chat_of_person(lan.id).await.unwrap().unwrap();
        assert_eq!(chat.locale, Locale::En);
    });
}
