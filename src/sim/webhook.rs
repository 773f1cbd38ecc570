//! Pushing updates to the bot's webhook, one after the other, again until it takes them.

use std::time::Duration;

use serde_json::Value;

use super::updates::Webhook;
use super::world::World;

/// The first pause after a push that was not taken; it doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How long the bot may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Pushes for ever; does nothing while no webhook is set.
pub(crate) async fn push_updates(world: World) {
    let mut wake = world.state().wake.subscribe();
    let mut client = None;
    let mut pause = FIRST_PAUSE;
    loop {
        wake.borrow_and_update();
        let Some((hook, update)) = next(&world) else {
            // The sender lives in the world that we hold, so this cannot fail.
            let _ = wake.changed().await;
            continue;
        };
        let client = client.get_or_insert_with(new_client);
        match push(client, &hook, &update).await {
            Ok(()) => {
                pause = FIRST_PAUSE;
                let mut state = world.state();
                state
                    .updates
                    .taken(update["update_id"].as_i64().unwrap_or_default());
            }
            Err(what) => {
                note_error(&world, what);
                // A new webhook is tried at once.
                let _ = tokio::time::timeout(pause, wake.changed()).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

fn next(world: &World) -> Option<(Webhook, Value)> {
    let now = world.now();
    let mut state = world.state();
    let hook = state.updates.webhook.clone()?;
    let update = state.updates.front(now)?;
    Some((hook, update))
}

fn new_client() -> reqwest::Client {
    // The client wants some TLS provider to be there, though the simulator speaks plain http; an
    // error only says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

async fn push(client: &reqwest::Client, hook: &Webhook, update: &Value) -> Result<(), String> {
    let mut request = client
        .post(&hook.url)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .body(update.to_string());
    if let Some(secret) = &hook.secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    match request.send().await {
        Ok(response) if response.status().is_success() => Ok(()),
        Ok(response) => Err(format!(
            "Wrong response from the webhook: {}",
            response.status()
        )),
        Err(error) if error.is_timeout() => Err("Read timeout expired".to_owned()),
        Err(_) => Err("Connection refused".to_owned()),
    }
}

fn note_error(world: &World, what: String) {
    let now = world.now();
    if let Some(hook) = &mut world.state().updates.webhook {
        hook.last_error = Some((now, what));
    }
}
