-- The log in its second form: one row is one act, on one stream, with every fact that follows from it.

-- What frames of `facts` and `personal` are packed with; never changed.
CREATE TABLE dictionary (
    n     INTEGER NOT NULL PRIMARY KEY,
    bytes BLOB    NOT NULL
) STRICT;

-- One row per incarnation of a store; the last `own` one writes. A restored or copied file gets a new row, so that no
-- two files ever hand out the same (station, seq).
CREATE TABLE stations (
    n      INTEGER NOT NULL PRIMARY KEY,
    id     BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    -- `own`: of this folder; `whole` and `part`: of another one, all of its acts or some.
    kind   TEXT    NOT NULL CHECK (kind IN ('own', 'whole', 'part')),
    -- NULL: the branch that bears the id of its line.
    branch BLOB    CHECK (length(branch) = 16),
    -- The first station of its line: whoever began as one store and was copied, restored or moved since.
    line   BLOB    NOT NULL CHECK (length(line) = 16),
    -- The station it goes on from; NULL for the first.
    after  BLOB    CHECK (length(after) = 16),
    device INTEGER,
    inode  INTEGER,
    -- The chain hash this incarnation goes on from: 32 zero bytes for the first.
    parent BLOB    NOT NULL CHECK (length(parent) = 32)
) STRICT;

CREATE TABLE streams (
    n    INTEGER NOT NULL PRIMARY KEY,
    id   BLOB    NOT NULL CHECK (length(id) = 16),
    kind TEXT    NOT NULL,
    UNIQUE (id, kind)
) STRICT;

CREATE TABLE actors (
    n      INTEGER NOT NULL PRIMARY KEY,
    person BLOB    NOT NULL CHECK (length(person) = 16),
    no     TEXT    NOT NULL,
    role   TEXT    NOT NULL,
    UNIQUE (person, no, role)
) STRICT;

-- Kinds of the facts of an act, in order, joined by commas; and hashes of manuals.
CREATE TABLE words (
    n    INTEGER NOT NULL PRIMARY KEY,
    text TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE acts (
    -- Station and seq: n of the station times 2^40, plus seq.
    pos           INTEGER NOT NULL PRIMARY KEY,
    -- Not unique: two stations may write the same act of time.
    id            BLOB    NOT NULL CHECK (length(id) = 16),
    stream        INTEGER NOT NULL REFERENCES streams (n),
    rank          INTEGER NOT NULL CHECK (rank > 0),
    -- NULL: no other station has an act in this stream.
    saw           TEXT,
    at            INTEGER NOT NULL,
    actor         INTEGER NOT NULL REFERENCES actors (n),
    kinds         INTEGER NOT NULL REFERENCES words (n),
    manual        INTEGER NOT NULL REFERENCES words (n),
    facts         BLOB    NOT NULL,
    salt          BLOB    CHECK (length(salt) = 16),
    personal      BLOB,
    -- sha256(salt, personal), once these are erased; before, they say it themselves.
    personal_hash BLOB    CHECK (length(personal_hash) = 32),
    hash          BLOB    NOT NULL CHECK (length(hash) = 32),
    CHECK ((salt IS NULL) = (personal IS NULL)),
    CHECK (personal IS NULL OR personal_hash IS NULL)
) STRICT;

CREATE INDEX acts_of_stream ON acts (stream, rank);

CREATE TRIGGER acts_have_no_gap BEFORE INSERT ON acts
WHEN NEW.pos <> 1 + coalesce(
        (SELECT max(pos) FROM acts WHERE pos BETWEEN (NEW.pos >> 40) << 40 AND ((NEW.pos >> 40) + 1 << 40) - 1),
        (NEW.pos >> 40) << 40)
    AND (SELECT kind FROM stations WHERE n = NEW.pos >> 40) IS NOT 'part'
BEGIN
    SELECT raise(ABORT, 'append-only: seq');
END;

CREATE TRIGGER acts_stay BEFORE DELETE ON acts
BEGIN
    SELECT raise(ABORT, 'append-only: delete');
END;

-- The one change allowed: salt and personal part are erased together and leave their hash, all else stays.
CREATE TRIGGER acts_only_erased BEFORE UPDATE ON acts
WHEN NOT (OLD.personal IS NOT NULL AND NEW.personal IS NULL AND NEW.salt IS NULL AND NEW.personal_hash IS NOT NULL
    AND NEW.pos IS OLD.pos AND NEW.id IS OLD.id AND NEW.stream IS OLD.stream AND NEW.rank IS OLD.rank
    AND NEW.saw IS OLD.saw AND NEW.at IS OLD.at AND NEW.actor IS OLD.actor AND NEW.kinds IS OLD.kinds
    AND NEW.manual IS OLD.manual AND NEW.facts IS OLD.facts AND NEW.hash IS OLD.hash)
BEGIN
    SELECT raise(ABORT, 'append-only: update');
END;

CREATE TRIGGER stations_stay BEFORE DELETE ON stations
BEGIN
    SELECT raise(ABORT, 'append-only: delete');
END;

-- A branch is named once; what is known in part may become whole.
CREATE TRIGGER stations_unchanged BEFORE UPDATE ON stations
WHEN NOT (NEW.n IS OLD.n AND NEW.id IS OLD.id AND NEW.device IS OLD.device AND NEW.inode IS OLD.inode
    AND NEW.parent IS OLD.parent AND NEW.line IS OLD.line AND NEW.after IS OLD.after AND (NEW.branch IS OLD.branch OR OLD.branch IS NULL)
    AND (NEW.kind IS OLD.kind OR (OLD.kind = 'part' AND NEW.kind = 'whole')))
BEGIN
    SELECT raise(ABORT, 'append-only: update');
END;

CREATE TRIGGER streams_stay BEFORE DELETE ON streams BEGIN SELECT raise(ABORT, 'append-only: delete'); END;
CREATE TRIGGER streams_unchanged BEFORE UPDATE ON streams BEGIN SELECT raise(ABORT, 'append-only: update'); END;
CREATE TRIGGER actors_stay BEFORE DELETE ON actors BEGIN SELECT raise(ABORT, 'append-only: delete'); END;
CREATE TRIGGER actors_unchanged BEFORE UPDATE ON actors BEGIN SELECT raise(ABORT, 'append-only: update'); END;
CREATE TRIGGER words_stay BEFORE DELETE ON words BEGIN SELECT raise(ABORT, 'append-only: delete'); END;
CREATE TRIGGER words_unchanged BEFORE UPDATE ON words BEGIN SELECT raise(ABORT, 'append-only: update'); END;
CREATE TRIGGER dictionary_stays BEFORE DELETE ON dictionary BEGIN SELECT raise(ABORT, 'append-only: delete'); END;
CREATE TRIGGER dictionary_unchanged BEFORE UPDATE ON dictionary BEGIN SELECT raise(ABORT, 'append-only: update'); END;
