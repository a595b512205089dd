//! Where the manual's words come from: the files built into the program and a company's own folder.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::mistake::Mistake;

/// A file's name and text.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// As named to the reader.
    pub file: String,
    /// The whole text.
    pub text: String,
    /// From the company's folder.
    pub overlay: bool,
}

/// Name and text of each built-in file, in the order they are laid end to end.
type Embedded = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($($(#[$about:meta])* $list:ident: $($file:literal)+;)+) => {
        $($(#[$about])* const $list: Embedded =
            &[$((concat!($file, ".toml"), include_str!(concat!("../../assets/manual/", $file, ".toml")))),+];)+
    };
}

include!("files.rs");

/// The files built into the program that something is decided by.
pub(super) fn built_in() -> Vec<Source> {
    embedded(BUILT_IN)
}

/// Those that are only read.
pub(super) fn pages() -> Vec<Source> {
    embedded(PAGES)
}

fn embedded(files: Embedded) -> Vec<Source> {
    let source = |(file, text): &(&str, &str)| Source { file: (*file).into(), text: (*text).into(), overlay: false };
    files.iter().map(source).collect()
}

/// Every `.toml` file below a folder, by path, so that two starts read them in the same order.
pub(super) fn folder(root: &Path) -> Result<Vec<Source>, Vec<Mistake>> {
    let mut files = Vec::new();
    let mut mistakes = Vec::new();
    walk(root, &mut files, &mut mistakes);
    files.sort();
    let mut sources = Vec::new();
    for path in files {
        let file = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        match std::fs::read_to_string(&path) {
            Ok(text) => sources.push(Source { file, text, overlay: true }),
            Err(error) => mistakes.push(unreadable(&path, &error)),
        }
    }
    if mistakes.is_empty() { Ok(sources) } else { Err(mistakes) }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, mistakes: &mut Vec<Mistake>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return mistakes.push(unreadable(folder, &error)),
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() && !path.is_symlink() {
            walk(&path, files, mistakes);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Mistake {
    Mistake::of_file(&path.display().to_string(), "unreadable").with("detail", error.to_string())
}

/// SHA-256 over names and texts, in order, as hex: what acts carry to say which manual they were decided under.
pub(super) fn hash(sources: &[Source]) -> String {
    let mut hasher = Sha256::new();
    for source in sources {
        for part in [&source.file, &source.text] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hex(&hasher.finalize())
}

pub(super) fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(64), |hex, byte| hex + &format!("{byte:02x}"))
}
