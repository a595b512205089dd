//! Stand-in until the branch that owns the words is merged.
/// A value in a sentence.
#[derive(Debug, Clone)]
pub enum Arg {
    /// Words.
    Text(String),
    /// Number.
    Number(i64),
}
impl From<&str> for Arg {
    fn from(t: &str) -> Self {
        Self::Text(t.to_owned())
    }
}
impl From<String> for Arg {
    fn from(t: String) -> Self {
        Self::Text(t)
    }
}
impl From<i64> for Arg {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}
/// Words.
#[derive(Debug)]
pub struct Words;
impl Words {
    /// Words of a language.
    pub fn new(_: crate::domain::Lang) -> Self {
        Self
    }
    /// Words of a key.
    pub fn get(&self, key: &str) -> String {
        format!("‹{key}›")
    }
    /// Words of a key with values.
    pub fn with(&self, key: &str, _: &[(&'static str, Arg)]) -> String {
        self.get(key)
    }
}
