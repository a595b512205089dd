//! The keys of the bottom row: what Enter and F8 do here, in words.

use super::super::{CaseScreen, Mode};
use super::wording::level_name;
use super::{Purpose, StepForm, identify};
use crate::tui::cx::Cx;
use crate::tui::screen::Hint;

impl CaseScreen {
    /// The keys of the bottom row.
    pub(in crate::tui::screens::case) fn keys_now(&self, cx: &Cx) -> Vec<Hint> {
        let say = |action: &'static str, key: &str| Hint::saying(action, cx.words.get(key));
        match &self.mode {
            Mode::List(_) => vec![say("enter", "case-hint-choose"), say("out", "case-hint-close")],
            Mode::Why(_) => {
                vec![say("out", "case-hint-close"), say("down", "case-hint-other-dues"), Hint::plain("copy")]
            }
            Mode::Clash(_) => vec![say("enter", "case-hint-choose"), say("out", "case-hint-back-to-form")],
            Mode::Form => self.form_keys(cx),
        }
    }

    fn form_keys(&self, cx: &Cx) -> Vec<Hint> {
        let say = |action: &'static str, key: &str| Hint::saying(action, cx.words.get(key));
        let Some(form) = &self.form else { return vec![Hint::plain("acts"), Hint::plain("out")] };
        let leave = match form.about.purpose {
            Purpose::Intake => cx.words.get("case-hint-to-identify"),
            Purpose::Identify => self.grade_hint(form, cx),
            Purpose::Closing => cx.words.get("case-hint-archive"),
            Purpose::Act(act) => crate::tui::refusal::act_name(act, cx),
        };
        let mut keys = vec![Hint::saying("leave_step", leave)];
        if self.could_be_better(cx) {
            keys.push(Hint::plain("better"));
        }
        match form.about.purpose {
            Purpose::Intake => {
                keys.extend([say("enter", "case-hint-take"), Hint::plain("same"), Hint::plain("next_field")]);
            }
            Purpose::Identify => keys.extend([Hint::plain("next_field"), say("enter", "case-hint-on")]),
            Purpose::Closing => {
                keys.extend([say("enter", "case-hint-on"), Hint::plain("next_field"), Hint::plain("acts")]);
            }
            Purpose::Act(_) => keys.extend([Hint::plain("acts"), Hint::plain("promise"), Hint::plain("why")]),
        }
        if cx.call.is_live() {
            keys.extend([Hint::plain("hold"), Hint::plain("hang_up")]);
        }
        keys.push(Hint::plain("out"));
        keys
    }

    fn grade_hint(&self, form: &StepForm, cx: &Cx) -> String {
        let grading = self.case(cx).and_then(|case| identify::grading(form, self.case_tier(cx), case, cx));
        let level = grading.as_ref().map(|grading| grading.level);
        if identify::is_quick(form, level) {
            return cx.words.get("case-hint-answer");
        }
        match (level, grading.is_some_and(|grading| !grading.notify.is_empty())) {
            (None, _) => cx.words.get("case-hint-grade"),
            (Some(level), tell) => {
                let key = if tell { "case-hint-grade-tell" } else { "case-hint-grade-as" };
                cx.words.with(key, &[("level", level_name(level, cx).into())])
            }
        }
    }
}
