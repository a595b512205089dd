INSERT INTO customers (id, name, title, company, email, order_no, phone, tier) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
