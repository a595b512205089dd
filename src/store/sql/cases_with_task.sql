SELECT id FROM cases
WHERE customer_id = ?1 AND EXISTS (SELECT 1 FROM tasks WHERE tasks.case_id = cases.id AND tasks.what = ?2)
