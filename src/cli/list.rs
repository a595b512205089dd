//! `zuoxi list`: the queue as text or JSON, names and numbers masked.

use clap::Args;
use serde::Serialize;
use uuid::Uuid;

use super::Answer;
use super::context::Context;
use super::out::{Failure, Out};
use crate::domain::calendar::Rulebook;
use crate::domain::parties::Person;
use crate::domain::protocol::{DueKind, Loaded, Moment, NextDue, Query, QueueRow, QueueView};
use crate::domain::{InMajor, State, Timestamp};
use crate::text::{mask, pad_right, width};
use crate::words::dashed;

/// Rows read at a time.
const PAGE: usize = 500;

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, default_value = "all", hide_default_value = true, value_name = "view")]
    view: String,
    #[arg(long)]
    json: bool,
}

/// A row as JSON; names and numbers are masked, times are RFC 3339.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: String,
    no: &'a str,
    state: &'a str,
    level: Option<u8>,
    kind: Option<&'a str>,
    channel: &'a str,
    received_at: Moment,
    owner: &'a str,
    waiting_for: Option<&'a str>,
    /// Copies worked on apart came across each other on it.
    clash: bool,
    /// Another case has the same number.
    number_given_twice: bool,
    /// How it stands in a major matter.
    major: Option<&'a str>,
    next: Option<Next>,
    customer: String,
    phone: String,
    summary: &'a str,
}

#[derive(Debug, Serialize)]
struct Next {
    duty: String,
    due: Moment,
    late: bool,
    paused: bool,
}

impl List {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let mut desk = context.desk_there()?;
        context.known(&mut desk)?;
        let now = context.clock()?.now();
        let people = desk.everybody().map_err(|why| context.rejection(&why.into()))?;
        let view = match self.view.as_str() {
            "mine" => QueueView::Mine,
            "all" => QueueView::All,
            "overdue" => QueueView::Overdue,
            "soon" => QueueView::Soon,
            no => {
                // Two branches may have given one number: here it is that of one's own.
                let own = desk.person(no).map_err(|why| context.rejection(&why.into()))?.map(|person| person.id);
                let found = own.or_else(|| people.iter().find(|person| person.no == no).map(|person| person.id));
                QueueView::Of(found.ok_or_else(|| context.refuse("cli-unknown-view", &[("view", no)]))?)
            }
        };
        let me = desk.person(context.agent_no()).map_err(|why| context.rejection(&why.into()))?;
        if me.is_none() && view == QueueView::Mine {
            let nobody = context.agent_named().is_none();
            let key = if nobody { "cli-nobody-named" } else { "cli-unknown-agent" };
            return Err(context.refuse(key, &[("no", context.agent_no())]).into());
        }
        let me = me.map_or_else(Uuid::nil, |person| person.id);
        let mut offset = 0;
        loop {
            let query = Query::Queue { view, agent: me, filter: String::new(), offset, limit: PAGE, now };
            let Loaded::Queue(page) = desk.ask(query).map_err(|why| context.rejection(&why))? else { break };
            if self.json {
                page.rows.iter().try_for_each(|row| out.json(&json(row, &people, now)))?;
            } else {
                let rows: Vec<_> =
                    page.rows.iter().map(|row| columns(row, &people, context, desk.rules(), now)).collect();
                table(&rows).iter().try_for_each(|line| out.line(line))?;
            }
            offset += page.rows.len();
            if page.rows.is_empty() || offset >= page.total {
                break;
            }
        }
        if offset == 0 && !self.json {
            out.line(&context.words.get("cli-list-empty"))?;
        }
        Ok(Answer::Yes)
    }
}

fn json<'a>(row: &'a QueueRow, people: &'a [Person], now: Timestamp) -> Row<'a> {
    Row {
        id: row.id.to_string(),
        no: &row.no,
        state: row.state.as_str(),
        level: row.level.map(crate::domain::Level::number),
        kind: row.kind.map(crate::domain::Kind::as_str),
        channel: row.channel.as_str(),
        received_at: Moment(row.received_at),
        owner: number_of(row.owner, people),
        waiting_for: row.waiting_for.as_deref(),
        clash: row.crossed,
        number_given_twice: row.twice,
        major: row.major.map(InMajor::as_str),
        next: row.next.map(|next| Next {
            duty: next.duty.code('.'),
            due: Moment(next.due),
            late: is_late(&next, now),
            paused: next.paused,
        }),
        customer: mask::name(&row.customer),
        phone: mask::phone(&row.phone),
        summary: &row.summary,
    }
}

fn number_of(person: Uuid, people: &[Person]) -> &str {
    people.iter().find(|known| known.id == person).map_or("", |known| &known.no)
}

/// One row as columns: number, level, due, late, duty, customer, state, owner, matter.
fn columns(row: &QueueRow, people: &[Person], context: &Context, rules: &Rulebook, now: Timestamp) -> Vec<String> {
    let owner = number_of(row.owner, people).to_owned();
    let level = row.level.map_or_else(String::new, |level| level.number().to_string());
    let [due, late, act] = row.next.map_or_else(Default::default, |next| {
        let late = if is_late(&next, now) { context.words.get("cli-late") } else { String::new() };
        let due = rules.calendar.local(next.due).format("%m-%d %H:%M").to_string();
        [due, late, context.words.get(&format!("duty-{}", dashed(&next.duty.code('.'))))]
    });
    let takes = row.next.is_some_and(|next| next.duty == DueKind::Take);
    let state =
        if takes { context.words.get("state-to-take") } else { state_name(row.state, rules, context).to_owned() };
    let customer = mask::name(&row.customer);
    vec![row.no.clone(), level, due, late, act, customer, state, owner, matter(row, context)]
}

/// What it is about, after what a person should look at.
fn matter(row: &QueueRow, context: &Context) -> String {
    let stands = |major: InMajor| row.major == Some(major);
    let signs = [
        (row.crossed, "sign-crossed"),
        (row.twice, "sign-twice"),
        (stands(InMajor::Master), "sign-major-master"),
        (stands(InMajor::Attached), "sign-major-attached"),
    ];
    let signs = signs.into_iter().filter(|(shown, _)| *shown).map(|(_, key)| context.words.get(key));
    signs.chain([row.summary.clone()]).collect::<Vec<_>>().join(" ")
}

/// A state as it is spoken.
fn state_name<'r>(state: State, rules: &'r Rulebook, context: &Context) -> &'r str {
    let named = rules.manual.states.iter().find(|named| named.id == state);
    named.map_or(state.as_str(), |named| named.names.get(context.words.lang()))
}

/// Columns under each other, each as wide as its widest cell.
fn table(rows: &[Vec<String>]) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(widest).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| pad_right(cell, *width)).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// From the due second on until the next one a duty is still in time.
fn is_late(next: &NextDue, now: Timestamp) -> bool {
    !next.paused && now.since_ms(next.due) >= 1000
}
