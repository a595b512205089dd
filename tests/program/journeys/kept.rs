//! What is on disk once the program is gone.

use zuoxi::domain::protocol::{JournalOp, QueueView};
use zuoxi::store::{Journal, Open, QueueAsk, Store};

use crate::common::Home;

/// How many cases the store holds; its chain of facts is checked on the way.
pub fn cases(home: &Home) -> usize {
    let mut store = Store::open(&home.store(), &Open::default()).unwrap();
    let report = store.verify().unwrap();
    assert_eq!(report.damages, [], "the store is damaged");
    let now = zuoxi::domain::Timestamp(0);
    let all = QueueAsk { view: QueueView::All, agent: uuid::Uuid::nil(), needles: &[], offset: 0, limit: 1, now };
    store.queue(&all).unwrap().total
}

/// Every text of the drafts the dead left, which are thrown away.
pub fn take_drafts(home: &Home) -> Vec<String> {
    let journal = Journal::open(&home.path("drafts")).unwrap();
    let drafts = journal.left_over("1001").unwrap();
    for draft in &drafts {
        journal.write(&JournalOp::Close { draft: draft.id }).unwrap();
    }
    drafts.into_iter().flat_map(|draft| draft.fields.into_values()).collect()
}
