//! What only Telegram can say: is the token good, how late is it, how do updates arrive, and what
//! may the bot do in its groups?

use serde::Deserialize;
use serde_json::json;

use super::Doctor;
use crate::cli::compose;
use crate::config::TelegramMode;
use crate::domain::chat::{Chat, GroupRight, Presence};
use crate::i18n::Arg;
use crate::store::Store;
use crate::telegram::api::Api;
use crate::telegram::error::{CallError, Class, classify};
use crate::telegram::rights;

/// How far this machine's clock may be from Telegram's, in milliseconds.
const SKEW: i64 = 30_000;

#[derive(Deserialize)]
struct Me {
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
    if token(doctor, &api).await.is_none() {
        return;
    }
    clock(doctor, &api).await;
    webhook(doctor, &api).await;
    if let Some(store) = store {
        groups(doctor, &api, store).await;
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

async fn groups(doctor: &mut Doctor<'_>, api: &Api, store: &Store) {
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
        good += usize::from(rights(doctor, api, group).await);
    }
    let values = [("good", Arg::count(good)), ("all", Arg::count(known.len()))];
    doctor.well(WHAT, "doctor-groups", &values);
}

/// Whether the bot can do its work in a group; says what is missing if not.
async fn rights(doctor: &mut Doctor<'_>, api: &Api, group: &Chat) -> bool {
    const WHAT: &str = "groups";
    let name = group.title.clone().unwrap_or_default();
    let title = ("title", Arg::text(name));
    let lacks = match rights::presence(api, group.telegram).await {
        Err(error) => {
            let values = [title, ("reason", Arg::text(error.to_string()))];
            doctor.ill(WHAT, "doctor-group-unknown", &values);
            return false;
        }
        Ok(Presence::Absent) => {
            doctor.ill(WHAT, "doctor-group-gone", &[title]);
            return false;
        }
        Ok(Presence::Here(lacks)) => lacks,
    };
    if lacks.contains(&GroupRight::Messages) {
        doctor.ill(WHAT, "doctor-group-mute", &[title]);
        return false;
    }
    if lacks.is_empty() {
        if !may_pin(api, group).await {
            // It works, but cannot pin.
            doctor.note(WHAT, "doctor-group-no-admin", &[title]);
        }
        return true;
    }
    let missing: Vec<String> = lacks
        .iter()
        .map(|right| {
            let key = format!("right-{}", right.as_str());
            doctor.console.catalog.label(doctor.console.locale, &key)
        })
        .collect();
    let values = [title, ("rights", Arg::text(missing.join(", ")))];
    doctor.ill(WHAT, "doctor-group-lacks", &values);
    false
}

async fn may_pin(api: &Api, group: &Chat) -> bool {
    let params = json!({ "chat_id": group.telegram.0, "user_id": api.bot_id().0 });
    let member: Result<Member, CallError> = api.call("getChatMember", &params).await;
    member.is_ok_and(|member| {
        member.status == "administrator" && member.can_pin_messages != Some(false)
    })
}
