//! Writing `config.toml`: what was chosen is laid over what is there; comments and everything else stay.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::read::EXAMPLE;
use super::{Choice, Language, ThemeChoice};

/// What was chosen; `None` leaves a key as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Language of the screen.
    pub language: Option<Language>,
    /// Colours.
    pub theme: Option<ThemeChoice>,
    /// Rules and marks in plain ASCII.
    pub ascii: Option<Choice>,
    /// The company's spoken name.
    pub company: Option<String>,
    /// The number customers may ring.
    pub hotline: Option<String>,
    /// Staffed hours, `HH:MM-HH:MM` each.
    pub service_hours: Option<Vec<String>>,
    /// Agent number.
    pub agent_no: Option<String>,
    /// Name said to customers.
    pub agent_name: Option<String>,
    /// Code of the role.
    pub role: Option<String>,
}

impl Chosen {
    /// Each key with its new value.
    fn values(&self) -> Vec<(&'static str, &'static str, Value)> {
        let text = |text: &Option<String>| text.as_deref().map(Value::from);
        let hours =
            self.service_hours.as_ref().map(|hours| Value::Array(hours.iter().map(String::as_str).collect::<Array>()));
        let all = [
            ("", "language", self.language.map(|one| Value::from(one.as_str()))),
            ("", "theme", self.theme.map(|one| Value::from(one.as_str()))),
            ("", "ascii", self.ascii.map(|one| Value::from(one.as_str()))),
            ("company", "name", text(&self.company)),
            ("company", "hotline", text(&self.hotline)),
            ("company", "service_hours", hours),
            ("agent", "no", text(&self.agent_no)),
            ("agent", "name", text(&self.agent_name)),
            ("agent", "role", text(&self.role)),
        ];
        all.into_iter().filter_map(|(table, key, value)| Some((table, key, value?))).collect()
    }
}

/// Lays what was chosen over the file; a new file begins as the documented example. The file is replaced in one step,
/// so that no way of being interrupted leaves half of it.
///
/// # Errors
/// What the system says; `InvalidData` when the file that is there is not TOML, which is then left alone.
pub fn save(path: &Path, chosen: &Chosen) -> io::Result<()> {
    let (path, before) = match fs::canonicalize(path) {
        Ok(real) => (real.clone(), fs::read_to_string(real)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (path.to_owned(), EXAMPLE.to_owned()),
        Err(error) => return Err(error),
    };
    let after = laid_over(&before, chosen)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folder(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(after.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// The text with what was chosen in it.
fn laid_over(text: &str, chosen: &Chosen) -> io::Result<String> {
    let wrong = |what: String| io::Error::new(io::ErrorKind::InvalidData, what);
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| wrong(error.to_string()))?;
    for (table, key, value) in chosen.values() {
        let place: &mut dyn TableLike = if table.is_empty() {
            document.as_table_mut()
        } else {
            let item = document.entry(table).or_insert_with(|| Item::Table(Table::new()));
            item.as_table_like_mut().ok_or_else(|| wrong(table.to_owned()))?
        };
        set(place, key, value);
    }
    Ok(document.to_string())
}

/// Sets a key; a remark behind the old value stays.
fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    match table.get_mut(key) {
        Some(item) => *item = Item::Value(value),
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

/// Makes a folder with those above it, private to its user.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
