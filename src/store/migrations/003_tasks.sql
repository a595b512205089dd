-- What was promised to whom by when: one row per open promise, update and other dated task, derived like the cases.
CREATE TABLE tasks (
    task_id    BLOB    NOT NULL PRIMARY KEY CHECK (length(task_id) = 16),
    case_id    BLOB    NOT NULL CHECK (length(case_id) = 16),
    -- Equal times are shown by case number.
    case_no    TEXT    NOT NULL,
    what       TEXT    NOT NULL,
    task_owner TEXT    NOT NULL,
    rank       INTEGER NOT NULL,
    task_level INTEGER NOT NULL,
    task_start INTEGER NOT NULL,
    task_due   INTEGER NOT NULL,
    task_amber INTEGER NOT NULL,
    task_red   INTEGER NOT NULL,
    text       TEXT    NOT NULL,
    missed     INTEGER NOT NULL,
    attempts   INTEGER NOT NULL,
    snoozed    INTEGER NOT NULL
) STRICT;

CREATE INDEX tasks_of_case ON tasks (case_id);
CREATE INDEX tasks_mine ON tasks (task_owner, task_due, case_no, task_id, rank);
CREATE INDEX tasks_open ON tasks (task_due, case_no, task_id, rank);
CREATE INDEX tasks_mine_ranked ON tasks (task_owner, rank, task_level, task_due, case_no, task_id);
CREATE INDEX tasks_open_ranked ON tasks (rank, task_level, task_due, case_no, task_id);
CREATE INDEX tasks_mine_promised ON tasks (task_owner, task_due, case_no, task_id) WHERE rank = 1;
CREATE INDEX tasks_open_promised ON tasks (task_due, case_no, task_id) WHERE rank = 1;
