-- Filing a customer looks for the numbers of that customer; without this it read those of everybody.
CREATE INDEX customer_numbers_of ON customer_numbers (customer);
