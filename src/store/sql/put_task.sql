INSERT INTO tasks (task_id, case_id, case_no, what, task_owner, rank, task_level, task_start, task_due, task_amber,
    task_red, text, missed, attempts, snoozed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
