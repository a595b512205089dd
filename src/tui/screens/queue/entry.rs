//! A row of the queue: a case, a form that is not saved, or a customer to be called back.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use crate::domain::contact::Call;
use crate::domain::protocol::QueueRow;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::layout::Grid;
use crate::tui::listing::{Listed, PREVIEW, Place};
use crate::tui::names::joined;
use crate::tui::theme::Role;
use crate::tui::unsaved::Unsaved;
use crate::tui::widgets::Pen;

#[derive(Debug)]
pub enum Entry {
    Case(Box<QueueRow>),
    Unsaved(Unsaved),
    /// A contact whose customer is to be called back.
    CallBack(Box<Call>),
}

impl Entry {
    pub fn case_row(&self) -> Option<&QueueRow> {
        if let Self::Case(row) = self { Some(row) } else { None }
    }
}

impl Listed for Entry {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        match self {
            Self::Case(row) => row.id,
            Self::Unsaved(form) => form.draft,
            Self::CallBack(contact) => contact.id,
        }
    }

    fn case(&self) -> Uuid {
        match self {
            Self::Case(row) => row.id,
            Self::Unsaved(form) => form.case,
            Self::CallBack(contact) => contact.id,
        }
    }

    fn open(&self, cx: &mut Cx) {
        match self {
            Self::Case(row) => cx.open_case(row.id),
            Self::Unsaved(form) => cx.request(FrameRequest::Unsaved(form.draft)),
            Self::CallBack(contact) => cx.request(FrameRequest::RingBack(contact.id)),
        }
    }
}

/// What an unsaved form is about, where a case would stand.
pub fn beside(form: &Unsaved, cx: &Cx, grid: &Grid, buf: &mut Buffer) {
    let since = cx.words.with("queue-draft-since", &[("time", cx.clock(form.at).into())]);
    let lines = [
        (joined(&[form.who.clone(), form.number.clone()]), Role::Strong),
        (joined(&[form.form.clone(), form.about.clone()]), Role::Text),
        (joined(&[cx.words.get("queue-no-number"), since]), Role::Dim),
    ];
    lines_beside(&lines, cx, grid, buf);
}

/// Lines where a case would stand.
pub fn lines_beside(lines: &[(String, Role)], cx: &Cx, grid: &Grid, buf: &mut Buffer) {
    let below = || Some(Rect::new(grid.left, Place::new(grid).preview?, grid.work_width(), PREVIEW));
    let Some(area) = grid.side.or_else(below) else { return };
    for (row, (words, role)) in (0..).zip(lines) {
        Pen::new(buf, cx.ink(), area, row).put(words, *role);
    }
}
