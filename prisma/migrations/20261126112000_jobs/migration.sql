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

-- Many rows of one statement are remembered by one trigger for all of them, where a job writes many: one link each, in
-- the chain of the clinic they all belong to, made exactly as append_audit_event makes one.
ALTER TABLE audited_tables ADD COLUMN by_statement boolean NOT NULL DEFAULT false;

CREATE FUNCTION remember_inserts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rules audited_tables;
  clinic uuid := current_clinic();
  said text;
  head_seq bigint;
  link bytea;
  written_at timestamptz;
  row_ids text[];
  times timestamptz[];
  details text[];
  salts bytea[];
  hashed bytea[];
  subjects uuid[];
  links bytea[];
BEGIN
  IF NOT EXISTS (SELECT 1 FROM added) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT 1 FROM added a WHERE a.clinic_id IS DISTINCT FROM clinic) THEN
    PERFORM refuse('no-clinic');
  END IF;
  SELECT * INTO STRICT rules FROM audited_tables WHERE table_name = TG_TABLE_NAME;
  said := coalesce(rules.kind_noun, TG_TABLE_NAME) || '.insert';
  PERFORM lock_clinic(clinic);
  SELECT seq, hash INTO head_seq, link FROM audit_events WHERE clinic_id = clinic ORDER BY seq DESC LIMIT 1;
  head_seq := coalesce(head_seq, 0);
  link := coalesce(link, decode(repeat('00', 32), 'hex'));
  written_at := clock_timestamp();

  SELECT array_agg(t.row_id ORDER BY t.row_id), array_agg(coalesce(t.at, written_at) ORDER BY t.row_id),
         array_agg(t.detail ORDER BY t.row_id), array_agg(t.salt ORDER BY t.row_id),
         array_agg(sha256(t.salt || convert_to(t.detail, 'UTF8')) ORDER BY t.row_id), array_agg(t.subject ORDER BY t.row_id)
    INTO row_ids, times, details, salts, hashed, subjects
    FROM (
      SELECT (SELECT string_agg(w.whole ->> k, '/' ORDER BY place) FROM unnest(rules.key_columns) WITH ORDINALITY AS keys (k, place)) AS row_id,
        (w.whole ->> 'occurred_at')::timestamptz AS at,
        (SELECT jsonb_object_agg(c, w.whole -> c) FROM unnest(rules.audited) AS c)::text AS detail,
        uuid_send(gen_random_uuid()) AS salt,
        (w.whole ->> rules.subject_column)::uuid AS subject
      FROM (SELECT to_jsonb(a) AS whole FROM added a OFFSET 0) w OFFSET 0) t;

  FOR n IN 1 .. cardinality(row_ids) LOOP
    link := sha256(audit_stamp(clinic, head_seq + n, said, current_member(), TG_TABLE_NAME, row_ids[n], times[n], written_at) || hashed[n] || link);
    links[n] := link;
  END LOOP;

  INSERT INTO audit_events (clinic_id, seq, kind, actor_member_id, table_name, row_id, occurred_at, recorded_at, detail_hash, previous_hash, hash)
    SELECT clinic, head_seq + e.n, said, current_member(), TG_TABLE_NAME, e.row_id, e.at, written_at, e.hashed,
      coalesce(lag(e.link) OVER (ORDER BY e.n),
        (SELECT h.hash FROM audit_events h WHERE h.clinic_id = clinic AND h.seq = head_seq), decode(repeat('00', 32), 'hex')),
      e.link
    FROM unnest(row_ids, times, hashed, links) WITH ORDINALITY AS e (row_id, at, hashed, link, n);
  INSERT INTO audit_details (clinic_id, seq, salt, detail)
    SELECT clinic, head_seq + d.n, d.salt, d.detail FROM unnest(salts, details) WITH ORDINALITY AS d (salt, detail, n);
  IF rules.subject_table IS NOT NULL THEN
    INSERT INTO audit_subjects (clinic_id, seq, client_id)
      SELECT clinic, head_seq + s.n, found.client_id
      FROM unnest(subjects) WITH ORDINALITY AS s (id, n), LATERAL (SELECT client_of(rules.subject_table, clinic, s.id) AS client_id OFFSET 0) found
      WHERE found.client_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

-- Call it after each audit_table() of such a table, or each of its rows is remembered twice and a test fails.
CREATE PROCEDURE audit_by_statement(name regclass) LANGUAGE plpgsql AS $$
BEGIN
  UPDATE audited_tables SET by_statement = true
    WHERE table_name = (SELECT relname FROM pg_class WHERE oid = name) AND clinic_column = 'clinic_id' AND kind_column IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'audit_by_statement: % is not audited, has no clinic, or has kinds of its own', name;
  END IF;
  EXECUTE format('CREATE OR REPLACE TRIGGER a_audit AFTER UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION remember_change()', name);
  EXECUTE format('CREATE OR REPLACE TRIGGER a_audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION remember_inserts()', name);
END $$;
REVOKE EXECUTE ON PROCEDURE audit_by_statement FROM PUBLIC, clearway_app, clearway_jobs;
CALL audit_by_statement('window_flags');

-- A flag is of a window that is past, as before; asked once for all flags of a statement.
DROP TRIGGER flags_guarded ON window_flags;
CREATE OR REPLACE FUNCTION guard_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM added f WHERE NOT EXISTS (
         SELECT 1 FROM rehab_windows w WHERE w.clinic_id = f.clinic_id AND w.program_id = f.program_id AND w.scope = f.scope
           AND w.is_running AND w.severity = f.severity AND w.review_on = f.review_on AND w.opened_on = f.opened_on
           AND clinic_day(f.occurred_at) >= w.review_on)) THEN
    PERFORM refuse('window-not-past');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER flags_guarded AFTER INSERT ON window_flags REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION guard_flag();

-- As before, for all flags of a statement.
DROP TRIGGER flags_applied ON window_flags;
CREATE OR REPLACE FUNCTION apply_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE rehab_windows w SET flagged_review_on = f.review_on, flagged_severity = f.severity,
    breach_since = CASE WHEN f.severity <> 'breach' THEN w.breach_since
      WHEN w.flagged_severity = 'review-due' THEN clinic_day(f.occurred_at) ELSE f.review_on END,
    notice_on = CASE WHEN f.severity = 'breach' THEN c.breach_escalation_days
      + CASE WHEN w.flagged_severity = 'review-due' THEN clinic_day(f.occurred_at) ELSE f.review_on END END
    FROM added f JOIN clinics c ON c.id = f.clinic_id
    WHERE w.clinic_id = f.clinic_id AND w.program_id = f.program_id AND w.scope = f.scope;
  RETURN NULL;
END $$;
CREATE TRIGGER flags_applied AFTER INSERT ON window_flags REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION apply_flag();

-- As before, in one call: it runs for every row that is written anywhere.
CREATE OR REPLACE FUNCTION keep_to_clinic() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF (coalesce(NEW.clinic_id, OLD.clinic_id) = public.current_clinic()) IS NOT TRUE THEN
    PERFORM public.refuse('no-clinic');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(coalesce(NEW.clinic_id, OLD.clinic_id)::text, 0));
  RETURN coalesce(NEW, OLD);
END $$;

-- As before, and no abbreviation: AT TIME ZONE takes CET, EET, MET and WET for hours without a summer before it takes
-- them for the places that have one, and the days of a clinic would not be those on its wall.
CREATE OR REPLACE FUNCTION check_time_zone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM now() AT TIME ZONE NEW.time_zone;
  IF upper(NEW.time_zone) NOT IN ('UTC', 'GMT') AND EXISTS (SELECT 1 FROM pg_timezone_abbrevs a WHERE a.abbrev = upper(NEW.time_zone)) THEN
    RAISE EXCEPTION 'time zone "%" is an abbreviation', NEW.time_zone USING ERRCODE = '22023';
  END IF;
  RETURN NEW;
END $$;

CALL close_functions();
