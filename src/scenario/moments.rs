//! Moments written down (`zuoxi.moments/1`): what the phrase rail must show in each, and whether it does.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::file::FileError;
use super::report::Report;
use crate::domain::code::{
    Channel, Emotion, FollowUpKind, HolderKind, Impact, Kind, Level, Modifier, RatingStatus, Role, Severity, State,
    Urgency,
};
use crate::domain::language::classify::{Classifier, suggest};
use crate::domain::manual::{Manual, Phrase};
use crate::domain::record::Field;
use crate::domain::say::{Callback, Doing, Moment, Owed, PlanStanding, Telephone, choose};

/// The form of the files.
pub const SCHEMA: &str = "zuoxi.moments/1";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(default, rename = "moment")]
    moments: Vec<Written>,
}

/// A moment as it is written; what is left out does not matter.
#[allow(clippy::struct_excessive_bools, reason = "each is a key of its own in the file")]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    #[serde(default)]
    why: String,
    #[serde(default, rename = "about")]
    _about: Option<String>,
    #[serde(default, rename = "seed003")]
    _seed: Option<String>,
    #[serde(default)]
    channel: Channel,
    direction: Option<Direction>,
    origin: Option<Channel>,
    line: Option<Telephone>,
    reached: Option<bool>,
    #[serde(default)]
    state: State,
    kind: Option<Kind>,
    topic: Option<String>,
    category: Option<String>,
    #[serde(rename = "severity")]
    _severity: Option<Severity>,
    #[serde(rename = "impact")]
    _impact: Option<Impact>,
    #[serde(rename = "urgency")]
    _urgency: Option<Urgency>,
    level: Option<Level>,
    #[serde(default)]
    circumstances: BTreeSet<Modifier>,
    resolution_type: Option<String>,
    cause: Option<String>,
    holder: Option<HolderKind>,
    emotion: Option<Emotion>,
    emotion_heard: Option<Heard>,
    #[serde(default)]
    verified: bool,
    #[serde(default)]
    identity_fails: u32,
    #[serde(rename = "rings")]
    _rings: Option<i64>,
    #[serde(default)]
    rings_late: bool,
    #[serde(default)]
    waited_s: i64,
    #[serde(default)]
    after_hours: bool,
    #[serde(default)]
    known_customer: bool,
    #[serde(default)]
    open_case_of_caller: bool,
    #[serde(default)]
    same_matter: bool,
    #[serde(default)]
    on_hold_s: i64,
    #[serde(default)]
    back_from_hold: bool,
    #[serde(default)]
    silence_s: i64,
    #[serde(default)]
    talk_s: i64,
    waiting_for: Option<WaitingFor>,
    #[serde(default)]
    paused: bool,
    #[serde(rename = "pause_reason")]
    _pause_reason: Option<String>,
    #[serde(default)]
    departments: u32,
    promise: Option<Maybe<Owed>>,
    progress: Option<Maybe<Owed>>,
    plan: Option<Maybe<PlanStanding>>,
    doing: Option<String>,
    field: Option<Field>,
    filled: Option<BTreeSet<String>>,
    words: Option<String>,
    followup_result: Option<String>,
    rating_status: Option<RatingStatus>,
    #[serde(default)]
    marks: Vec<i64>,
    #[serde(default)]
    over_limit: bool,
    callback: Option<Callback>,
    signal: Option<String>,
    trouble: Option<Trouble>,
    #[serde(default)]
    said: Vec<String>,
    #[serde(default)]
    said_on_case: Vec<String>,
    role: Option<Role>,
    #[serde(default)]
    first: Vec<String>,
    #[serde(default)]
    among: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Direction {
    In,
    Out,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Heard {
    Now,
    Earlier,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum WaitingFor {
    None,
    Customer,
    Department,
    SecondLine,
    ThirdParty,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Trouble {
    Store,
}

/// A code, or `none` said in so many words.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
enum Maybe<C> {
    Code(C),
    None(Nothing),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Nothing {
    None,
}

fn given<C>(written: Option<Maybe<C>>) -> Option<C> {
    match written {
        Some(Maybe::Code(code)) => Some(code),
        Some(Maybe::None(Nothing::None)) | None => None,
    }
}

/// Compares what the rail shows in each moment of a file with what it must show.
pub fn rehearse(name: &str, text: &str, manual: &Manual, report: &mut Report) -> Result<(), FileError> {
    let problem = |problem: String| FileError(format!("{name}: {problem}"));
    let file: File = toml::from_str(text).map_err(|error| problem(error.to_string()))?;
    let classifier = Classifier::new(manual);
    for written in &file.moments {
        let moment =
            written.moment(&classifier, manual).map_err(|error| problem(format!("{}: {error}", written.id)))?;
        let unknown = [&written.first, &written.among, &written.never, &written.said].into_iter().flatten();
        if let Some(id) = unknown.into_iter().find(|id| manual.phrase(id).is_none()) {
            return Err(problem(format!("{}: no phrase `{id}`", written.id)));
        }
        written.compare(&choose(&moment, manual), report);
    }
    Ok(())
}

impl Written {
    /// The moment as the choice takes it; defaults are those of the form's description.
    fn moment(&self, classifier: &Classifier, manual: &Manual) -> Result<Moment, String> {
        let ours = self.direction == Some(Direction::Out) || self.channel == Channel::Outbound;
        let (doing, duty) = self.doing()?;
        let words = self.words.as_deref().unwrap_or_default();
        let mut signals: BTreeSet<String> = suggest(classifier, words).signals.into_iter().collect();
        signals.extend(self.signal.clone());
        let opens = |id: &String| manual.phrase(id).is_some_and(|phrase| phrase.opens);
        let now = self.emotion_heard != Some(Heard::Earlier);
        Ok(Moment {
            channel: self.channel,
            ours,
            reached: self.reached.unwrap_or_else(|| self.said.iter().any(|id| !opens(id))),
            mood: self.emotion.filter(|_| now),
            typed: !words.trim().is_empty(),
            signals,
            doing,
            duty,
            waits_for_customer: self.paused && self.waiting_for.as_ref().is_none_or(|one| *one == WaitingFor::Customer),
            promise: given(self.promise),
            progress: given(self.progress),
            plan: given(self.plan),
            store_down: matches!(self.trouble, Some(Trouble::Store)),
            ..self.facts()
        })
    }

    /// What is taken as it stands.
    fn facts(&self) -> Moment {
        Moment {
            origin: self.origin,
            line: self.line,
            state: self.state,
            kind: self.kind,
            topic: self.topic.clone(),
            category: self.category.clone(),
            level: self.level,
            circumstances: self.circumstances.clone(),
            resolution: self.resolution_type.clone(),
            cause: self.cause.clone(),
            holder: self.holder,
            verified: self.verified,
            identity_fails: self.identity_fails,
            rings_late: self.rings_late,
            waited_s: self.waited_s,
            after_hours: self.after_hours,
            known_customer: self.known_customer,
            open_case_of_caller: self.open_case_of_caller,
            same_matter: self.same_matter,
            on_hold_s: self.on_hold_s,
            back_from_hold: self.back_from_hold,
            silence_s: self.silence_s,
            talk_s: self.talk_s,
            departments: self.departments,
            field: self.field,
            filled: self.filled.clone(),
            result: self.followup_result.clone(),
            rating: self.rating_status,
            marks: self.marks.clone(),
            over_limit: self.over_limit,
            callback: self.callback,
            said: self.said.clone(),
            said_on_case: self.said_on_case.clone(),
            role: self.role,
            ..Moment::default()
        }
    }

    /// The form that is open, or the duty being worked off.
    fn doing(&self) -> Result<(Option<Doing>, Option<FollowUpKind>), String> {
        let Some(doing) = self.doing.as_deref() else { return Ok((None, None)) };
        let unknown = |_| format!("nothing is called `{doing}`");
        match doing.strip_prefix("followup:") {
            Some(duty) => Ok((None, Some(duty.parse().map_err(unknown)?))),
            None => Ok((Some(doing.parse().map_err(unknown)?), None)),
        }
    }

    fn compare(&self, chosen: &[&Phrase], report: &mut Report) {
        let ids: Vec<&str> = chosen.iter().map(|phrase| phrase.id.as_str()).collect();
        let got = ids.join(" ");
        // A narrower phrase meets a moment that wants the one it stands in for.
        let meets = |phrase: &Phrase, id: &String| phrase.id == *id || phrase.instead_of.contains(id);
        let first =
            self.first.is_empty() || chosen.first().is_some_and(|phrase| self.first.iter().any(|id| meets(phrase, id)));
        let among = self.among.iter().all(|id| chosen.iter().any(|phrase| meets(phrase, id)));
        let never = !self.never.iter().any(|id| ids.contains(&id.as_str()));
        for (what, wanted, held) in
            [("first", &self.first, first), ("among", &self.among, among), ("never", &self.never, never)]
        {
            report.push(&self.id, what, (&wanted.join(" "), &got), held, if held { "" } else { &self.why });
        }
    }
}
