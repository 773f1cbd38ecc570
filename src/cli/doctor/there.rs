//! What only Telegram can say: is the token good, how late is it, how do updates arrive, and what
//! may the bot do in its groups?

use serde::Deserialize;
use serde_json::json;

use super::Doctor;
use crate::cli::compose;
use crate::config::TelegramMode;
use crate::domain::chat::Chat;
use crate::i18n::Arg;
use crate::store::Store;
use crate::telegram::api::Api;
use crate::telegram::error::{CallError, Class, classify};

/// How far this machine's clock may be from Telegram's, in milliseconds.
const SKEW: i64 = 30_000;

#[derive(Deserialize)]
struct Me {
    id: i64,
    username: String,
}

#[derive(Deserialize)]
struct WebhookInfo {
    url: String,
    pending_update_count: i64,
    last_error_message: Option<String>,
}

#[derive(Deserialize)]
struct Member {
    status: String,
    can_send_messages: Option<bool>,
    can_pin_messages: Option<bool>,
}

/// Asks Telegram.
pub(super) async fn check(doctor: &mut Doctor<'_>, store: Option<&Store>) {
    if doctor.console.settings.telegram.token.is_none() {
        doctor.ill("telegram.token", "doctor-token-missing", &[]);
        return;
    }
    let api = match compose::api(&doctor.console.settings) {
        Ok(api) => api,
        Err(failure) => {
            let values = [("reason", Arg::text(failure.to_string()))];
            doctor.ill("telegram.api_url", "doctor-api-closed", &values);
            return;
        }
    };
    let Some(me) = token(doctor, &api).await else {
        return;
    };
    clock(doctor, &api).await;
    webhook(doctor, &api).await;
    if let Some(store) = store {
        groups(doctor, &api, store, me.id).await;
    }
}

async fn token(doctor: &mut Doctor<'_>, api: &Api) -> Option<Me> {
    let me: Result<Me, CallError> = api.call("getMe", &json!({})).await;
    match me {
        Ok(me) => {
            let name = [("name", Arg::text(me.username.clone()))];
            doctor.well("telegram.token", "doctor-token", &name);
            if let Some(set) = doctor.console.settings.telegram.username.clone()
                && !set.eq_ignore_ascii_case(&me.username)
            {
                let values = [
                    ("name", Arg::text(me.username.clone())),
                    ("set", Arg::text(set)),
                ];
                doctor.ill("telegram.username", "doctor-username", &values);
            }
            Some(me)
        }
        Err(error) if classify(&error) == Class::Unauthorized => {
            doctor.ill("telegram.token", "doctor-token-unknown", &[]);
            None
        }
        Err(error) => {
            let values = [("reason", Arg::text(error.to_string()))];
            doctor.ill("telegram.api_url", "doctor-api-closed", &values);
            None
        }
    }
}

async fn clock(doctor: &mut Doctor<'_>, api: &Api) {
    const WHAT: &str = "clock";
    match api.server_time().await {
        Ok(Some(there)) => {
            let skew = (doctor.console.clock.now() - there).abs();
            let values = [("seconds", Arg::number(skew / 1_000))];
            match skew > SKEW {
                true => doctor.ill(WHAT, "doctor-clock-wrong", &values),
                false => doctor.well(WHAT, "doctor-clock", &[]),
            }
        }
        Ok(None) | Err(_) => doctor.note(WHAT, "doctor-clock-unknown", &[]),
    }
}

async fn webhook(doctor: &mut Doctor<'_>, api: &Api) {
    const WHAT: &str = "telegram.mode";
    let info: WebhookInfo = match api.call("getWebhookInfo", &json!({})).await {
        Ok(info) => info,
        Err(error) => {
            let values = [("reason", Arg::text(error.to_string()))];
            doctor.ill(WHAT, "doctor-api-closed", &values);
            return;
        }
    };
    let telegram = &doctor.console.settings.telegram;
    let wanted = telegram.webhook_url.as_ref().map(url::Url::as_str);
    match telegram.mode {
        TelegramMode::Polling if info.url.is_empty() => doctor.well(WHAT, "doctor-polling", &[]),
        TelegramMode::Polling => doctor.note(WHAT, "doctor-polling-webhook", &[]),
        TelegramMode::Webhook if wanted != Some(&info.url) => {
            doctor.note(WHAT, "doctor-webhook-unset", &[]);
        }
        TelegramMode::Webhook => match info.last_error_message {
            Some(reason) => {
                let values = [
                    ("reason", Arg::text(reason)),
                    ("count", Arg::number(info.pending_update_count)),
                ];
                doctor.ill(WHAT, "doctor-webhook-fails", &values);
            }
            None => doctor.well(WHAT, "doctor-webhook", &[]),
        },
    }
}

async fn groups(doctor: &mut Doctor<'_>, api: &Api, store: &Store, me: i64) {
    const WHAT: &str = "groups";
    let known = async {
        let mut tx = store.read().await?;
        tx.chat_list_groups().await
    };
    let known = match known.await {
        Ok(known) => known,
        Err(error) => {
            let values = [("reason", Arg::text(error.to_string()))];
            doctor.ill(WHAT, "doctor-database-closed", &values);
            return;
        }
    };
    let mut good = 0;
    for group in &known {
        good += usize::from(rights(doctor, api, group, me).await);
    }
    let values = [("good", Arg::count(good)), ("all", Arg::count(known.len()))];
    doctor.well(WHAT, "doctor-groups", &values);
}

/// Whether the bot can do its work in a group; says what is missing if not.
async fn rights(doctor: &mut Doctor<'_>, api: &Api, group: &Chat, me: i64) -> bool {
    let title = group.title.clone().unwrap_or_default();
    let title = ("title", Arg::text(title));
    let params = json!({ "chat_id": group.telegram.0, "user_id": me });
    let member: Result<Member, CallError> = api.call("getChatMember", &params).await;
    let key = match member {
        Err(_) => "doctor-group-gone",
        Ok(member) => match member.status.as_str() {
            "left" | "kicked" => "doctor-group-gone",
            "restricted" if member.can_send_messages == Some(false) => "doctor-group-mute",
            "administrator" if member.can_pin_messages != Some(false) => return true,
            // It works, but cannot pin.
            "administrator" | "member" | "restricted" | "creator" => {
                doctor.note("groups", "doctor-group-no-admin", &[title]);
                return true;
            }
            _ => "doctor-group-gone",
        },
    };
    doctor.ill("groups", key, &[title]);
    false
}
