SELECT DISTINCT streams.id
FROM acts
JOIN streams ON streams.n = acts.stream AND streams.kind = 'customer'
WHERE acts.pos > ?1 AND acts.pos < ?2
