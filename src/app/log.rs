//! The log file: what the program did, never whom it concerned.

use std::path::Path;

use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

/// Days of log kept.
const DAYS_KEPT: usize = 14;

/// Starts writing to `folder/zuoxi.<date>.log`; `ZUOXI_LOG` chooses how much (`info` unless told).
///
/// Without a log the workstation still works, so a failure is no reason to stop.
pub fn start(folder: &Path) {
    let Ok(appender) = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("zuoxi")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(folder)
    else {
        return;
    };
    let filter = EnvFilter::try_from_env("ZUOXI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let _ = tracing_subscriber::fmt()
        .with_ansi(false)
        // A log that cannot be written says so nowhere: standard error may be a screen.
        .log_internal_errors(false)
        .with_env_filter(filter)
        .with_writer(std::sync::Mutex::new(appender))
        .try_init();
}
