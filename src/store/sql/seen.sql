-- What else the writer has of a stream: the last act of every other station there.
SELECT stations.id AS station, max(pos) & 0xFFFFFFFFFF AS seq
FROM acts JOIN stations ON stations.n = pos >> 40
WHERE stream = ?1 AND pos >> 40 <> ?2
GROUP BY pos >> 40
