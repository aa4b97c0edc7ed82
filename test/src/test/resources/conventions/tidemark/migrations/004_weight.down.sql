DROP FUNCTION total_grams(bigint);
