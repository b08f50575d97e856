-- Training sessions and what was measured. A session is started, which the database refuses outside clearance,
-- or reported afterwards, which is always taken and marked for what it was.

CREATE TABLE training_sessions (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  client_id uuid NOT NULL,
  program_id uuid NOT NULL,
  version_id uuid NOT NULL,
  decision_id uuid,
  kind text NOT NULL CHECK (kind IN ('started', 'reported')),
  place text NOT NULL DEFAULT 'clinic' CHECK (place IN ('clinic', 'home')),
  is_bfr boolean NOT NULL,
  bfr_limbs text[] NOT NULL DEFAULT '{}',
  pain_nrs integer CHECK (pain_nrs BETWEEN 0 AND 10),
  is_outside_clearance boolean NOT NULL DEFAULT false,
  outside_reason text,
  logged_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  time_zone text NOT NULL,
  ended_at timestamptz,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, seq),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, program_id, version_id) REFERENCES versions (clinic_id, program_id, id),
  FOREIGN KEY (clinic_id, decision_id) REFERENCES decisions (clinic_id, id),
  FOREIGN KEY (clinic_id, logged_by) REFERENCES members (clinic_id, id),
  CONSTRAINT started_under_a_decision CHECK (kind = 'reported' OR (decision_id IS NOT NULL AND NOT is_outside_clearance)),
  CONSTRAINT outside_with_a_reason CHECK (is_outside_clearance = (length(trim(coalesce(outside_reason, ''))) > 0)),
  CHECK (ended_at IS NULL OR ended_at >= occurred_at)
);
CREATE INDEX sessions_by_program ON training_sessions (clinic_id, program_id, day);
CREATE INDEX sessions_by_client ON training_sessions (clinic_id, client_id, day);
CREATE INDEX sessions_outside ON training_sessions (clinic_id, day, id) WHERE is_outside_clearance;

-- One set as it was done: in a session, or from a log brought in. Grams, and the text that was entered.
CREATE TABLE sets (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  session_id uuid,
  import_id uuid,
  prescription_id uuid,
  exercise text NOT NULL CHECK (length(exercise) BETWEEN 1 AND 200),
  side text NOT NULL CHECK (side IN ('left', 'right', 'both')),
  set_number integer NOT NULL CHECK (set_number BETWEEN 0 AND 1000),
  reps integer NOT NULL CHECK (reps BETWEEN 0 AND 10000),
  load_g integer CHECK (load_g BETWEEN -1000000 AND 2000000),
  entered_value text NOT NULL DEFAULT '',
  entered_unit text CHECK (entered_unit IN ('kg', 'lb')),
  rpe double precision CHECK (rpe BETWEEN 0 AND 10),
  is_restricted boolean NOT NULL DEFAULT false,
  is_test boolean NOT NULL DEFAULT false,
  restriction_seconds integer CHECK (restriction_seconds BETWEEN 0 AND 7200),
  pressure_mmhg integer CHECK (pressure_mmhg BETWEEN 0 AND 400),
  fingerprint text,
  local_at timestamp,
  occurred_at timestamptz NOT NULL,
  performed_on date NOT NULL,
  logged_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id),
  FOREIGN KEY (clinic_id, import_id) REFERENCES imports (clinic_id, id),
  FOREIGN KEY (clinic_id, prescription_id) REFERENCES prescriptions (clinic_id, id),
  FOREIGN KEY (clinic_id, logged_by) REFERENCES members (clinic_id, id),
  CONSTRAINT from_a_session_or_a_log CHECK ((session_id IS NULL) <> (import_id IS NULL)),
  CONSTRAINT a_log_row_has_its_print CHECK ((import_id IS NULL) = (fingerprint IS NULL) AND (import_id IS NULL) = (local_at IS NULL))
);
CREATE UNIQUE INDEX sets_once_from_a_log ON sets (clinic_id, client_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX sets_by_session ON sets (clinic_id, session_id, set_number) WHERE session_id IS NOT NULL;
CREATE INDEX sets_of_client ON sets (clinic_id, client_id, performed_on)
  INCLUDE (exercise, side, load_g, reps, rpe, is_restricted, is_test);

-- What went beyond the cleared dose, or outside it, and why: recorded, never refused.
CREATE TABLE deviations (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  set_id uuid,
  kind text NOT NULL,
  says text NOT NULL,
  reason text NOT NULL CHECK (length(trim(reason)) > 0),
  recorded_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id),
  FOREIGN KEY (clinic_id, set_id) REFERENCES sets (clinic_id, id),
  FOREIGN KEY (clinic_id, recorded_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX deviations_by_session ON deviations (clinic_id, session_id);

CREATE TABLE measurements (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  session_id uuid,
  kind text NOT NULL CHECK (kind IN ('one-rm', 'girth', 'pain')),
  exercise text,
  side text NOT NULL CHECK (side IN ('left', 'right', 'both')),
  site text,
  entered_value text NOT NULL,
  entered_unit text NOT NULL CHECK (entered_unit IN ('kg', 'lb', 'cm', 'nrs')),
  amount integer NOT NULL,
  measured_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  measured_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id),
  FOREIGN KEY (clinic_id, measured_by) REFERENCES members (clinic_id, id),
  -- amount: grams for one-rm, millimetres for girth, points for pain
  CONSTRAINT amount_fits_its_kind CHECK (
    (kind = 'one-rm' AND exercise IS NOT NULL AND amount BETWEEN 1 AND 1000000 AND entered_unit IN ('kg', 'lb'))
    OR (kind = 'girth' AND site IS NOT NULL AND amount BETWEEN 50 AND 2000 AND entered_unit = 'cm')
    OR (kind = 'pain' AND amount BETWEEN 0 AND 10 AND entered_unit = 'nrs'))
);
CREATE INDEX measurements_of_client ON measurements (clinic_id, client_id, kind, measured_on);

-- An entry in error is struck through with a reason, and stays.
CREATE TABLE strikes (
  clinic_id uuid NOT NULL,
  subject text NOT NULL CHECK (subject IN ('session', 'set', 'measurement')),
  subject_id uuid NOT NULL,
  client_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(trim(reason)) > 0),
  struck_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, subject, subject_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, struck_by) REFERENCES members (clinic_id, id)
);

CREATE FUNCTION is_struck(what text, which uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = current_clinic() AND k.subject = what AND k.subject_id = which);
END;

-- The day this limb's window opened, as seen from a session of this program on this day. Within one program all
-- sessions share a window; into another program it carries over unless 21 days without BFR lie between.
CREATE FUNCTION bfr_window_opened_on(client uuid, program uuid, on_limb text, on_day date) RETURNS date LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH trained AS (
    SELECT s.day, s.program_id FROM training_sessions s
    WHERE s.clinic_id = current_clinic() AND s.client_id = client AND s.is_bfr AND on_limb = ANY (s.bfr_limbs) AND s.day <= on_day
      AND NOT is_struck('session', s.id)
    UNION ALL
    SELECT on_day, program
  ), steps AS (
    SELECT t.day, t.program_id, lag(t.day) OVER w AS day_before, lag(t.program_id) OVER w AS program_before
    FROM trained t WINDOW w AS (ORDER BY t.day, (t.program_id = program))
  )
  SELECT max(steps.day) FROM steps
  WHERE steps.day_before IS NULL OR (steps.program_before <> steps.program_id AND steps.day - steps.day_before > 21);
END;

-- More than 3 BFR sessions of this limb planned a week or done in any 7 days, counted since the last step-down.
CREATE FUNCTION is_high_frequency(client uuid, program uuid, on_limb text, since date, until date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH stepped AS (
    SELECT max(clinic_day(d.occurred_at)) AS on_day FROM decisions d JOIN versions v ON v.clinic_id = d.clinic_id AND v.id = d.version_id
    WHERE d.clinic_id = current_clinic() AND d.program_id = program AND v.kind = 'step-down' AND d.outcome IN ('cleared', 'cleared-with-limits')
  ), trained AS (
    SELECT s.day, count(*) OVER (ORDER BY s.day RANGE BETWEEN '6 days' PRECEDING AND CURRENT ROW) AS in_seven
    FROM training_sessions s, stepped
    WHERE s.clinic_id = current_clinic() AND s.client_id = client AND s.is_bfr AND on_limb = ANY (s.bfr_limbs)
      AND s.day BETWEEN since AND until AND (stepped.on_day IS NULL OR s.day > stepped.on_day) AND NOT is_struck('session', s.id)
  )
  SELECT coalesce((SELECT least(v.sessions_per_week, coalesce(d.max_sessions_per_week, v.sessions_per_week)) > 3
                   FROM programs p JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id
                   LEFT JOIN decisions d ON d.clinic_id = v.clinic_id AND d.version_id = v.id AND d.outcome = 'cleared-with-limits'
                   WHERE p.clinic_id = current_clinic() AND p.id = program AND v.is_bfr), false)
      OR EXISTS (SELECT 1 FROM trained WHERE in_seven > 3);
END;

CREATE FUNCTION extension_days(program uuid) RETURNS integer LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT coalesce(sum(v.extension_days), 0)::integer FROM versions v
  WHERE v.clinic_id = current_clinic() AND v.program_id = program AND v.kind = 'extension' AND v.status IN ('cleared', 'superseded');
END;

-- True when a BFR session of this program on this day would lie past the three weeks at high frequency.
CREATE FUNCTION is_in_breach(client uuid, program uuid, limbs text[], on_day date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT 1 FROM unnest(limbs) AS l (limb), LATERAL (SELECT bfr_window_opened_on(client, program, l.limb, on_day) AS opened_on) w
    WHERE on_day - w.opened_on + 1 > 21 + extension_days(program)
      AND is_high_frequency(client, program, l.limb, w.opened_on, on_day));
END;

-- Every cuffed line dosed by percent has this limb's pressure for this cuff, measured lately enough.
CREATE FUNCTION has_lop(client uuid, version uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT NOT EXISTS (
    SELECT 1 FROM prescriptions l
    WHERE l.clinic_id = current_clinic() AND l.version_id = version AND l.pressure_kind = 'percent-lop'
      AND NOT EXISTS (SELECT 1 FROM lop_measurements m
        WHERE m.clinic_id = l.clinic_id AND m.client_id = client AND m.limb = l.limb AND m.cuff_width_mm = l.cuff_width_mm
          AND m.measured_on BETWEEN on_day - (SELECT c.lop_valid_days FROM clinics c WHERE c.id = current_clinic()) AND on_day));
END;

-- Whether a program was under a clearance at a moment in the past: decided before, not yet ended, consented, not held.
CREATE FUNCTION was_cleared(program uuid, version uuid, at timestamptz) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.id FROM decisions d JOIN versions v ON v.clinic_id = d.clinic_id AND v.id = d.version_id
    JOIN programs p ON p.clinic_id = d.clinic_id AND p.id = d.program_id
  WHERE d.clinic_id = current_clinic() AND d.program_id = program AND d.version_id = version
    AND d.outcome IN ('cleared', 'cleared-with-limits') AND d.occurred_at <= at
    AND (p.ended_at IS NULL OR at < p.ended_at)
    AND (p.started_at <= at OR clinic_day(at) <= d.valid_until)
    AND (d.review_by IS NULL OR clinic_day(at) <= d.review_by)
    AND NOT EXISTS (SELECT 1 FROM decisions later WHERE later.clinic_id = d.clinic_id AND later.program_id = d.program_id
      AND later.seq > d.seq AND later.occurred_at <= at AND later.outcome IN ('cleared', 'cleared-with-limits', 'revoked'))
    AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.clinic_id = d.clinic_id AND h.program_id = d.program_id
      AND h.occurred_at <= at AND (h.lifted_at IS NULL OR h.lifted_at > at))
    AND EXISTS (SELECT 1 FROM consents c WHERE c.clinic_id = d.clinic_id AND c.program_id = d.program_id AND c.occurred_at <= at)
  ORDER BY d.seq DESC LIMIT 1;
END;

CREATE FUNCTION guard_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  program programs;
  version versions;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    -- A set under the cuff makes a session one with restriction (mark_restricted), and nothing makes it plain again.
    IF is_owner() AND NEW.is_bfr AND to_jsonb(NEW) - '{is_bfr,bfr_limbs}'::text[] = to_jsonb(OLD) - '{is_bfr,bfr_limbs}'::text[] THEN
      RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - 'ended_at' <> to_jsonb(OLD) - 'ended_at' OR OLD.ended_at IS NOT NULL THEN
      PERFORM refuse('immutable');
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.logged_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  SELECT * INTO program FROM programs WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id AND client_id = NEW.client_id;
  SELECT * INTO version FROM versions WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id AND program_id = NEW.program_id;
  IF program.id IS NULL OR version.id IS NULL THEN
    PERFORM refuse('not-the-cleared-version');
  END IF;
  NEW.day := clinic_day(NEW.occurred_at);
  NEW.time_zone := clinic_zone();
  NEW.is_bfr := NEW.is_bfr AND coalesce(version.is_bfr, EXISTS (
    SELECT 1 FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.version_id = version.id AND l.mode LIKE 'bfr-%'));
  NEW.bfr_limbs := CASE WHEN NEW.is_bfr THEN coalesce(version.bfr_limbs, (
    SELECT array_agg(DISTINCT l.limb) FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.version_id = version.id AND l.mode LIKE 'bfr-%')) ELSE '{}' END;

  IF NEW.kind = 'reported' THEN
    IF NEW.occurred_at > clock_timestamp() + interval '5 minutes' AND (SELECT i.kind FROM installation i) = 'real' THEN
      PERFORM refuse('time-not-now');
    END IF;
    NEW.decision_id := was_cleared(NEW.program_id, NEW.version_id, NEW.occurred_at);
    IF NEW.decision_id IS NULL AND (NOT NEW.is_outside_clearance OR coalesce(trim(NEW.outside_reason), '') = '') THEN
      PERFORM refuse('outside-clearance-needs-reason');
    END IF;
    IF NEW.decision_id IS NOT NULL AND NEW.is_bfr AND NOT NEW.is_outside_clearance
       AND is_in_breach(NEW.client_id, NEW.program_id, NEW.bfr_limbs, NEW.day) THEN
      PERFORM refuse('outside-clearance-needs-reason');
    END IF;
    RETURN NEW;
  END IF;

  PERFORM occurs_now(NEW.occurred_at);
  IF program.status IN ('completed', 'stopped') THEN
    PERFORM refuse(CASE WHEN version.status = 'revoked' THEN 'clearance-revoked' ELSE 'program-finished' END);
  END IF;
  IF EXISTS (SELECT 1 FROM holds h WHERE h.clinic_id = NEW.clinic_id AND h.program_id = NEW.program_id AND h.lifted_at IS NULL) THEN
    PERFORM refuse('on-hold');
  END IF;
  IF program.in_force_version_id IS NULL THEN
    PERFORM refuse('not-cleared');
  END IF;
  IF program.in_force_version_id <> NEW.version_id THEN
    PERFORM refuse('not-the-cleared-version');
  END IF;
  NEW.decision_id := clearance_in_force(NEW.program_id, NEW.occurred_at);
  IF NEW.decision_id IS NULL THEN
    PERFORM refuse(CASE WHEN version.status IN ('cleared', 'expired') THEN 'clearance-expired' ELSE 'not-cleared' END);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM consents c WHERE c.clinic_id = NEW.clinic_id AND c.program_id = NEW.program_id) THEN
    PERFORM refuse('no-consent');
  END IF;
  PERFORM check_screening(NEW.client_id, NEW.is_bfr, NEW.bfr_limbs, NEW.day, program.status = 'not-started');
  IF NEW.is_bfr AND NOT has_lop(NEW.client_id, NEW.version_id, NEW.day) THEN
    PERFORM refuse('lop-missing');
  END IF;
  IF (SELECT count(*) FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.client_id = NEW.client_id AND s.day = NEW.day
      AND NOT is_struck('session', s.id)) >= 2 THEN
    PERFORM refuse('two-sessions-a-day');
  END IF;
  IF NEW.is_bfr AND is_in_breach(NEW.client_id, NEW.program_id, NEW.bfr_limbs, NEW.day) THEN
    PERFORM refuse('in-breach');
  END IF;
  IF program.status = 'not-started' THEN
    UPDATE programs SET status = 'active', started_at = NEW.occurred_at WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sessions_guarded BEFORE INSERT OR UPDATE ON training_sessions FOR EACH ROW EXECUTE FUNCTION guard_session();
CREATE TRIGGER sessions_kept BEFORE DELETE ON training_sessions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_set() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  session training_sessions;
BEGIN
  IF NEW.logged_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NEW.import_id IS NOT NULL THEN
    NEW.occurred_at := NEW.local_at AT TIME ZONE clinic_zone();
    NEW.performed_on := NEW.local_at::date;
    RETURN NEW;
  END IF;
  SELECT * INTO session FROM training_sessions WHERE clinic_id = NEW.clinic_id AND id = NEW.session_id AND client_id = NEW.client_id;
  IF session.id IS NULL OR is_struck('session', session.id) OR (session.ended_at IS NOT NULL AND NEW.occurred_at > session.ended_at) THEN
    PERFORM refuse('session-over');
  END IF;
  IF NEW.occurred_at < session.occurred_at - interval '5 minutes' THEN
    PERFORM refuse('time-not-now');
  END IF;
  NEW.performed_on := session.day;
  RETURN NEW;
END $$;
CREATE TRIGGER sets_guarded BEFORE INSERT ON sets FOR EACH ROW EXECUTE FUNCTION guard_set();

-- What was done under a cuff counts as such for windows and breaches, whatever its session was started as.
CREATE FUNCTION mark_restricted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE training_sessions s SET is_bfr = true, bfr_limbs = coalesce(
      (SELECT ARRAY[l.limb] FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.id = NEW.prescription_id AND l.limb IS NOT NULL),
      (SELECT v.bfr_limbs FROM versions v WHERE v.clinic_id = s.clinic_id AND v.id = s.version_id), '{}')
    WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND NOT s.is_bfr;
  RETURN NULL;
END $$;
CREATE TRIGGER sets_restricted AFTER INSERT ON sets FOR EACH ROW WHEN (NEW.is_restricted AND NEW.session_id IS NOT NULL)
  EXECUTE FUNCTION mark_restricted();

-- Only what is there is struck through, by the member who does it.
CREATE FUNCTION guard_strike() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.struck_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT EXISTS (
       SELECT 1 FROM training_sessions s WHERE NEW.subject = 'session' AND s.clinic_id = NEW.clinic_id AND s.id = NEW.subject_id AND s.client_id = NEW.client_id
       UNION ALL SELECT 1 FROM sets s WHERE NEW.subject = 'set' AND s.clinic_id = NEW.clinic_id AND s.id = NEW.subject_id AND s.client_id = NEW.client_id
       UNION ALL SELECT 1 FROM measurements m WHERE NEW.subject = 'measurement' AND m.clinic_id = NEW.clinic_id AND m.id = NEW.subject_id AND m.client_id = NEW.client_id) THEN
    RAISE foreign_key_violation USING MESSAGE = 'nothing there to strike through';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER strikes_guarded BEFORE INSERT ON strikes FOR EACH ROW EXECUTE FUNCTION guard_strike();

-- A maximal test needs clearance as a line of a program; a baseline before that only by a clinician.
CREATE FUNCTION guard_measurement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.measured_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NEW.occurred_at > clock_timestamp() + interval '5 minutes' AND (SELECT kind FROM installation) = 'real' THEN
    PERFORM refuse('time-not-now');
  END IF;
  NEW.measured_on := clinic_day(NEW.occurred_at);
  IF NEW.kind = 'one-rm' AND NOT has_role(NEW.measured_by, 'physical-therapist') AND NOT has_role(NEW.measured_by, 'doctor')
     AND NOT EXISTS (SELECT 1 FROM training_sessions s JOIN prescriptions l ON l.clinic_id = s.clinic_id AND l.version_id = s.version_id
                     WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND s.client_id = NEW.client_id
                       AND l.mode = 'strength-test' AND l.exercise = NEW.exercise) THEN
    PERFORM refuse('test-not-cleared');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER measurements_guarded BEFORE INSERT ON measurements FOR EACH ROW EXECUTE FUNCTION guard_measurement();

CALL guard_table('training_sessions', 'SELECT, INSERT, UPDATE');
CALL guard_table('sets', 'SELECT, INSERT');
CALL guard_table('deviations', 'SELECT, INSERT');
CALL guard_table('measurements', 'SELECT, INSERT');
CALL guard_table('strikes', 'SELECT, INSERT');
CALL keep_forever('sets');
CALL keep_forever('deviations');
CALL keep_forever('measurements');
CALL keep_forever('strikes');
