//! The bot itself and the way it gets its updates.

use serde_json::json;

use super::Call;
use crate::sim::html;
use crate::sim::json;
use crate::sim::refusal::{Answer, Refusal};
use crate::sim::updates::Webhook;

/// `getMe`.
pub(super) fn get_me(call: &mut Call) -> Answer {
    let mut me = json::user(call.state, call.state.bot.id);
    me["can_join_groups"] = json!(true);
    me["can_read_all_group_messages"] = json!(!call.state.bot.privacy);
    me["supports_inline_queries"] = json!(false);
    Ok(me)
}

/// `getUpdates` waits for something to happen, which no method may do while it holds the world;
/// the server hands it to `polling` before it gets here.
pub(super) fn get_updates_elsewhere(_call: &mut Call) -> Answer {
    Err(Refusal::new(500, "Internal Server Error"))
}

/// `setWebhook`; an empty address takes it away. Unlike Telegram, plain http and any port will do.
pub(super) fn set_webhook(call: &mut Call) -> Answer {
    let Some(url) = call.params.text("url") else {
        return delete_webhook(call);
    };
    if html::checked_address(&url).is_none() || !url.starts_with("http") {
        return Err(Refusal::bad_request(
            "bad webhook: An HTTPS URL must be provided for webhook",
        ));
    }
    let secret = call.params.text("secret_token");
    let fits = |secret: &String| {
        secret.len() <= 256
            && secret
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    if secret.as_ref().is_some_and(|secret| !fits(secret)) {
        return Err(Refusal::bad_request(
            "secret token contains unallowed characters",
        ));
    }
    let max_connections = call.params.integer("max_connections")?.unwrap_or(40);
    let allowed = call.allowed_updates()?;
    if let Some(allowed) = allowed {
        call.state.updates.allow(allowed);
    }
    if call.params.flag("drop_pending_updates") {
        call.state.updates.drop_pending();
    }
    call.state.updates.webhook = Some(Webhook {
        url,
        secret,
        max_connections,
        last_error: None,
    });
    call.state.wake_pollers();
    Ok(json!(true))
}

/// `deleteWebhook`.
pub(super) fn delete_webhook(call: &mut Call) -> Answer {
    call.state.updates.webhook = None;
    if call.params.flag("drop_pending_updates") {
        call.state.updates.drop_pending();
    }
    call.state.wake_pollers();
    Ok(json!(true))
}

/// `getWebhookInfo`.
pub(super) fn get_webhook_info(call: &mut Call) -> Answer {
    let updates = &call.state.updates;
    let hook = updates.webhook.clone().unwrap_or_default();
    let mut info = json!({
        "url": hook.url,
        "has_custom_certificate": false,
        "pending_update_count": updates.pending(),
    });
    if updates.webhook.is_some() {
        info["max_connections"] = json!(hook.max_connections);
    }
    if !updates.allowed().is_empty() {
        info["allowed_updates"] = json!(updates.allowed());
    }
    if let Some((at, message)) = hook.last_error {
        info["last_error_date"] = json!(at / 1_000);
        info["last_error_message"] = json!(message);
    }
    Ok(info)
}

impl Call<'_> {
    /// The kinds of updates asked for; `None` leaves the former choice.
    pub(crate) fn allowed_updates(&self) -> Result<Option<Vec<String>>, Refusal> {
        let wrong = || Refusal::bad_request("can't parse allowed updates: expected an Array");
        let Some(given) = self.params.json("allowed_updates", "allowed updates")? else {
            return Ok(None);
        };
        given
            .as_array()
            .ok_or_else(wrong)?
            .iter()
            .map(|kind| kind.as_str().map(str::to_owned).ok_or_else(wrong))
            .collect::<Result<Vec<_>, _>>()
            .map(Some)
    }
}
