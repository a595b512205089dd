INSERT INTO acts (pos, id, stream, rank, saw, at, actor, kinds, manual, facts, salt, personal, hash)
VALUES (:pos, :id, :stream, :rank, :saw, :at, :actor, :kinds, :manual, :facts, :salt, :personal, :hash)
