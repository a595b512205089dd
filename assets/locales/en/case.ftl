# case
