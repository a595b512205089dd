//! The worked cases hold: what was entered leads to the record they describe.

use std::path::Path;

use zuoxi::domain::calendar::Rulebook;
use zuoxi::scenario::{Report, run};

use crate::both::Both;

fn rules() -> Rulebook {
    Rulebook::new(zuoxi::manual::built_in()).unwrap()
}

fn replay(names: &[&str]) -> Report {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rehearsals");
    let texts: Vec<(String, String)> =
        names.iter().map(|name| ((*name).to_owned(), std::fs::read_to_string(folder.join(name)).unwrap())).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    run(&files, &mut Both::new(rules())).unwrap()
}

fn holds(names: &[&str]) {
    let report = replay(names);
    let different: Vec<String> = report.different().map(ToString::to_string).collect();
    assert!(different.is_empty(), "{names:?}:\n{}", different.join("\n"));
    assert!(report.checks.len() > 3, "{names:?} compared only {} things", report.checks.len());
}

#[test]
fn a_level_one_outage_restored_inside_the_hour_holds() {
    holds(&["s1.toml"]);
}

#[test]
fn a_late_parcel_taken_before_the_line_closes_holds() {
    holds(&["s2.toml"]);
}

#[test]
fn an_enquiry_answered_inside_the_call_holds() {
    holds(&["s3.toml"]);
}

#[test]
fn a_low_score_that_reopens_the_case_holds() {
    holds(&["s6.toml"]);
}

#[test]
fn several_files_share_one_timeline() {
    holds(&["s1.toml", "s2.toml", "s3.toml", "s6.toml"]);
}

#[test]
fn what_a_pause_leaves_goes_on_next_morning() {
    holds(&["own-pause.toml"]);
}

#[test]
fn the_longest_pause_ends_by_itself_and_a_lead_closes_as_unreachable() {
    holds(&["own-unreachable.toml"]);
}

#[test]
fn a_survey_has_no_clocks_and_a_new_matter_gets_its_own() {
    holds(&["own-survey.toml", "own-split-off.toml"]);
    holds(&["own-survey.toml"]);
    holds(&["own-split-off.toml"]);
}

#[test]
fn a_major_matter_is_declared_joined_told_left_and_ended_with_every_step_taken_back_once() {
    holds(&["own-major.toml", "own-major-second.toml", "own-major-third.toml"]);
}

#[test]
fn praise_has_no_clocks_and_is_passed_on_within_a_day() {
    holds(&["own-praise.toml"]);
}

#[test]
fn r9_what_was_told_earlier_counts_from_then_and_a_regulator_s_date_is_the_limit() {
    holds(&["own-regulator.toml"]);
}

#[test]
fn a_duplicate_goes_into_the_older_case_and_counts_as_repeated() {
    holds(&["own-master.toml", "own-duplicate.toml"]);
    holds(&["own-duplicate.toml", "own-master.toml"]);
}

#[test]
fn a_spam_call_counts_on_the_line_only() {
    holds(&["own-spam.toml"]);
}

#[test]
fn two_plans_turned_down_end_with_the_leads_word() {
    holds(&["own-final-refusal.toml"]);
}

#[test]
fn a_heavy_complaint_with_a_third_party_is_watched_for_a_month() {
    holds(&["own-heavy-third-party.toml"]);
}

#[test]
fn a_case_that_comes_back_twice_is_raised_once_and_told_to_the_lead() {
    holds(&["own-twice-reopened.toml"]);
}

#[test]
fn a_level_one_at_night_is_reported_on_until_it_works_again() {
    holds(&["own-restored-at-the-second-try.toml"]);
}

#[test]
fn a_strategic_customers_question_is_answered_in_the_chat() {
    holds(&["own-strategic-chat.toml"]);
}

#[test]
fn a_fault_sent_back_twice_is_repaired_in_the_end() {
    holds(&["own-bounced-twice.toml"]);
}

#[test]
fn a_mail_thread_is_one_contact() {
    holds(&["own-email.toml"]);
}

#[test]
fn raising_shortens_and_a_met_clock_stays_late() {
    holds(&["own-regrade.toml"]);
}

#[test]
fn a_promise_past_its_time_is_missed_and_raises_the_level() {
    holds(&["own-broken-promise.toml"]);
}

#[test]
fn a_letter_over_a_third_party_gets_further_looks() {
    holds(&["own-letter.toml"]);
}

#[test]
fn one_key_can_be_a_low_score() {
    holds(&["own-chat-keypad.toml"]);
}

#[test]
fn a_withdrawn_complaint_leaves_the_figures() {
    holds(&["own-withdrawn.toml"]);
}

#[test]
fn a_suggestion_is_owed_an_answer() {
    holds(&["own-suggestion.toml"]);
}

#[test]
fn an_unknown_key_is_named() {
    let door = &mut Both::new(rules());
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rehearsals/s3.toml")).unwrap();
    let input = text.replace("rings = 1", "rings = 1\nring_tone = 3");
    let error = run(&[("s3", &input)], door).unwrap_err().to_string();
    assert!(error.contains("ring_tone"), "{error}");
    let expected = text.replace("reopen_count = 0", "reopen_counts = 0");
    let error = run(&[("s3", &expected)], door).unwrap_err().to_string();
    assert!(error.contains("final.reopen_counts"), "{error}");
    let event = text.replace("case.quick_answer", "case.quick_reply");
    let error = run(&[("s3", &event)], door).unwrap_err().to_string();
    assert!(error.contains("case.quick_reply"), "{error}");
}

#[test]
fn a_wrong_expectation_is_different() {
    let door = &mut Both::new(rules());
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rehearsals/s3.toml")).unwrap();
    let report = run(&[("s3", &text.replace("aht_s = 395", "aht_s = 394"))], door).unwrap();
    let different: Vec<&str> = report.different().map(|check| check.what.as_str()).collect();
    assert_eq!(different, ["final.aht_s"]);
}

#[test]
fn a_grade_raised_during_a_pause_shortens_what_is_left() {
    holds(&["own-pause-regrade.toml"]);
}

#[test]
fn after_hours_nobody_measures_seconds_and_a_reopening_starts_anew() {
    holds(&["own-after-hours.toml"]);
}

#[test]
fn a_refund_paused_for_the_customer_holds() {
    holds(&["own-paused-refund.toml"]);
}

#[test]
fn a_hurt_child_in_the_holidays_holds() {
    holds(&["own-safety-in-the-holidays.toml"]);
}

#[test]
fn an_enquiry_by_letter_at_night_holds() {
    holds(&["own-letter-at-night.toml"]);
}

#[test]
fn what_must_be_refused_is_and_an_act_is_taken_back() {
    holds(&["own-refused-and-undone.toml"]);
}

#[test]
fn another_refusal_than_expected_is_different() {
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rehearsals/own-refused-and-undone.toml"),
    )
    .unwrap();
    let text = text.replace("refusal = \"not-you\"", "refusal = \"not-now\"");
    let report = run(&[("refused", &text)], &mut Both::new(rules())).unwrap();
    let different: Vec<String> = report.different().map(ToString::to_string).collect();
    assert_eq!(different.len(), 1, "{different:#?}");
    assert!(different[0].contains("expected refused not-now, got refused not-you"), "{different:#?}");
}
