SELECT id, name, title, company, tier
FROM customers JOIN customer_numbers ON customer_numbers.customer = customers.id
WHERE customer_numbers.number = ?1
