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

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, parse};

    fn chosen() -> Chosen {
        Chosen {
            language: Some(Language::ZhTw),
            theme: Some(ThemeChoice::Light),
            company: Some("禾云 \"旗舰\"".to_owned()),
            service_hours: Some(vec!["08:30-20:00".to_owned()]),
            agent_no: Some("1027".to_owned()),
            agent_name: Some("林溪".to_owned()),
            role: Some("lead".to_owned()),
            ..Chosen::default()
        }
    }

    fn check(config: &Config) {
        assert_eq!((config.language, config.theme), (Language::ZhTw, ThemeChoice::Light));
        assert_eq!((config.company.name.as_str(), config.agent.name.as_str()), ("禾云 \"旗舰\"", "林溪"));
        assert_eq!(config.company.service_hours, ["08:30-20:00"]);
        assert_eq!((config.agent.no.as_str(), config.agent.role.as_str()), ("1027", "lead"));
    }

    #[test]
    fn a_new_file_is_the_documented_example_with_what_was_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("not/yet/config.toml");
        save(&path, &chosen()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        check(&parse("config.toml", &text).unwrap());
        assert!(EXAMPLE.lines().filter(|line| line.starts_with('#')).all(|line| text.contains(line)));
        let others: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(others.len(), 1, "nothing else is left in the folder");
    }

    #[test]
    fn a_file_that_is_there_keeps_its_comments_its_order_and_its_other_keys() {
        let mine = "# mine\nsound = false # at night\ntheme = \"dark\" # eyes\n\n[company]\nregion = \"TW\"\n\n[keys]\neverywhere.palette = [\"ctrl-j\"]\n";
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, mine).unwrap();
        save(&path, &chosen()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let config = parse("config.toml", &text).unwrap();
        check(&config);
        assert!(!config.sound && config.company.region == "TW" && config.keys.contains_key("everywhere"), "{text}");
        assert!(text.starts_with("# mine\nsound = false # at night\ntheme = \"light\" # eyes\n"), "{text}");
    }

    #[test]
    fn a_key_that_was_not_chosen_stays_and_a_second_time_changes_nothing() {
        let once = laid_over(
            "language = \"en\"\n[agent]\nno = \"7\"\n",
            &Chosen { role: Some("agent".to_owned()), ..Chosen::default() },
        )
        .unwrap();
        assert_eq!(once, "language = \"en\"\n[agent]\nno = \"7\"\nrole = \"agent\"\n");
        assert_eq!(
            laid_over(&laid_over(EXAMPLE, &chosen()).unwrap(), &chosen()).unwrap(),
            laid_over(EXAMPLE, &chosen()).unwrap()
        );
    }

    #[test]
    fn a_file_that_is_not_toml_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "theme = = dark").unwrap();
        assert_eq!(save(&path, &chosen()).unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert_eq!(fs::read_to_string(&path).unwrap(), "theme = = dark");
    }
}
