SELECT stream_kind, stream_id FROM events WHERE id = ?1
