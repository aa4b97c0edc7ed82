CREATE UNIQUE INDEX one_gold ON result (discipline_id) WHERE medal = 'gold';
