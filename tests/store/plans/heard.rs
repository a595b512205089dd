//! What a connection is told to do: every statement the store runs on this thread, told by the store itself.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::Registry;

#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    /// The statements heard since the last call, in order and in one line each.
    pub fn take(&self) -> Vec<String> {
        self.0.lock().unwrap().drain(..).map(|sql| in_one_line(&sql)).collect()
    }

    /// Hears every statement of connections opened while this runs.
    pub fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        tracing::subscriber::with_default(Registry::default().with(self.clone()), work)
    }
}

impl<S: Subscriber> Layer<S> for Heard {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let meta = event.metadata();
        if meta.target() == "zuoxi::sql" && *meta.level() == Level::TRACE {
            let mut said = Said::default();
            event.record(&mut said);
            self.0.lock().unwrap().push(said.0);
        }
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
