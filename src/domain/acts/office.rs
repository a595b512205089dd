//! What is done with a case away from the desk: corrective actions, files that left, erasure. No act of the desk leads
//! to these facts yet.

use crate::case::event::{FactGroup, OfficeFact};
use crate::case::telling::Telling;
use crate::{Case, Recorded};

impl<'a> FactGroup<'a> for OfficeFact<'a> {
    fn fold(self, _: &mut Case, _: &Recorded) {
        match self {
            Self::CapaOpened(_) | Self::CapaClosed(_) | Self::ExportMade(_) | Self::DataErased(_) => {}
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::CapaOpened(_) | Self::CapaClosed(_) | Self::ExportMade(_) | Self::DataErased(_) => {
                Telling::row(Vec::new())
            }
        }
    }
}
