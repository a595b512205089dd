INSERT INTO numbers (day, last) VALUES (?1, ?2)
ON CONFLICT (day) DO UPDATE SET last = max(last, excluded.last)
