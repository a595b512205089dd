//! The first start's answers: written down, the person enrolled, the work begun with them.

use std::fmt;

use super::workers::Workers;
use super::workstation::{Leaving, Workstation};
use crate::desk::Desk;
use crate::domain::Actor;
use crate::tui::{Msg, Settings, Settled};

/// What is done with the answers at a desk where nobody works yet; `Err` is the sentence that says why not.
pub type Settle = dyn FnMut(&Settings, &mut Desk) -> Result<Settled, String>;

/// See `Settle`.
pub struct Settler(pub Box<Settle>);

impl fmt::Debug for Settler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Settler")
    }
}

impl Workstation {
    /// Takes the desk back from the store's thread, settles, and hands it over again under the person's name.
    pub(super) fn settle(&mut self, settings: &Settings) -> Option<Leaving> {
        let mut settler = self.settler.take()?;
        let Some(mut desk) = self.work.workers.finish() else { return Some(Leaving::StoreGone) };
        let settled = (settler.0)(settings, &mut desk);
        let agent = settled.as_ref().map_or(&self.work.model.cx.agent, |settled| &settled.agent);
        let actor = Actor { person: agent.person, no: agent.no.clone(), role: agent.role };
        match Workers::start(desk, actor, self.to_loop.clone()) {
            Ok(workers) => self.work.workers = workers,
            Err(error) => {
                tracing::error!(%error, "the store's thread did not start");
                return Some(Leaving::StoreGone);
            }
        }
        match settled {
            Ok(settled) => self.on(Msg::Settled(Box::new(settled))),
            Err(why) => {
                self.settler = Some(settler);
                self.on(Msg::NotSettled(why))
            }
        }
    }
}
