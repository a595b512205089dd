//! `zuoxi verify`: the file, the chain over every act, the mark beside it, checkpoints, and the lists; it reads only.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::Answer;
use super::context::Context;
use super::long::follow;
use super::out::{Failure, Out};
use crate::app::Problem;
use crate::desk::rows_under;
use crate::domain::Timestamp;
use crate::domain::protocol::Moment;
use crate::store::{About, Damage, Head, Look, Older, Report};

#[derive(Debug, Args)]
pub struct Verify {
    #[arg(long, value_name = "file")]
    against: Option<PathBuf>,
    #[arg(long, value_name = "file")]
    checkpoint: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let path = context.store_path()?;
        let against = self.against.as_deref().map(|file| heads_in(file, context)).transpose()?.unwrap_or_default();
        let now = context.clock()?.now();
        let (report, older) = check(context, &path, &against, now)?;
        let fine = report.damages.is_empty();
        if let (Some(file), true) = (&self.checkpoint, fine) {
            write_checkpoint(file, &report, now, context)?;
        }
        if self.json {
            out.json(&as_json(&report))?;
        } else {
            Told { report: &report, older, context }.print(out)?;
        }
        Ok(if fine { Answer::Yes } else { Answer::No })
    }
}

/// What a check finds, and whether it is of a store of an older form, as it lies.
fn check(context: &Context, path: &Path, against: &[Head], now: Timestamp) -> Result<(Report, bool), Failure> {
    let problem = |error| context.store_problem(&error, path);
    if let Some(mut older) = Older::at(path).map_err(problem)? {
        return Ok((follow(context, path, "cli-progress", |follower| older.verify(follower))?, true));
    }
    let (rows, version) = rows_under(&context.rules()?);
    let mut look = Look::at(path).map_err(problem)?;
    context.allow_clock(look.is_demo())?;
    let report = follow(context, path, "cli-progress", |follower| look.verify((&rows, &version), against, follower))?;
    if report.damages.is_empty() {
        // Whoever looks after the store sees in `doctor` how long ago that was.
        look.note_checked(now);
    }
    Ok((report, false))
}

/// The acts that the lines of a checkpoint name.
fn heads_in(file: &Path, context: &Context) -> Result<Vec<Head>, Problem> {
    let text = context.read(file)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let heads = lines.map(|(at, line)| {
        let parts: Vec<&str> = line.split_whitespace().collect();
        match parts.as_slice() {
            [station, seq, hash] => {
                station.parse().ok().zip(seq.parse().ok()).map(|(s, n)| (s, n, hash.to_lowercase()))
            }
            _ => None,
        }
        .ok_or_else(|| {
            let blanks = [("path", file.display().to_string()), ("line", (at + 1).to_string())];
            context.refuse("cli-verify-no-checkpoint", &blanks.each_ref().map(|(name, text)| (*name, text.as_str())))
        })
    });
    let heads = heads.collect::<Result<Vec<_>, _>>()?;
    if heads.is_empty() {
        let path = file.display().to_string();
        return Err(context.refuse("cli-verify-no-checkpoint", &[("path", &path), ("line", "1")]));
    }
    Ok(heads)
}

/// Writes the last act of every station where nothing lies yet.
fn write_checkpoint(file: &Path, report: &Report, now: Timestamp, context: &Context) -> Result<(), Problem> {
    use std::io::Write;
    let written = std::fs::OpenOptions::new().write(true).create_new(true).open(file).and_then(|mut made| {
        writeln!(made, "# zuoxi checkpoint {}", Moment(now))?;
        for (station, seq, hash) in &report.heads {
            writeln!(made, "{station} {seq} {hash}")?;
        }
        made.sync_all()
    });
    written.map_err(|error| context.refuse_file("cli-cannot-write-file", file, &error))
}

fn as_json(report: &Report) -> Value {
    let heads: Vec<Value> = report
        .heads
        .iter()
        .map(|(station, seq, hash)| json!({ "station": station.to_string(), "seq": seq, "hash": hash }))
        .collect();
    json!({
        "fine": report.damages.is_empty(),
        "acts": report.acts,
        "cases": report.cases,
        "lists_compared": report.compared,
        "mark_lost": report.mark_lost,
        "lost_before_salvage": report.gaps,
        "damages": report.damages.iter().map(damage_json).collect::<Vec<_>>(),
        "heads": heads,
    })
}

fn damage_json(damage: &Damage) -> Value {
    match damage {
        Damage::File(text) => json!({ "what": "file", "detail": text }),
        Damage::Missing { acts, last } => json!({ "what": "missing", "acts": acts, "last": Moment(*last) }),
        Damage::Checkpoint { station, seq } => {
            json!({ "what": "checkpoint", "station": station.to_string(), "seq": seq })
        }
        Damage::Act { station, seq, what, about } => json!({
            "what": what.as_str(), "station": station.to_string(), "seq": seq,
            "at": about.as_ref().map(|about| Moment(about.at)),
            "stream": about.as_ref().map(|about| about.stream.as_str()),
            "no": about.as_ref().and_then(|about| about.no.as_deref()),
        }),
        Damage::CaseRow(id) => json!({ "what": "case_row", "id": id.to_string() }),
        Damage::PersonRow(id) => json!({ "what": "person_row", "id": id.to_string() }),
        Damage::StrayRow(id) => json!({ "what": "stray_row", "id": id.to_string() }),
    }
}

/// A report in words.
struct Told<'a> {
    report: &'a Report,
    older: bool,
    context: &'a Context,
}

impl Told<'_> {
    fn print(&self, out: &mut Out) -> Result<(), Failure> {
        let (report, context) = (self.report, self.context);
        let (acts, cases) = (report.acts.to_string(), report.cases.to_string());
        let counts = [("acts", acts.as_str()), ("streams", cases.as_str())];
        if report.damages.is_empty() {
            let says = if self.older { "cli-verify-older" } else { "cli-verify-fine" };
            out.line(&context.fill(says, &counts))?;
            if !self.older && !report.compared {
                out.line(&context.words.get("cli-verify-lists-later"))?;
            }
            self.mark(out)?;
            if report.gaps > 0 {
                let acts = i64::try_from(report.gaps).unwrap_or(i64::MAX);
                out.line(&context.words.with("cli-verify-gaps", &[("acts", acts.into())]))?;
            }
            out.line(&context.words.get("cli-verify-heads"))?;
            for (station, seq, hash) in &report.heads {
                out.line(&format!("{station} {seq} {hash}"))?;
            }
            return Ok(());
        }
        out.line(&context.fill("cli-verify-wrong", &counts))?;
        for damage in &report.damages {
            out.line(&format!("  {}", self.damage(damage)?))?;
        }
        self.mark(out)?;
        let of_rows = report.damages.iter().all(Damage::is_of_rows);
        out.line(&context.words.get(if of_rows { "cli-verify-rebuild" } else { "cli-verify-remedy" }))?;
        Ok(())
    }

    fn mark(&self, out: &mut Out) -> Result<(), Failure> {
        if self.report.mark_lost {
            out.line(&self.context.words.get("cli-verify-mark-lost"))?;
        }
        Ok(())
    }

    fn damage(&self, damage: &Damage) -> Result<String, Failure> {
        let context = self.context;
        Ok(match damage {
            Damage::File(text) => context.fill("verify-file", &[("detail", text)]),
            Damage::Missing { acts, last } => {
                let time = self.time(*last)?;
                context.words.with(
                    "verify-missing",
                    &[("acts", i64::try_from(*acts).unwrap_or(i64::MAX).into()), ("time", time.into())],
                )
            }
            Damage::Checkpoint { station, seq } => {
                let station = station.to_string();
                context.fill("verify-checkpoint", &[("station", &station), ("seq", &seq.to_string())])
            }
            Damage::Act { station, seq, what, about } => {
                let what = context.words.get(&format!("verify-fault-{}", what.as_str()));
                let place = format!("{} #{seq}", station.to_string().get(..8).unwrap_or_default());
                match about {
                    Some(about) => {
                        let (whose, time) = (self.whose(about), self.time(about.at)?);
                        let blanks = [("whose", whose.as_str()), ("time", &time), ("what", &what), ("place", &place)];
                        context.fill("verify-act", &blanks)
                    }
                    None => context.fill("verify-act-unknown", &[("what", &what), ("place", &place)]),
                }
            }
            Damage::CaseRow(_) | Damage::PersonRow(_) | Damage::StrayRow(_) => context.words.get("verify-row"),
        })
    }

    /// The case, or what else it is about.
    fn whose(&self, about: &About) -> String {
        if let Some(no) = &about.no {
            return self.context.fill("verify-case", &[("no", no)]);
        }
        let known = Some(format!("verify-stream-{}", about.stream)).filter(|key| self.context.words.has(key));
        self.context.words.get(known.as_deref().unwrap_or("verify-stream-other"))
    }

    fn time(&self, at: Timestamp) -> Result<String, Failure> {
        Ok(self.context.rules()?.calendar.local(at).format("%Y-%m-%d %H:%M").to_string())
    }
}
