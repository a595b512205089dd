//! The first start's answers: written down, the person enrolled, the work begun with them.

use super::workers::Workers;
use super::workstation::{Leaving, Workstation};
use crate::desk::Desk;
use crate::domain::Actor;
use crate::tui::{Msg, Onboarded, Settings};

/// What the first start does with its answers at a desk where nobody works yet; `Err` is the sentence that says why not.
pub type Onboarding = Box<dyn FnMut(&Settings, &mut Desk) -> Result<Onboarded, String>>;

impl Workstation {
    /// Takes the desk back from the store's thread, writes what was answered, and hands it over again under the person's name.
    pub(super) fn onboard(&mut self, settings: &Settings) -> Option<Leaving> {
        let mut onboarding = self.onboarding.take()?;
        let Some(mut desk) = self.work.workers.finish() else { return Some(Leaving::ThreadGone) };
        let onboarded = onboarding(settings, &mut desk);
        let agent = onboarded.as_ref().map_or(&self.work.model.cx.agent, |onboarded| &onboarded.agent);
        let actor = Actor { person: agent.person, no: agent.no.clone(), role: agent.role };
        match Workers::start(desk, actor, self.to_loop.clone()) {
            Ok(workers) => self.work.workers = workers,
            Err(error) => {
                tracing::error!(%error, "the store's thread did not start");
                return Some(Leaving::ThreadGone);
            }
        }
        match onboarded {
            Ok(onboarded) => self.on(Msg::Onboarded(Box::new(onboarded))),
            Err(why) => {
                self.onboarding = Some(onboarding);
                self.on(Msg::NotOnboarded(why))
            }
        }
    }
}
