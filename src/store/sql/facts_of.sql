SELECT station, seq, id, stream_kind, stream_id, rank, at, by_person, by_no, by_role, kind, facts, personal
FROM events
WHERE stream_kind = ?1 AND stream_id = ?2
ORDER BY rank, station, seq
