//! What is done after a commit and means nothing later: the answer to a press, and a menu.

use serde_json::json;

use super::Bot;
use super::commands::publish_commands_of;
use super::error::{CallError, Class, classify};
use super::handlers::{Answers, CallbackAnswer};

/// The longest answer to a press, in characters.
const MAX_ANSWER: usize = 200;

/// Answers the press, if it was one, and sets the menu, if there is a new one. A press is always
/// answered: until then the button seems to work on.
pub(super) async fn after_commit(bot: &Bot, query: Option<String>, answers: Answers) {
    if let Some(query) = query
        && let Err(error) = answer_press(bot, &query, answers.callback.as_ref()).await
    {
        match classify(&error) {
            Class::QueryTooOld => tracing::debug!("a press was answered too late"),
            _ => tracing::warn!(%error, "a press cannot be answered: {error}"),
        }
    }
    for menu in answers.menu.iter().chain(&answers.others) {
        if let Err(error) =
            publish_commands_of(&bot.api, bot.catalog, menu.chat, &menu.roles, menu.locale).await
        {
            tracing::warn!(%error, "a menu cannot be set: {error}");
        }
    }
}

async fn answer_press(
    bot: &Bot,
    query: &str,
    answer: Option<&CallbackAnswer>,
) -> Result<(), CallError> {
    let mut params = json!({ "callback_query_id": query });
    if let Some(answer) = answer {
        params["text"] = shortened(&answer.text).into();
        params["show_alert"] = answer.alert.into();
    }
    let _: bool = bot.api.call("answerCallbackQuery", &params).await?;
    Ok(())
}

/// The text, or its beginning with an ellipsis. Telegram counts characters here in UTF-16 units.
fn shortened(text: &str) -> String {
    if text.encode_utf16().count() <= MAX_ANSWER {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut length = 1;
    for character in text.chars() {
        length += character.len_utf16();
        if length > MAX_ANSWER {
            break;
        }
        short.push(character);
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_always_fits() {
        assert_eq!(shortened("Đã nhận"), "Đã nhận");
        assert_eq!(shortened(&"x".repeat(200)), "x".repeat(200));
        for text in ["x".repeat(201), "📣".repeat(101), "é".repeat(999)] {
            let short = shortened(&text);
            assert!(short.encode_utf16().count() <= 200 && short.ends_with('…'));
            assert!(short.encode_utf16().count() >= 199);
        }
    }
}
