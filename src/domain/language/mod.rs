//! How people say and type things: the shorthand line, numbers, kinds and moods heard in words, two ways of writing
//! Chinese, words better left out. It knows the manual's lists of words, no case.

pub mod classify;
pub mod find;
pub mod forbidden;
pub mod half_width;
pub mod han;
pub mod lexicon;
pub mod number_form;
pub mod phone;
pub mod praised;
pub mod secret;
pub mod shorthand;
pub mod when;
