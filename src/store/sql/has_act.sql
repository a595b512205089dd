SELECT EXISTS (
    SELECT 1 FROM acts WHERE stream = (SELECT n FROM streams WHERE streams.id = ?1 AND kind = ?2) AND acts.id = ?3
)
