SELECT events.station, events.seq, events.id, stream_kind, stream_id, rank, at, by_person, by_no, by_role, kind,
    manual, facts, salt, personal, personal_hash, hash, stations.parent
FROM events LEFT JOIN stations ON stations.id = events.station
ORDER BY events.station, events.seq
