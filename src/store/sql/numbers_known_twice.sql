SELECT mine.number FROM customer_numbers AS mine
WHERE mine.customer = ?1
    AND EXISTS (SELECT 1 FROM customer_numbers AS other WHERE other.number = mine.number AND other.customer <> ?1)
