-- The rehab window as rows: kept by triggers for what runs, so that the enforcer looks only at what is due.
-- Pages and sessions never depend on the enforcer: past is a matter of dates.

CREATE TABLE rehab_windows (
  clinic_id uuid NOT NULL,
  program_id uuid NOT NULL,
  scope text NOT NULL CHECK (scope IN ('program', 'left-arm', 'right-arm', 'left-leg', 'right-leg')),
  client_id uuid NOT NULL,
  opened_on date NOT NULL,
  extension_days integer NOT NULL,
  review_on date NOT NULL,
  severity text NOT NULL CHECK (severity IN ('breach', 'review-due')),
  is_running boolean NOT NULL,
  flagged_review_on date,
  flagged_severity text,
  needs_flag boolean GENERATED ALWAYS AS (is_running AND
    (flagged_review_on IS DISTINCT FROM review_on OR flagged_severity IS DISTINCT FROM severity)) STORED,
  PRIMARY KEY (clinic_id, program_id, scope),
  FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id)
);
CREATE INDEX windows_due ON rehab_windows (review_on, clinic_id) WHERE needs_flag;
CREATE INDEX windows_running ON rehab_windows (clinic_id, review_on, program_id) WHERE is_running;

CREATE FUNCTION refresh_windows(program uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH running AS (
    SELECT p.clinic_id, p.id, p.client_id, p.status IN ('active', 'on-hold') AS is_running, coalesce(v.is_bfr, false) AS is_bfr
    FROM programs p LEFT JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id
    WHERE p.clinic_id = current_clinic() AND p.id = program
  ), trained AS (
    SELECT r.*, limb AS scope, max(s.day) AS last_day FROM running r
      JOIN training_sessions s ON s.clinic_id = r.clinic_id AND s.program_id = r.id AND s.is_bfr, unnest(s.bfr_limbs) AS limb
    WHERE NOT is_struck('session', s.id) GROUP BY r.clinic_id, r.id, r.client_id, r.is_running, r.is_bfr, limb
    UNION ALL
    SELECT r.*, 'program', max(s.day) FROM running r
      JOIN training_sessions s ON s.clinic_id = r.clinic_id AND s.program_id = r.id
    WHERE NOT r.is_bfr AND NOT is_struck('session', s.id) GROUP BY r.clinic_id, r.id, r.client_id, r.is_running, r.is_bfr
  ), opened AS (
    SELECT t.*, CASE WHEN t.scope = 'program'
        THEN (SELECT min(s.day) FROM training_sessions s WHERE s.clinic_id = t.clinic_id AND s.program_id = t.id AND NOT is_struck('session', s.id))
        ELSE bfr_window_opened_on(t.client_id, t.id, t.scope, t.last_day) END AS opened_on,
      extension_days(t.id) AS extended
    FROM trained t
  ), gone AS (
    DELETE FROM rehab_windows w WHERE w.clinic_id = current_clinic() AND w.program_id = program
      AND NOT EXISTS (SELECT 1 FROM opened o WHERE o.scope = w.scope)
  )
  INSERT INTO rehab_windows (clinic_id, program_id, scope, client_id, opened_on, extension_days, review_on, severity, is_running)
    SELECT o.clinic_id, o.id, o.scope, o.client_id, o.opened_on, o.extended, o.opened_on + 21 + o.extended,
      CASE WHEN o.scope <> 'program' AND is_high_frequency(o.client_id, o.id, o.scope, o.opened_on, o.last_day) THEN 'breach' ELSE 'review-due' END,
      o.is_running
    FROM opened o
  ON CONFLICT (clinic_id, program_id, scope) DO UPDATE SET
    opened_on = excluded.opened_on, extension_days = excluded.extension_days, review_on = excluded.review_on,
    severity = excluded.severity, is_running = excluded.is_running;
END $$;
REVOKE EXECUTE ON FUNCTION refresh_windows FROM clearway_app, clearway_jobs;

CREATE FUNCTION refresh_windows_of() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'programs' THEN
    IF NEW.status IS DISTINCT FROM OLD.status OR NEW.in_force_version_id IS DISTINCT FROM OLD.in_force_version_id THEN
      PERFORM refresh_windows(NEW.id);
    END IF;
  ELSIF TG_TABLE_NAME = 'strikes' THEN
    IF NEW.subject = 'session' THEN
      PERFORM refresh_windows(s.program_id) FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.subject_id;
    END IF;
  ELSE
    PERFORM refresh_windows(NEW.program_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sessions_zz_windows AFTER INSERT OR UPDATE OF is_bfr ON training_sessions FOR EACH ROW EXECUTE FUNCTION refresh_windows_of();
CREATE TRIGGER strikes_zz_windows AFTER INSERT ON strikes FOR EACH ROW EXECUTE FUNCTION refresh_windows_of();
CREATE TRIGGER programs_zz_windows AFTER UPDATE ON programs FOR EACH ROW EXECUTE FUNCTION refresh_windows_of();
CREATE TRIGGER decisions_zz_windows AFTER INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION refresh_windows_of();

-- A flag: this window went past, seen once. It ends when the program ends, steps down or is extended.
CREATE TABLE window_flags (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  program_id uuid NOT NULL,
  scope text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('breach', 'review-due')),
  opened_on date NOT NULL,
  review_on date NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  CONSTRAINT one_flag_a_breach UNIQUE (clinic_id, program_id, scope, severity, review_on),
  FOREIGN KEY (clinic_id, program_id, scope) REFERENCES rehab_windows (clinic_id, program_id, scope)
);

CREATE FUNCTION guard_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM rehab_windows w WHERE w.clinic_id = NEW.clinic_id AND w.program_id = NEW.program_id AND w.scope = NEW.scope
                 AND w.is_running AND w.severity = NEW.severity AND w.review_on = NEW.review_on AND w.opened_on = NEW.opened_on
                 AND clinic_day(NEW.occurred_at) >= w.review_on) THEN
    PERFORM refuse('window-not-past');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flags_guarded BEFORE INSERT ON window_flags FOR EACH ROW EXECUTE FUNCTION guard_flag();

CREATE FUNCTION apply_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE rehab_windows SET flagged_review_on = NEW.review_on, flagged_severity = NEW.severity
    WHERE clinic_id = NEW.clinic_id AND program_id = NEW.program_id AND scope = NEW.scope;
  RETURN NULL;
END $$;
CREATE TRIGGER flags_applied AFTER INSERT ON window_flags FOR EACH ROW EXECUTE FUNCTION apply_flag();

CREATE TABLE flag_acknowledgements (
  clinic_id uuid NOT NULL,
  flag_id uuid NOT NULL,
  acknowledged_by uuid NOT NULL,
  note text NOT NULL DEFAULT '',
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, flag_id, acknowledged_by),
  FOREIGN KEY (clinic_id, flag_id) REFERENCES window_flags (clinic_id, id),
  FOREIGN KEY (clinic_id, acknowledged_by) REFERENCES members (clinic_id, id)
);

-- What somebody should know: kind and ids, never sentences.
CREATE TABLE notifications (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('window-past', 'red-flag', 'session-outside-clearance', 'program-held')),
  subject_id uuid NOT NULL,
  client_id uuid,
  occurred_at timestamptz NOT NULL,
  seen_at timestamptz,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, member_id, kind, subject_id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id)
);

-- Mail to be sent, written in the transaction of what it tells.
CREATE TABLE outbox (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('window-breach', 'red-flag')),
  subject_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  sent_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  CONSTRAINT one_mail_a_person_and_subject UNIQUE (clinic_id, member_id, kind, subject_id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id)
);
CREATE INDEX outbox_unsent ON outbox (recorded_at) WHERE sent_at IS NULL;

CREATE FUNCTION tell(kind text, subject uuid, client uuid, at timestamptz, to_roles text[]) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
  INSERT INTO notifications (clinic_id, id, member_id, kind, subject_id, client_id, occurred_at)
    SELECT m.clinic_id, uuidv7(), m.id, tell.kind, tell.subject, tell.client, tell.at
    FROM members m WHERE m.clinic_id = current_clinic() AND m.deactivated_at IS NULL
      AND EXISTS (SELECT 1 FROM member_roles r WHERE r.clinic_id = m.clinic_id AND r.member_id = m.id AND r.role = ANY (to_roles))
  ON CONFLICT DO NOTHING;
END;
REVOKE EXECUTE ON FUNCTION tell FROM clearway_app, clearway_jobs;

CREATE FUNCTION tell_of_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.is_outside_clearance THEN
    PERFORM tell('session-outside-clearance', NEW.id, NEW.client_id, NEW.occurred_at, ARRAY['physical-therapist', 'doctor', 'admin']);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sessions_tell AFTER INSERT ON training_sessions FOR EACH ROW EXECUTE FUNCTION tell_of_session();

CREATE FUNCTION tell_of_red_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM tell('red-flag', NEW.id, NEW.client_id, NEW.occurred_at, ARRAY['physical-therapist', 'doctor']);
  RETURN NULL;
END $$;
CREATE TRIGGER red_flags_tell AFTER INSERT ON red_flags FOR EACH ROW EXECUTE FUNCTION tell_of_red_flag();

-- A command that was answered once is answered the same way again.
CREATE TABLE commands (
  clinic_id uuid NOT NULL REFERENCES clinics (id),
  key uuid NOT NULL,
  member_id uuid NOT NULL,
  fingerprint text NOT NULL,
  outcome jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, key),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id)
);

CALL guard_table('rehab_windows', 'SELECT');
CALL guard_table('window_flags', 'SELECT, INSERT');
CALL guard_table('flag_acknowledgements', 'SELECT, INSERT');
CALL guard_table('notifications', 'SELECT, INSERT');
GRANT UPDATE (seen_at) ON notifications TO clearway_app;
CALL guard_table('outbox', 'SELECT, INSERT');
GRANT UPDATE (sent_at, attempts) ON outbox TO clearway_jobs;
CALL guard_table('commands', 'SELECT, INSERT');
CALL keep_forever('window_flags');
CALL keep_forever('flag_acknowledgements');
CALL keep_forever('commands');

-- The enforcer: sees what is due in every clinic, writes in one clinic at a time.
GRANT SELECT ON rehab_windows, clinics, window_flags, programs, versions, decisions, members, member_roles, outbox, notifications TO clearway_jobs;
GRANT INSERT ON window_flags, outbox, notifications TO clearway_jobs;
CREATE POLICY jobs_find ON rehab_windows FOR SELECT TO clearway_jobs USING (true);
CREATE POLICY jobs_find ON clinics FOR SELECT TO clearway_jobs USING (true);
CREATE POLICY jobs_find ON outbox FOR SELECT TO clearway_jobs USING (true);

-- Clearances that ran out unstarted, found across clinics over what waits to start.
CREATE INDEX programs_to_start ON programs (clinic_id, id) WHERE status = 'not-started' AND in_force_version_id IS NOT NULL;
CREATE POLICY jobs_find ON programs FOR SELECT TO clearway_jobs USING (true);
CREATE POLICY jobs_find ON versions FOR SELECT TO clearway_jobs USING (true);
CREATE POLICY jobs_find ON decisions FOR SELECT TO clearway_jobs USING (true);
