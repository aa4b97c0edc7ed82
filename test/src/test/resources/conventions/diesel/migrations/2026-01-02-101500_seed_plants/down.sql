TRUNCATE plants;
