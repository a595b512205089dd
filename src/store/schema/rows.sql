-- What lists read: derived from the log, rebuilt at any time. Ids begin with their time, so those of cases are in the
-- order in which they were begun.
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
    -- The person's stream.
    owner       BLOB    NOT NULL,
    waiting_for TEXT,
    -- A lead was told and should take note by then.
    lead_until  INTEGER,
    -- That lead, where one is known.
    told_to     BLOB    CHECK (length(told_to) = 16),
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
    words       TEXT    NOT NULL,
    -- Copies worked on apart came across each other on it, and nobody has settled it.
    crossed     INTEGER NOT NULL DEFAULT 0,
    -- `master` of a major matter, or `attached` to one.
    major       TEXT,
    -- What tells cases of one matter, where there may be several: sub-category, and product as it is compared.
    category    TEXT,
    product     TEXT
) STRICT;

CREATE INDEX cases_no ON cases (no);
CREATE INDEX cases_mine ON cases (owner, band, due_key, level_key, received_at, id) WHERE is_open = 1;
-- The last three are what the badges count, so that no index of their own is kept.
CREATE INDEX cases_open ON cases (band, due_key, level_key, received_at, id, paused, due, owner) WHERE is_open = 1;
-- What leads were told of and nobody has taken note of: few at any time.
CREATE INDEX cases_told ON cases (band, due_key, level_key, received_at, id) WHERE is_open = 1 AND lead_until IS NOT NULL;
-- Masters of major matters: few at any time. Cases of one matter are counted by their ids, which begin with their time.
CREATE INDEX cases_major ON cases (received_at, id) WHERE is_open = 1 AND major = 'master';
CREATE INDEX cases_wake ON cases (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX cases_number ON cases (number, is_open, received_at, id) WHERE number <> '';
CREATE INDEX cases_customer ON cases (customer_id, is_open, received_at, id) WHERE customer_id IS NOT NULL;

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

-- Filing a customer looks for the numbers of that customer.
CREATE INDEX customer_numbers_of ON customer_numbers (customer);

CREATE TABLE people (
    id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    no    TEXT NOT NULL,
    name  TEXT NOT NULL,
    roles TEXT NOT NULL,
    branch BLOB NOT NULL CHECK (length(branch) = 16)
) STRICT;

-- Branches of the company, where one was named or has a keeper.
CREATE TABLE branches (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name   TEXT NOT NULL,
    prefix TEXT NOT NULL,
    keeper BLOB CHECK (length(keeper) = 16)
) STRICT;

CREATE INDEX people_no ON people (no);
CREATE INDEX people_leads ON people (branch, no, id) WHERE instr(roles, 'lead') > 0;

-- What was promised to whom by when: one row per open promise, update and other dated task, derived like the cases.
CREATE TABLE tasks (
    task_id    BLOB    NOT NULL CHECK (length(task_id) = 16),
    case_id    BLOB    NOT NULL CHECK (length(case_id) = 16),
    -- Equal times are shown by case number.
    case_no    TEXT    NOT NULL,
    what       TEXT    NOT NULL,
    -- The person's stream; nothing: any lead.
    task_owner BLOB    NOT NULL,
    rank       INTEGER NOT NULL,
    task_level INTEGER NOT NULL,
    task_start INTEGER NOT NULL,
    task_due   INTEGER NOT NULL,
    task_amber INTEGER NOT NULL,
    task_red   INTEGER NOT NULL,
    text       TEXT    NOT NULL,
    missed     INTEGER NOT NULL,
    attempts   INTEGER NOT NULL,
    snoozed    INTEGER NOT NULL,
    PRIMARY KEY (case_id, task_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tasks_mine ON tasks (task_owner, task_due, case_no, task_id, rank);
CREATE INDEX tasks_open ON tasks (task_due, case_no, task_id, rank);
CREATE INDEX tasks_mine_ranked ON tasks (task_owner, rank, task_level, task_due, case_no, task_id);
CREATE INDEX tasks_open_ranked ON tasks (rank, task_level, task_due, case_no, task_id);
CREATE INDEX tasks_mine_promised ON tasks (task_owner, task_due, case_no, task_id) WHERE rank = 1;
CREATE INDEX tasks_open_promised ON tasks (task_due, case_no, task_id) WHERE rank = 1;

-- Contacts that ring, are active or on hold, or whose customer is to be called back: few at any time, so that all are
-- read and no index is needed. Derived like the cases.
CREATE TABLE contacts (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- How many facts it has.
    version        INTEGER NOT NULL,
    state          TEXT    NOT NULL,
    -- Takes a person's voice: of those at most one is active for each person.
    spoken         INTEGER NOT NULL,
    person         BLOB    CHECK (length(person) = 16),
    -- Digits only, country code included; empty when hidden or unknown.
    number         TEXT    NOT NULL,
    since          INTEGER NOT NULL,
    callback_due   INTEGER,
    callback_owner BLOB    CHECK (length(callback_owner) = 16),
    -- That its time has passed is written.
    callback_missed INTEGER NOT NULL
) STRICT;
