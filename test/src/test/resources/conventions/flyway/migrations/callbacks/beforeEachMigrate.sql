SELECT current_timestamp;
