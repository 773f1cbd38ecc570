//! How a notice looks: from what is true now and the reader's language to a card.
//!
//! Rendering only reads. It is repeated whenever a message is sent or brought up to date.

use super::Bot;
use super::card::{Card, Rendered};
use crate::domain::chat::Chat;
use crate::domain::notice::Notice;
use crate::i18n::Arg;
use crate::store::{self, Tx};

/// What a chat's message about a notice has to show now.
///
/// # Errors
/// If the database fails.
pub async fn render(
    bot: &Bot,
    _tx: &mut Tx,
    notice: &Notice,
    chat: &Chat,
) -> store::Result<Rendered> {
    let rendered = match notice {
        Notice::Say { key, args } => {
            let args: Vec<(&str, Arg<'_>)> = args
                .iter()
                .map(|(name, value)| (name.as_str(), Arg::text(value.as_str())))
                .collect();
            Card::new(bot.catalog.text(chat.locale, key, &args)).into()
        }
        _ => Rendered::Nothing,
    };
    Ok(rendered)
}
