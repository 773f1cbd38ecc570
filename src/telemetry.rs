//! What the process tells about itself: log lines on standard error, metrics for Prometheus.
//!
//! Both are set up once for the whole process and cost nothing where nobody looks.

use std::io::IsTerminal as _;
use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

/// Upper bounds, in seconds, of the buckets of every histogram whose name ends in `_seconds`: from
/// a database write to the longest wait for a rate limit.
const SECONDS: [f64; 12] = [
    0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0,
];

/// How often the samples of histograms are folded into their buckets when nobody asks for them.
const UPKEEP: Duration = Duration::from_secs(5);

/// Why logging cannot start.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter is not understood.
    #[error("log.filter: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// Logging was set up before.
    #[error("logging was set up twice in one process")]
    Twice,
}

/// Starts logging to standard error. `filter` is a level or levels per module
/// (`info,keng::delivery=debug`), `json` chooses one JSON object a line.
///
/// # Errors
/// A filter that is not understood; a second call.
pub fn start_logging(filter: &str, json: bool) -> Result<(), TelemetryError> {
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(filter)?)
        // Colours are for eyes; in a file they are noise.
        .with_ansi(std::io::stderr().is_terminal())
        // With nobody reading any more, complaining about it there would end the program.
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    let started = if json {
        builder.json().flatten_event(true).try_init()
    } else {
        builder.with_target(false).try_init()
    };
    started.map_err(|_| TelemetryError::Twice)
}

/// The metrics of this process; the first call starts to collect them. `render()` gives the page
/// for Prometheus.
///
/// # Panics
/// If no thread can be started, at the first call.
pub fn metrics() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
            .expect("the list of buckets is not empty")
            .build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("another recorder collects the metrics; ours stay empty");
        }
        keep_up(handle.clone());
        handle
    })
}

/// Without this, samples would pile up in memory until somebody scrapes them.
fn keep_up(handle: PrometheusHandle) {
    std::thread::Builder::new()
        .name("metrics".to_owned())
        .spawn(move || {
            loop {
                std::thread::sleep(UPKEEP);
                handle.run_upkeep();
            }
        })
        .expect("the machine starts one more thread");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_appear_on_the_page() {
        let page = metrics();
        metrics::counter!("keng_test_total").increment(2);
        metrics::histogram!("keng_test_seconds").record(0.02);
        let text = page.render();
        assert!(text.contains("keng_test_total 2"), "{text}");
        assert!(
            text.contains(r#"keng_test_seconds_bucket{le="0.05"} 1"#),
            "{text}"
        );
    }

    #[test]
    fn a_bad_filter_is_refused() {
        let error = start_logging("==", false).unwrap_err();
        assert!(error.to_string().starts_with("log.filter: "));
    }
}
