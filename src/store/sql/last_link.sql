SELECT seq, hash FROM events WHERE station = ?1 ORDER BY seq DESC LIMIT 1
