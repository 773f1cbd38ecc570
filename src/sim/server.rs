//! The Bot API over HTTP: `/bot{token}/{method}` and `/file/bot{token}/{path}`.

use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::faults::Fault;
use super::methods::{self, Call, Method};
use super::model::ChatId;
use super::page_api;
use super::params::{BODY_LIMIT, Params};
use super::polling;
use super::refusal::{Answer, Refusal};
use super::stream::Scissors;
use super::world::{Outcome, Request as Logged, World};

/// The whole site: Bot API, files, demo page.
pub(crate) fn router(world: World) -> Router {
    page_api::router()
        .fallback(bot_api)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(world)
}

/// The token sits inside a path segment, which routes cannot express; so the path is taken apart
/// by hand.
async fn bot_api(
    State(world): State<World>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    let path = request.uri().path().replace("%3A", ":").replace("%3a", ":");
    if let Some(rest) = path.strip_prefix("/file/bot") {
        return file(&world, rest);
    }
    let Some((token, method)) = path
        .strip_prefix("/bot")
        .and_then(|rest| rest.split_once('/'))
    else {
        return refuse(&Refusal::new(404, "Not Found"));
    };
    if token != world.state().bot.token {
        return refuse(&Refusal::new(401, "Unauthorized"));
    }
    let Some(method) = methods::find(method) else {
        let what = format!("unknown method {method}");
        world.state().violations.push(what);
        return refuse(&Refusal::new(404, "Not Found: method not found"));
    };
    match Params::read(request).await {
        Ok(params) => carry_out(&world, method, &params, &scissors).await,
        Err(refusal) => refuse(&refusal),
    }
}

/// One call with everything that can go wrong on its way, written into the log.
async fn carry_out(
    world: &World,
    method: &'static Method,
    params: &Params,
    scissors: &Scissors,
) -> Response {
    let chat = params.text("chat_id").and_then(|id| id.parse().ok());
    let at = world.now();
    let (fault, latency) = {
        let mut state = world.state();
        (state.faults.next(method.name, chat), state.latency)
    };
    wait(latency).await;
    if let Some(response) = fail_before(fault.as_ref(), scissors) {
        log(world, (at, method, chat), params, Outcome::Lost);
        return response;
    }
    if let Some(Fault::Slow(duration)) = fault {
        wait(duration).await;
    }
    let answer = match fault {
        Some(Fault::TooManyRequests(seconds)) => Err(Refusal::too_many_requests(seconds)),
        Some(Fault::Refuse(code, ref description)) => Err(Refusal::new(code, description)),
        _ => answer(world, method, params).await,
    };
    let unheard = fail_after(fault.as_ref(), scissors);
    let outcome = match (&answer, &unheard) {
        (Err(refusal), _) => Outcome::Refused(refusal.code, refusal.description.clone()),
        (Ok(_), Some(_)) => Outcome::DoneUnheard,
        (Ok(_), None) => Outcome::Done,
    };
    log(world, (at, method, chat), params, outcome);
    unheard.unwrap_or_else(|| respond(answer))
}

async fn answer(world: &World, method: &'static Method, params: &Params) -> Answer {
    if method.name == "getUpdates" {
        return polling::get_updates(world, params).await;
    }
    let now = world.now();
    let mut state = world.state();
    let mut call = Call {
        state: &mut state,
        params,
        now,
    };
    methods::run(method, &mut call)
}

async fn wait(duration: Duration) {
    if !duration.is_zero() {
        tokio::time::sleep(duration).await;
    }
}

/// Faults that keep the call from being carried out.
fn fail_before(fault: Option<&Fault>, scissors: &Scissors) -> Option<Response> {
    match fault? {
        Fault::BadGateway => Some(html_error(StatusCode::BAD_GATEWAY)),
        Fault::InternalError => Some(refuse(&Refusal::new(500, "Internal Server Error"))),
        Fault::ResetBeforeAccepting => {
            scissors.cut();
            Some(StatusCode::BAD_GATEWAY.into_response())
        }
        _ => None,
    }
}

/// Faults that only lose the answer.
fn fail_after(fault: Option<&Fault>, scissors: &Scissors) -> Option<Response> {
    match fault? {
        Fault::GatewayTimeoutAfterAccepting => Some(html_error(StatusCode::GATEWAY_TIMEOUT)),
        Fault::CutAfterAccepting => {
            scissors.cut();
            Some(StatusCode::BAD_GATEWAY.into_response())
        }
        _ => None,
    }
}

/// What a proxy in front of Telegram says.
fn html_error(status: StatusCode) -> Response {
    let reason = status.canonical_reason().unwrap_or_default();
    let body = format!(
        "<html>\r\n<head><title>{0} {reason}</title></head>\r\n<body>\r\n<center><h1>{0} \
         {reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
        status.as_u16()
    );
    (status, [(header::CONTENT_TYPE, "text/html")], body).into_response()
}

fn log(world: &World, about: (i64, &Method, Option<ChatId>), params: &Params, outcome: Outcome) {
    let (at, method, chat) = about;
    world.state().requests.push(Logged {
        at,
        method: method.name.to_owned(),
        chat,
        params: params.to_json(),
        outcome,
    });
}

fn respond(answer: Answer) -> Response {
    match answer {
        Ok(result) => json_response(StatusCode::OK, &json!({ "ok": true, "result": result })),
        Err(refusal) => refuse(&refusal),
    }
}

fn refuse(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = json_response(status, &refusal.body());
    if let Some(seconds) = refusal.retry_after() {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn json_response(status: StatusCode, body: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, body.to_string()).into_response()
}

fn file(world: &World, rest: &str) -> Response {
    let Some((token, path)) = rest.split_once('/') else {
        return refuse(&Refusal::new(404, "Not Found"));
    };
    let state = world.state();
    if token != state.bot.token {
        return refuse(&Refusal::new(401, "Unauthorized"));
    }
    match state.file_at(path) {
        Some(file) => {
            let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
            (StatusCode::OK, kind, file.bytes.clone()).into_response()
        }
        None => refuse(&Refusal::new(404, "Not Found")),
    }
}
