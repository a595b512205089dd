-- As the index has it, so that nobody else is read.
SELECT id, no, name, roles, branch FROM people WHERE branch = ?1 AND instr(roles, 'lead') > 0 ORDER BY no, id
