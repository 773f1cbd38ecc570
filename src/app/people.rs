//! People come in: whoever writes to the bot is known from then on.

use serde_json::json;

use super::error::Result;
use super::{Cx, Rules};
use crate::domain::ids::{ChatId, PersonId, TelegramChatId, TelegramUserId};
use crate::domain::locale::Locale;
use crate::store::Tx;
use crate::store::people::NewPerson;

/// A person who writes to the bot in private, as Telegram presents him.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    /// His account.
    pub telegram: TelegramUserId,
    /// The name he gave himself there.
    pub name: &'a str,
}

/// A visitor as we know him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Greeted {
    /// Who.
    pub person: PersonId,
    /// The private chat with him.
    pub chat: ChatId,
    /// Whether he is here for the first time.
    pub first_time: bool,
}

/// Knows the visitor: adds him and his private chat if he is new, and notes that he can be reached
/// again. He speaks the organisation's language until he chooses another, since few people in
/// Vietnam run Telegram in Vietnamese.
///
/// # Errors
/// If the store fails.
pub async fn greet(tx: &mut Tx, visitor: Visitor<'_>, rules: &Rules, now: i64) -> Result<Greeted> {
    let known = tx.person_by_telegram(visitor.telegram).await?;
    let first_time = known.is_none();
    let (person, locale) = match known {
        Some(person) => (person.id, person.locale),
        None => {
            let id = tx
                .person_insert(&NewPerson {
                    name: visitor.name.trim(),
                    telegram: Some(visitor.telegram),
                    locale: rules.locale,
                    now,
                    ..NewPerson::default()
                })
                .await?;
            (id, rules.locale)
        }
    };
    // Telegram numbers a private chat like the person in it.
    let chat = tx
        .chat_upsert_private(person, TelegramChatId(visitor.telegram.0), locale, now)
        .await?;
    tx.chat_mark_reachable(chat, now).await?;
    if first_time {
        tx.audit_append(
            now,
            Some(person),
            "person.greet",
            "person",
            Some(person.0),
            &json!({}),
        )
        .await?;
    }
    Ok(Greeted {
        person,
        chat,
        first_time,
    })
}

/// Takes another language.
///
/// # Errors
/// If the store fails.
pub async fn set_locale(tx: &mut Tx, cx: &Cx<'_>, locale: Locale) -> Result<()> {
    tx.person_set_locale(cx.actor.id, locale).await?;
    tx.audit_append(
        cx.now,
        Some(cx.actor.id),
        "person.set_locale",
        "person",
        Some(cx.actor.id.0),
        &json!({ "locale": locale.as_str() }),
    )
    .await?;
    Ok(())
}
