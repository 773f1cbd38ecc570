//! What the bot says about itself: name, description, short description, by language.

use serde_json::json;

use super::Call;
use crate::sim::refusal::{Answer, Refusal};
use crate::sim::text;

/// `setMyName`.
pub(super) fn set_name(call: &mut Call) -> Answer {
    set(call, "name", 64)
}

/// `setMyDescription`.
pub(super) fn set_description(call: &mut Call) -> Answer {
    set(call, "description", 512)
}

/// `setMyShortDescription`.
pub(super) fn set_short_description(call: &mut Call) -> Answer {
    set(call, "short_description", 120)
}

/// `getMyName`.
pub(super) fn get_name(call: &mut Call) -> Answer {
    let name = call.state.bot.name.clone();
    get(call, "name", &name)
}

/// `getMyDescription`.
pub(super) fn get_description(call: &mut Call) -> Answer {
    get(call, "description", "")
}

/// `getMyShortDescription`.
pub(super) fn get_short_description(call: &mut Call) -> Answer {
    get(call, "short_description", "")
}

fn set(call: &mut Call, field: &'static str, limit: usize) -> Answer {
    let words = call.params.text(field).unwrap_or_default();
    if text::utf16_length(&words) > limit {
        return Err(Refusal::bad_request(format!(
            "bot {} is too long",
            field.replace('_', " ")
        )));
    }
    let language = call.params.text("language_code").unwrap_or_default();
    call.state.bot.about.insert((field, language), words);
    Ok(json!(true))
}

fn get(call: &mut Call, field: &'static str, otherwise: &str) -> Answer {
    let language = call.params.text("language_code").unwrap_or_default();
    let about = &call.state.bot.about;
    let words = [language, String::new()]
        .into_iter()
        .find_map(|language| about.get(&(field, language)).cloned())
        .unwrap_or_else(|| otherwise.to_owned());
    Ok(json!({ field: words }))
}
