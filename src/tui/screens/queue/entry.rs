//! A row of the queue: a case, or a form that is not saved.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

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
        }
    }

    fn case(&self) -> Uuid {
        match self {
            Self::Case(row) => row.id,
            Self::Unsaved(form) => form.case,
        }
    }

    fn open(&self, cx: &mut Cx) {
        match self {
            Self::Case(row) => cx.open_case(row.id),
            Self::Unsaved(form) => cx.request(FrameRequest::Unsaved(form.draft)),
        }
    }
}

/// What an unsaved form is about, where a case would stand.
pub fn beside(form: &Unsaved, cx: &Cx, grid: &Grid, buf: &mut Buffer) {
    let below = || Some(Rect::new(grid.left, Place::new(grid).preview?, grid.work_width(), PREVIEW));
    let Some(area) = grid.side.or_else(below) else { return };
    let line = |row: u16, words: &str, role: Role, buf: &mut Buffer| {
        Pen::new(buf, cx.ink(), area, row).put(words, role);
    };
    line(0, &joined(&[form.who.clone(), form.number.clone()]), Role::Strong, buf);
    line(1, &joined(&[form.form.clone(), form.about.clone()]), Role::Text, buf);
    let since = cx.words.with("queue-draft-since", &[("time", cx.clock(form.at).into())]);
    line(2, &joined(&[cx.words.get("queue-no-number"), since]), Role::Dim, buf);
}
