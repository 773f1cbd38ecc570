//! The language of a group.

use super::standing::say;
use crate::app::groups;
use crate::domain::locale::Locale;
use crate::domain::notice::Notice;
use crate::store::Tx;
use crate::telegram::Bot;
use crate::telegram::from_tg::Incoming;
use crate::telegram::handlers::Answers;

use super::Handled;

/// Which language to speak in the group.
pub async fn languages(bot: &Bot, tx: &mut Tx, incoming: &Incoming) -> Handled {
    if let Some(chat) = tx.chat_by_telegram(incoming.chat).await? {
        say(tx, chat.id, &Notice::Languages, incoming, bot.clock.now()).await?;
    }
    Ok(Answers::default())
}

/// Speaks another language in the group from now on.
pub async fn set_language(bot: &Bot, tx: &mut Tx, incoming: &Incoming, locale: Locale) -> Handled {
    let now = bot.clock.now();
    let Some(chat) = tx.chat_by_telegram(incoming.chat).await? else {
        return Ok(Answers::default());
    };
    let actor = match tx.person_by_telegram(incoming.from.id).await? {
        Some(person) => tx.actor_load(person.id, now).await?,
        None => None,
    };
    groups::set_group_locale(tx, actor.as_ref(), chat.id, locale, now).await?;
    Ok(Answers::toast(
        bot.catalog.label(locale, "toast-group-language"),
    ))
}
