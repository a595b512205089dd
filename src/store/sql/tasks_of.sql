SELECT task_id, case_id, case_no, what, task_owner, rank, task_level, task_start, task_due, task_amber, task_red, text,
    missed, attempts, snoozed
FROM tasks
WHERE case_id = ?1
ORDER BY task_id
