INSERT INTO events (station, seq, id, stream_kind, stream_id, rank, at, by_person, by_no, by_role, kind, manual,
    facts, salt, personal, personal_hash, hash)
VALUES (:station, :seq, :id, :stream_kind, :stream_id, :rank, :at, :by_person, :by_no, :by_role, :kind, :manual,
    :facts, :salt, :personal, :personal_hash, :hash)
