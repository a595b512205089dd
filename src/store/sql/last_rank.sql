SELECT coalesce(max(rank), 0) AS last FROM acts WHERE stream = ?1
