//! Draft journals on bad days: rot, cuts, other versions, what is none of ours, a full disk, two starts at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use uuid::Uuid;
use zuoxi::domain::protocol::{Draft, JournalOp};
use zuoxi::store::{Journal, Remark};

use crate::dice::Dice;
use crate::disk::Disk;
use crate::support::NOON;

const MINE: Uuid = Uuid::from_u128(1);
const ALSO_MINE: Uuid = Uuid::from_u128(2);
const HEAD: &[u8] = b"zuoxi-draft-1\n";

fn begin(draft: Uuid, agent: &str) -> JournalOp {
    let case = Uuid::from_u128(draft.as_u128() + 100);
    JournalOp::Begin { draft, case, form: "intake".into(), agent: agent.into(), at: NOON, target: None }
}

fn set(draft: Uuid, field: &str, text: &str) -> JournalOp {
    JournalOp::Set { draft, field: field.into(), text: text.into(), filled: None }
}

fn folder() -> (TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("drafts");
    fs::create_dir(&folder).unwrap();
    (temp, folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The one journal in a folder.
fn journal_in(folder: &Path) -> PathBuf {
    let name = names(folder).into_iter().find(|name| name.ends_with(".journal")).unwrap();
    folder.join(name)
}

/// The bytes a process leaves that wrote this and died.
fn bytes_of(ops: &[JournalOp]) -> Vec<u8> {
    let (_temp, folder) = folder();
    let journal = Journal::open(&folder).unwrap();
    for op in ops {
        journal.write(op).unwrap();
    }
    fs::read(journal_in(&folder)).unwrap()
}

/// Lays a dead process's journal into a folder.
fn lay(folder: &Path, bytes: &[u8]) -> PathBuf {
    let path = folder.join("00000000deadbeef.journal");
    fs::write(&path, bytes).unwrap();
    path
}

/// Records as a reader without the program's knows them: where each lies, and what it says.
fn records(bytes: &[u8]) -> Vec<(std::ops::Range<usize>, JournalOp)> {
    let (mut at, mut found) = (HEAD.len(), Vec::new());
    while at < bytes.len() {
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let end = at + 12 + length;
        found.push((at..end, serde_json::from_slice(&bytes[at + 12..end]).unwrap()));
        at = end;
    }
    found
}

/// What the undamaged records of a journal come to: fields by form, of forms with a heading left.
fn expected(sound: &[JournalOp]) -> BTreeMap<Uuid, BTreeMap<String, String>> {
    let mut forms = BTreeMap::new();
    for op in sound {
        if let JournalOp::Begin { draft, .. } = op {
            forms.insert(*draft, BTreeMap::new());
        }
    }
    for op in sound {
        match op {
            JournalOp::Begin { .. } => {}
            JournalOp::Set { draft, field, text, .. } => {
                if let Some(fields) = forms.get_mut(draft) {
                    fields.insert(field.clone(), text.clone());
                }
            }
            JournalOp::Close { draft } => {
                forms.remove(draft);
            }
        }
    }
    forms
}

fn fields(drafts: Vec<Draft>) -> BTreeMap<Uuid, BTreeMap<String, String>> {
    drafts.into_iter().map(|draft| (draft.id, draft.fields)).collect()
}

/// A damaged journal gives back everything undamaged, and keeps every byte where one was not understood.
fn trial(sound: &[u8], damaged: &[u8], what: &str) {
    let (_temp, folder) = folder();
    lay(&folder, damaged);
    let journal = Journal::open(&folder).unwrap();
    let found = fields(journal.left_over("1024").unwrap());
    let records = records(sound);
    let untouched = |range: &std::ops::Range<usize>| damaged.get(range.clone()) == Some(&sound[range.clone()]);
    let left: Vec<JournalOp> = records.iter().filter(|(range, _)| untouched(range)).map(|(_, op)| op.clone()).collect();
    assert_eq!(found, expected(&left), "{what}");
    let ends: Vec<usize> = records.iter().map(|(range, _)| range.end).collect();
    let is_whole_so_far = sound.starts_with(damaged)
        && (damaged.is_empty() || damaged.len() == HEAD.len() || ends.contains(&damaged.len()));
    let kept = names(&folder).iter().any(|name| fs::read(folder.join(name)).unwrap() == damaged);
    assert!(is_whole_so_far || kept, "{what}: bytes are gone that nobody understood: {:?}", names(&folder));
    let said = journal.remarks();
    assert_eq!(said.is_empty(), is_whole_so_far, "{what}: {said:?}");
    // Said once, and nothing is offered twice.
    assert_eq!(journal.left_over("1024").unwrap(), [], "{what}");
}

/// A working stretch of one agent: forms opened, typed in, closed; texts that look like records.
fn stretch(dice: &mut Dice, changes: u64) -> Vec<u8> {
    let texts = ["漏水", r#"{"op":"close"}"#, "zuoxi-draft-1\n", "周岚\n\"急\"", "", "收银扫不了码🏪"];
    let mut ops = vec![begin(MINE, "1024")];
    let mut open = vec![MINE];
    for n in 0..changes {
        let draft = open[usize::try_from(dice.below(open.len() as u64)).unwrap()];
        match dice.below(9) {
            0 => {
                let new = Uuid::from_u128(1000 + u128::from(n));
                ops.push(begin(new, "1024"));
                open.push(new);
            }
            1 if open.len() > 1 => {
                ops.push(JournalOp::Close { draft });
                open.retain(|other| *other != draft);
            }
            _ => {
                let field = ["summary", "note", "shorthand"][usize::try_from(dice.below(3)).unwrap()];
                let text = texts[usize::try_from(dice.below(6)).unwrap()];
                ops.push(set(draft, field, &format!("{text}{n}")));
            }
        }
    }
    bytes_of(&ops)
}

/// S4. Longer: `ZUOXI_JOURNAL_TRIALS=20000 cargo test --release --test store s4_ -- --nocapture`.
#[test]
fn s4_flips_and_cuts_at_every_length_lose_no_undamaged_record_and_no_byte() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let seed = number("ZUOXI_SEED").unwrap_or(20_261_122);
    let trials = number("ZUOXI_JOURNAL_TRIALS").unwrap_or(150);
    println!("seed {seed}, {trials} random trials");
    let mut dice = Dice::new(seed);
    let sound = bytes_of(&[
        begin(MINE, "1024"),
        set(MINE, "summary", "漏"),
        set(MINE, "summary", "漏水"),
        begin(ALSO_MINE, "1024"),
        set(ALSO_MINE, "note", r#"{"op":""#),
        JournalOp::Close { draft: ALSO_MINE },
        set(MINE, "note", "x"),
    ]);
    for length in 0..=sound.len() {
        trial(&sound, &sound[..length], &format!("seed {seed}, cut at {length}"));
    }
    for at in 0..sound.len() {
        let bit = dice.below(8);
        let mut damaged = sound.clone();
        damaged[at] ^= 1 << bit;
        trial(&sound, &damaged, &format!("seed {seed}, bit {bit} of byte {at}"));
    }
    for n in 0..trials {
        let changes = 1 + dice.below(60);
        let sound = stretch(&mut dice, changes);
        let mut damaged = sound.clone();
        for _ in 0..=dice.below(4) {
            let at = usize::try_from(dice.below(sound.len() as u64)).unwrap();
            damaged[at] ^= 1 << dice.below(8);
        }
        if dice.below(3) == 0 {
            let keep = dice.below(1 + damaged.len() as u64);
            damaged.truncate(usize::try_from(keep).unwrap());
        }
        if damaged != sound {
            trial(&sound, &damaged, &format!("seed {seed}, trial {n}"));
        }
    }
}

/// S4.
#[test]
fn s4_a_record_this_version_does_not_know_is_passed_over_and_its_file_is_kept() {
    let framed = |body: &str| {
        use sha2::Digest;
        let sum = sha2::Sha256::digest(body.as_bytes());
        [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], &sum[..8], body.as_bytes()].concat()
    };
    let more = format!(r#"{{"op":"set","draft":"{MINE}","field":"note","text":"y","colour":"red"}}"#);
    for unknown in [r#"{"op":"photo","of":7}"#, "[1,2,3]", "not even JSON", more.as_str()] {
        let (_temp, folder) = folder();
        let before = bytes_of(&[begin(MINE, "1024"), set(MINE, "note", "x")]);
        let behind = bytes_of(&[begin(ALSO_MINE, "1024"), set(ALSO_MINE, "note", "behind")]);
        let bytes = [&before[..], &framed(unknown), &behind[HEAD.len()..]].concat();
        lay(&folder, &bytes);
        let journal = Journal::open(&folder).unwrap();
        let found = fields(journal.left_over("1024").unwrap());
        assert_eq!(found.len(), 2, "{unknown}: {found:?}");
        assert_eq!(found[&ALSO_MINE]["note"], "behind");
        assert_eq!(journal.remarks(), [Remark::Unread("00000000deadbeef.unread".into())]);
        assert!(fs::read(folder.join("00000000deadbeef.unread")).unwrap() == bytes);
    }
}

/// S4.
#[test]
fn s4_what_a_newer_version_left_and_what_is_no_journal_stays_as_it_is_and_is_said() {
    let (_temp, folder) = folder();
    let others: [(&str, &[u8]); 4] = [
        ("0123456789abcdef.journal", b"zuoxi-draft-2\nsomething quite different"),
        ("diary.journal", b"Dear diary, today"),
        ("long.journal", b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        ("empty.journal", b""),
    ];
    for (name, bytes) in others {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let journal = Journal::open(&folder).unwrap();
    assert_eq!(journal.left_over("1024").unwrap(), []);
    for (name, bytes) in others {
        assert!(fs::read(folder.join(name)).unwrap() == bytes, "{name}");
    }
    let mut said = journal.remarks();
    said.sort_by_key(|remark| format!("{remark:?}"));
    let foreign = |name: &str| Remark::Foreign(name.to_owned());
    assert_eq!(said, [foreign("diary.journal"), foreign("long.journal"), Remark::Newer(others[0].0.to_owned())]);
}

/// S4. Nor do they hold anybody up.
#[test]
fn s4_pipes_folders_and_links_called_journals_are_left_alone() {
    let (_temp, folder) = folder();
    assert!(Command::new("mkfifo").arg(folder.join("pipe.journal")).status().unwrap().success());
    fs::create_dir(folder.join("folder.journal")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join("link.journal")).unwrap();
    let sound = bytes_of(&[begin(MINE, "1024"), set(MINE, "note", "x")]);
    lay(&folder, &sound);
    let began = Instant::now();
    assert_eq!(Journal::count_open(&folder).unwrap(), 1);
    let journal = Journal::open(&folder).unwrap();
    assert_eq!(journal.left_over("1024").unwrap().len(), 1);
    assert!(began.elapsed() < Duration::from_secs(5));
    assert_eq!(journal.remarks().len(), 3);
    drop(journal);
    let names = names(&folder);
    assert!(["folder.journal", "link.journal", "pipe.journal"].iter().all(|name| names.contains(&(*name).to_owned())));
}

/// S4.
#[test]
fn s4_a_journal_of_other_agents_is_not_touched_however_it_looks() {
    let sound = bytes_of(&[begin(MINE, "2048"), set(MINE, "note", "hers"), set(MINE, "note", "still hers")]);
    let mut flipped = sound.clone();
    *flipped.last_mut().unwrap() ^= 4;
    for bytes in [&sound[..], &sound[..sound.len() - 3], &flipped] {
        let (_temp, folder) = folder();
        let path = lay(&folder, bytes);
        let journal = Journal::open(&folder).unwrap();
        assert_eq!(journal.left_over("1024").unwrap(), []);
        assert_eq!(journal.remarks(), []);
        assert!(fs::read(path).unwrap() == bytes);
        assert!(fields(journal.left_over("2048").unwrap())[&MINE]["note"].contains("hers"));
    }
}

/// S4. Whether a process lives is known by its lock, whatever its journal is called.
#[test]
fn s4_the_number_of_a_process_says_nothing_about_its_journal() {
    let (_temp, folder) = folder();
    let sound = bytes_of(&[begin(MINE, "1024"), set(MINE, "note", "x")]);
    let dead = folder.join(format!("{:016x}.journal", std::process::id()));
    fs::write(&dead, sound).unwrap();
    let journal = Journal::open(&folder).unwrap();
    assert_eq!(journal.left_over("1024").unwrap().len(), 1);
    assert!(!dead.exists());
}

/// S4.
#[test]
fn s4_of_two_starts_at_once_one_gets_a_dead_journal() {
    for _ in 0..40 {
        let (_temp, folder) = folder();
        lay(&folder, &bytes_of(&[begin(MINE, "1024"), set(MINE, "note", "x")]));
        let start = || {
            let journal = Journal::open(&folder).unwrap();
            let found = journal.left_over("1024").unwrap().len();
            (journal, found)
        };
        let both = std::thread::scope(|scope| {
            let starts = [scope.spawn(start), scope.spawn(start), scope.spawn(start)];
            starts.map(|start| start.join().unwrap())
        });
        let found: Vec<usize> = both.iter().map(|(_, found)| *found).collect();
        assert_eq!(found.iter().sum::<usize>(), 1, "{found:?}");
    }
}

/// S4.
#[test]
fn s4_a_journal_of_16_mb_is_read_at_once_damaged_or_not() {
    let text = "长".repeat(300);
    let mut sound = bytes_of(&[begin(MINE, "1024"), set(MINE, "note", "first")]);
    let some = bytes_of(&[begin(ALSO_MINE, "1024"), set(ALSO_MINE, "note", &text), set(MINE, "note", "last")]);
    while sound.len() < 16 << 20 {
        sound.extend(&some[HEAD.len()..]);
    }
    // Lengths that would reach over everything behind them.
    let mut damaged = sound.clone();
    for (range, _) in records(&sound).into_iter().skip(2).step_by(2) {
        damaged[range.start + 1] = 0xff;
    }
    for bytes in [sound, damaged] {
        let (_temp, folder) = folder();
        lay(&folder, &bytes);
        let began = Instant::now();
        let journal = Journal::open(&folder).unwrap();
        assert!(fields(journal.left_over("1024").unwrap())[&MINE].contains_key("note"));
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    }
}

/// S5. Every combination of what was typed before, while and after the disk was full.
#[test]
fn s5_a_form_the_disk_did_not_take_is_written_whole_once_there_is_room() {
    let temp = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::at(&temp.path().join("disk"), 256) else { return };
    let folder = disk.path().join("drafts");
    let text = |n: u32| format!("{n}{}", "字".repeat(700));
    for before in [0, 1, 3] {
        let journal = Journal::open(&folder).unwrap();
        let other = Uuid::from_u128(9);
        for n in 0..before {
            journal.write(&if n == 0 { begin(other, "1024") } else { set(other, "note", &text(n)) }).unwrap();
        }
        disk.fill(0);
        let mut failed = 0;
        for n in 0..20 {
            let op = if n == 0 { begin(MINE, "1024") } else { set(MINE, &format!("field{}", n % 3), &text(n)) };
            failed += u32::from(journal.write(&op).is_err());
        }
        assert!(failed > 15, "{failed} changes were refused: the page in use takes the first");
        assert!(journal.mend().is_some_and(|kept| kept.is_err()), "it is not said to be kept");
        disk.free_up();
        assert!(journal.mend().is_some_and(|kept| kept.is_ok()));
        assert!(journal.mend().is_none(), "all is kept");
        let left = bytes_left(&folder);
        drop(journal);
        lay(&folder, &left);
        let journal = Journal::open(&folder).unwrap();
        let found = fields(journal.left_over("1024").unwrap());
        let whole: Vec<&String> = found[&MINE].values().collect();
        assert_eq!(whole, [&text(18), &text(19), &text(17)], "with what came before: {before}");
        assert_eq!(found.len(), if before > 0 { 2 } else { 1 });
        assert_eq!(journal.remarks(), [], "no torn record is left in the middle");
        for id in found.keys() {
            journal.write(&JournalOp::Close { draft: *id }).unwrap();
        }
    }
}

/// What the one living process's journal holds, whose folder is cleared for another start.
fn bytes_left(folder: &Path) -> Vec<u8> {
    let path = journal_in(folder);
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(path).unwrap();
    bytes
}

/// S5.
#[test]
fn s5_a_journal_that_cannot_be_written_anew_stays_in_use_and_nothing_else_stays() {
    let temp = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::at(&temp.path().join("disk"), 4096) else { return };
    let folder = disk.path().join("drafts");
    let journal = Journal::open(&folder).unwrap();
    journal.write(&begin(MINE, "1024")).unwrap();
    // Much is open, so that writing anew takes much room; what hides digits asks for it at once.
    for n in 0..20 {
        journal.write(&set(MINE, &format!("field{n}"), &"字".repeat(10_000))).unwrap();
    }
    journal.write(&set(MINE, "shorthand", "11010519491231002")).unwrap();
    disk.fill(16);
    journal.write(&set(MINE, "shorthand", "****002X")).unwrap();
    journal.write(&set(MINE, "note", "typed after it")).unwrap();
    let kept = fs::read(journal_in(&folder)).unwrap();
    assert!(String::from_utf8_lossy(&kept).contains("typed after it"));
    assert_eq!(names(&folder).len(), 1, "{:?}", names(&folder));
    disk.free_up();
    journal.write(&set(MINE, "note", "there is room")).unwrap();
    let kept = String::from_utf8_lossy(&fs::read(journal_in(&folder)).unwrap()).into_owned();
    assert!(kept.contains("there is room") && kept.contains("****002X") && !kept.contains("110105"), "digits are gone");
    assert_eq!(names(&folder).len(), 1, "{:?}", names(&folder));
}

/// S5. What a dead process left is offered although there is no room to take it over, and stays where it is until then.
#[test]
fn s5_forms_left_over_are_offered_on_a_full_disk_and_stay_in_their_file_until_they_are_taken_over() {
    let temp = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::at(&temp.path().join("disk"), 256) else { return };
    let folder = disk.path().join("drafts");
    fs::create_dir(&folder).unwrap();
    let dead = lay(&folder, &bytes_of(&[begin(MINE, "1024"), set(MINE, "note", &"字".repeat(3_000))]));
    disk.fill(0);
    let journal = Journal::open(&folder).unwrap();
    assert_eq!(journal.left_over("1024").unwrap().len(), 1);
    assert!(dead.exists());
    disk.free_up();
    assert!(journal.mend().is_some_and(|kept| kept.is_ok()));
    assert!(!dead.exists());
    journal.write(&JournalOp::Close { draft: MINE }).unwrap();
    drop(journal);
    assert_eq!(names(&folder), [] as [&str; 0]);
}
