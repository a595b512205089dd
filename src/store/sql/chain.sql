SELECT pos & 0xFFFFFFFFFF AS seq, stations.id AS station, stations.parent AS parent, acts.id AS id,
    streams.kind AS stream_kind, streams.id AS stream_id, rank, coalesce(saw, '-') AS saw, at, person, no, role,
    kinds.text AS kinds, manuals.text AS manual, facts, salt, personal, personal_hash, hash
FROM acts
    LEFT JOIN stations ON stations.n = acts.pos >> 40
    LEFT JOIN streams ON streams.n = acts.stream
    LEFT JOIN actors ON actors.n = acts.actor
    LEFT JOIN words AS kinds ON kinds.n = acts.kinds
    LEFT JOIN words AS manuals ON manuals.n = acts.manual
WHERE acts.pos > ?1
ORDER BY acts.pos
