//! Facts in groups: each group is answered in the file of its acts, each fact of it and no other.

use uuid::Uuid;

use super::Case;
use super::event_parts::{ClockSet, Entry, Grade, OfMaster, Rated, TaskAct, TaskMade};
use super::telling::Telling;
use crate::event::Recorded;
use crate::{Channel, ClockKind, EventId, Record, Timestamp};

/// The facts of a group, answered in the file of that group: each of them, and no other.
pub trait FactGroup<'a> {
    /// What the case becomes; never a refusal, never a look at the rules.
    fn fold(self, case: &mut Case, fact: &Recorded);
    /// How it is told.
    fn tell(self) -> Telling<'a>;
}

/// What a fact is to those who look back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Somebody did it.
    Act,
    /// Somebody did it beside others; an undo of what came before does not disturb it.
    Beside,
    /// Somebody did it and it cannot be taken back.
    Final,
    /// What was shown cannot be unseen, nor what came along with it be taken back.
    Seen,
    /// A file left the desk; as what was seen.
    Left,
    /// It follows by rule: nobody typed it, and an undo takes it along.
    Consequence,
}

/// Parts of a fact that hold what was entered.
pub(super) trait Parts {
    fn parts(&self) -> Vec<&Record>;
}

/// What holds its parts under these names, and what holds none.
macro_rules! parts {
    ($($holder:ty: $($part:ident)*;)+) => {$(
        impl Parts for $holder {
            fn parts(&self) -> Vec<&Record> {
                vec![$(&self.$part),*]
            }
        }
    )+};
}

impl Parts for Record {
    fn parts(&self) -> Vec<&Record> {
        vec![self]
    }
}

parts! {
    Entry: record personal;
    Grade: record personal;
    Rated: personal;
    OfMaster: personal;
    TaskMade: personal;
    TaskAct: record personal;
    ClockSet: ;
    Channel: ;
    ClockKind: ;
    EventId: ;
    String: ;
    Timestamp: ;
    Uuid: ;
    bool: ;
    u32: ;
}

impl<T> Parts for Option<T> {
    fn parts(&self) -> Vec<&Record> {
        Vec::new()
    }
}

impl<T> Parts for Vec<T> {
    fn parts(&self) -> Vec<&Record> {
        Vec::new()
    }
}

/// Names every kind of fact once: its group, its content, its spelling in the log and its nature, which is another one
/// where a member says that it was `auto`matic. A group borrows its facts as an enum of its own.
macro_rules! facts {
    ($(
        $(#[$gmeta:meta])* $group:ident {
            $($(#[$meta:meta])* $name:ident $( ( $inner:ty ) )? $( { $($(#[$fmeta:meta])* $field:ident : $ftype:ty),+ $(,)? } )? = $text:literal is $nature:ident $(unless $auto:ident)?),+ $(,)?
        }
    )+) => {
        /// What happened on a case.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind")]
        pub enum CaseEvent {
            $($($(#[$meta])* #[serde(rename = $text)] $name $( ($inner) )? $( { $($(#[$fmeta])* $field : $ftype),+ } )?),+),+
        }

        $(
            $(#[$gmeta])*
            #[derive(Debug, Clone, Copy)]
            #[allow(missing_docs, clippy::enum_variant_names, reason = "a group lends the whole fact, under its name")]
            pub enum $group<'a> {
                $($(#[$meta])* $name $( (&'a $inner) )? $( { $($field : &'a $ftype),+ } )?),+
            }
        )+

        /// A fact in its group, under the group's own name.
        #[allow(clippy::enum_variant_names, reason = "the groups say that they hold facts")]
        pub(super) enum Grouped<'a> { $($group($group<'a>)),+ }

        impl CaseEvent {
            /// The spelling of its kind in the log.
            pub const fn kind(&self) -> &'static str {
                match self { $($(facts!(@pattern $name $( ($inner) )? $( { $($field)+ } )?) => $text),+),+ }
            }

            /// Every kind this version knows.
            pub const KINDS: &'static [&'static str] = &[$($($text),+),+];

            pub(super) const fn grouped(&self) -> Grouped<'_> {
                match self {
                    $($(facts!(@bind inner $name $( ($inner) )? $( { $($field)+ } )?)
                        => Grouped::$group(facts!(@view inner $group $name $( ($inner) )? $( { $($field)+ } )?))),+),+
                }
            }

            /// What it makes of a case.
            pub(super) fn fold(&self, case: &mut Case, fact: &Recorded) {
                match self.grouped() { $(Grouped::$group(it) => it.fold(case, fact)),+ }
            }

            /// What it is to those who look back.
            #[allow(unused_variables, reason = "most facts are what they are, whatever they hold")]
            pub const fn nature(&self) -> Nature {
                match self {
                    $($(facts!(@bind inner $name $( ($inner) )? $( { $($field)+ } )?)
                        => facts!(@nature inner $nature $($auto)? $( ($inner) )? $( { $($field)+ } )?)),+),+
                }
            }

            /// What was entered for it, in one piece.
            pub fn entered(&self) -> Record {
                let parts = match self {
                    $($(facts!(@bind inner $name $( ($inner) )? $( { $($field)+ } )?)
                        => facts!(@parts inner $( ($inner) )? $( { $($field)+ } )?)),+),+
                };
                let mut entered = Record::default();
                for part in parts {
                    entered.merge(part);
                }
                entered
            }

            /// How it is told in the history of its case.
            pub fn tell(&self) -> Telling<'_> {
                match self.grouped() { $(Grouped::$group(it) => it.tell()),+ }
            }
        }
    };
    (@pattern $name:ident ( $inner:ty )) => { Self::$name(_) };
    (@pattern $name:ident { $($field:ident)+ }) => { Self::$name { .. } };
    (@bind $it:ident $name:ident ( $inner:ty )) => { Self::$name($it) };
    (@bind $it:ident $name:ident { $($field:ident)+ }) => { Self::$name { $($field),+ } };
    (@nature $it:ident $nature:ident $auto:ident ( $inner:ty )) => { if $it.$auto { Nature::Consequence } else { Nature::$nature } };
    (@nature $it:ident $nature:ident $auto:ident { $($field:ident)+ }) => { if *$auto { Nature::Consequence } else { Nature::$nature } };
    (@nature $it:ident $nature:ident $($content:tt)+) => { Nature::$nature };
    (@parts $it:ident ( $inner:ty )) => { $it.parts() };
    (@parts $it:ident { $($field:ident)+ }) => { [$($field.parts()),+].concat() };
    (@view $it:ident $group:ident $name:ident ( $inner:ty )) => { $group::$name($it) };
    (@view $it:ident $group:ident $name:ident { $($field:ident)+ }) => { $group::$name { $($field),+ } };
}
pub(super) use facts;
