//! What stands below a form: the level with its reasons and what becomes due; the score and what is missing.

use super::super::view::Page;
use super::wording::level_name;
use super::{Purpose, StepForm, closing, identify};
use crate::domain::Names;
use crate::domain::protocol::Duty;

/// Name, words, words at the right edge.
pub type Foot = (String, String, String);

impl Page<'_> {
    /// What stands below the form: the level with its reasons and what becomes due, the score, what else can be done.
    pub(in crate::tui::screens::case) fn foot(&self, form: &StepForm) -> Vec<Foot> {
        match form.about.purpose {
            Purpose::Identify => self.grade_foot(form),
            Purpose::Closing => self.score_foot(form),
            _ => Vec::new(),
        }
    }

    fn grade_foot(&self, form: &StepForm) -> Vec<Foot> {
        let cx = self.cx;
        let Some(case) = self.case() else { return Vec::new() };
        let Some(grading) = identify::grading(form, self.screen.case_tier(cx), case, cx) else { return Vec::new() };
        let manual = &cx.rules.manual;
        let (impact, urgency) = identify::cell(form);
        let impact = impact.and_then(|one| manual.impacts.iter().find(|named| named.id == one));
        let urgency = urgency.and_then(|one| manual.urgencies.iter().find(|named| named.id == one));
        let name = |named: Option<&Names>| named.map_or("", |names| names.get(cx.lang)).to_owned();
        let level = level_name(grading.level, cx);
        let reason = format!("{} + {}", name(impact.map(|one| &one.names)), name(urgency.map(|one| &one.names)));
        let mut foot = vec![(cx.words.get("case-why"), format!("{level}  {reason}"), String::new())];
        let raised: Vec<String> = manual
            .modifiers
            .iter()
            .filter(|rule| grading.modifiers.contains(&rule.id))
            .map(|rule| rule.names.get(cx.lang).to_owned())
            .collect();
        if !raised.is_empty() {
            foot.push((String::new(), raised.join(&cx.words.get("list-separator")), String::new()));
        }
        let told = identify::told(grading.notify.iter().copied(), cx);
        if !told.is_empty() {
            foot.push((
                cx.words.get("case-after-grading"),
                cx.words.with("case-at-once", &[("roles", told.into())]),
                String::new(),
            ));
        }
        for (kind, due) in identify::preview(grading.level, case.received_at, cx) {
            let first = foot.len() == 1 + usize::from(!raised.is_empty());
            let head = if first { cx.words.get("case-after-grading") } else { String::new() };
            let until = cx.words.with("case-until", &[("time", cx.moment(due).into())]);
            foot.push((head, format!("{until}  {}", cx.duty(Duty::Clock(kind))), String::new()));
        }
        foot
    }

    fn score_foot(&self, form: &StepForm) -> Vec<Foot> {
        let cx = self.cx;
        let score = closing::score(form, cx);
        let (words, right) = match score {
            Some((tenths, low)) => {
                let right = if low { cx.words.get("case-score-low") } else { String::new() };
                (format!("{}.{}", tenths / 10, tenths % 10), right)
            }
            None => (cx.words.get("case-no-score-yet"), cx.words.get("case-low-rule")),
        };
        let mut foot = vec![(cx.words.get("case-score"), words, right)];
        if let Some(case) = self.case() {
            let typed = closing::archive_record(form, case);
            for (place, lack) in closing::lacking(form, case, &typed, cx).into_iter().enumerate() {
                let head = if place == 0 { cx.words.get("case-can-archive") } else { String::new() };
                foot.push((head, format!("! {lack}"), String::new()));
            }
        }
        foot
    }
}
