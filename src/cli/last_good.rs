//! The configuration that worked last: kept at every start, and started with while the present one is wrong.

use std::path::{Path, PathBuf};

use super::context::environment;
use crate::config::{self, Config};

/// The file's name in the state folder.
const NAME: &str = "config.last-good.toml";

pub fn place(state_folder: &Path) -> PathBuf {
    state_folder.join(NAME)
}

/// Keeps a configuration's text, if it is in order; the folder must be there.
///
/// Not kept means there is nothing to fall back to, which is no reason to stop.
pub fn keep(state_folder: &Path, config: &Path) {
    let (Ok(text), place) = (std::fs::read_to_string(config), place(state_folder)) else { return };
    let is_kept = std::fs::read_to_string(&place).is_ok_and(|kept| kept == text);
    if is_kept || config::parse(NAME, &text).is_err() {
        return;
    }
    // Private (0600) from its first byte, and in the place of the old one whole.
    if let Err(error) = config::replace(&place, state_folder, &text) {
        tracing::warn!(%error, "the last good configuration was not kept");
    }
}

/// The configuration kept last, with what the environment sets over it where that is in order.
pub fn recall(state_folder: &Path) -> Option<Config> {
    let place = place(state_folder);
    if !place.is_file() {
        return None;
    }
    config::load(Some(&place), &environment).or_else(|_| config::load(Some(&place), &|_| None)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_recalled_and_a_broken_text_is_not_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config.toml");
        assert_eq!(recall(folder.path()), None);
        std::fs::write(&config, "sound = false\n").unwrap();
        keep(folder.path(), &config);
        std::fs::write(&config, "sound = maybe\n").unwrap();
        keep(folder.path(), &config);
        assert!(!recall(folder.path()).unwrap().sound);
        let mode = std::fs::metadata(place(folder.path())).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
