//! `[telegram]`: the connection to Telegram.

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::reader::Section;
use super::value::Value;

/// The connection to Telegram.
#[derive(Clone, Debug)]
pub struct Telegram {
    /// `token` or `token_file`: the bot's token from BotFather. Default none; `keng serve` needs it.
    pub token: Option<SecretString>,
    /// `username`: the bot's name without `@`, for invitation links. Default: asked of Telegram.
    pub username: Option<String>,
    /// `api_url`: Telegram, a local Bot API server, or the simulator. Default
    /// `https://api.telegram.org`.
    pub api_url: Url,
    /// `proxy`: `http://`, `https://`, `socks5://` or `socks5h://`. Default none.
    pub proxy: Option<Url>,
    /// `mode`: how updates arrive. Default `polling`.
    pub mode: TelegramMode,
    /// `webhook_url`: the public https address that Telegram calls, for `mode = "webhook"`.
    pub webhook_url: Option<Url>,
}

/// How updates arrive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TelegramMode {
    /// The bot asks: works behind any firewall.
    #[default]
    Polling,
    /// Telegram calls: needs a public https address, allows several processes.
    Webhook,
}

impl Default for Telegram {
    fn default() -> Self {
        Self {
            token: None,
            username: None,
            api_url: Url::parse("https://api.telegram.org").expect("a constant address"),
            proxy: None,
            mode: TelegramMode::default(),
            webhook_url: None,
        }
    }
}

impl Telegram {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let default = Self::default();
        let telegram = Self {
            token: section.secret("token", shown_token),
            username: section.option("username"),
            api_url: section.value("api_url", default.api_url),
            proxy: section.option("proxy"),
            mode: section.value("mode", default.mode),
            webhook_url: section.option("webhook_url"),
        };
        telegram.check(section);
        telegram
    }

    fn check(&self, section: &mut Section<'_>) {
        if let Some(token) = &self.token
            && !is_token(token.expose_secret())
        {
            section.problem("token", "expected a bot token such as 123456:ABC-def");
        }
        if let Some(name) = &self.username
            && !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        {
            section.problem("username", "expected the bot's name without @");
        }
        if !matches!(self.api_url.scheme(), "http" | "https") {
            section.problem("api_url", "expected an http or https address");
        }
        if let Some(proxy) = &self.proxy
            && !matches!(proxy.scheme(), "http" | "https" | "socks5" | "socks5h")
        {
            section.problem(
                "proxy",
                "expected http://, https://, socks5:// or socks5h://",
            );
        }
        match (&self.webhook_url, self.mode) {
            (Some(url), _) if url.scheme() != "https" => {
                section.problem("webhook_url", "Telegram calls https addresses only");
            }
            (None, TelegramMode::Webhook) => {
                section.problem("webhook_url", "needed when telegram.mode is webhook");
            }
            _ => {}
        }
    }
}

fn shown_token(token: Option<&str>) -> String {
    token.map_or("none", |_| "hidden").to_owned()
}

/// Whether the text has the form of a token. It becomes part of an address, so nothing else may.
fn is_token(text: &str) -> bool {
    text.split_once(':').is_some_and(|(id, secret)| {
        !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && !secret.is_empty()
            && secret
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    })
}

impl Value for TelegramMode {
    const EXPECTED: &'static str = "polling or webhook";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "polling" => Some(Self::Polling),
            "webhook" => Some(Self::Webhook),
            _ => None,
        }
    }

    fn show(&self) -> String {
        match self {
            Self::Polling => "polling".to_owned(),
            Self::Webhook => "webhook".to_owned(),
        }
    }
}
