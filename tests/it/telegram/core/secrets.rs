//! The token is part of every address, and shows in no error.

use keng::sim::{Fault, FaultRule};
use keng::telegram::api::Api;
use keng::telegram::error::CallError;
use serde_json::{Value, json};
use url::Url;

use super::stage::Stage;

const SECRET: &str = "secret-part";

fn assert_hidden(error: &CallError) {
    let told = format!("{error} {error:?} {error:#?}");
    assert!(!told.contains(SECRET), "{told}");
    assert!(!told.contains("bot1000"), "{told}");
}

#[tokio::test]
async fn no_error_shows_the_token() {
    let stage = Stage::new().await;
    let api = stage.with_token(&format!("1000:{SECRET}"));
    // The simulator does not know this token, and says so.
    let error = api.call::<_, Value>("getMe", &json!({})).await.unwrap_err();
    assert_hidden(&error);
    assert_hidden(&api.download("F").await.unwrap_err());

    let gone = Url::parse("http://127.0.0.1:1").unwrap();
    for proxy in [None, Some(gone.clone())] {
        let token = format!("1000:{SECRET}");
        let api = Api::new(token.into(), Some(gone.clone()), proxy).unwrap();
        let error = api.call::<_, Value>("getMe", &json!({})).await.unwrap_err();
        assert!(matches!(error, CallError::Network { unsent: true, .. }));
        assert_hidden(&error);
    }
}

#[tokio::test]
async fn no_broken_connection_shows_the_token() {
    let stage = Stage::new().await;
    for fault in [
        Fault::BadGateway,
        Fault::InternalError,
        Fault::ResetBeforeAccepting,
        Fault::CutAfterAccepting,
        Fault::TooManyRequests(3),
    ] {
        stage.world.inject(FaultRule::on("getMe", fault));
        let called = stage.bot.api.call::<_, Value>("getMe", &json!({})).await;
        let told = format!("{:?}", called.unwrap_err());
        assert!(!told.contains("1000:sim"), "{told}");
    }
    let text: Result<i64, _> = stage.bot.api.call("getMe", &json!({})).await;
    assert!(matches!(text, Err(CallError::Decode { .. })));
}
