-- migrate:up
CREATE TABLE sprints (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  primary_project  bigint NOT NULL REFERENCES projects ON DELETE CASCADE,
  name             text NOT NULL,
  goal             text,
  status           text NOT NULL DEFAULT 'planned'
                   CONSTRAINT sprints_status_check CHECK (status IN ('planned', 'active', 'review', 'completed', 'cancelled')),
  owner            text NOT NULL,
  number           integer NOT NULL CONSTRAINT sprints_number_check CHECK (number > 0),
  start_date       date NOT NULL,
  end_date         date NOT NULL,
  capacity_hours   numeric(7, 2) CONSTRAINT sprints_capacity_hours_check CHECK (capacity_hours >= 0),
  planned_points   integer NOT NULL DEFAULT 0 CONSTRAINT sprints_planned_points_check CHECK (planned_points >= 0),
  completed_points integer NOT NULL DEFAULT 0 CONSTRAINT sprints_completed_points_check CHECK (completed_points >= 0),
  goals            jsonb NOT NULL DEFAULT '[]',
  team             jsonb NOT NULL DEFAULT '[]',
  ceremonies       jsonb NOT NULL DEFAULT '[]',
  commitments      jsonb NOT NULL DEFAULT '[]',
  risks            jsonb NOT NULL DEFAULT '[]',
  impediments      jsonb NOT NULL DEFAULT '[]',
  burndown         jsonb NOT NULL DEFAULT '[]',
  tags             jsonb NOT NULL DEFAULT '[]',
  retrospective    jsonb NOT NULL DEFAULT '{}',
  settings         jsonb NOT NULL DEFAULT '{}',
  metadata         jsonb NOT NULL DEFAULT '{}',
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT sprints_number_key UNIQUE (primary_project, number),
  CONSTRAINT sprints_dates_check CHECK (end_date >= start_date)
);

CREATE INDEX idx_sprints_status ON sprints (status);
CREATE INDEX idx_sprints_primary_project ON sprints (primary_project);
CREATE INDEX idx_sprints_owner ON sprints (owner);
CREATE INDEX idx_sprints_start_date ON sprints (start_date);
CREATE INDEX idx_sprints_end_date ON sprints (end_date);
CREATE INDEX idx_sprints_project_status ON sprints (primary_project, status);
CREATE INDEX idx_sprints_created_at ON sprints (created_at);
CREATE INDEX idx_sprints_updated_at ON sprints (updated_at);

CREATE TRIGGER sprints_updated_at BEFORE UPDATE ON sprints
  FOR EACH ROW EXECUTE FUNCTION set_updated_at();

-- migrate:down
DROP TABLE sprints;
