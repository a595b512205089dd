//! Which tables and keys a manual has, what they point to and what they may hold.

use super::settings::LevelLimits;

/// A table of the manual.
pub(super) struct Table {
    /// Its name; `category.sub` is the array `sub` inside a `category`.
    pub name: &'static str,
    /// What tells its entries apart; `None` for a single table, empty for entries that only add up.
    pub id: Option<&'static [&'static str]>,
    /// Every entry has a name in the three languages.
    pub named: bool,
    /// Its other keys.
    pub keys: &'static [&'static str],
}

const ID: Option<&[&str]> = Some(&["id"]);

const fn list(name: &'static str, keys: &'static [&'static str]) -> Table {
    Table { name, id: ID, named: true, keys }
}

const fn single(name: &'static str, keys: &'static [&'static str]) -> Table {
    Table { name, id: None, named: false, keys }
}

/// A list whose entries are told apart by other keys than an id, and have no names.
const fn by(id: &'static [&'static str], name: &'static str, keys: &'static [&'static str]) -> Table {
    Table { name, id: Some(id), named: false, keys }
}

/// Keys every named entry may have.
pub(super) const NAMES: &[&str] = &["zh_cn", "zh_tw", "en"];

/// Keys of a sentence that says where it comes from.
pub(super) const SENTENCE: &[&str] = &["zh_cn", "zh_tw", "en", "src"];

/// Keys whose values are words in the three languages, or lists of such.
pub(super) const WORDED: &[&str] =
    &["short", "title", "goal", "people", "standard", "deeds", "chart", "answer", "number", "applies"];

/// What kind of table, its name, its keys.
macro_rules! tables {
    ($($kind:ident $(($($id:ident)*))? $name:literal $(: $($key:ident)+)?;)+) => {
        &[$($kind($(&[$(stringify!($id)),*],)? $name, &[$($(stringify!($key)),+)?])),+]
    };
}

/// Every table.
pub(super) const TABLES: &[Table] = tables! {
    list "stage": order;
    list "state": stage terminal;
    by(event) "transition": from to event who require guard keep_state;
    by(event) "act": from event who require guard;
    list "holder";
    list "pause_reason": stops_clock needs_role asks longest_days;
    list "reveal_reason";
    list "wrap_code";
    list "agent_state": state;
    list "channel": live first_response_s auto_ack_s rings src;
    list "kind": default_impact topics needs optional src;
    list "topic";
    list "category": lead sub;
    list "category.sub": severity lead floor_level example;
    list "severity": rank rule floor_level notify src;
    list "impact": rank;
    list "urgency": rank;
    single "grade": critical core partial none;
    list "modifier": when effect reach;
    list "level": respond_min respond_cal start_min start_cal progress_min progress_cal plan_min plan_cal answer_min
        answer_cal self_solve_min owner notify src;
    single "clock": warn_at respond_channels department_share complaint_record_min complaint_close_workdays
        complaint_ceiling_workdays suggestion_notice_workdays max_pause_workdays reopen_days ring_s src;
    single "major": cases minutes src;
    single "calendar": timezone region service_hours work_hours work_weekdays outbound_hours
        outbound_skip_holiday_kinds outbound_exempt_kinds;
    by(region year) "holidays": region year off work src;
    list "role": compensation_limit;
    list "department";
    list "tier": care_days monthly_survey named_agent;
    list "resolution_type";
    list "outcome": counts_as_resolved excluded;
    list "root_cause";
    list "emotion";
    list "followup": rule snooze_max grace_min after_min after_days after_days_heavy after_close;
    single "satisfaction": target_score low_overall low_dimension min_dimensions must_answer l2_fault_percent
        dimension keypad status;
    list "satisfaction.dimension": weight;
    list "satisfaction.status";
    single "forms": order_no;
    single "vocab_meta": negation kind_order vote_fault vote_weak vote_max vote_weak_max emotion_order impact_order
        urgency_order;
    by() "vocab": target weight keep_negated words;
    by() "intake": reads words;
    list "avoid": match why;
    by(id) "step": goal people standard deeds limits first_answer avoid src chart;
    list "fork": stage title;
    list "question": stage answer;
    list "law": region sector number in_force_from in_force_to show_as source checked_on limit;
    by() "law.limit": clock who from amount unit before article applies;
    list "law_word";
    list "runbook": categories line;
    list "runbook.line";
    list "slot": about;
    list "phrase_group";
    list "phrase": stage group channel kind level emotion topic resolution role needs after follows before state act
        field duty result line debt course times once opens text aside when must slots any_of promises instead_of tone
        title blanks;
};

/// The table of a name.
pub(super) fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

impl Table {
    /// Every key an entry may have.
    pub fn allowed(&self) -> impl Iterator<Item = &'static str> {
        let identity: &[&str] = if self.id == ID { &["id"] } else { &[] };
        let names: &[&str] = if self.named { &["zh_cn", "zh_tw", "en", "short"] } else { &[] };
        let retired: &[&str] = if self.id.is_some() { &["retired"] } else { &[] };
        [identity, names, retired, self.keys].into_iter().flatten().copied()
    }
}

/// Keys that hold the id, or ids, of entries of another table.
pub(super) const REFERENCES: &[(&str, &str, &str)] = &[
    ("category", "lead", "department"),
    ("category.sub", "lead", "department"),
    ("kind", "topics", "topic"),
    ("phrase", "slots", "slot"),
    ("phrase", "group", "phrase_group"),
    ("phrase", "stage", "stage"),
    ("phrase", "any_of", "slot"),
    ("phrase", "topic", "topic"),
    ("phrase", "resolution", "resolution_type"),
    ("phrase", "after", "phrase"),
    ("phrase", "follows", "phrase"),
    ("phrase", "before", "phrase"),
    ("phrase", "instead_of", "phrase"),
    ("runbook", "categories", "category"),
    ("step", "id", "stage"),
    ("step", "avoid", "avoid"),
    ("fork", "stage", "stage"),
    ("question", "stage", "stage"),
    ("state", "stage", "stage"),
    ("transition", "from", "state"),
    ("transition", "to", "state"),
    ("transition", "who", "role"),
    ("act", "from", "state"),
    ("act", "who", "role"),
    ("vocab_meta", "vote_fault", "category.sub"),
    ("vocab_meta", "vote_weak", "category.sub"),
];

/// Keys that hold a number, or numbers, with the least and the most that make sense.
pub(super) const RANGES: &[(&str, &[&str], f64, f64)] = &[
    ("channel", &["first_response_s", "auto_ack_s"], 1.0, 2_592_000.0),
    ("channel", &["rings"], 1.0, 99.0),
    ("level", LevelLimits::KEYS, 1.0, 100_000.0),
    ("clock", &["warn_at"], 0.01, 0.99),
    ("clock", &["department_share"], 0.01, 1.0),
    ("clock", &["complaint_record_min"], 1.0, 100_000.0),
    ("clock", &["complaint_close_workdays", "complaint_ceiling_workdays", "suggestion_notice_workdays"], 1.0, 365.0),
    ("clock", &["max_pause_workdays"], 1.0, 60.0),
    ("clock", &["reopen_days"], 1.0, 3650.0),
    ("clock", &["ring_s"], 1.0, 60.0),
    ("major", &["cases"], 2.0, 1000.0),
    ("major", &["minutes"], 1.0, 100_000.0),
    ("calendar", &["work_weekdays"], 1.0, 7.0),
    ("holidays", &["year"], 2000.0, 2100.0),
    ("role", &["compensation_limit"], 0.0, 100_000_000.0),
    ("tier", &["care_days"], 1.0, 3650.0),
    ("followup", &["snooze_max"], 0.0, 99.0),
    ("followup", &["grace_min"], 0.0, 100_000.0),
    ("satisfaction", &["target_score", "low_overall"], 0.0, 100.0),
    ("satisfaction", &["low_dimension"], 1.0, 5.0),
    ("satisfaction", &["min_dimensions"], 1.0, 4.0),
    ("satisfaction", &["l2_fault_percent"], 0.0, 100.0),
    ("satisfaction.dimension", &["weight"], 1.0, 100.0),
    ("vocab", &["weight"], 1.0, 10.0),
    ("phrase", &["course"], 1.0, 1000.0),
    ("phrase", &["times"], 0.0, 99.0),
];
