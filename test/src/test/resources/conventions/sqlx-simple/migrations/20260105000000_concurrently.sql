-- no-transaction
create index concurrently film_title on film (title text_pattern_ops);
