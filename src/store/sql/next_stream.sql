SELECT stream_kind, stream_id FROM events
WHERE (stream_kind, stream_id) > (?1, ?2)
ORDER BY stream_kind, stream_id
LIMIT 1
