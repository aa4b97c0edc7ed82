CREATE VIEW newest_episode AS
SELECT DISTINCT ON (podcast_id) * FROM episode ORDER BY podcast_id, published DESC;
