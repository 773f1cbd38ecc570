//! `[web]`: the public pages, health and metrics.

use std::net::{Ipv4Addr, SocketAddr};

use url::Url;

use super::reader::Section;

/// The public pages, health and metrics.
#[derive(Clone, Debug)]
pub struct Web {
    /// `listen`: address and port. Default `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// `public_url`: the https address at which people reach it, for links in messages (http only
    /// on this machine). Default none: no links are sent.
    pub public_url: Option<Url>,
}

impl Default for Web {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
        }
    }
}

impl Web {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let default = Self::default();
        let web = Self {
            listen: section.value("listen", default.listen),
            public_url: section.option("public_url"),
        };
        if let Some(url) = &web.public_url {
            let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
            if url.scheme() != "https" && !(url.scheme() == "http" && local) {
                section.problem("public_url", "expected an https address");
            }
        }
        web
    }
}
