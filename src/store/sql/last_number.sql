SELECT no FROM cases
WHERE no > ?1 AND no < ?2 AND length(no) = length(?1) + ?3
ORDER BY no DESC LIMIT 1
