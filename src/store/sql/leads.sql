-- As the index has it, so that nobody else is read.
SELECT id, no, name, roles FROM people WHERE instr(roles, 'lead') > 0 ORDER BY no, id
