//! What one case adds to the figures, and which figures it stays out of.

use super::calendar::Calendar;
use super::{Case, Channel, ClockKind, DAY_MS, Field, Kind, Level, Outcome, RatingStatus, State, Timestamp};

/// A further contact on the same matter within these days means it was not solved at once.
const QUIET_DAYS_MS: i64 = 7 * DAY_MS;

/// Seconds of talk, hold and after-call work per handled contact; `None` where nothing was measured.
pub fn aht_s(case: &Case) -> Option<i64> {
    let measured: Vec<i64> = case
        .contacts
        .iter()
        .filter_map(|contact| contact.measured)
        .map(|(talk, hold, acw)| talk + hold + acw)
        .collect();
    let handled = i64::try_from(measured.len()).ok()?;
    measured.iter().sum::<i64>().checked_div(handled)
}

/// Working days after the day of receipt up to the day of the (last) confirmation; the same day is 0.
pub fn handling_workdays(case: &Case, calendar: &Calendar) -> Option<u32> {
    case.resolved_at.map(|resolved| calendar.workdays_after(case.received_at, resolved))
}

/// Solved inside the first contact, not reopened, and no further contact of the same customer on the same category or
/// topic in seven days. `others` are the customer's other cases.
pub fn fcr(case: &Case, others: &[&Case]) -> bool {
    let Some(resolved) = case.resolved_at.filter(|_| counts_for_fcr(case) && case.reopened_at.is_empty()) else {
        return false;
    };
    let inside = inside_first_contact(case, resolved);
    let after = |at: Timestamp| at > resolved && at.since_ms(resolved) <= QUIET_DAYS_MS;
    let again =
        case.contacts.iter().skip(1).any(|contact| contact.channel != Channel::Outbound && after(contact.start));
    let elsewhere = others.iter().any(|other| after(other.received_at) && same_matter(case, other));
    inside && !again && !elsewhere
}

/// Whether a moment lies inside the first contact. A chat or mail thread lasts until it is closed, a letter is over when
/// it is read; a call whose end nobody noted holds what was answered at once, not what was planned and carried out.
fn inside_first_contact(case: &Case, at: Timestamp) -> bool {
    let Some(first) = case.contacts.first() else { return false };
    match (first.end, first.channel) {
        (Some(end), _) => at <= end,
        (None, Channel::Online | Channel::Social | Channel::Email) => true,
        (None, Channel::Letter | Channel::Regulator) => false,
        (None, _) => case.plan_in_force().is_some_and(|plan| plan.is_answer),
    }
}

fn counts_for_fcr(case: &Case) -> bool {
    !is_excluded(case) && case.kind().is_some() && case.has_level()
}

fn same_matter(one: &Case, other: &Case) -> bool {
    let same = |field| one.record.text(field).is_some_and(|code| other.record.text(field) == Some(code));
    same(Field::Category) || same(Field::Topic)
}

/// Merged, withdrawn and not real contacts stay out of every case figure.
pub fn is_excluded(case: &Case) -> bool {
    matches!(case.outcome, Some(Outcome::Merged | Outcome::Withdrawn | Outcome::Spam))
}

/// Limits ever passed, and whether the channel standard was missed.
pub fn breaches(case: &Case, now: Timestamp) -> Vec<String> {
    let mut breaches: Vec<String> =
        case.clocks.iter().filter(|clock| clock.is_breached(now)).map(|clock| clock.kind.to_string()).collect();
    if case.first_response.is_some_and(|first| first.late) {
        breaches.push("first_response".to_owned());
    }
    breaches.sort();
    breaches.dedup();
    breaches
}

/// Figures a spam contact still counts in: the line was busy with it.
const OF_THE_LINE: [&str; 7] = ["connect_rate", "service_level", "asa", "abandon_rate", "aht", "acw", "workload"];

/// Whether a case or its contacts enter a figure; `None` for a figure nobody knows.
pub fn counts_in(case: &Case, figure: &str) -> Option<bool> {
    let complaint = case.kind() == Some(Kind::Complaint);
    let archived = case.archived_at.is_some();
    let scored = case.ratings.iter().any(|rating| rating.status == RatingStatus::Scored);
    let low = case.ratings.iter().any(|rating| rating.low);
    let ended = |kind| case.clocks.iter().any(|clock| clock.kind == kind && !clock.is_running());
    if let Some(of_contact) = of_contact(case, figure) {
        return Some(of_contact);
    }
    let counts = match figure {
        "clock_rate" => !case.clocks.is_empty(),
        "progress_rate" => case.level == Some(Level::ONE),
        "resolution_rate" => complaint && archived,
        "handling_days" => complaint && case.resolved_at.is_some(),
        "answer_24h" => ended(ClockKind::Answer),
        "record_24h" | "repeat_complaint" => complaint,
        "csat_index" | "csat_pct" | "low_score_rate" => scored,
        "survey_response" => case.ratings.iter().any(|rating| rating.status != RatingStatus::NotAsked),
        "low_score_24h" => low,
        "fcr" => counts_for_fcr(case) && case.resolved_at.is_some(),
        "reopen_rate" => archived,
        "transfer_rate" | "escalation_rate" | "qa_score" => true,
        "promise_kept" => !case.promises.is_empty(),
        "followup_rate" => !case.follow_ups.is_empty(),
        "renewal_rate" => false,
        _ => return None,
    };
    Some(counts && !is_excluded(case))
}

/// Figures of contacts and calls do not ask how the case ended.
fn of_contact(case: &Case, figure: &str) -> Option<bool> {
    let call = case.contacts.iter().any(|contact| contact.channel == Channel::Phone);
    let spam = case.state == State::Spam;
    let counts = match figure {
        "connect_rate" | "abandon_rate" | "asa" => call,
        "service_level" => case.first_response.is_some() && case.channel() != Channel::Outbound,
        "aht" | "acw" => aht_s(case).is_some(),
        "workload" => true,
        "complaint_rate" => !spam && !is_excluded(case),
        _ => return None,
    };
    Some(counts || (spam && OF_THE_LINE.contains(&figure)))
}
