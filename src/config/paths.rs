//! Where the program's files lie.

use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

/// Folders and files of this user, as the platform lays them out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The configuration file.
    pub config: PathBuf,
    /// The case store.
    pub store: PathBuf,
    /// The company's own manual, where the configuration names no other.
    pub manual: PathBuf,
    /// Folder of log files and crash reports.
    pub state: PathBuf,
}

impl Paths {
    /// The usual places; `None` where the machine knows no home.
    pub fn of_user() -> Option<Self> {
        let dirs = ProjectDirs::from("", "", "zuoxi")?;
        let data = dirs.data_local_dir();
        Some(Self {
            config: dirs.config_dir().join("config.toml"),
            manual: dirs.config_dir().join("manual"),
            store: data.join("store.db"),
            state: dirs.state_dir().map_or_else(|| data.join("log"), Path::to_owned),
        })
    }
}

/// The configuration file to read: the one named, else `ZUOXI_CONFIG`, else the usual place where it exists.
pub fn path_of(named: Option<&Path>, env: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let usual = || Paths::of_user().map(|paths| paths.config).filter(|path| path.exists());
    let variable = || env("ZUOXI_CONFIG").filter(|path| !path.is_empty()).map(PathBuf::from);
    // Where no home is known the path stays as it is, and is said to be missing under the name it was given.
    let found = |path: PathBuf| at_home(&path).unwrap_or(path);
    named.map(Path::to_owned).or_else(variable).map(found).or_else(usual)
}

/// A path with the home folder in the place of a `~` in front, as shells read it; nothing where that is another user's
/// or no home is known. Nobody means a folder of that name.
pub fn at_home(path: &Path) -> Option<PathBuf> {
    let Some(rest) = path.to_str().and_then(|text| text.strip_prefix('~')) else { return Some(path.to_owned()) };
    let below = if rest.is_empty() { "" } else { rest.strip_prefix('/')? };
    Some(BaseDirs::new()?.home_dir().join(below.trim_start_matches('/')))
}
