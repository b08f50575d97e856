-- When each job last ran and what came of it: counts, never what it worked on. The times are the database's own.
CREATE TABLE job_runs (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  job text NOT NULL CHECK (job ~ '^[a-z][a-z-]{1,39}$'),
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  outcome text NOT NULL CHECK (outcome IN ('done', 'failed')),
  counts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(counts) = 'object')
);
CREATE INDEX job_runs_by_job ON job_runs (job, outcome, finished_at);
CREATE INDEX job_runs_by_time ON job_runs (finished_at);

-- The pages read it for whoever watches; only the jobs' role writes it, and cannot say when a run ended.
GRANT SELECT ON job_runs TO clearway_app, clearway_jobs;
GRANT INSERT (job, started_at, outcome, counts), DELETE ON job_runs TO clearway_jobs;
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('job_runs', 'counts of what is audited itself, kept for thirty days');
