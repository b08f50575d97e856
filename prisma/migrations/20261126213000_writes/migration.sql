-- What runs for every row that is written, in fewer statements of its own. Nothing is asked less: docs/decisions/048-hot-commands.md.

-- As before, in one look-up of who writes: active, erased, clinician and trainer were five.
CREATE OR REPLACE FUNCTION guard_serves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_is jsonb;
  clinic uuid;
  client uuid;
  writer record;
BEGIN
  IF current_user <> 'clearway_app' THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  row_is := to_jsonb(coalesce(NEW, OLD));
  clinic := (row_is ->> 'clinic_id')::uuid;
  PERFORM stay_in_clinic(clinic);
  CASE TG_ARGV[0]
    WHEN 'client' THEN client := (row_is ->> 'client_id')::uuid;
    WHEN 'self' THEN client := (row_is ->> 'id')::uuid;
    WHEN 'session' THEN
      SELECT s.client_id INTO client FROM training_sessions s WHERE s.clinic_id = clinic AND s.id = (row_is ->> 'session_id')::uuid;
    WHEN 'red-flag' THEN
      SELECT r.client_id INTO client FROM red_flags r WHERE r.clinic_id = clinic AND r.id = (row_is ->> 'red_flag_id')::uuid;
    WHEN 'screening' THEN
      SELECT s.client_id INTO client FROM screenings s WHERE s.clinic_id = clinic AND s.id = (row_is ->> 'screening_id')::uuid;
    WHEN 'program' THEN
      SELECT p.client_id INTO client FROM programs p WHERE p.clinic_id = clinic AND p.id = (row_is ->> 'program_id')::uuid;
    WHEN 'version' THEN
      SELECT p.client_id INTO client FROM versions v JOIN programs p ON p.clinic_id = v.clinic_id AND p.id = v.program_id
        WHERE v.clinic_id = clinic AND v.id = (row_is ->> 'version_id')::uuid;
    WHEN 'hold' THEN
      SELECT p.client_id INTO client FROM holds h JOIN programs p ON p.clinic_id = h.clinic_id AND p.id = h.program_id
        WHERE h.clinic_id = clinic AND h.id = (row_is ->> 'hold_id')::uuid;
  END CASE;
  SELECT m.deactivated_at IS NULL AS is_active, coalesce(r.roles && '{physical-therapist,doctor}', false) AS is_clinician,
      coalesce('trainer' = ANY (r.roles), false) AS is_trainer,
      EXISTS (SELECT 1 FROM erasures e WHERE e.clinic_id = clinic AND e.client_id = client) AS is_of_erased
    INTO writer
    FROM members m CROSS JOIN LATERAL (
      SELECT array_agg(r.role) AS roles FROM member_roles r WHERE r.clinic_id = m.clinic_id AND r.member_id = m.id) r
    WHERE m.clinic_id = clinic AND m.id = current_member();
  IF writer.is_active IS NOT TRUE THEN
    PERFORM refuse('member-deactivated');
  END IF;
  IF writer.is_of_erased THEN
    PERFORM refuse('client-erased');
  END IF;
  IF writer.is_clinician THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  IF NOT writer.is_trainer THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF is_in_care_team(current_member(), client)
     OR (TG_TABLE_NAME IN ('red_flags', 'red_flag_details', 'adverse_events') AND has_emergency_access(current_member(), client)) THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  PERFORM refuse('not-in-care-team');
  RETURN NULL;
END $$;

-- As before, without the UPDATE where the session says already that these limbs wore a cuff: after its first set it does.
CREATE OR REPLACE FUNCTION mark_restricted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  worn text[] := coalesce(
    (SELECT ARRAY[l.limb] FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.id = NEW.prescription_id AND l.limb IS NOT NULL),
    (SELECT v.bfr_limbs FROM training_sessions s JOIN versions v ON v.clinic_id = s.clinic_id AND v.id = s.version_id
     WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id), '{}');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM training_sessions s
                 WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND NOT (s.is_bfr AND worn <@ s.bfr_limbs)) THEN
    RETURN NULL;
  END IF;
  UPDATE training_sessions s SET is_bfr = true,
      bfr_limbs = ARRAY(SELECT DISTINCT l.limb FROM unnest(s.bfr_limbs || worn) AS l (limb) ORDER BY 1)
    WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND NOT (s.is_bfr AND worn <@ s.bfr_limbs);
  RETURN NULL;
END $$;

-- As before; a key of one column, as nearly all are, is read without a statement.
CREATE OR REPLACE FUNCTION remember_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rules audited_tables;
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  whole jsonb := coalesce(after, before);
  detail jsonb;
  clinic uuid;
  row_id text;
  event_seq bigint;
  client uuid;
BEGIN
  SELECT * INTO STRICT rules FROM audited_tables WHERE table_name = TG_TABLE_NAME;
  clinic := CASE WHEN rules.clinic_column IS NULL THEN installation_chain() ELSE (whole ->> rules.clinic_column)::uuid END;
  -- First of the triggers after a row, so that none of them runs in a clinic its statement went to meanwhile.
  IF rules.clinic_column IS NOT NULL THEN
    PERFORM stay_in_clinic(clinic);
  END IF;
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM erasures_under_way) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(c, jsonb_build_array(before -> c, after -> c)) INTO detail
      FROM unnest(rules.audited) AS c WHERE before -> c IS DISTINCT FROM after -> c;
    IF detail IS NULL THEN
      RETURN NULL;
    END IF;
  ELSE
    SELECT jsonb_object_agg(c, whole -> c) INTO detail FROM unnest(rules.audited) AS c;
  END IF;
  IF cardinality(rules.key_columns) = 1 THEN
    row_id := whole ->> rules.key_columns[1];
  ELSE
    row_id := (SELECT string_agg(whole ->> k, '/' ORDER BY place) FROM unnest(rules.key_columns) WITH ORDINALITY AS keys (k, place));
  END IF;
  event_seq := (append_audit_event(
    clinic,
    CASE WHEN TG_OP = 'INSERT' AND rules.kind_column IS NOT NULL THEN rules.kind_noun || '.' || (whole ->> rules.kind_column)
         ELSE coalesce(rules.kind_noun, TG_TABLE_NAME) || '.' || lower(TG_OP) END,
    TG_TABLE_NAME,
    row_id,
    CASE WHEN TG_OP = 'INSERT' THEN (whole ->> 'occurred_at')::timestamptz END,
    detail::text)).new_seq;
  IF rules.subject_table IS NOT NULL THEN
    client := client_of(rules.subject_table, clinic, (whole ->> rules.subject_column)::uuid);
    IF client IS NOT NULL THEN
      INSERT INTO audit_subjects (clinic_id, seq, client_id) VALUES (clinic, event_seq, client);
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- As before; a program that was never trained and has no window, such as one that is cleared to start, has nothing to refresh.
CREATE OR REPLACE FUNCTION refresh_windows(program uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM training_sessions s WHERE s.clinic_id = current_clinic() AND s.program_id = program)
     AND NOT EXISTS (SELECT 1 FROM rehab_windows w WHERE w.clinic_id = current_clinic() AND w.program_id = program) THEN
    RETURN;
  END IF;
  WITH running AS (
    SELECT p.clinic_id, p.id, p.client_id, p.status IN ('active', 'on-hold') AS is_running, coalesce(v.is_bfr, false) AS is_bfr
    FROM programs p LEFT JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id
    WHERE p.clinic_id = current_clinic() AND p.id = program
  ), trained AS (
    SELECT r.*, limb AS scope, min(s.day) AS first_day FROM running r
      JOIN training_sessions s ON s.clinic_id = r.clinic_id AND s.program_id = r.id AND s.is_bfr, unnest(s.bfr_limbs) AS limb
    WHERE NOT is_struck('session', s.id) GROUP BY r.clinic_id, r.id, r.client_id, r.is_running, r.is_bfr, limb
    UNION ALL
    SELECT r.*, 'program', min(s.day) FROM running r
      JOIN training_sessions s ON s.clinic_id = r.clinic_id AND s.program_id = r.id
    WHERE NOT r.is_bfr AND NOT is_struck('session', s.id) GROUP BY r.clinic_id, r.id, r.client_id, r.is_running, r.is_bfr
  ), opened AS MATERIALIZED (
    SELECT t.*, CASE WHEN t.scope = 'program' THEN t.first_day
        ELSE bfr_window_opened_on(t.client_id, t.id, t.scope, t.first_day) END AS opened_on
    FROM trained t
  ), judged AS MATERIALIZED (
    SELECT o.*, window_extension_days(o.client_id, o.id, o.scope, o.opened_on) AS extended,
      CASE WHEN o.scope <> 'program' AND is_high_frequency(o.client_id, o.id, o.scope, o.opened_on, date 'infinity')
        THEN 'breach' ELSE 'review-due' END AS severity
    FROM opened o
  ), due AS (
    SELECT j.*, window_due_on(j.id, j.scope, j.opened_on, j.severity, j.extended) AS due_on FROM judged j
  ), gone AS (
    DELETE FROM rehab_windows w WHERE w.clinic_id = current_clinic() AND w.program_id = program
      AND NOT EXISTS (SELECT 1 FROM opened o WHERE o.scope = w.scope)
  )
  INSERT INTO rehab_windows AS w (clinic_id, program_id, scope, client_id, opened_on, extension_days, review_on, severity, is_running)
    SELECT d.clinic_id, d.id, d.scope, d.client_id, d.opened_on, d.extended, d.due_on, d.severity, d.is_running FROM due d
  ON CONFLICT (clinic_id, program_id, scope) DO UPDATE SET
    opened_on = excluded.opened_on, extension_days = excluded.extension_days, review_on = excluded.review_on,
    severity = excluded.severity, is_running = excluded.is_running,
    -- What was flagged for this very day and severity before is not flagged again.
    (flagged_review_on, flagged_severity) = (
      SELECT coalesce(max(f.review_on), w.flagged_review_on), coalesce(max(f.severity), w.flagged_severity) FROM window_flags f
      WHERE f.clinic_id = excluded.clinic_id AND f.program_id = excluded.program_id AND f.scope = excluded.scope
        AND f.severity = excluded.severity AND f.review_on = excluded.review_on);
END $$;

CALL close_functions();
