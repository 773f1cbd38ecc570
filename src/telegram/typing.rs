//! "Typing…" while something slow is got ready, so that nobody sends it twice.

use std::future::Future;
use std::time::Duration;

use serde_json::json;

use super::Bot;
use super::commands::Command;
use super::error::CallError;
use super::from_tg::{Incoming, IncomingKind};
use crate::domain::chat::ChatKind;

/// How long Telegram shows it, a little less.
const SHOWN: Duration = Duration::from_millis(4_500);

/// Waits for the work; meanwhile whoever sent a document in private sees that something happens.
pub(super) async fn while_waiting<T>(
    bot: &Bot,
    incoming: &Incoming,
    work: impl Future<Output = T>,
) -> T {
    let is_slow = match &incoming.kind {
        IncomingKind::Document { .. } => true,
        IncomingKind::Command { command, .. } => {
            matches!(command, Command::Directive { text: Some(_) })
        }
        _ => false,
    };
    if !is_slow || incoming.chat_kind != ChatKind::Private {
        return work.await;
    }
    tokio::select! {
        biased;
        done = work => done,
        never = show(bot, incoming) => match never {},
    }
}

async fn show(bot: &Bot, incoming: &Incoming) -> std::convert::Infallible {
    let params = json!({ "chat_id": incoming.chat.0, "action": "typing" });
    loop {
        let shown: Result<bool, CallError> = bot.api.call("sendChatAction", &params).await;
        if let Err(error) = shown {
            tracing::debug!(%error, "typing cannot be shown: {error}");
        }
        tokio::time::sleep(SHOWN).await;
    }
}
