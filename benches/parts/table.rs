//! The table a run writes.

use std::time::{SystemTime, UNIX_EPOCH};

/// One goal with what was measured.
struct Row {
    goal: &'static str,
    limit: String,
    measured: String,
    met: bool,
}

pub struct Table {
    sizes: Vec<usize>,
    rows: Vec<Row>,
}

impl Table {
    pub fn new(sizes: &[usize]) -> Self {
        Self { sizes: sizes.to_vec(), rows: Vec::new() }
    }

    pub fn add(&mut self, goal: &'static str, limit: impl Into<String>, measured: impl Into<String>, met: bool) {
        let row = Row { goal, limit: limit.into(), measured: measured.into(), met };
        eprintln!("{} | {} | {} | {}", row.goal, row.limit, row.measured, if row.met { "met" } else { "NOT met" });
        self.rows.push(row);
    }

    pub fn to_markdown(&self) -> String {
        let days = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() / 86_400;
        let date = chrono::DateTime::from_timestamp(days as i64 * 86_400, 0).unwrap().format("%Y-%m-%d");
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let mut text = format!(
            "# Figures\n\nWritten by `cargo bench --bench desk -- --write docs/figures.md` on {date}, {cores} cores, \
             stores of {:?} generated cases. Every line is a ratio to a peer, or a limit, within one run.\n\n\
             | goal | limit | measured | met |\n|---|---|---|---|\n",
            self.sizes
        );
        for row in &self.rows {
            let met = if row.met { "yes" } else { "**no**" };
            text.push_str(&format!("| {} | {} | {} | {met} |\n", row.goal, row.limit, row.measured));
        }
        text
    }
}

/// The value at a share of the sorted samples.
pub fn quantile(samples: &mut [f64], share: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[((samples.len() - 1) as f64 * share).round() as usize]
}
