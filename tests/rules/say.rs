//! What to say now, rule by rule: what may stand on the rail (A), who comes first (B), what stands below (C).

use std::collections::BTreeSet;

use zuoxi::domain::say::{Callback, Doing, Moment, Owed, PlanStanding, RAIL, Telephone, choose, is_sayable, others};
use zuoxi::domain::{
    Act, Channel, Emotion, Field, FollowUpKind, HolderKind, Kind, Level, Modifier, RatingStatus, Role, State,
};

use crate::loader::manual;

fn ids(moment: &Moment) -> Vec<&'static str> {
    choose(moment, manual()).into_iter().map(|phrase| phrase.id.as_str()).collect()
}

#[track_caller]
fn first(moment: &Moment, id: &str) {
    let ids = ids(moment);
    assert_eq!(ids.first().copied(), Some(id), "{ids:?}");
}

#[track_caller]
fn shows(moment: &Moment, wanted: &[&str]) {
    let ids = ids(moment);
    assert!(wanted.iter().all(|id| ids.contains(id)), "{wanted:?} in {ids:?}");
}

#[track_caller]
fn hides(moment: &Moment, unwanted: &[&str]) {
    let ids = ids(moment);
    assert!(unwanted.iter().all(|id| !ids.contains(id)), "none of {unwanted:?} in {ids:?}");
}

fn said(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// An ordinary complaint of level 2, in hand, the customer on the line.
fn in_hand() -> Moment {
    Moment {
        state: State::Process,
        kind: Some(Kind::Complaint),
        level: Some(Level::TWO),
        holder: Some(HolderKind::Frontline),
        said: said(&["in.phone.open_case"]),
        ..Moment::default()
    }
}

fn grading(field: Field) -> Moment {
    Moment {
        state: State::Identify,
        kind: Some(Kind::Complaint),
        doing: Some(Doing::Act(Act::Grade)),
        field: Some(field),
        said: said(&["in.phone.greet", "ask.open"]),
        ..Moment::default()
    }
}

/// A call of ours that nobody has answered yet.
fn ringing(duty: FollowUpKind) -> Moment {
    Moment { channel: Channel::Outbound, ours: true, duty: Some(duty), said: Vec::new(), ..in_hand() }
}

fn act(act: Act, state: State) -> Moment {
    Moment { doing: Some(Doing::Act(act)), state, ..in_hand() }
}

#[test]
fn a1_only_words_of_the_channel_and_the_telephone_s_on_our_own_calls() {
    let moments = [in_hand(), grading(Field::Description), act(Act::PlanAccepted, State::PlanConfirm)];
    for moment in moments {
        for channel in [Channel::Email, Channel::Online, Channel::Onsite, Channel::Social] {
            for phrase in choose(&Moment { channel, ..moment.clone() }, manual()) {
                assert!(phrase.channel.iter().any(|name| name == channel.as_str()), "{} on {channel}", phrase.id);
            }
        }
    }
    let update = Moment { reached: true, progress: Some(Owed::Due), ..ringing(FollowUpKind::Progress) };
    first(&update, "pr.l2.update");
    hides(&Moment { channel: Channel::Social, ..grading(Field::Facts) }, &["id.ask", "grade.case_no"]);
}

#[test]
fn a2_internal_words_only_while_something_is_written_to_colleagues() {
    let transfer = Moment { field: Some(Field::HandoverNote), ..act(Act::Transfer, State::Process) };
    first(&transfer, "int.handover");
    first(
        &Moment { doing: Some(Doing::Note), field: Some(Field::Note), line: Some(Telephone::Ready), ..in_hand() },
        "int.shift",
    );
    first(&Moment { field: Some(Field::Note), ..act(Act::EscalateLead, State::PlanConfirm) }, "int.escalate");
    hides(&in_hand(), &["int.handover", "int.escalate", "int.shift", "int.chase"]);
}

#[test]
fn a3_a_lead_s_words_are_a_lead_s_and_the_regulator_s_first_call_is_made_once() {
    let low = ringing(FollowUpKind::LowScore);
    first(&low, "fu.open");
    first(&Moment { role: Some(Role::Lead), ..low }, "fu.lowscore.lead");
    let call = Moment { origin: Some(Channel::Regulator), ..ringing(FollowUpKind::Promise) };
    first(&call, "reg.first_call");
    first(&Moment { said_on_case: said(&["reg.first_call"]), ..call }, "fu.open");
    let refusal = Moment { field: Some(Field::FinalPosition), ..act(Act::PlanFinalRefused, State::PlanConfirm) };
    hides(&refusal, &["fb.close.final_no"]);
}

#[test]
fn a4_danger_is_to_a_body_and_needs_no_level() {
    let danger = ["pr.safety", "em.distress"];
    hides(&Moment { level: Some(Level::ONE), kind: Some(Kind::Fault), ..in_hand() }, &danger);
    let words = Moment { signals: set(&["danger", "injury"]), typed: true, ..grading(Field::Kind) };
    assert_eq!(ids(&words)[..2], ["em.distress", "pr.safety"]);
    let unhurt = Moment { signals: set(&["danger"]), typed: true, ..grading(Field::Kind) };
    first(&unhurt, "pr.safety");
    hides(&unhurt, &["em.distress"]);
    let recall = Moment {
        topic: Some("recall_notice".into()),
        kind: Some(Kind::Proactive),
        state: State::Intake,
        ..ringing(FollowUpKind::Care)
    };
    shows(&recall, &["pr.safety"]);
}

#[test]
fn a5_only_the_mood_heard_now_is_answered_and_every_phrase_on_its_own_condition() {
    let calming =
        ["em.angry", "em.annoyed", "em.anxious", "em.focus", "em.repeat", "em.apology", "em.supervisor", "em.exposure"];
    hides(&Moment { mood: Some(Emotion::Calm), ..grading(Field::Description) }, &calming);
    hides(&grading(Field::Description), &calming);
    let cross = Moment { mood: Some(Emotion::Annoyed), ..grading(Field::Description) };
    first(&cross, "em.annoyed");
    first(&Moment { same_matter: true, ..cross.clone() }, "em.repeat");
    first(&Moment { category: Some("service.wait".into()), ..cross.clone() }, "in.phone.busy_period");
    first(&Moment { signals: set(&["supervisor"]), ..cross }, "em.supervisor");
    let plan = |cause: &str| Moment {
        mood: Some(Emotion::Angry),
        cause: Some(cause.into()),
        plan: Some(PlanStanding::Ready),
        said: said(&["em.angry"]),
        ..act(Act::PlanAccepted, State::PlanConfirm)
    };
    first(&plan("system"), "em.apology");
    hides(&plan("customer_use"), &["em.apology"]);
    let back = Moment { same_matter: true, doing: Some(Doing::Intake), ..Moment::default() };
    hides(&back, &["ask.open", "ask.kind"]);
}

#[test]
fn a6_what_was_said_does_not_come_again_unless_it_is_meant_to() {
    for phrase in &manual().phrases {
        let moment = Moment { said: vec![phrase.id.clone()], ..in_hand() };
        if phrase.times == 1 {
            assert!(!is_sayable(phrase, &moment, manual()), "{}", phrase.id);
        }
    }
    let abuse = |times: usize| Moment {
        mood: Some(Emotion::Abusive),
        said: vec!["em.abuse.warn".to_owned(); times],
        ..grading(Field::Description)
    };
    first(&abuse(1), "em.abuse.warn");
    first(&abuse(2), "em.abuse.end");
    let check = |fails| Moment {
        identity_fails: fails,
        said: vec!["id.ask".to_owned(); usize::try_from(fails).unwrap()],
        ..Moment { doing: Some(Doing::Act(Act::IdentityChecked)), ..grading(Field::Facts) }
    };
    first(&check(2), "id.ask");
    first(&check(3), "id.fail");
}

#[test]
fn a7_the_level_is_told_once_in_the_contact_it_was_found_in() {
    let told =
        |level| Moment { level: Some(level), said: said(&["in.phone.greet", "ask.restate"]), ..grading(Field::Level) };
    first(&told(Level::ONE), "grade.l1");
    first(&told(Level::TWO), "grade.l2");
    hides(&Moment { said_on_case: said(&["grade.l2"]), ..told(Level::TWO) }, &["grade.l2"]);
    hides(&in_hand(), &["grade.l1", "grade.l2", "grade.l3"]);
}

#[test]
fn a8_a_rating_is_asked_where_there_is_a_result_and_by_whom_it_may_be() {
    let done = |kind, level| Moment {
        kind: Some(kind),
        level: Some(level),
        state: State::Closing,
        said: said(&["fb.result", "fb.anything_else"]),
        ..in_hand()
    };
    shows(&done(Kind::Enquiry, Level::THREE), &["fb.survey.ask"]);
    shows(&done(Kind::Fault, Level::THREE), &["fb.survey.ask"]);
    hides(&done(Kind::Fault, Level::TWO), &["fb.survey.ask"]);
    hides(&done(Kind::Complaint, Level::THREE), &["fb.survey.ask"]);
    hides(&Moment { rating: Some(RatingStatus::Scored), ..done(Kind::Enquiry, Level::THREE) }, &["fb.survey.ask"]);
    hides(&Moment { state: State::Cancelled, ..done(Kind::Enquiry, Level::THREE) }, &["fb.survey.ask"]);
    let call = Moment {
        state: State::Closing,
        reached: true,
        said: said(&["fu.satisfaction"]),
        ..ringing(FollowUpKind::Satisfaction)
    };
    first(&call, "fb.survey.dims");
}

#[test]
fn a9_openings_stand_only_at_the_opening() {
    let new = Moment { doing: Some(Doing::Intake), ..Moment::default() };
    first(&new, "in.phone.greet");
    hides(&Moment { said: said(&["in.phone.greet"]), ..new.clone() }, &["in.phone.greet", "in.phone.known"]);
    hides(&Moment { under_way: true, ..new }, &["in.phone.greet"]);
    let ways_out = ["fu.open", "fu.busy", "fu.wrong_number"];
    shows(&ringing(FollowUpKind::Promise), &ways_out);
    hides(&Moment { reached: true, said: said(&["fu.open"]), ..ringing(FollowUpKind::Promise) }, &ways_out);
    let stranger =
        Moment { reached: true, result: Some("wrong_number".into()), ..act(Act::FollowUpDone, State::Closing) };
    first(&Moment { channel: Channel::Outbound, ours: true, ..stranger }, "fu.wrong_number");
}

#[test]
fn b1_a_customer_who_hears_nothing_hears_nothing_of_the_rest() {
    let silent =
        Moment { silence_s: 6, said: said(&["in.phone.greet"]), doing: Some(Doing::Intake), ..Moment::default() };
    assert_eq!(ids(&silent), ["in.phone.silent", "in.phone.noisy"]);
    hides(&Moment { typed: true, ..silent }, &["in.phone.silent"]);
    let held = |seconds| Moment { line: Some(Telephone::Hold), on_hold_s: seconds, ..in_hand() };
    assert_eq!(ids(&held(20)), ["pr.hold.return"]);
    assert_eq!(ids(&held(46)), ["pr.hold.extend", "pr.hold.return"]);
    first(&Moment { back_from_hold: true, ..in_hand() }, "pr.hold.return");
    first(&Moment { silence_s: 61, ..in_hand() }, "pr.hold.extend");
    first(&Moment { doing: Some(Doing::Hold), ..in_hand() }, "pr.hold.ask");
    first(&Moment { store_down: true, ..in_hand() }, "pr.own_system_down");
    first(&Moment { callback: Some(Callback::Cut), ..ringing(FollowUpKind::Callback) }, "in.phone.cut_callback");
}

#[test]
fn b2_danger_comes_before_identity_and_every_question() {
    let check = Moment { doing: Some(Doing::Act(Act::IdentityChecked)), ..grading(Field::Facts) };
    let danger = Moment { category: Some("product.safety".into()), ..check };
    first(&danger, "pr.safety");
    hides(&danger, &["id.ask", "id.readback", "pr.hold.ask"]);
}

#[test]
fn b3_who_greets_and_how() {
    let new = Moment { doing: Some(Doing::Intake), ..Moment::default() };
    let late = Moment { rings_late: true, ..new.clone() };
    first(&late, "in.phone.late");
    hides(&late, &["in.phone.greet"]);
    first(&Moment { known_customer: true, ..new.clone() }, "in.phone.known");
    let night = Moment { channel: Channel::Online, after_hours: true, ..new };
    first(&night, "in.online.offhours");
    hides(&night, &["in.online.auto", "in.online.human"]);
    first(&ringing(FollowUpKind::Care), "fu.care");
    first(&ringing(FollowUpKind::ImplCheck), "fu.open");
}

#[test]
fn b4_a_debt_stands_above_the_mood_and_a_delay_to_come_below_it() {
    let angry = Moment { mood: Some(Emotion::Angry), ..in_hand() };
    first(&Moment { promise: Some(Owed::Overdue), ..angry.clone() }, "em.repeat");
    first(&Moment { progress: Some(Owed::Overdue), ..angry.clone() }, "pr.l2.update");
    let delay = Moment { promise: Some(Owed::Due), plan: Some(PlanStanding::Late), state: State::Implement, ..angry };
    assert_eq!(ids(&delay)[..2], ["em.angry", "fb.delay"]);
    let call = Moment { promise: Some(Owed::Overdue), reached: true, ..ringing(FollowUpKind::Promise) };
    first(&call, "fb.promise.missed");
    hides(&call, &["em.repeat", "fb.delay"]);
}

#[test]
fn b5_empathy_then_the_way_back_to_facts_then_the_work() {
    let angry =
        |words: &[&str]| Moment { mood: Some(Emotion::Angry), said: said(words), ..grading(Field::Description) };
    assert_eq!(ids(&angry(&["in.phone.greet"]))[..2], ["em.angry", "em.focus"]);
    first(&angry(&["in.phone.greet", "em.angry"]), "em.focus");
    first(&angry(&["in.phone.greet", "em.angry", "em.focus"]), "ask.detail");
    first(&Moment { mood: Some(Emotion::Threatening), ..in_hand() }, "em.exposure");
}

#[test]
fn b6_the_field_in_focus_is_asked_for_and_what_is_reported_is_told() {
    let fields = [
        (Field::Description, "ask.detail"),
        (Field::FirstSeenAt, "ask.when"),
        (Field::Product, "ask.product"),
        (Field::Impact, "ask.impact"),
        (Field::Urgency, "ask.urgency"),
        (Field::DesiredOutcome, "ask.wish"),
        (Field::Level, "ask.restate"),
    ];
    for (field, id) in fields {
        first(&grading(field), id);
    }
    let consent = Moment {
        plan: Some(PlanStanding::Told),
        field: Some(Field::CustomerConsent),
        ..act(Act::PlanAccepted, State::PlanConfirm)
    };
    first(&consent, "fb.plan.confirm");
    first(&Moment { field: Some(Field::Missing), ..act(Act::Pause, State::Process) }, "pr.wait.ask");
    first(&Moment { field: Some(Field::Due), ..act(Act::PromiseMade, State::Process) }, "fb.promise");
}

#[test]
fn b7_the_state_says_what_is_next() {
    first(&Moment { kind: Some(Kind::Fault), ..in_hand() }, "pr.guide");
    first(&Moment { plan: Some(PlanStanding::Ready), state: State::PlanConfirm, ..in_hand() }, "fb.plan.explain");
    first(&Moment { state: State::Implement, plan: Some(PlanStanding::Accepted), ..in_hand() }, "fb.promise");
    first(&Moment { state: State::Verify, ..in_hand() }, "fb.result");
}

#[test]
fn b8_every_contact_is_closed_in_order() {
    hides(&in_hand(), &["fb.anything_else", "fb.close"]);
    let told = |words: &[&str]| Moment { holder: Some(HolderKind::Department), said: said(words), ..in_hand() };
    let timed = ["in.phone.open_case", "pr.transfer.later", "pr.l2.update"];
    assert_eq!(ids(&told(&timed))[..2], ["fb.anything_else", "fb.close"]);
    first(&told(&[&timed[..], &["fb.anything_else"]].concat()), "fb.close");
}

#[test]
fn b9_a_phrase_that_would_be_spoken_with_a_hole_comes_after_one_that_is_whole() {
    let update = |slots: &[&str]| Moment {
        level: Some(Level::ONE),
        progress: Some(Owed::Due),
        filled: Some(set(slots)),
        ..in_hand()
    };
    first(&update(&["result", "steps", "eta"]), "pr.l1.update");
    first(&update(&["reason", "eta"]), "pr.l1.nonews");
}

#[test]
fn c1_the_next_of_the_course_stand_below_and_the_ways_out_under_them() {
    assert_eq!(ids(&grading(Field::Impact)), ["ask.impact", "ask.urgency", "ask.wish"]);
    let promise = Moment { plan: None, ..ringing(FollowUpKind::Promise) };
    assert_eq!(ids(&promise)[3..], ["fu.busy", "fu.wrong_number"]);
}

#[test]
fn c2_a_short_rail_is_better_than_a_wrong_one_and_the_rest_is_a_key_away() {
    let pause = Moment { field: Some(Field::Missing), ..act(Act::Pause, State::Process) };
    let chosen = choose(&pause, manual());
    assert!(chosen.len() < RAIL);
    let others = others(&pause, manual(), &chosen);
    assert!(others.iter().all(|phrase| is_sayable(phrase, &pause, manual())));
    assert!(others.iter().all(|phrase| !chosen.iter().any(|one| one.id == phrase.id)));
}

#[test]
fn c3_the_same_moment_shows_the_same_and_seconds_alone_change_nothing() {
    let moment = Moment { talk_s: 10, circumstances: BTreeSet::from([Modifier::KeyCustomer]), ..in_hand() };
    let later = Moment { talk_s: 40, silence_s: 30, ..moment.clone() };
    assert_eq!(ids(&moment), ids(&later));
}

/// The built-in manual with a phrase of a company's own.
fn with_own(keys: &str) -> zuoxi::domain::Manual {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "[[phrase]]\nid = \"own\"\nchannel = [\"phone\"]\nwhen = \"x\"\nslots = []\nzh_cn = \"甲\"\nzh_tw = \"甲\"\nen = \"A\"\n{keys}"
    );
    std::fs::write(folder.path().join("own.toml"), text).unwrap();
    zuoxi::manual::load(Some(folder.path())).unwrap()
}

#[test]
fn a_company_s_own_phrase_is_among_the_five_where_its_keys_say_it_is_said() {
    let process = "stage = \"process\"\ngroup = \"progress\"\n";
    let late =
        Moment { said: said(&["in.phone.open_case", "pr.guide", "pr.unknown", "pr.transfer.later"]), ..in_hand() };
    let chase = Moment { duty: Some(FollowUpKind::Progress), progress: Some(Owed::Due), ..in_hand() };
    for (keys, moment) in [
        (process.to_owned(), in_hand()),
        (process.to_owned(), late.clone()),
        (format!("{process}level = [2]\n"), late.clone()),
        (format!("{process}act = [\"case.transferred\"]\n"), act(Act::Transfer, State::Process)),
        (
            format!("{process}act = [\"case.transferred\"]\n"),
            Moment { said: late.said.clone(), ..act(Act::Transfer, State::Process) },
        ),
        (format!("{process}duty = [\"progress\"]\n"), chase),
        (
            "stage = \"identify\"\ngroup = \"ask\"\nfield = [\"desired_outcome\"]\n".to_owned(),
            grading(Field::DesiredOutcome),
        ),
        (
            "stage = \"feedback\"\ngroup = \"plan\"\nstate = [\"plan_confirm\"]\n".to_owned(),
            Moment { state: State::PlanConfirm, ..late },
        ),
    ] {
        let manual = with_own(&keys);
        let ids: Vec<&str> = choose(&moment, &manual).into_iter().map(|phrase| phrase.id.as_str()).collect();
        assert!(ids.contains(&"own"), "{keys}\n{ids:?}");
    }
    let manual = with_own(&format!("{process}level = [1]\n"));
    assert!(choose(&in_hand(), &manual).iter().all(|phrase| phrase.id != "own"), "not at level 2");
    let manual = with_own(&format!("{process}act = [\"case.transferred\"]\n"));
    assert!(choose(&in_hand(), &manual).iter().all(|phrase| phrase.id != "own"), "only over its form");
}

#[test]
fn every_phrase_has_its_moment() {
    let text = include_str!("../rehearsals/moments.toml");
    let named = manual().phrases.iter().filter(|phrase| text.contains(&format!("\"{}\"", phrase.id))).count();
    assert!(named >= 95, "only {named} phrases are named in the moments");
}
