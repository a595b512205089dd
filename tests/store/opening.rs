//! Where a store may lie, and what it says when it may not.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use zuoxi::store::{Open, Room, Store, StoreError};

use crate::support::{Place, append, note, open_case};

fn open(path: &Path, create: bool) -> Result<Store, StoreError> {
    Store::open(path, &Open { create, ..Open::default() })
}

#[test]
fn every_setting_that_keeps_a_save_safe_is_read_back() {
    let place = Place::new();
    let settings = place.open().settings().unwrap();
    let wanted = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("secure_delete", "1"),
        ("mmap_size", "0"),
        ("temp_store", "2"),
        ("recursive_triggers", "1"),
        ("journal_size_limit", "67108864"),
        ("wal_autocheckpoint", "0"),
    ];
    assert_eq!(settings, wanted.map(|(name, value)| (name, value.to_owned())));
}

#[test]
fn everything_made_is_for_its_owner_alone_whatever_the_umask() {
    let place = Place::new();
    let mut store = place.open();
    open_case(&mut store, "周敏");
    let folder = place.file().parent().unwrap().to_path_buf();
    assert_eq!(fs::metadata(&folder).unwrap().mode() & 0o777, 0o700);
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        names.push(entry.file_name().into_string().unwrap());
        assert_eq!(entry.metadata().unwrap().mode() & 0o777, 0o600, "{:?}", entry.path());
    }
    names.sort();
    assert_eq!(names, ["store.db", "store.db-shm", "store.db-wal", "store.lock"]);
}

#[test]
fn a_store_that_others_could_read_is_closed_to_them_at_opening() {
    let place = Place::new();
    drop(place.open());
    fs::set_permissions(place.file(), fs::Permissions::from_mode(0o644)).unwrap();
    drop(place.open());
    assert_eq!(fs::metadata(place.file()).unwrap().mode() & 0o777, 0o600);
}

#[test]
fn a_missing_store_is_not_made_unless_asked() {
    let place = Place::new();
    let folder = place.folder.path().join("none");
    assert!(matches!(open(&folder.join("store.db"), false), Err(StoreError::Missing(_))));
    assert!(!folder.exists());
}

#[test]
fn a_symbolic_link_is_refused_even_where_it_leads_nowhere() {
    let place = Place::new();
    drop(place.open());
    for (link, target) in [("link.db", place.file()), ("dangling.db", place.folder.path().join("gone.db"))] {
        let link = place.folder.path().join(link);
        symlink(&target, &link).unwrap();
        assert!(matches!(open(&link, true), Err(StoreError::Symlink(_))));
        assert!(!place.folder.path().join("gone.db").exists());
    }
}

#[test]
fn a_link_in_place_of_the_lock_file_is_refused() {
    let place = Place::new();
    drop(place.open());
    let lock = place.file().with_extension("lock");
    fs::remove_file(&lock).unwrap();
    symlink(place.folder.path().join("elsewhere"), &lock).unwrap();
    assert!(matches!(open(&place.file(), true), Err(StoreError::Symlink(_))));
}

#[test]
fn a_folder_is_not_a_store() {
    let place = Place::new();
    assert!(matches!(open(place.folder.path(), true), Err(StoreError::NotAFile(_))));
    fs::write(place.folder.path().join("file"), "x").unwrap();
    assert!(open(&place.folder.path().join("file/store.db"), true).is_err());
}

#[test]
fn a_text_file_is_not_a_database_and_stays_as_it_was() {
    let place = Place::new();
    let path = place.folder.path().join("notes.db");
    let text = "not a database, just a rather long text about nothing\n".repeat(100);
    fs::write(&path, &text).unwrap();
    assert!(matches!(open(&path, true), Err(StoreError::NotADatabase(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert!(!path.with_extension("lock").exists());
}

#[test]
fn another_programs_database_is_refused_and_stays_as_it_was() {
    let place = Place::new();
    let path = place.folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a); PRAGMA application_id = 77;").unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(open(&path, true), Err(StoreError::Foreign { found: 77, .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_store_is_refused_and_says_what_it_needs() {
    let place = Place::new();
    drop(place.open());
    let raw = Connection::open(place.file()).unwrap();
    raw.execute_batch("UPDATE meta SET value = '9' WHERE key = 'min_writer'; PRAGMA user_version = 9;").unwrap();
    drop(raw);
    match open(&place.file(), true) {
        Err(error @ StoreError::Newer { needs: 9, .. }) => assert_eq!(error.code(), "store-newer"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_store_made_newer_while_open_takes_no_more_writes() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    let raw = Connection::open(place.file()).unwrap();
    raw.execute_batch("UPDATE meta SET value = '9' WHERE key = 'min_writer'").unwrap();
    let error = append(&mut store, case, note("x")).unwrap_err();
    assert!(error.to_string().contains("version 9"), "{error}");
    assert_eq!(store.facts(case).unwrap().len(), 1);
}

#[test]
fn a_newer_format_that_still_lets_us_write_is_accepted() {
    let place = Place::new();
    drop(place.open());
    Connection::open(place.file()).unwrap().execute_batch("PRAGMA user_version = 9").unwrap();
    open_case(&mut place.open(), "周敏");
}

#[test]
fn a_demonstration_never_opens_over_a_file() {
    let place = Place::new();
    let demo = Open { demo: true, ..Open::default() };
    let store = Store::open(&place.file(), &demo).unwrap();
    assert!(store.is_demo());
    drop(store);
    assert!(place.open().is_demo(), "the mark stays");
    assert!(matches!(Store::open(&place.file(), &demo), Err(StoreError::Exists(_))));
}

#[test]
fn a_path_that_looks_like_an_address_is_only_a_name() {
    let place = Place::new();
    let path = place.folder.path().join("file:x?mode=memory");
    drop(open(&path, true).unwrap());
    assert!(path.is_file());
}

#[test]
fn a_folder_open_to_everybody_is_refused() {
    let place = Place::new();
    let folder = place.folder.path().join("open");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
    assert!(matches!(open(&folder.join("store.db"), true), Err(StoreError::OpenFolder(_))));
}

#[test]
fn extensions_cannot_be_loaded_and_the_schema_cannot_be_forged() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    // Through the store there is no way to run SQL; the same switches on a bare connection prove the default.
    let raw = Connection::open(place.file()).unwrap();
    let loaded = raw.query_row("SELECT load_extension('x')", [], |_| Ok(()));
    assert!(loaded.unwrap_err().to_string().contains("not authorized"));
    assert_eq!(store.facts(case).unwrap().len(), 1);
}

#[test]
fn an_older_store_is_copied_aside_before_it_is_brought_up_to_date() {
    let place = Place::new();
    fs::create_dir(place.file().parent().unwrap()).unwrap();
    let raw = Connection::open(place.file()).unwrap();
    raw.execute_batch(include_str!("first_form.sql")).unwrap();
    raw.execute_batch(
        "PRAGMA application_id = 0x5A585374; PRAGMA user_version = 1;
         INSERT INTO meta VALUES ('min_reader', '1'), ('min_writer', '1');",
    )
    .unwrap();
    drop(raw);
    let mut store = place.open();
    let copy = store.copy_before_migration().expect("a copy").to_path_buf();
    assert_eq!(fs::metadata(&copy).unwrap().mode() & 0o777, 0o600);
    let old: i64 = Connection::open(&copy).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(old, 1);
    open_case(&mut store, "周敏");
    assert_eq!(store.verify().unwrap().damages, []);
}

/// Runs one of the ignored tests below as user 65534, as tests here may run as root, whom no permission stops.
fn as_nobody(test: &str, path: &Path) -> bool {
    if !rustix::process::geteuid().is_root() {
        println!("skipped: only root can become somebody else");
        return true;
    }
    let Ok(output) = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env("ZUOXI_TEST_PATH", path)
        .output()
    else {
        println!("skipped: no setpriv here");
        return true;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    if said.is_empty() {
        println!("skipped: user 65534 cannot run the test binary where it lies");
        return true;
    }
    assert!(said.contains("1 passed"), "{said}");
    output.status.success()
}

/// A folder everybody can enter.
fn public(place: &Place) {
    fs::set_permissions(place.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(place.file().parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn somebody_elses_store_is_refused() {
    let place = Place::new();
    drop(place.open());
    public(&place);
    assert!(as_nobody("opening::child_opens_a_foreign_store", &place.file()));
}

#[test]
#[ignore = "run by somebody_elses_store_is_refused as another user"]
fn child_opens_a_foreign_store() {
    let path = std::env::var_os("ZUOXI_TEST_PATH").unwrap();
    assert!(matches!(open(Path::new(&path), true), Err(StoreError::ForeignOwner { .. })));
}

#[test]
fn a_store_that_cannot_be_written_is_refused() {
    let place = Place::new();
    drop(place.open());
    public(&place);
    fs::set_permissions(place.file(), fs::Permissions::from_mode(0o400)).unwrap();
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(place.file(), Some(65534), Some(65534)).unwrap();
        assert!(as_nobody("opening::child_opens_a_read_only_store", &place.file()));
    } else {
        assert!(matches!(open(&place.file(), true), Err(StoreError::NotWritable(_))));
    }
}

#[test]
#[ignore = "run by a_store_that_cannot_be_written_is_refused as another user"]
fn child_opens_a_read_only_store() {
    let path = std::env::var_os("ZUOXI_TEST_PATH").unwrap();
    match open(Path::new(&path), true) {
        Err(StoreError::NotWritable(_)) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn several_openers_of_a_store_that_is_not_there_yet_make_one_store() {
    for _ in 0..5 {
        let place = Place::new();
        let stations: Vec<_> = std::thread::scope(|scope| {
            let openers: Vec<_> = (0..6).map(|_| scope.spawn(|| place.open().station())).collect();
            openers.into_iter().map(|opener| opener.join().unwrap()).collect()
        });
        assert!(stations.iter().all(|station| *station == stations[0]), "{stations:?}");
        assert_eq!(place.open().verify().unwrap().damages, []);
    }
}

#[test]
fn everything_the_store_may_say_has_a_sentence_in_each_language() {
    let path = std::path::PathBuf::from("x");
    let room = Room { needs: 2, free: 1, folder: path.clone() };
    let every = [
        StoreError::Missing(path.clone()),
        StoreError::Exists(path.clone()),
        StoreError::Symlink(path.clone()),
        StoreError::NotAFile(path.clone()),
        StoreError::ForeignOwner { path: path.clone(), owner: 0 },
        StoreError::OpenFolder(path.clone()),
        StoreError::Network { path: path.clone(), kind: "nfs".into() },
        StoreError::NotWritable(path.clone()),
        StoreError::NotADatabase(path.clone()),
        StoreError::Foreign { path, found: 1 },
        StoreError::Older(std::path::PathBuf::from("x")),
        StoreError::NoRoom(room.clone()),
        StoreError::UpgradeFull(room),
        StoreError::UpgradeStopped,
        StoreError::UpgradeBusy,
        StoreError::UpgradeIo("x".into()),
        StoreError::Newer { needs: 9, knows: 2 },
        StoreError::OldLibrary("3.40".into()),
        StoreError::Busy,
        StoreError::DiskFull,
        StoreError::Stopped,
        StoreError::Io("x".into()),
        StoreError::Unsure("x".into()),
        StoreError::Damaged("x".into()),
    ];
    for lang in zuoxi::domain::Lang::ALL {
        let words = zuoxi::words::Words::new(*lang);
        for error in &every {
            let sentence = words.get(&format!("problem-{}", error.code()));
            assert!(!sentence.contains(error.code()), "{lang}: {} has no sentence", error.code());
        }
        for rule in ["rule-not-enrolled", "rule-admin-only"] {
            assert!(!words.get(rule).contains(rule), "{lang}: {rule}");
        }
    }
}
