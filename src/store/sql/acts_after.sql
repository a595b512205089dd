SELECT pos & 0xFFFFFFFFFF AS seq, acts.id AS id, streams.kind AS stream_kind, streams.id AS stream_id, rank, saw, at,
    person, no, role, kinds.text AS kinds, manuals.text AS manual, facts, salt, personal, personal_hash, hash
FROM acts
    JOIN streams ON streams.n = acts.stream
    JOIN actors ON actors.n = acts.actor
    JOIN words AS kinds ON kinds.n = acts.kinds
    JOIN words AS manuals ON manuals.n = acts.manual
WHERE pos BETWEEN (?1 << 40) + ?2 + 1 AND (?1 + 1 << 40) - 1
ORDER BY pos
LIMIT ?3
