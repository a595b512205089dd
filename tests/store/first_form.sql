-- The log: facts, kept for ever, and the incarnations that wrote them.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- One row per incarnation of this file; the last one writes.
-- A restored or copied file gets a new row, so that no two files ever hand out the same (station, seq).
CREATE TABLE stations (
    n      INTEGER NOT NULL PRIMARY KEY,
    id     BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    device INTEGER NOT NULL,
    inode  INTEGER NOT NULL,
    -- The chain hash this incarnation goes on from: 32 zero bytes for the first.
    parent BLOB NOT NULL CHECK (length(parent) = 32)
) STRICT;

CREATE TABLE events (
    station       BLOB    NOT NULL REFERENCES stations (id),
    seq           INTEGER NOT NULL CHECK (seq > 0),
    id            BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    stream_kind   TEXT    NOT NULL,
    stream_id     BLOB    NOT NULL CHECK (length(stream_id) = 16),
    rank          INTEGER NOT NULL CHECK (rank > 0),
    at            INTEGER NOT NULL,
    by_person     BLOB    NOT NULL CHECK (length(by_person) = 16),
    by_no         TEXT    NOT NULL,
    by_role       TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    manual        TEXT    NOT NULL,
    facts         TEXT    NOT NULL,
    salt          BLOB    CHECK (length(salt) = 16),
    personal      TEXT,
    -- sha256(salt, personal); stays when salt and personal are erased. NULL where there never was a personal part.
    personal_hash BLOB    CHECK (length(personal_hash) = 32),
    hash          BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (station, seq),
    CHECK ((salt IS NULL) = (personal IS NULL)),
    CHECK (personal IS NULL OR personal_hash IS NOT NULL)
) STRICT;

CREATE INDEX events_of_stream ON events (stream_kind, stream_id, rank, station, seq);

CREATE TRIGGER events_seq_has_no_gap BEFORE INSERT ON events
WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM events WHERE station = NEW.station), 0)
BEGIN
    SELECT raise(ABORT, 'append-only: seq');
END;

CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN
    SELECT raise(ABORT, 'append-only: delete');
END;

-- The one change allowed: salt and personal part are erased together, all else stays.
CREATE TRIGGER events_only_erased BEFORE UPDATE ON events
WHEN NOT (OLD.personal IS NOT NULL AND NEW.personal IS NULL AND NEW.salt IS NULL
    AND NEW.station IS OLD.station AND NEW.seq IS OLD.seq AND NEW.id IS OLD.id
    AND NEW.stream_kind IS OLD.stream_kind AND NEW.stream_id IS OLD.stream_id AND NEW.rank IS OLD.rank
    AND NEW.at IS OLD.at AND NEW.by_person IS OLD.by_person AND NEW.by_no IS OLD.by_no
    AND NEW.by_role IS OLD.by_role AND NEW.kind IS OLD.kind AND NEW.manual IS OLD.manual
    AND NEW.facts IS OLD.facts AND NEW.personal_hash IS OLD.personal_hash AND NEW.hash IS OLD.hash)
BEGIN
    SELECT raise(ABORT, 'append-only: update');
END;

CREATE TRIGGER stations_stay BEFORE DELETE ON stations
BEGIN
    SELECT raise(ABORT, 'append-only: delete');
END;

CREATE TRIGGER stations_unchanged BEFORE UPDATE ON stations
BEGIN
    SELECT raise(ABORT, 'append-only: update');
END;
