//! The lessons of the sample shift: `assets/guide/*.toml`.

use crate::domain::code::codes;
use crate::scenario::lesson::Course;

codes! {
    /// A lesson of the sample shift, in the order in which they are taught.
    Lesson { Enquiry = "enquiry", Complaint = "complaint", Fault = "fault", Rating = "rating" }
}

impl Lesson {
    /// The one after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.place() + 1).copied()
    }

    /// Its place among all, from 0.
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|one| *one == self).unwrap_or(0)
    }

    /// What it consists of; one that cannot be read has no steps (a test reads every one).
    pub fn course(self) -> Course {
        let text = match self {
            Self::Enquiry => include_str!("../../../assets/guide/enquiry.toml"),
            Self::Complaint => include_str!("../../../assets/guide/complaint.toml"),
            Self::Fault => include_str!("../../../assets/guide/fault.toml"),
            Self::Rating => include_str!("../../../assets/guide/rating.toml"),
        };
        Course::read(text).unwrap_or_default()
    }
}
