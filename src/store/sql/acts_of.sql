SELECT pos, acts.id AS id, stations.id AS station, rank, saw, at, person, no, role, kinds.text AS kinds, facts, personal
FROM streams
    JOIN acts ON acts.stream = streams.n
    JOIN stations ON stations.n = acts.pos >> 40
    JOIN actors ON actors.n = acts.actor
    JOIN words AS kinds ON kinds.n = acts.kinds
WHERE streams.id = ?1 AND streams.kind = ?2
ORDER BY acts.rank, acts.pos
