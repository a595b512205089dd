SELECT count(*) FROM streams WHERE kind = 'case'
