SELECT
    count(*) FILTER (WHERE paused = 0 AND due <= ?1) AS overdue,
    count(*) FILTER (WHERE paused = 0 AND due > ?1 AND due <= ?2) AS soon,
    count(*) FILTER (WHERE owner = ?3) AS mine,
    count(*) AS open
FROM cases
WHERE is_open = 1
