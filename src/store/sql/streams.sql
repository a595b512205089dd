SELECT DISTINCT stream_kind, stream_id FROM events ORDER BY stream_kind, stream_id
