SELECT id FROM cases WHERE is_open = 1
UNION ALL
SELECT id FROM cases WHERE wake_at IS NOT NULL AND is_open = 0
