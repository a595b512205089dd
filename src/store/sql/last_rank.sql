SELECT coalesce(max(rank), 0) AS last FROM events WHERE stream_kind = ?1 AND stream_id = ?2
