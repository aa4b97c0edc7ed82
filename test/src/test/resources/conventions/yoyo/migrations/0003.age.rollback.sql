DROP FUNCTION age_in_days(wheel, date);
