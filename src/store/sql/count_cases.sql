SELECT count(*) FROM (SELECT DISTINCT stream_id FROM events WHERE stream_kind = 'case')
