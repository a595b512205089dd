//! Where the program's files lie.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

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
    named.map(Path::to_owned).or_else(variable).or_else(usual)
}
