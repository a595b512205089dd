//! From what went wrong to what a person is told.

use crate::domain::protocol::Rejection;
use crate::store::{StoreError, WriteError};

impl From<StoreError> for Rejection {
    fn from(error: StoreError) -> Self {
        Self::Failed { code: error.code().to_owned(), detail: error.to_string() }
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
