//! From what went wrong to what a person is told.

use crate::domain::protocol::{OnlyRead, Rejection};
use crate::store::{StoreError, WriteError};

impl From<StoreError> for Rejection {
    fn from(error: StoreError) -> Self {
        Self::Failed { code: error.code().to_owned(), detail: error.to_string() }
    }
}

impl From<&StoreError> for OnlyRead {
    fn from(error: &StoreError) -> Self {
        let missing = match error {
            StoreError::Behind { missing, last } => Some((*missing, *last)),
            _ => None,
        };
        Self { code: error.code().to_owned(), missing }
    }
}

impl From<WriteError> for Rejection {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refusal) => Self::Refused(refusal),
            WriteError::Store(error) => error.into(),
        }
    }
}
