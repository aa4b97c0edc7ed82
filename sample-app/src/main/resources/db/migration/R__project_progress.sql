-- migrate:up
-- Dropped first: CREATE OR REPLACE could neither take away a column nor change its type.
DROP VIEW IF EXISTS project_progress;
CREATE VIEW project_progress AS
SELECT p.id AS project_id,
       p.code,
       p.name,
       p.status,
       count(t.id) AS tasks,
       count(t.id) FILTER (WHERE t.status = 'done') AS tasks_done,
       count(t.id) FILTER (WHERE t.blocked) AS tasks_blocked,
       coalesce(sum(t.story_points), 0) AS points,
       coalesce(sum(t.story_points) FILTER (WHERE t.status = 'done'), 0) AS points_done,
       coalesce(sum(t.spent_hours), 0) AS spent_hours,
       min(t.due_date) FILTER (WHERE t.status NOT IN ('done', 'cancelled')) AS next_due_date
FROM projects p
LEFT JOIN tasks t ON t.primary_project = p.id AND t.status <> 'cancelled'
GROUP BY p.id;

-- migrate:down
DROP VIEW project_progress;
