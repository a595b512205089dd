//! What a layer can be asked: which keys lead from what is in hand to what is wished for.

use uuid::Uuid;

use crate::domain::FollowUpKind;

/// What is wanted of a screen or overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal<'a> {
    /// This form is in hand.
    Form(&'a str),
    /// This row of the form in hand has this option chosen.
    Choose(&'a str, &'a str),
    /// This row of the form in hand holds these words, or others.
    Type(&'a str, &'a str),
    /// Out of the screen, to the queue.
    Out,
    /// Nothing in the form in hand was refused.
    Sound,
    /// This case is open.
    Case(Uuid),
    /// This kind of task is in hand.
    Task(FollowUpKind),
    /// This answer is given, or (`ticks`) every line is ticked, or (`again`) the lesson begins again.
    Pick(&'a str),
}

/// One thing to do with the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// The key of this action of the screen's own table.
    Action(&'static str),
    /// This key, by its name.
    Key(String),
    Words(String),
}

/// How a goal is come by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Way {
    /// Not from here.
    #[default]
    Elsewhere,
    /// Not from here, and no stepping out leads there: the case has come to another step.
    Past,
    /// It is so already, or there is nothing it could be about.
    Done,
    /// By these, in this order; the label names the row they are about.
    Keys {
        /// The row's name on screen; empty where there is none.
        label: String,
        /// What to press and type.
        keys: Vec<Press>,
    },
}

impl Way {
    /// By these keys, which are about nothing that has a name.
    pub const fn keys(keys: Vec<Press>) -> Self {
        Self::Keys { label: String::new(), keys }
    }
}
