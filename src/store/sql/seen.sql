-- What else the writer has of a stream: the acts of other stations there.
SELECT stations.id AS station, pos & 0xFFFFFFFFFF AS seq
FROM acts JOIN stations ON stations.n = pos >> 40
WHERE stream = ?1 AND pos >> 40 <> ?2
