-- migrate:up
CREATE TABLE projects (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code             text NOT NULL UNIQUE,
  name             text NOT NULL,
  description      text,
  status           text NOT NULL DEFAULT 'planned'
                   CONSTRAINT projects_status_check CHECK (status IN ('planned', 'active', 'on_hold', 'completed', 'cancelled')),
  priority         text NOT NULL DEFAULT 'medium'
                   CONSTRAINT projects_priority_check CHECK (priority IN ('low', 'medium', 'high', 'critical')),
  owner            text NOT NULL,
  sponsor          text,
  start_date       date,
  end_date         date,
  completed_at     timestamptz,
  budget           numeric(14, 2) CONSTRAINT projects_budget_check CHECK (budget >= 0),
  currency         text NOT NULL DEFAULT 'EUR' CONSTRAINT projects_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
  progress         smallint NOT NULL DEFAULT 0 CONSTRAINT projects_progress_check CHECK (progress BETWEEN 0 AND 100),
  archived         boolean NOT NULL DEFAULT false,
  objectives       jsonb NOT NULL DEFAULT '[]',
  key_results      jsonb NOT NULL DEFAULT '[]',
  milestones       jsonb NOT NULL DEFAULT '[]',
  deliverables     jsonb NOT NULL DEFAULT '[]',
  success_criteria jsonb NOT NULL DEFAULT '[]',
  assumptions      jsonb NOT NULL DEFAULT '[]',
  risks            jsonb NOT NULL DEFAULT '[]',
  dependencies     jsonb NOT NULL DEFAULT '[]',
  stakeholders     jsonb NOT NULL DEFAULT '[]',
  tags             jsonb NOT NULL DEFAULT '[]',
  budget_breakdown jsonb NOT NULL DEFAULT '{}',
  settings         jsonb NOT NULL DEFAULT '{}',
  metadata         jsonb NOT NULL DEFAULT '{}',
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT projects_dates_check CHECK (end_date >= start_date)
);

CREATE INDEX idx_projects_status ON projects (status);
CREATE INDEX idx_projects_owner ON projects (owner);
CREATE INDEX idx_projects_start_date ON projects (start_date);
CREATE INDEX idx_projects_created_at ON projects (created_at);
CREATE INDEX idx_projects_updated_at ON projects (updated_at);

-- Every table of the service uses it: whoever changes a row, by the API or by hand, updated_at tells when.
CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

CREATE TRIGGER projects_updated_at BEFORE UPDATE ON projects
  FOR EACH ROW EXECUTE FUNCTION set_updated_at();

-- migrate:down
DROP TABLE projects;
DROP FUNCTION set_updated_at();
