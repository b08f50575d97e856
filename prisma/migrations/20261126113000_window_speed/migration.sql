-- What the enforcer writes costs what its rows cost: what was asked row by row is asked once for all rows of a statement,
-- and nothing that was refused before is taken now. docs/decisions/018-by-the-statement.md.

-- As before, in words that the planner puts in place of the call: every field of every link goes through it.
CREATE OR REPLACE FUNCTION netstring(field text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN field IS NULL THEN '0:,' ELSE octet_length(field)::text || ':' || field || ',' END;

-- As before, and as stable as what it is made of, or it is a call as well.
CREATE OR REPLACE FUNCTION microseconds(moment timestamptz) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (extract(epoch FROM moment) * 1000000)::bigint;

-- As before, in fewer steps a row: the columns that are told are those that are not left out, and what a program is
-- about is looked up for all of them at once.
CREATE OR REPLACE FUNCTION remember_inserts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rules audited_tables;
  clinic uuid := current_clinic();
  member uuid := current_member();
  said text;
  untold text[];
  head_seq bigint;
  link bytea;
  written_at timestamptz;
  row_ids text[];
  times timestamptz[];
  details text[];
  salts bytea[];
  hashed bytea[];
  subjects uuid[];
  befores bytea[];
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
  untold := ARRAY(SELECT jsonb_object_keys(rules.unaudited));
  PERFORM lock_clinic(clinic);
  SELECT seq, hash INTO head_seq, link FROM audit_events WHERE clinic_id = clinic ORDER BY seq DESC LIMIT 1;
  head_seq := coalesce(head_seq, 0);
  link := coalesce(link, decode(repeat('00', 32), 'hex'));
  written_at := clock_timestamp();

  SELECT array_agg(t.row_id), array_agg(coalesce(t.at, written_at)), array_agg(t.detail), array_agg(t.salt),
         array_agg(sha256(t.salt || convert_to(t.detail, 'UTF8'))), array_agg(t.subject)
    INTO row_ids, times, details, salts, hashed, subjects
    FROM (
      SELECT CASE WHEN cardinality(rules.key_columns) = 1 THEN w.whole ->> rules.key_columns[1] ELSE
          (SELECT string_agg(w.whole ->> k, '/' ORDER BY place) FROM unnest(rules.key_columns) WITH ORDINALITY AS keys (k, place)) END AS row_id,
        (w.whole ->> 'occurred_at')::timestamptz AS at,
        (w.whole - untold)::text AS detail,
        uuid_send(gen_random_uuid()) AS salt,
        (w.whole ->> rules.subject_column)::uuid AS subject
      FROM (SELECT to_jsonb(a) AS whole FROM added a OFFSET 0) w ORDER BY 1) t;

  FOR n IN 1 .. cardinality(row_ids) LOOP
    befores[n] := link;
    link := sha256(audit_stamp(clinic, head_seq + n, said, member, TG_TABLE_NAME, row_ids[n], times[n], written_at) || hashed[n] || link);
    links[n] := link;
  END LOOP;

  INSERT INTO audit_events (clinic_id, seq, kind, actor_member_id, table_name, row_id, occurred_at, recorded_at, detail_hash, previous_hash, hash)
    SELECT clinic, head_seq + e.n, said, member, TG_TABLE_NAME, e.row_id, e.at, written_at, e.hashed, e.before, e.link
    FROM unnest(row_ids, times, hashed, befores, links) WITH ORDINALITY AS e (row_id, at, hashed, before, link, n);
  INSERT INTO audit_details (clinic_id, seq, salt, detail)
    SELECT clinic, head_seq + d.n, d.salt, d.detail FROM unnest(salts, details) WITH ORDINALITY AS d (salt, detail, n);
  IF rules.subject_table = 'programs' THEN
    INSERT INTO audit_subjects (clinic_id, seq, client_id)
      SELECT clinic, head_seq + s.n, p.client_id
      FROM unnest(subjects) WITH ORDINALITY AS s (id, n) JOIN programs p ON p.clinic_id = clinic AND p.id = s.id;
  ELSIF rules.subject_table IS NOT NULL THEN
    INSERT INTO audit_subjects (clinic_id, seq, client_id)
      SELECT clinic, head_seq + s.n, found.client_id
      FROM unnest(subjects) WITH ORDINALITY AS s (id, n), LATERAL (SELECT client_of(rules.subject_table, clinic, s.id) AS client_id OFFSET 0) found
      WHERE found.client_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

-- A flag is of a window that is past, as before: who marks the windows refuses flags of others.
DROP TRIGGER flags_guarded ON window_flags;
DROP FUNCTION guard_flag();
CREATE OR REPLACE FUNCTION apply_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  marked bigint;
BEGIN
  UPDATE rehab_windows w SET flagged_review_on = f.review_on, flagged_severity = f.severity,
    breach_since = CASE WHEN f.severity <> 'breach' THEN w.breach_since
      WHEN w.flagged_severity = 'review-due' THEN f.on_day ELSE f.review_on END,
    notice_on = CASE WHEN f.severity = 'breach' THEN f.breach_escalation_days
      + CASE WHEN w.flagged_severity = 'review-due' THEN f.on_day ELSE f.review_on END END
    FROM (SELECT a.*, (a.occurred_at AT TIME ZONE c.time_zone)::date AS on_day, c.breach_escalation_days
          FROM added a JOIN clinics c ON c.id = a.clinic_id) f
    WHERE w.clinic_id = f.clinic_id AND w.program_id = f.program_id AND w.scope = f.scope
      AND w.is_running AND w.severity = f.severity AND w.review_on = f.review_on AND w.opened_on = f.opened_on
      AND f.on_day >= w.review_on;
  GET DIAGNOSTICS marked = ROW_COUNT;
  IF marked <> (SELECT count(*) FROM added) THEN
    PERFORM refuse('window-not-past');
  END IF;
  RETURN NULL;
END $$;

-- What a decision is sorted by in each of its lists, and what those lists are made from.
CREATE VIEW decision_sorting WITH (security_invoker = true) AS
  SELECT d.clinic_id, d.id, d.seq, d.occurred_at AS signed_at, d.signer_name, c.record_number, d.outcome,
    coalesce(array_position(ARRAY['standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise'], d.screening_outcome), 0) AS risk,
    p.name AS program_name,
    (SELECT count(*)::integer FROM finding_answers a WHERE a.clinic_id = d.clinic_id AND a.decision_id = d.id) AS justified,
    p.id AS program_id, c.id AS client_id, d.screening_outcome, d.decided_by
  FROM decisions d
  JOIN programs p ON p.clinic_id = d.clinic_id AND p.id = d.program_id
  JOIN clients c ON c.clinic_id = p.clinic_id AND c.id = p.client_id;

-- As before.
CREATE OR REPLACE VIEW decision_lists WITH (security_invoker = true) AS
  SELECT d.clinic_id, l.list, d.seq, d.signed_at, d.signer_name, d.record_number, d.outcome, d.risk, d.program_name, d.justified,
    d.program_id, d.client_id
  FROM decision_sorting d
  CROSS JOIN LATERAL (
    SELECT unnest(ARRAY['all', 'outcome:' || d.outcome, 'risk:' || d.screening_outcome, 'signer:' || d.decided_by]) AS list
    UNION ALL
    SELECT DISTINCT how.list FROM finding_answers a
      JOIN findings f ON f.clinic_id = a.clinic_id AND f.id = a.finding_id
      CROSS JOIN LATERAL (VALUES ('rule:' || f.rule_id),
        (CASE WHEN a.is_cured_by_limit THEN 'cured' ELSE 'written' END),
        (CASE WHEN a.is_cured_by_limit THEN 'cured:' ELSE 'written:' END || f.rule_id)) AS how (list)
      WHERE a.clinic_id = d.clinic_id AND a.decision_id = d.id AND f.severity = 'justify'
    UNION ALL
    SELECT 'past-window' WHERE EXISTS (SELECT 1 FROM window_flags w WHERE w.clinic_id = d.clinic_id AND w.program_id = d.program_id)
    UNION ALL
    SELECT 'outside-clearance' WHERE EXISTS (SELECT 1 FROM training_sessions s
      WHERE s.clinic_id = d.clinic_id AND s.program_id = d.program_id AND s.is_outside_clearance
        AND NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = s.clinic_id AND k.subject = 'session' AND k.subject_id = s.id))
  ) AS l;

-- A flag moves the decisions of its program into one list more, and out of none.
CREATE FUNCTION list_flagged() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO register_lists
      (clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified)
    SELECT d.clinic_id, 'past-window', d.seq, d.signed_at, d.signer_name, d.record_number, d.outcome, d.risk, d.program_name, d.justified
    FROM (SELECT DISTINCT a.clinic_id, a.program_id FROM added a) f
    JOIN decision_sorting d ON d.clinic_id = f.clinic_id AND d.program_id = f.program_id
  ON CONFLICT (clinic_id, list, seq) DO NOTHING;
  RETURN NULL;
END $$;
DROP TRIGGER flags_zz_listed ON window_flags;
CREATE TRIGGER flags_zz_listed AFTER INSERT ON window_flags REFERENCING NEW TABLE AS added FOR EACH STATEMENT
  EXECUTE FUNCTION list_flagged();

-- As guard_table() has them, for tables a job fills: a new row that is as it has to be is seen to be so without a call.
-- It belongs to the clinic of the context, whose lock is held or taken without waiting; and the moment it was written
-- is its default, later than the statement began.
CREATE PROCEDURE guard_rows_by_condition(name regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER a_clinic_row BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION keep_to_clinic()', name);
  EXECUTE format('CREATE TRIGGER a_clinic_row_insert BEFORE INSERT ON %s FOR EACH ROW
    WHEN ((NEW.clinic_id = current_clinic() AND pg_try_advisory_xact_lock(hashtextextended(NEW.clinic_id::text, 0))) IS NOT TRUE)
    EXECUTE FUNCTION keep_to_clinic()', name);
  EXECUTE format('CREATE OR REPLACE TRIGGER a_recorded_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at()', name);
  EXECUTE format('CREATE TRIGGER a_recorded_at_insert BEFORE INSERT ON %s FOR EACH ROW
    WHEN ((NEW.recorded_at BETWEEN statement_timestamp() AND clock_timestamp()) IS NOT TRUE)
    EXECUTE FUNCTION stamp_recorded_at()', name);
END $$;
REVOKE EXECUTE ON PROCEDURE guard_rows_by_condition FROM PUBLIC, clearway_app, clearway_jobs;
CALL guard_rows_by_condition('window_flags');
CALL guard_rows_by_condition('notifications');
CALL guard_rows_by_condition('outbox');

CALL close_functions();
