SELECT kind, id FROM streams ORDER BY n
