-- What lists read: derived from the log, rebuilt at any time.
CREATE TABLE cases (
    id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    no          TEXT    NOT NULL,
    head        INTEGER NOT NULL,
    is_open     INTEGER NOT NULL,
    state       TEXT    NOT NULL,
    level       INTEGER,
    kind        TEXT,
    channel     TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    owner       TEXT    NOT NULL,
    waiting_for TEXT,
    -- A lead was told and should take note by then.
    lead_until  INTEGER,
    band        INTEGER NOT NULL,
    -- What the queue sorts by where there is no due or no level yet.
    due_key     INTEGER NOT NULL,
    level_key   INTEGER NOT NULL,
    duty        TEXT,
    due_start   INTEGER,
    due         INTEGER,
    amber_at    INTEGER,
    red_at      INTEGER,
    paused      INTEGER NOT NULL,
    -- From here on something happens because of time.
    wake_at     INTEGER,
    customer    TEXT    NOT NULL,
    customer_id BLOB,
    summary     TEXT    NOT NULL,
    phone       TEXT    NOT NULL,
    -- Digits only, country code included: what a ringing number is looked up by.
    number      TEXT    NOT NULL,
    -- Everything searched, lower case, one field per line.
    words       TEXT    NOT NULL
) STRICT;

CREATE INDEX cases_no ON cases (no);
CREATE INDEX cases_mine ON cases (owner, band, due_key, level_key, received_at, id) WHERE is_open = 1;
CREATE INDEX cases_open ON cases (band, due_key, level_key, received_at, id) WHERE is_open = 1;
CREATE INDEX cases_due ON cases (due, paused, owner) WHERE is_open = 1;
CREATE INDEX cases_wake ON cases (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX cases_recent ON cases (received_at, id);
CREATE INDEX cases_number ON cases (number, received_at) WHERE number <> '';
CREATE INDEX cases_customer ON cases (customer_id, received_at) WHERE customer_id IS NOT NULL;

CREATE TABLE customers (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name    TEXT NOT NULL,
    title   TEXT NOT NULL,
    company TEXT NOT NULL,
    email   TEXT NOT NULL,
    order_no TEXT NOT NULL,
    phone   TEXT NOT NULL,
    tier    TEXT NOT NULL
) STRICT;

CREATE TABLE customer_numbers (
    number   TEXT NOT NULL,
    customer BLOB NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    PRIMARY KEY (number, customer)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    no    TEXT NOT NULL,
    name  TEXT NOT NULL,
    roles TEXT NOT NULL
) STRICT;

CREATE INDEX people_no ON people (no);

-- The last running number given on a day; numbers are never used again.
CREATE TABLE numbers (
    day  TEXT    NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
