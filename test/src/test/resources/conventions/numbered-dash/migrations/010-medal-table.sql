CREATE VIEW medal_table AS
SELECT nation, medal, count(*) FROM result r JOIN athlete a ON a.id = r.athlete_id
WHERE medal IS NOT NULL GROUP BY nation, medal;
