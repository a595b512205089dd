//! The player: scripts on one timeline, act by act, through the door everybody uses.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::door::Door;
use super::report::{Report, shown};
use super::script::{Cue, Line, Script, What};
use crate::domain::acts::fields;
use crate::domain::case::Case;
use crate::domain::closing;
use crate::domain::code::{FollowUpKind, Role};
use crate::domain::command::{Act, Actor, Command, Refusal, Target};
use crate::domain::event::{Event, Recorded};
use crate::domain::protocol::{Rejection, Request};
use crate::domain::record::{Field, Value};
use crate::domain::time::Timestamp;

/// Plays scripts together, ordered by time and then by their order, up to their last cue or to a later moment; what did
/// not go as they say is in the report. The moment it ended at.
pub fn play(scripts: &[Script], door: &mut dyn Door, until: Option<Timestamp>, report: &mut Report) -> Timestamp {
    let mut timeline: Vec<(Timestamp, usize, usize)> = Vec::new();
    for (index, script) in scripts.iter().enumerate() {
        timeline.extend(script.opening.first().map(|cue| (cue.at, index, 0)));
        timeline.extend((1..).zip(&script.cues).map(|(place, cue)| (cue.at, index, place)));
    }
    timeline.sort_unstable();
    let last = timeline.last().map_or(Timestamp(0), |item| item.0);
    let end = until.map_or(last, |until| until.max(last));
    let mut player =
        Player { scripts, door, report, opened: BTreeSet::new(), met: BTreeSet::new(), written: BTreeMap::new() };
    for (at, index, place) in timeline {
        let Some(script) = scripts.get(index) else { continue };
        player.let_time_pass(at);
        match place.checked_sub(1) {
            None => player.open(script, at),
            Some(place) => script.cues.get(place).into_iter().for_each(|cue| player.cue(script, cue, at)),
        }
    }
    player.let_time_pass(end);
    end
}

struct Player<'a> {
    scripts: &'a [Script],
    door: &'a mut dyn Door,
    report: &'a mut Report,
    /// Cases at the desk.
    opened: BTreeSet<Uuid>,
    /// People at the desk, by the role they came in.
    met: BTreeSet<(Uuid, Role)>,
    /// How often a script asked for a fact of a kind.
    written: BTreeMap<(Uuid, String), usize>,
}

impl Player<'_> {
    fn let_time_pass(&mut self, at: Timestamp) {
        if let Err(rejection) = self.door.let_time_pass(at) {
            self.report.push("", "time", ("done", &format!("{rejection:?}")), false, "");
        }
    }

    /// Opens a case, unless something opened it already.
    fn open(&mut self, script: &Script, at: Timestamp) {
        if !self.opened.insert(script.case) {
            return;
        }
        self.meet(script, &script.owner, &script.name, at);
        if let Some(customer) = script.customer.as_ref().filter(|customer| !customer.known) {
            let filed = self.door.file_customer(customer.id, customer.tier, customer.record.clone(), at);
            self.done(script, "opening", "filed", filed);
        }
        self.take_down(script, at);
    }

    /// What was heard while the case was taken is sent together.
    fn take_down(&mut self, script: &Script, at: Timestamp) {
        let lines = |cue: &Cue| if let What::Act(line) = &cue.what { Some(line.clone()) } else { None };
        let lines: Vec<Line> = script.opening.iter().filter_map(lines).collect();
        let Some(first) = lines.first().filter(|_| lines.len() > 1) else {
            return script.opening.iter().for_each(|cue| self.cue(script, cue, at));
        };
        let by = first.by.clone();
        let commands = lines.into_iter().map(|line| {
            let Line { act, target, record, id, .. } = line;
            Command { act, record, target, based_on: None, id }
        });
        let taken = self.door.submit(&by, Request::Acts { case: script.case, commands: commands.collect() }, at);
        self.done(script, "opening", "taken", taken);
    }

    fn meet(&mut self, script: &Script, actor: &Actor, name: &str, at: Timestamp) {
        if self.met.insert((actor.person, actor.role)) {
            let enrolled = self.door.enrol(actor, name, at);
            self.done(script, &actor.no, "enrolled", enrolled);
        }
    }

    fn done(&mut self, script: &Script, what: &str, expected: &str, done: Result<(), Rejection>) {
        if let Err(rejection) = done {
            self.report.push(&script.id, what, (expected, &format!("{rejection:?}")), false, "");
        }
    }

    fn cue(&mut self, script: &Script, cue: &Cue, at: Timestamp) {
        match &cue.what {
            What::Act(line) => self.line(script, &cue.name, line, at),
            What::Written(kind) => self.check_written(script, kind, at),
            What::NextDue(kind, due) => self.check_due(script, &cue.name, *kind, *due),
        }
    }

    fn line(&mut self, script: &Script, name: &str, line: &Line, at: Timestamp) {
        let asks = |(case, _): (Case, Vec<Recorded>)| fields::is_possible(line.act, &case);
        if line.where_asked && !self.door.case(script.case).is_some_and(asks) {
            return;
        }
        self.meet(script, &line.by, "", at);
        // A new case opens with the split, unless its own script opened it already.
        if let (Act::Split, Some(Target::Case(new))) = (line.act, &line.target)
            && let Some(new) = self.scripts.iter().find(|script| script.case == *new)
        {
            self.open(new, at);
        }
        let mut record = line.record.clone();
        // Why there is no rating is told only where there is none.
        if line.act == Act::Archive
            && record.get(Field::RatingReason).is_some()
            && self.door.case(script.case).is_some_and(|(case, _)| closing::is_rated(&case))
        {
            record.0.remove(&Field::RatingReason);
        }
        // Scripts name cases by their own names: numbers are given when they are opened.
        let told: Vec<String> = record.codes(Field::Cases).iter().map(|name| self.number_of(name)).collect();
        if !told.is_empty() {
            record.set(Field::Cases, Value::Codes(told));
        }
        let command = Command { act: line.act, record, target: line.target.clone(), based_on: None, id: line.id };
        let done = self.door.submit(&line.by, Request::Act { case: script.case, command }, at);
        match (&line.refused, done) {
            (None, Ok(())) => {}
            (None, Err(rejection)) => {
                let got = format!("{rejection:?}");
                self.report.push(&script.id, name, ("done", &got), false, "rights, fields and guards");
            }
            (Some(code), done) => self.check_refused(script, name, code.as_deref(), done),
        }
    }

    /// The number of the case of a script; what is none stays as it is.
    fn number_of(&mut self, name: &str) -> String {
        let case = self.scripts.iter().find(|script| script.id == name).map(|script| script.case);
        case.and_then(|case| self.door.case(case)).map_or_else(|| name.to_owned(), |(case, _)| case.no)
    }

    fn check_refused(&mut self, script: &Script, name: &str, code: Option<&str>, done: Result<(), Rejection>) {
        let expected = format!("refused {}", code.unwrap_or_default());
        let got = match done {
            Ok(()) => "done".to_owned(),
            Err(rejection) => format!("refused {}", refusal_code(&rejection)),
        };
        let held = if code.is_none() { got.starts_with("refused") } else { got == expected };
        self.report.push(&script.id, name, (expected.trim_end(), &got), held, "rights, fields and guards");
    }

    fn check_written(&mut self, script: &Script, kind: &str, at: Timestamp) {
        let wanted = self.written.entry((script.case, kind.to_owned())).or_default();
        *wanted += 1;
        let wanted = *wanted;
        let Some((case, facts)) = self.door.case(script.case) else { return };
        let found = if kind == "clock.warned" {
            let duties = crate::domain::queue::duties(&case, self.door.rules());
            duties.iter().filter(|duty| duty.amber_at <= at).count()
        } else {
            facts.iter().filter(|fact| fact.at <= at && name_of(fact) == kind).count()
        };
        let got = format!("{found} by then");
        let held = found >= wanted;
        self.report.push(&script.id, &format!("written {kind}"), (&format!("{wanted}"), &got), held, "by rule");
    }

    fn check_due(&mut self, script: &Script, name: &str, kind: FollowUpKind, due: Timestamp) {
        let case = self.door.case(script.case);
        let open = case.and_then(|(case, _)| case.open_follow_ups(kind).first().map(|task| task.due));
        let calendar = &self.door.rules().calendar;
        let (expected, got) = (shown(calendar, Some(due)), shown(calendar, open));
        self.report.compare(&script.id, name, &expected, &got, "one interval after the update told");
    }
}

/// A refusal as scripts write it: the name of a rule, or what is wrong.
fn refusal_code(rejection: &Rejection) -> String {
    match rejection {
        Rejection::Refused(Refusal::Rule { rule, .. }) => rule.clone(),
        Rejection::Refused(Refusal::Missing { .. }) => "missing".to_owned(),
        Rejection::Refused(Refusal::Invalid { problem, .. }) => problem.to_string(),
        Rejection::Refused(Refusal::NotNow { .. }) => "not-now".to_owned(),
        Rejection::Refused(Refusal::NotYou { .. } | Refusal::Reserved { .. }) => "not-you".to_owned(),
        Rejection::Refused(Refusal::Stale { .. }) | Rejection::Conflict { .. } => "stale".to_owned(),
        Rejection::Refused(Refusal::NoSuch { .. }) => "no-such".to_owned(),
        Rejection::Failed { code, .. } => code.clone(),
    }
}

/// The spelling of a fact's kind, the kind of its task included.
pub(super) fn name_of(fact: &Recorded) -> String {
    match &fact.event {
        Event::Case(event) => event.name(),
        Event::Unknown { kind, .. } => kind.clone(),
        Event::Contact(_)
        | Event::Shift(_)
        | Event::Customer(_)
        | Event::Person(_)
        | Event::Desk(_)
        | Event::Branch(_) => String::new(),
    }
}
