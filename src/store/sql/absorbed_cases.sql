SELECT DISTINCT cases.id, cases.no, cases.crossed, cases.state = 'merged' AS merged,
    cases.major IS 'attached' AS attached,
    instr(words.text, 'major.ended') + instr(words.text, 'undone') > 0 AS ends,
    EXISTS (SELECT 1 FROM cases AS other WHERE other.no = cases.no AND other.id <> cases.id) AS twice
FROM acts
JOIN streams ON streams.n = acts.stream AND streams.kind = 'case'
JOIN cases ON cases.id = streams.id
JOIN words ON words.n = acts.kinds
WHERE acts.pos > ?1 AND acts.pos < ?2
