DELETE FROM tasks;
DELETE FROM cases;
DELETE FROM contacts;
DELETE FROM customer_numbers;
DELETE FROM customers;
DELETE FROM people;
DELETE FROM branches;
