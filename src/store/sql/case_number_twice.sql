SELECT mine.no FROM cases AS mine
WHERE mine.id = ?1 AND EXISTS (SELECT 1 FROM cases AS other WHERE other.no = mine.no AND other.id <> ?1)
