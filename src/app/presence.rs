//! What this desk looks at is said to its neighbours, and theirs is heard: so that two do not answer one customer.

use std::path::Path;

use crate::domain::protocol::Beside;
use crate::store;
use crate::tui::Model;

/// The desk's place among its neighbours; nothing where it could not be taken, which costs no more than the sign.
#[derive(Debug)]
pub struct Presence(Option<store::Presence>);

impl Presence {
    pub fn of(store: &Path) -> Self {
        let place = store::Presence::of(store);
        Self(place.inspect_err(|error| tracing::warn!(%error, "neighbours do not see this desk")).ok())
    }

    /// Says what lies open here, and hears what lies open beside.
    pub fn look(&mut self, model: &mut Model) {
        let Some(place) = &mut self.0 else { return };
        let cx = &model.cx;
        let looks = model.open_case().map(|case| Beside {
            case,
            person: cx.agent.person,
            no: cx.agent.no.clone(),
            name: cx.agent.name.clone(),
        });
        if let Err(error) = place.say(looks) {
            tracing::warn!(%error, "neighbours were not told");
        }
        let others = place.others().unwrap_or_default();
        model.cx.beside = others.into_iter().filter(|other| other.person != model.cx.agent.person).collect();
    }
}
