-- The oldest of what each station wrote first; one look into the primary key per station.
SELECT min(at)
FROM (SELECT (SELECT at FROM acts WHERE pos BETWEEN n << 40 AND (n + 1 << 40) - 1 ORDER BY pos LIMIT 1) AS at FROM stations)
