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
    load: String,
    sizes: Vec<usize>,
    rows: Vec<Row>,
}

impl Table {
    pub fn new(sizes: &[usize]) -> Self {
        Self { load: load(), sizes: sizes.to_vec(), rows: Vec::new() }
    }

    pub fn add(&mut self, goal: &'static str, limit: impl Into<String>, measured: impl Into<String>, met: bool) {
        let row = Row { goal, limit: limit.into(), measured: measured.into(), met };
        eprintln!("{} | {} | {} | {}", row.goal, row.limit, row.measured, if row.met { "met" } else { "NOT met" });
        self.rows.push(row);
    }

    /// Says why a goal was not measured.
    pub fn left_out(&mut self, goal: &'static str, why: &str) {
        self.add(goal, "", format!("not measured: {why}"), false);
    }

    pub fn to_markdown(&self) -> String {
        let days = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() / 86_400;
        let date = chrono::DateTime::from_timestamp(days as i64 * 86_400, 0).unwrap().format("%Y-%m-%d");
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let sizes: Vec<String> = self.sizes.iter().map(ToString::to_string).collect();
        let mut text = format!(
            "Measured on {date}: Linux, {cores} cores, {} GB of memory, load {} before and {} after; stores of {} \
             generated cases.\n\n| goal | limit | measured | met |\n|---|---|---|---|\n",
            memory_gb(),
            self.load,
            load(),
            sizes.join(", ")
        );
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by_key(|row| row.goal[1..].split(' ').next().and_then(|number| number.parse::<u32>().ok()));
        for row in rows {
            let met = if row.met { "yes" } else { "**no**" };
            text.push_str(&format!("| {} | {} | {} | {met} |\n", row.goal, row.limit, row.measured));
        }
        text
    }
}

/// Puts the table between its two marks in a file.
pub fn put(file: &std::path::Path, table: &str) {
    const MARKS: [&str; 2] = ["<!-- table -->\n", "<!-- end of table -->"];
    let text = std::fs::read_to_string(file).expect("the file is there");
    let (before, rest) = text.split_once(MARKS[0]).expect("the mark before the table");
    let (_, after) = rest.split_once(MARKS[1]).expect("the mark behind the table");
    let text = [before, MARKS[0], table, MARKS[1], after].concat();
    std::fs::write(file, text).expect("the table is written");
}

/// How many processes wanted a core in the last minute, on average.
fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("?").to_owned()
}

fn memory_gb() -> u64 {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kib = text.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0);
    kib / 1_000_000
}

/// The value at a share of the sorted samples.
pub fn quantile(samples: &mut [f64], share: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[((samples.len() - 1) as f64 * share).round() as usize]
}
