//! The configuration that worked last: kept at every start, and started with while the present one is wrong.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::environment;
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

/// The folder of the manual kept last.
pub fn manual(state_folder: &Path) -> PathBuf {
    state_folder.join("manual.last-good")
}

/// Keeps a company's manual that is in order: its files lie whole in the place of those kept before, or not at all.
pub fn keep_manual(state_folder: &Path, folder: &Path) {
    let place = manual(state_folder);
    if !state_folder.is_dir() || same(folder, &place) {
        return;
    }
    let kept = || -> std::io::Result<()> {
        let fresh = tempfile::TempDir::with_prefix_in("manual.", state_folder)?;
        copy(folder, fresh.path())?;
        match std::fs::remove_dir_all(&place) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        std::fs::rename(fresh.keep(), &place)
    };
    if let Err(error) = kept() {
        tracing::warn!(%error, "the last good manual was not kept");
    }
}

/// Every `.toml` file below a folder, by its path there.
fn files(folder: &Path) -> std::io::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_path_buf()]);
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() && !path.is_symlink() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_path_buf();
                found.insert(name, std::fs::read(&path)?);
            }
        }
    }
    Ok(found)
}

fn same(folder: &Path, kept: &Path) -> bool {
    files(folder).ok().zip(files(kept).ok()).is_some_and(|(now, kept)| now == kept)
}

fn copy(folder: &Path, to: &Path) -> std::io::Result<()> {
    for (name, text) in files(folder)? {
        let place = to.join(name);
        if let Some(folder) = place.parent() {
            config::make_folder(folder)?;
        }
        config::replace(&place, place.parent().unwrap_or(to), &String::from_utf8_lossy(&text))?;
    }
    Ok(())
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
