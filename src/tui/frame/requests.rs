//! What layers ask of the frame, carried out once their own work is done.

use super::model::Model;
use crate::tui::coach::{Practice, next_lesson};
use crate::tui::cx::FrameRequest;
use crate::tui::keymap::Bound;
use crate::tui::msg::Effect;
use crate::tui::screen::Visit;

/// Requests that lead to requests end after so many rounds.
const ROUNDS: usize = 16;

impl Model {
    /// Carries out until nobody asks for more.
    pub(super) fn carry_out(&mut self) {
        for _ in 0..=ROUNDS {
            let requests = self.cx.take_requests();
            if requests.is_empty() {
                break;
            }
            for request in requests {
                self.request(request);
            }
        }
    }

    fn request(&mut self, request: FrameRequest) {
        match request {
            FrameRequest::Open(id) => self.open(id, None),
            FrameRequest::OpenFor(id, act) => self.open(id, Some(act)),
            FrameRequest::New => {
                let id = self.cx.new_id();
                self.cx.file = None;
                self.visit("case", Visit::New(id));
            }
            FrameRequest::Go(screen) => self.visit(screen, Visit::Shown),
            FrameRequest::Resume(draft) => {
                self.cx.file = None;
                self.visit("case", Visit::Draft(draft));
            }
            FrameRequest::Say(phrase) => self.visit("case", Visit::Saying(phrase)),
            FrameRequest::Over(overlay) => self.overlays.push(overlay),
            FrameRequest::Close => self.overlays.pop(),
            FrameRequest::Perform { table, action } => self.perform(Bound { table, action }),
            FrameRequest::Act(act) => {
                self.with_screen(|screen, cx| screen.begin_act(act, cx));
            }
            FrameRequest::Practise => {
                let next = next_lesson(&self.practised);
                self.cx.effect(Effect::Practice(Practice::Begin(next)));
            }
            FrameRequest::Quit => self.cx.effect(Effect::Quit),
        }
    }

    /// Brings a screen into sight.
    pub(super) fn visit(&mut self, id: &str, visit: Visit) {
        let Some(at) = self.screens.iter().position(|screen| screen.id() == id) else { return };
        self.overlays.clear();
        self.at = at;
        self.with_screen(|screen, cx| screen.visit(visit, cx));
    }
}
