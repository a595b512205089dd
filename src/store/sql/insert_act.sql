INSERT INTO acts (pos, id, stream, rank, saw, at, actor, kinds, manual, facts, salt, personal, personal_hash, hash)
VALUES (:pos, :id, :stream, :rank, :saw, :at, :actor, :kinds, :manual, :facts, :salt, :personal, :personal_hash, :hash)
