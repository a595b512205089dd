-- The newest of what each station wrote last; one look into the primary key per station.
SELECT max(at)
FROM (SELECT (SELECT at FROM events WHERE station = stations.id ORDER BY seq DESC LIMIT 1) AS at FROM stations)
