//! The methods of the Bot API: what is known of each, and who carries it out.
//!
//! A parameter that is missing from a method's list is refused loudly, even where the real API
//! would ignore it or knows it: what is not simulated must not seem to work.

mod about;
mod chats;
mod commands;
mod delete;
mod edit;
mod files;
mod keyboard;
mod me;
mod pin;
mod poll;
mod press;
mod send;
mod target;
mod words;

use super::params::Params;
use super::refusal::{Answer, Refusal};
use super::state::State;

/// One call that is being carried out.
pub(crate) struct Call<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) params: &'a Params,
    pub(crate) now: i64,
}

/// A method: its name as documented, the parameters that are simulated, the code.
pub(crate) struct Method {
    pub(crate) name: &'static str,
    pub(crate) parameters: &'static [&'static str],
    run: fn(&mut Call) -> Answer,
}

/// Every simulated method. `getUpdates` waits and is therefore carried out in `polling`.
pub(crate) const METHODS: &[Method] = &[
    method("getMe", &[], me::get_me),
    method(
        "getUpdates",
        &["offset", "limit", "timeout", "allowed_updates"],
        me::get_updates_elsewhere,
    ),
    method(
        "setWebhook",
        &[
            "url",
            "max_connections",
            "allowed_updates",
            "drop_pending_updates",
            "secret_token",
        ],
        me::set_webhook,
    ),
    method(
        "deleteWebhook",
        &["drop_pending_updates"],
        me::delete_webhook,
    ),
    method("getWebhookInfo", &[], me::get_webhook_info),
    method("sendMessage", send::MESSAGE, send::message),
    method("sendDocument", send::DOCUMENT, files::send_document),
    method("sendPhoto", send::PHOTO, files::send_photo),
    method("sendPoll", poll::PARAMETERS, poll::send),
    method("copyMessage", send::COPY, send::copy),
    method(
        "sendChatAction",
        &["chat_id", "message_thread_id", "action"],
        send::chat_action,
    ),
    method("editMessageText", edit::TEXT, edit::text),
    method("editMessageCaption", edit::CAPTION, edit::caption),
    method("editMessageMedia", edit::MEDIA, edit::media),
    method(
        "editMessageReplyMarkup",
        &["chat_id", "message_id", "reply_markup"],
        edit::reply_markup,
    ),
    method("deleteMessage", &["chat_id", "message_id"], delete::one),
    method("deleteMessages", &["chat_id", "message_ids"], delete::many),
    method(
        "answerCallbackQuery",
        &[
            "callback_query_id",
            "text",
            "show_alert",
            "url",
            "cache_time",
        ],
        press::answer,
    ),
    method("getFile", &["file_id"], files::get_file),
    method(
        "setMyCommands",
        &["commands", "scope", "language_code"],
        commands::set,
    ),
    method("getMyCommands", &["scope", "language_code"], commands::get),
    method(
        "deleteMyCommands",
        &["scope", "language_code"],
        commands::delete,
    ),
    method("getChat", &["chat_id"], chats::get),
    method("getChatMember", &["chat_id", "user_id"], chats::member),
    method(
        "getChatAdministrators",
        &["chat_id", "return_bots"],
        chats::administrators,
    ),
    method("getChatMemberCount", &["chat_id"], chats::count),
    method("leaveChat", &["chat_id"], chats::leave),
    method(
        "pinChatMessage",
        &["chat_id", "message_id", "disable_notification"],
        pin::pin,
    ),
    method("unpinChatMessage", &["chat_id", "message_id"], pin::unpin),
    method("setMyName", &["name", "language_code"], about::set_name),
    method(
        "setMyDescription",
        &["description", "language_code"],
        about::set_description,
    ),
    method(
        "setMyShortDescription",
        &["short_description", "language_code"],
        about::set_short_description,
    ),
    method("getMyName", &["language_code"], about::get_name),
    method(
        "getMyDescription",
        &["language_code"],
        about::get_description,
    ),
    method(
        "getMyShortDescription",
        &["language_code"],
        about::get_short_description,
    ),
];

const fn method(
    name: &'static str,
    parameters: &'static [&'static str],
    run: fn(&mut Call) -> Answer,
) -> Method {
    Method {
        name,
        parameters,
        run,
    }
}

/// The method with this name in any case.
pub(crate) fn find(name: &str) -> Option<&'static Method> {
    METHODS
        .iter()
        .find(|method| method.name.eq_ignore_ascii_case(name))
}

/// Refuses parameters that are not simulated, and writes the violation down.
pub(crate) fn check_names(
    state: &mut State,
    method: &Method,
    params: &Params,
) -> Result<(), Refusal> {
    let unknown = params
        .names()
        .find(|name| !method.parameters.contains(name));
    match unknown {
        None => Ok(()),
        Some(name) => Err(violation(
            state,
            format!("unknown parameter \"{name}\" of {}", method.name),
        )),
    }
}

/// Writes down what a correct bot never does; the loud refusal of it.
pub(crate) fn violation(state: &mut State, what: String) -> Refusal {
    let refusal = Refusal::bad_request(format!("simulator: {what}"));
    state.violations.push(what);
    refusal
}

/// Carries out a call.
pub(crate) fn run(method: &Method, call: &mut Call) -> Answer {
    check_names(call.state, method, call.params)?;
    (method.run)(call)
}

/// Method names and their parameters, to be compared with a definition of the API.
#[must_use]
pub fn known_parameters() -> Vec<(&'static str, &'static [&'static str])> {
    METHODS
        .iter()
        .map(|method| (method.name, method.parameters))
        .collect()
}
