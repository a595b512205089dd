SELECT n, kind, id FROM streams WHERE n > ?1 ORDER BY n LIMIT 1
