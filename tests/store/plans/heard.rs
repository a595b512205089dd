//! What a connection is told to do: every statement the store runs on this thread, told by the store itself.

use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::Registry;

thread_local! {
    /// What was heard on this thread; nothing where nobody listens.
    static HEARD: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Hears every statement of connections opened while this runs, in order and in one line each.
pub fn during<T>(work: impl FnOnce() -> T) -> (T, Vec<String>) {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        tracing::subscriber::set_global_default(Registry::default().with(Ear)).unwrap();
        // What other threads had asked before is asked again.
        tracing::callsite::rebuild_interest_cache();
    });
    HEARD.set(Some(Vec::new()));
    let done = work();
    (done, HEARD.take().unwrap())
}

/// Forgets what was heard so far.
pub fn forget() {
    HEARD.set(Some(Vec::new()));
}

/// The one listener of the process; each thread hears itself.
struct Ear;

impl<S: Subscriber> Layer<S> for Ear {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, meta: &Metadata<'_>, _: Context<'_, S>) -> bool {
        meta.target() == "zuoxi::sql" && HEARD.with_borrow(Option::is_some)
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut said = Said::default();
        event.record(&mut said);
        HEARD.with_borrow_mut(|heard| heard.as_mut().unwrap().push(in_one_line(&said.0)));
    }
}

#[derive(Default)]
struct Said(String);

impl Visit for Said {
    fn record_debug(&mut self, _: &Field, value: &dyn Debug) {
        write!(self.0, "{value:?}").unwrap();
    }
}

/// A statement without comments, its spaces single.
pub fn in_one_line(sql: &str) -> String {
    let code = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    code.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ").trim_end_matches(';').trim_end().to_owned()
}

/// Whether a statement reads or writes rows: what has a plan.
pub fn has_a_plan(sql: &str) -> bool {
    ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "REPLACE "].iter().any(|word| sql.starts_with(word))
}
