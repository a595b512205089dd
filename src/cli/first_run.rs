//! The first start: when it is wanted, what it offers, what becomes of its answers.

use uuid::Uuid;

use super::context::{Context, scheme_of};
use crate::app::{Clock, Onboarding};
use crate::config::{self, Choice, Chosen, Config, ThemeChoice};
use crate::desk::Desk;
use crate::domain::calendar::Rulebook;
use crate::domain::protocol::Rejection;
use crate::domain::{Actor, Lang, Refusal, Role};
use crate::manual;
use crate::store::StoreError;
use crate::text::clean;
use crate::tui::{Agent, Onboarded, Settings};
use crate::words::Words;

/// Whether this is a first start: no configuration, nobody works here, and it is not a demo.
pub fn wanted(context: &Context, desk: &mut Desk) -> bool {
    let nobody = desk.people().is_ok_and(|people| people.is_empty());
    nobody && !desk.store().is_demo() && context.config_to_be().is_some()
}

/// Who sits here until that is onboarded.
pub fn nobody_yet(context: &Context) -> Agent {
    let name = context.config.agent.name.clone();
    Agent { person: Uuid::nil(), no: context.agent_no().to_owned(), name, role: Role::Agent, roles: Vec::new() }
}

/// What is offered, and what is done with the answers.
pub fn prepare(context: &Context, clock: Clock) -> (Settings, Onboarding) {
    let config = context.config.clone();
    let offer = Settings {
        company: config.company.name.clone(),
        hotline: config.company.hotline.clone(),
        service_hours: context.rules().map(|rules| rules.manual.calendar.service_hours.clone()).unwrap_or_default(),
        agent_no: context.agent_no().to_owned(),
        agent_name: config.agent.name.clone(),
        ..Settings::default()
    };
    let (place, spoken) = (context.config_to_be(), context.words.lang());
    let onboard = move |settings: &Settings, desk: &mut Desk| {
        let words = Words::new(settings.lang.unwrap_or(spoken));
        let stored = |error: StoreError| words.get(&format!("problem-{}", error.code()));
        desk.adopt(rules(&config, settings, &words)?).map_err(stored)?;
        let agent = enrol(settings, desk, clock).map_err(|why| sentence(&why, &settings.agent_no, &words))?;
        // Last, so that what could not be settled is asked again at the next start.
        let saved = place.as_ref().map_or(Ok(()), |place| config::save(place, &chosen(settings)));
        let unsaved = saved.err().map(|error| {
            tracing::error!(%error, "the settings could not be written");
            clean(&error.to_string(), 80)
        });
        let rules = desk.rules().clone();
        Ok(Onboarded { agent, company: settings.company.clone(), rules, unsaved })
    };
    (offer, Box::new(onboard))
}

/// Why nobody could be enrolled.
fn sentence(why: &Rejection, no: &str, words: &Words) -> String {
    match why {
        Rejection::Refused(Refusal::NoSuch { what }) if what == "person" => {
            words.with("cli-unknown-agent", &[("no", no.into())])
        }
        Rejection::Failed { code, .. } => words.get(&format!("problem-{code}")),
        other => format!("{other:?}"),
    }
}

/// The rules as they will be read at the next start.
fn rules(config: &Config, settings: &Settings, words: &Words) -> Result<Rulebook, String> {
    let mut config = config.clone();
    if !settings.service_hours.is_empty() {
        config.company.service_hours.clone_from(&settings.service_hours);
    }
    let wrong =
        |mistakes: Vec<manual::Mistake>| mistakes.first().map_or_else(String::new, |one| config::sentence(one, words));
    let mut manual = manual::load(config.manual_folder()).map_err(wrong)?;
    config.settings().apply(&mut manual);
    Rulebook::new(manual).map_err(|error| config::of_calendar(&error, words))
}

fn enrol(settings: &Settings, desk: &mut Desk, clock: Clock) -> Result<Agent, Rejection> {
    let person = desk.sign_in(&settings.agent_no, &settings.agent_name, clock.now())?;
    let Actor { person: id, no, role } = person.signed_in();
    let name = settings.agent_name.clone();
    Ok(Agent { person: id, no, name, role: settings.role.unwrap_or(role), roles: person.roles })
}

/// What is written down: only what was said.
fn chosen(settings: &Settings) -> Chosen {
    let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    // Of the two that look the same the one that names its colours, which is the later one.
    let theme = settings.scheme.and_then(|wanted| ThemeChoice::ALL.iter().rfind(|one| scheme_of(**one) == wanted));
    let role = settings.role.filter(|role| *role != Role::Agent);
    Chosen::default()
        .with("", "language", settings.lang.map(Lang::as_str))
        .with("", "theme", theme.map(|theme| theme.as_str()))
        .with("", "ascii", settings.ascii.map(|ascii| if ascii { Choice::Yes } else { Choice::No }.as_str()))
        .with("company", "name", said(&settings.company))
        .with("company", "hotline", said(&settings.hotline))
        .with_list("company", "service_hours", &settings.service_hours)
        .with("agent", "no", said(&settings.agent_no))
        .with("agent", "name", said(&settings.agent_name))
        .with("agent", "role", role.map(Role::as_str))
}
