//! Giving and changing the grade, with everything that follows from it.

use super::spec::{AT_WORK, About, ActSpec, Asks, Counts, LINES, May, Only, Place, as_typed, needs};
use super::{Act, Decision, escalate, plan, progress, rating, rights, rule, tasks};
use crate::case::event::{FactGroup, Grade, GradingFact};
use crate::case::telling::{Said, Telling};
use crate::case::{go, keep};
use crate::grade::{GradeInput, Grading, grade, has_level, is_praise, sub_category};
use crate::timers::clocks;
use crate::{
    Case, CaseEvent, Entry, Field, Kind, Level, Modifier, Outcome, Record, Recorded, Refusal, Severity, State, Tier,
    Timestamp, Value, list,
};

/// What a grade may rest on beside what it cannot do without.
const GROUNDS: &[Field] = list!(Field:
    Topic Category SecondCategory Severity Circumstances Emotion Product OrderNo FirstSeenAt Tried LossAmount Evidence
    LeadDepartment NoticeNo NoticeDue ToldAt Praised);

pub(super) const GRADE: ActSpec = ActSpec {
    may: May { who: LINES, states: &[State::Identify], only: Only::Always, moves_to: Some(State::Process) },
    asks: Asks {
        required: needs!(Kind Impact Urgency Level Description (if WishIfComplaintOrFault)
            (if CategoryIfComplaint) (if SeverityIfComplaint)),
        optional: GROUNDS,
        fill: fill_defaults,
    },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| graded(decision),
};

pub(super) const QUICK_ANSWER: ActSpec = ActSpec {
    may: May { who: LINES, states: &[State::Identify], only: Only::Always, moves_to: Some(State::Verify) },
    asks: Asks {
        required: needs!(Kind Impact Urgency Level ResolutionType ResolutionText),
        optional: GROUNDS,
        fill: fill_answer,
    },
    place: Place { about: About::Case, listed: None, counts_as: list!(Counts: Answer Action Offer Anew) },
    decide: |decision, _| quick_answer(decision),
};

pub(super) const REGRADE: ActSpec = ActSpec {
    may: May { who: LINES, states: AT_WORK, only: Only::Always, moves_to: None },
    asks: Asks {
        required: needs!(Impact Urgency Level Reason),
        optional: list!(Field: Severity Category Circumstances Level),
        fill: as_typed,
    },
    place: Place { about: About::Case, listed: Some(31), counts_as: &[] },
    decide: |decision, _| regraded(decision),
};

/// The kind and the topic as they are with what is typed.
fn matter<'a>(decision: &'a Decision<'_>) -> (Option<Kind>, Option<&'a str>) {
    (decision.either(Field::Kind).and_then(|code| code.parse().ok()), decision.either(Field::Topic))
}

/// Fills in what the manual says when nobody said otherwise: the severity of the sub-category, and for what gets no
/// level that nothing is affected.
fn fill_defaults(decision: &mut Decision<'_>) {
    let (kind, topic) = matter(decision);
    match kind {
        _ if !has_level(kind, topic) => {
            decision.record.set(Field::Impact, Value::Code("none".into()));
            decision.record.set(Field::Urgency, Value::Code("normal".into()));
        }
        Some(Kind::Complaint) if decision.either(Field::Severity).is_none() => {
            let default = decision.either(Field::Category).and_then(|code| sub_category(decision.manual(), code));
            if let Some(severity) = default.map(|sub| sub.severity) {
                decision.record.set(Field::Severity, Value::Code(severity.to_string()));
            }
        }
        _ => {}
    }
}

fn fill_answer(decision: &mut Decision<'_>) {
    fill_defaults(decision);
    plan::fill_told(decision);
}

/// The grade the act's fields make.
fn grading(decision: &mut Decision<'_>, reopened: bool) -> Option<Grading> {
    let circumstances = circumstances(decision);
    let code = |field| decision.either(field);
    let kind: Kind = code(Field::Kind)?.parse().ok()?;
    let severity: Option<Severity> = code(Field::Severity).and_then(|code| code.parse().ok());
    let input = GradeInput {
        impact: code(Field::Impact)?.parse().ok()?,
        urgency: code(Field::Urgency)?.parse().ok()?,
        kind,
        severity,
        category: code(Field::Category),
        tier: decision.known.tier.or(decision.case.work.tier).unwrap_or(Tier::Standard),
        circumstances: &circumstances,
        reopened: reopened || !decision.case.reopened_at.is_empty(),
        broken_promise: decision.case.work.broken_promise,
    };
    Some(grade(decision.manual(), &input))
}

/// What the act ticks, else what was ticked before; a case that took a like one in stays a repeated contact.
fn circumstances(decision: &mut Decision<'_>) -> Vec<Modifier> {
    let repeated = Modifier::RepeatContact.as_str().to_owned();
    let taken_in = decision.case.record.codes(Field::Circumstances).contains(&repeated)
        && !decision.case.work.merged_from.is_empty();
    let ticked = decision.record.get(Field::Circumstances).is_some();
    let mut codes = if ticked { &decision.record } else { &decision.case.record }.codes(Field::Circumstances).to_vec();
    if taken_in && !codes.contains(&repeated) {
        codes.push(repeated);
        decision.record.set(Field::Circumstances, Value::Codes(codes.clone()));
    }
    codes.iter().filter_map(|code| code.parse().ok()).collect()
}

fn fact(decision: &Decision<'_>, grading: Option<&Grading>, auto: bool) -> Grade {
    let Entry { record, personal } = Entry::of(if auto { Record::default() } else { decision.record.clone() });
    Grade {
        level: grading.map(|grading| grading.level),
        by_hand: false,
        modifiers: grading.map(|grading| grading.modifiers.iter().copied().collect()).unwrap_or_default(),
        notify: grading.map(|grading| grading.notify.iter().copied().collect()).unwrap_or_default(),
        tier: decision.known.tier.or(decision.case.work.tier).unwrap_or(Tier::Standard),
        auto,
        manual: decision.manual().hash.clone(),
        record,
        personal,
    }
}

/// The first grade; a contact we began ourselves and praise get no level.
fn first(decision: &mut Decision<'_>) -> Grade {
    let (kind, topic) = matter(decision);
    let graded = if has_level(kind, topic) { grading(decision, false) } else { None };
    fact(decision, graded.as_ref(), false)
}

/// Why what gets no level cannot be graded.
fn without_level(act: Act, kind: Option<Kind>) -> Refusal {
    let proactive = kind == Some(Kind::Proactive);
    rule(act, if proactive { "proactive-has-no-grade" } else { "praise-has-no-grade" })
}

/// Grades a case: level, clocks, updates, who is told.
fn graded(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let (kind, topic) = matter(decision);
    if !has_level(kind, topic) {
        return Err(without_level(Act::Grade, kind));
    }
    let grade = first(decision);
    decision.push(CaseEvent::Graded(grade));
    after_first(decision);
    Ok(())
}

/// Grades and answers in one step, told in the contact that is open (a call we made ourselves may be noted
/// afterwards); its clocks are computed and met at once.
fn quick_answer(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let (kind, topic) = matter(decision);
    let (leveled, praise) = (has_level(kind, topic), is_praise(kind, topic));
    if leveled && decision.case.open_contact().is_none() {
        return Err(rule(Act::QuickAnswer, "no-open-contact"));
    }
    let grade = first(decision);
    if kind == Some(Kind::Complaint) {
        return Err(rule(Act::QuickAnswer, "complaint-needs-plan"));
    }
    if grade.level == Some(Level::ONE) {
        return Err(rule(Act::QuickAnswer, "level-one-needs-handling"));
    }
    decision.push(CaseEvent::QuickAnswered(grade));
    after_first(decision);
    plan::told(decision);
    if praise {
        rating::not_asked_of_praise(decision);
        tasks::at_praise(decision);
    }
    Ok(())
}

fn after_first(decision: &mut Decision<'_>) {
    clocks::start_round(decision);
    progress::first(decision);
    tasks::at_grading(decision);
    escalate::by_grade(decision);
}

/// Changes the grade by hand: raising is open to all, lowering to the lead.
fn regraded(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let old = decision.case.level;
    // Neither becomes what gets no level nor ceases to be it.
    let (kind, topic) = matter(decision);
    let leveled = decision.case.has_level() && has_level(kind, topic);
    let unleveled = if decision.case.has_level() { kind } else { decision.case.kind() };
    let graded = if leveled { grading(decision, false) } else { None };
    let Some(mut graded) = graded else { return Err(without_level(Act::Regrade, unleveled)) };
    let by_hand = decision.record.number(Field::Level).and_then(|level| u8::try_from(level).ok()).and_then(Level::new);
    let set_by_hand = by_hand.is_some_and(|level| level != graded.level);
    graded.level = by_hand.unwrap_or(graded.level);
    if old.is_some_and(|old| graded.level > old) {
        rights::lead_only(decision.actor, Act::Regrade)?;
    }
    let mut fact = fact(decision, Some(&graded), false);
    fact.by_hand = set_by_hand;
    decision.push(CaseEvent::Regraded(fact));
    after_change(decision, old);
    Ok(())
}

/// Grades anew because of what happened: a missed promise, a merged case.
pub fn by_rule(decision: &mut Decision<'_>) {
    let old = decision.case.level;
    let record = std::mem::take(&mut decision.record);
    let graded = grading(decision, false);
    if let (Some(mut graded), Some(old)) = (graded, old) {
        graded.level = automatic_level(decision, &graded, old);
        let fact = fact(decision, Some(&graded), true);
        decision.push(CaseEvent::Regraded(fact));
        after_change(decision, Some(old));
    }
    decision.record = record;
}

/// Circumstances only raise. Against a level set by hand they count one step, not above 2 by themselves.
fn automatic_level(decision: &Decision<'_>, graded: &Grading, old: Level) -> Level {
    let new_reason = graded.modifiers.iter().any(|modifier| !decision.case.modifiers.contains(modifier));
    if decision.case.work.level_by_hand {
        return if new_reason { old.min(Level::TWO) } else { old };
    }
    graded.level.min(old)
}

fn after_change(decision: &mut Decision<'_>, old: Option<Level>) {
    if let Some(new) = decision.case.level.filter(|new| Some(*new) != old) {
        clocks::change_level(decision, old, new);
        progress::change_level(decision, old, new);
    }
    escalate::by_grade(decision);
}

/// Back to work: one step up (not above 2 by this alone) and new clocks from now.
pub fn reopened(decision: &mut Decision<'_>) {
    let old = decision.case.level;
    let entered = std::mem::take(&mut decision.record);
    let graded = grading(decision, true).map(|mut graded| {
        if let Some(old) = old {
            graded.level = automatic_level(decision, &graded, old);
        }
        graded
    });
    let graded = graded.filter(|_| old.is_some());
    decision.record = entered;
    let fact = fact(decision, graded.as_ref(), false);
    decision.push(CaseEvent::Reopened(fact));
    clocks::start_round(decision);
    progress::first(decision);
    escalate::by_grade(decision);
    if decision.case.round() == 2 {
        escalate::by_rule(decision, escalate::Trigger::SecondReopen);
    }
}

impl<'a> FactGroup<'a> for GradingFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::Graded(grade) => {
                take_grade(case, fact, grade);
                if go(case, &GRADE) {
                    begin_round(case, fact.at);
                }
            }
            Self::QuickAnswered(grade) => {
                take_grade(case, fact, grade);
                let fits = go(case, &QUICK_ANSWER);
                if fits {
                    begin_round(case, fact.at);
                }
                if case.is_praise() {
                    return taken_praise(case, fits);
                }
                let entry = Entry { record: grade.record.clone(), personal: grade.personal.clone() };
                plan::answered(case, fact, &entry, fits);
            }
            Self::Regraded(grade) => take_grade(case, fact, grade),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::Graded(grade) | Self::QuickAnswered(grade) => tell_grade(grade),
            Self::Regraded(grade) => tell_grade(grade).only_if(!grade.auto),
        }
    }
}

/// Praise asks for nothing, so there is no result a customer would have to confirm.
fn taken_praise(case: &mut Case, fits: bool) {
    if fits {
        case.state = State::Closing;
        case.outcome = Some(Outcome::Resolved);
        case.record.set(Field::Outcome, Value::Code(Outcome::Resolved.to_string()));
    }
}

/// The level, and who was told of it.
pub(super) fn tell_grade(grade: &Grade) -> Telling<'_> {
    let level = grade.level.map(Said::Level);
    Telling::row(level.into_iter().chain([Said::Told(&grade.notify)]).collect())
}

/// A round begins: its clocks and the front line's own time count.
pub(super) fn begin_round(case: &mut Case, at: Timestamp) {
    case.work.graded_at = Some(at);
    case.work.process_since = Some(at);
}

/// The case takes a grade over.
pub(super) fn take_grade(case: &mut Case, fact: &Recorded, grade: &Grade) {
    keep(case, fact.rank, &grade.record);
    keep(case, fact.rank, &grade.personal);
    if case.record.get(Field::ThirdParty).is_some() {
        case.third_party = true;
    }
    case.level = grade.level;
    case.modifiers = grade.modifiers.iter().copied().collect();
    case.modifiers_ever.extend(grade.modifiers.iter().copied());
    case.notified.extend(grade.notify.iter().copied());
    case.work.tier = Some(grade.tier);
    case.work.level_by_hand = grade.by_hand;
}
