-- The newest of what each station wrote last; one look into the primary key per station.
SELECT max(at)
FROM (SELECT (SELECT at FROM acts WHERE pos BETWEEN n << 40 AND (n + 1 << 40) - 1 ORDER BY pos DESC LIMIT 1) AS at FROM stations)
