SELECT streams.kind, streams.id FROM acts JOIN streams ON streams.n = acts.stream WHERE acts.id = ?1 ORDER BY acts.pos LIMIT 1
