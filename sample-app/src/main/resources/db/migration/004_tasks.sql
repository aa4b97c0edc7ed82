-- migrate:up
CREATE TABLE tasks (
  id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  primary_project     bigint NOT NULL REFERENCES projects ON DELETE CASCADE,
  primary_sprint      bigint REFERENCES sprints ON DELETE CASCADE,
  title               text NOT NULL,
  description         text,
  kind                text NOT NULL DEFAULT 'feature'
                      CONSTRAINT tasks_kind_check CHECK (kind IN ('feature', 'bug', 'chore', 'research', 'documentation')),
  status              text NOT NULL DEFAULT 'backlog'
                      CONSTRAINT tasks_status_check CHECK (status IN ('backlog', 'todo', 'in_progress', 'review', 'done', 'cancelled')),
  priority            text NOT NULL DEFAULT 'medium'
                      CONSTRAINT tasks_priority_check CHECK (priority IN ('low', 'medium', 'high', 'critical')),
  severity            text
                      CONSTRAINT tasks_severity_check CHECK (severity IN ('trivial', 'minor', 'major', 'blocker')),
  owner               text,
  reporter            text NOT NULL,
  story_points        smallint CONSTRAINT tasks_story_points_check CHECK (story_points >= 0),
  estimate_hours      numeric(7, 2) CONSTRAINT tasks_estimate_hours_check CHECK (estimate_hours >= 0),
  spent_hours         numeric(7, 2) NOT NULL DEFAULT 0 CONSTRAINT tasks_spent_hours_check CHECK (spent_hours >= 0),
  remaining_hours     numeric(7, 2) CONSTRAINT tasks_remaining_hours_check CHECK (remaining_hours >= 0),
  start_date          date,
  due_date            date,
  started_at          timestamptz,
  completed_at        timestamptz,
  position            integer NOT NULL DEFAULT 0,
  blocked             boolean NOT NULL DEFAULT false,
  blocked_reason      text,
  external_url        text,
  archived            boolean NOT NULL DEFAULT false,
  assignees           jsonb NOT NULL DEFAULT '[]',
  watchers            jsonb NOT NULL DEFAULT '[]',
  tags                jsonb NOT NULL DEFAULT '[]',
  checklist           jsonb NOT NULL DEFAULT '[]',
  acceptance_criteria jsonb NOT NULL DEFAULT '[]',
  dependencies        jsonb NOT NULL DEFAULT '[]',
  blockers            jsonb NOT NULL DEFAULT '[]',
  subtasks            jsonb NOT NULL DEFAULT '[]',
  attachments         jsonb NOT NULL DEFAULT '[]',
  links               jsonb NOT NULL DEFAULT '[]',
  comments            jsonb NOT NULL DEFAULT '[]',
  time_entries        jsonb NOT NULL DEFAULT '[]',
  test_cases          jsonb NOT NULL DEFAULT '[]',
  risks               jsonb NOT NULL DEFAULT '[]',
  estimates           jsonb NOT NULL DEFAULT '{}',
  environment         jsonb NOT NULL DEFAULT '{}',
  custom_fields       jsonb NOT NULL DEFAULT '{}',
  metadata            jsonb NOT NULL DEFAULT '{}',
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT tasks_dates_check CHECK (due_date >= start_date),
  CONSTRAINT tasks_times_check CHECK (completed_at >= started_at)
);

CREATE INDEX idx_tasks_status ON tasks (status);
CREATE INDEX idx_tasks_priority ON tasks (priority);
CREATE INDEX idx_tasks_owner ON tasks (owner);
CREATE INDEX idx_tasks_primary_project ON tasks (primary_project);
CREATE INDEX idx_tasks_primary_sprint ON tasks (primary_sprint);
CREATE INDEX idx_tasks_status_priority ON tasks (status, priority);
CREATE INDEX idx_tasks_project_status ON tasks (primary_project, status);
CREATE INDEX idx_tasks_sprint_status ON tasks (primary_sprint, status);
CREATE INDEX idx_tasks_created_at ON tasks (created_at);
CREATE INDEX idx_tasks_updated_at ON tasks (updated_at);

CREATE TRIGGER tasks_updated_at BEFORE UPDATE ON tasks
  FOR EACH ROW EXECUTE FUNCTION set_updated_at();

-- migrate:down
DROP TABLE tasks;
