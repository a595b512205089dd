-- The oldest of what each station wrote first; one look into the primary key per station.
SELECT min(at)
FROM (SELECT (SELECT at FROM events WHERE station = stations.id ORDER BY seq LIMIT 1) AS at FROM stations)
