//! `/verify/CODE`: is this message official, and does it still hold? Public; nobody's name is shown.

use std::net::SocketAddr;
use std::time::Duration;

use askama::Template;
use axum::Router;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use tokio::time::Instant;

use crate::app::verifying::{Official, Standing, Verdict, verify};
use crate::domain::locale::Locale;
use crate::i18n::{Arg, format};
use crate::web::limit::{Limit, Pace};
use crate::web::{Site, language, page};

/// How often one address may ask. People behind one proxy share an address.
pub const PACE: Pace = Pace {
    every: Duration::from_millis(200),
    burst: 60,
};
/// The longest text that is taken for a code. What is longer is none.
const LONGEST_CODE: usize = 64;

/// What the address says beside the code.
#[derive(Debug, Deserialize)]
pub(super) struct Question {
    /// The language that was chosen.
    lang: Option<String>,
    /// The code, where it came from the form.
    code: Option<String>,
}

/// The page: whom it belongs to, a verdict if something was asked, and the form.
#[derive(Template)]
#[template(path = "verify.html")]
struct Page {
    locale: Locale,
    organisation: String,
    typed: String,
    answer: Option<Answer>,
    words: Words,
}

/// What stands around the answer.
struct Words {
    title: String,
    intro: String,
    label: String,
    button: String,
    other_language: String,
    /// The code of the other language.
    other: &'static str,
    warning: String,
}

/// What is said of a code.
struct Answer {
    /// `good`, `changed`, `gone`, `unknown` or `busy`: the look.
    tone: &'static str,
    sign: &'static str,
    headline: String,
    advice: Option<String>,
    facts: Vec<Fact>,
}

/// One line of what is known.
struct Fact {
    name: String,
    value: String,
}

/// The page's routes.
pub(in crate::web) fn router(limit: Limit) -> Router<Site> {
    let asked = limit.clone();
    Router::new()
        .route(
            "/verify",
            get(
                move |site: State<Site>,
                      from: ConnectInfo<SocketAddr>,
                      question: Query<Question>,
                      headers: HeaderMap| async move {
                    let typed = question.0.code.clone();
                    answer(site.0, limit, from.0, question.0, headers, typed).await
                },
            ),
        )
        .route(
            "/verify/{code}",
            get(
                move |site: State<Site>,
                      from: ConnectInfo<SocketAddr>,
                      code: Path<String>,
                      question: Query<Question>,
                      headers: HeaderMap| async move {
                    answer(site.0, asked, from.0, question.0, headers, Some(code.0)).await
                },
            ),
        )
}

async fn answer(
    site: Site,
    limit: Limit,
    from: SocketAddr,
    question: Question,
    headers: HeaderMap,
    typed: Option<String>,
) -> Response {
    let locale = language::of(&headers, question.lang.as_deref(), site.rules.locale);
    let typed: String = typed
        .unwrap_or_default()
        .trim()
        .chars()
        .take(LONGEST_CODE)
        .collect();
    let (status, answer) = if typed.is_empty() {
        (StatusCode::OK, None)
    } else if !limit.admits(from.ip(), Instant::now()) {
        let busy = plain(&site, locale, "busy", "⏳", "web-verify-busy");
        (StatusCode::TOO_MANY_REQUESTS, Some(busy))
    } else {
        let (status, answer) = judge(&site, locale, &typed).await;
        (status, Some(answer))
    };
    let page = Page {
        locale,
        organisation: site.rules.org_name.clone(),
        typed,
        answer,
        words: words(&site, locale),
    };
    page::show(status, &page)
}

async fn judge(site: &Site, locale: Locale, typed: &str) -> (StatusCode, Answer) {
    let verdict = async {
        let mut tx = site.store.read().await?;
        verify(&mut tx, typed).await
    };
    match verdict.await {
        Ok(Verdict::NoCode) => {
            let answer = plain(site, locale, "unknown", "❓", "web-verify-no-code");
            (StatusCode::NOT_FOUND, answer)
        }
        Ok(Verdict::Unknown { code }) => {
            let mut answer = plain(site, locale, "unknown", "⚠️", "web-verify-unknown");
            answer.advice = Some(site.catalog.label(locale, "web-verify-unknown-advice"));
            answer.facts = vec![fact(site, locale, "web-verify-code", code)];
            (StatusCode::NOT_FOUND, answer)
        }
        Ok(Verdict::Official(official)) => (StatusCode::OK, tell(site, locale, *official)),
        Err(error) => {
            tracing::error!(%error, "a code could not be looked up: {error}");
            let answer = plain(site, locale, "busy", "⏳", "web-verify-failed");
            (StatusCode::SERVICE_UNAVAILABLE, answer)
        }
    }
}

/// Everything that anybody may know of something official.
fn tell(site: &Site, locale: Locale, official: Official) -> Answer {
    let zone = site.rules.calendar.time_zone;
    let at = |instant| Arg::text(format::moment(locale, instant, zone));
    let (tone, sign, headline) = match official.standing {
        Standing::InForce => {
            let words = site.catalog.label(locale, "web-verify-official");
            ("good", "✅", words)
        }
        Standing::Corrected { at: instant } => {
            let time = [("time", at(instant))];
            let words = site.catalog.plain(locale, "web-verify-corrected", &time);
            ("changed", "✏️", words)
        }
        Standing::Withdrawn { at: instant } => {
            let time = [("time", at(instant))];
            let words = site.catalog.plain(locale, "web-verify-withdrawn", &time);
            ("gone", "🚫", words)
        }
    };
    let kind = format!("kind-{}", official.head.kind.as_str());
    let kind = site.catalog.label(locale, &kind);
    let published = format::moment(locale, official.published_at, zone);
    let mut facts = vec![
        fact(site, locale, "web-verify-kind", kind),
        fact(site, locale, "web-verify-about", official.head.title),
        fact(site, locale, "web-verify-unit", official.unit),
        fact(site, locale, "web-verify-published", published),
        fact(site, locale, "web-verify-code", official.code),
    ];
    if let Some(number) = official.head.number {
        facts.insert(1, fact(site, locale, "web-verify-number", number));
    }
    Answer {
        tone,
        sign,
        headline,
        advice: None,
        facts,
    }
}

fn plain(site: &Site, locale: Locale, tone: &'static str, sign: &'static str, key: &str) -> Answer {
    Answer {
        tone,
        sign,
        headline: site.catalog.label(locale, key),
        advice: None,
        facts: Vec::new(),
    }
}

fn fact(site: &Site, locale: Locale, key: &str, value: String) -> Fact {
    Fact {
        name: site.catalog.label(locale, key),
        value,
    }
}

fn words(site: &Site, locale: Locale) -> Words {
    let label = |key| site.catalog.label(locale, key);
    let other = match locale {
        Locale::Vi => Locale::En,
        Locale::En => Locale::Vi,
    };
    Words {
        title: label("web-verify-title"),
        intro: label("web-verify-intro"),
        label: label("web-verify-label"),
        button: label("web-verify-button"),
        other_language: site
            .catalog
            .label(other, &format!("language-{}", other.as_str())),
        other: other.as_str(),
        warning: label("web-verify-warning"),
    }
}
