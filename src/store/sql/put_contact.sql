INSERT INTO contacts (id, version, state, spoken, person, number, since, callback_due, callback_owner, callback_missed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
