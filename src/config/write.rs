//! Writing `config.toml`: what was chosen is laid over what is there; comments and everything else stay.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::read::EXAMPLE;

/// What was chosen: tables and keys with their new values; every other key stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Chosen(Vec<(&'static str, &'static str, Value)>);

impl Chosen {
    /// Sets a key, outside all tables where the table has no name; nothing leaves it as it is.
    #[must_use]
    pub fn with(mut self, table: &'static str, key: &'static str, value: Option<impl Into<Value>>) -> Self {
        self.0.extend(value.map(|value| (table, key, value.into())));
        self
    }

    /// Sets a key to a list of texts; an empty one leaves it as it is.
    #[must_use]
    pub fn with_list(self, table: &'static str, key: &'static str, texts: &[String]) -> Self {
        let list = texts.iter().map(String::as_str).collect::<Array>();
        self.with(table, key, Some(list).filter(|list| !list.is_empty()))
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
    replace(&path, folder, &after)
}

/// Puts a text in the place of a file, or where there is none, in one step.
pub fn replace(path: &Path, folder: &Path, text: &str) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The text with what was chosen in it.
fn laid_over(text: &str, chosen: &Chosen) -> io::Result<String> {
    let wrong = |what: String| io::Error::new(io::ErrorKind::InvalidData, what);
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| wrong(error.to_string()))?;
    for (table, key, value) in &chosen.0 {
        let place: &mut dyn TableLike = if table.is_empty() {
            document.as_table_mut()
        } else {
            let item = document.entry(table).or_insert_with(|| Item::Table(Table::new()));
            item.as_table_like_mut().ok_or_else(|| wrong((*table).to_owned()))?
        };
        set(place, key, value.clone());
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
