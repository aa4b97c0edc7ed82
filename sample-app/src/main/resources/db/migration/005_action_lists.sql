-- migrate:up
CREATE TABLE action_lists (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id   bigint REFERENCES projects ON DELETE SET NULL,
  sprint_id    bigint REFERENCES sprints ON DELETE SET NULL,
  title        text NOT NULL,
  description  text,
  status       text NOT NULL DEFAULT 'open'
               CONSTRAINT action_lists_status_check CHECK (status IN ('open', 'in_progress', 'done', 'cancelled')),
  owner        text NOT NULL,
  priority     text NOT NULL DEFAULT 'medium'
               CONSTRAINT action_lists_priority_check CHECK (priority IN ('low', 'medium', 'high', 'critical')),
  due_date     date,
  completed_at timestamptz,
  position     integer NOT NULL DEFAULT 0,
  archived     boolean NOT NULL DEFAULT false,
  items        jsonb NOT NULL DEFAULT '[]',
  participants jsonb NOT NULL DEFAULT '[]',
  decisions    jsonb NOT NULL DEFAULT '[]',
  tags         jsonb NOT NULL DEFAULT '[]',
  metadata     jsonb NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_action_lists_owner ON action_lists (owner);
CREATE INDEX idx_action_lists_sprint_id ON action_lists (sprint_id);
CREATE INDEX idx_action_lists_project_id ON action_lists (project_id);
CREATE INDEX idx_action_lists_project_status ON action_lists (project_id, status);
CREATE INDEX idx_action_lists_created_at ON action_lists (created_at);
CREATE INDEX idx_action_lists_updated_at ON action_lists (updated_at);

CREATE TRIGGER action_lists_updated_at BEFORE UPDATE ON action_lists
  FOR EACH ROW EXECUTE FUNCTION set_updated_at();

-- migrate:down
DROP TABLE action_lists;
