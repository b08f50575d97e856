-- The check before a session, its blood pressures, and the check-ins after one. docs/decisions/021-checks-and-check-ins.md.

-- What was asked before a session, and what came of it. A sign is never noted without its red flag.
CREATE TABLE session_checks (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  client_id uuid NOT NULL,
  program_id uuid NOT NULL,
  pain_nrs integer CHECK (pain_nrs BETWEEN 0 AND 10),
  sleep text CHECK (sleep IN ('well', 'so-so', 'badly')),
  signs text[] NOT NULL DEFAULT '{}',
  other_symptom text NOT NULL DEFAULT '' CHECK (length(other_symptom) <= 500),
  verdict text NOT NULL CHECK (verdict IN ('may-start', 'tell-clinician', 'repeat-pressure', 'stopped-by-pressure', 'red-flag')),
  red_flag_id uuid,
  checked_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id),
  FOREIGN KEY (clinic_id, red_flag_id) REFERENCES red_flags (clinic_id, id),
  FOREIGN KEY (clinic_id, checked_by) REFERENCES members (clinic_id, id),
  CONSTRAINT a_sign_has_its_red_flag CHECK ((cardinality(signs) > 0) = (red_flag_id IS NOT NULL)
    AND (cardinality(signs) > 0) = (verdict = 'red-flag'))
);
CREATE INDEX session_checks_by_client ON session_checks (clinic_id, client_id, occurred_at, seq);
CREATE INDEX session_checks_by_program ON session_checks (clinic_id, program_id, day, seq);

-- All readings are kept, the last of a day decides.
CREATE TABLE pressure_readings (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  client_id uuid NOT NULL,
  check_id uuid NOT NULL,
  systolic double precision NOT NULL CHECK (systolic BETWEEN 40 AND 350),
  diastolic double precision NOT NULL CHECK (diastolic BETWEEN 10 AND 250),
  taken_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, check_id) REFERENCES session_checks (clinic_id, id),
  FOREIGN KEY (clinic_id, taken_by) REFERENCES members (clinic_id, id),
  CONSTRAINT lower_number_second CHECK (diastolic < systolic)
);
CREATE INDEX pressure_readings_of_day ON pressure_readings (clinic_id, client_id, day, seq);

-- How the client was some hours after a session that is followed; with the check of the next one, where it answered it.
CREATE TABLE check_ins (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  session_id uuid NOT NULL,
  due_hour integer NOT NULL CHECK (due_hour IN (24, 48, 72)),
  check_id uuid,
  pain_nrs integer CHECK (pain_nrs BETWEEN 0 AND 10),
  has_soreness boolean NOT NULL,
  has_swelling boolean NOT NULL,
  has_less_range boolean NOT NULL,
  is_growing boolean NOT NULL,
  signs text[] NOT NULL DEFAULT '{}',
  red_flag_id uuid,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  -- As isForClinician() has it.
  is_for_clinician boolean GENERATED ALWAYS AS (
    (has_soreness AND has_swelling AND has_less_range) OR (is_growing AND (has_soreness OR has_swelling OR has_less_range))) STORED,
  answered_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  CONSTRAINT one_answer_an_hour UNIQUE (clinic_id, session_id, due_hour),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id),
  FOREIGN KEY (clinic_id, check_id) REFERENCES session_checks (clinic_id, id),
  FOREIGN KEY (clinic_id, red_flag_id) REFERENCES red_flags (clinic_id, id),
  FOREIGN KEY (clinic_id, answered_by) REFERENCES members (clinic_id, id),
  CONSTRAINT a_sign_has_its_red_flag CHECK ((cardinality(signs) > 0) = (red_flag_id IS NOT NULL))
);
CREATE INDEX check_ins_by_client ON check_ins (clinic_id, client_id, occurred_at);

-- A check-in nobody answered in time, told to the clinician once.
CREATE TABLE check_in_misses (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  session_id uuid NOT NULL,
  due_hour integer NOT NULL CHECK (due_hour IN (24, 48, 72)),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  CONSTRAINT one_miss_an_hour UNIQUE (clinic_id, session_id, due_hour),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id)
);

-- A session has the check it was started after.
ALTER TABLE training_sessions
  ADD COLUMN check_id uuid,
  ADD FOREIGN KEY (clinic_id, check_id) REFERENCES session_checks (clinic_id, id),
  ADD CONSTRAINT one_session_a_check UNIQUE (clinic_id, check_id);
CALL audit_table('training_sessions', '{id,client_id,program_id,version_id,decision_id,kind,place,is_bfr,bfr_limbs,pain_nrs,is_outside_clearance,outside_reason,logged_by,occurred_at,day,time_zone,ended_at,check_id}',
  '{"seq": "the chain has the order"}');

-- Whether the newest screening asks for a blood pressure before each session, as asksPressure() has it.
CREATE FUNCTION asks_pressure(client uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT coalesce((
    SELECT s.systolic >= 130 OR s.diastolic >= 80
      OR jsonb_path_exists(s.answers, '$.bloodPressures[*] ? (@.systolic >= 130 || @.diastolic >= 80)')
      OR EXISTS (SELECT 1 FROM jsonb_path_query(s.answers, '$.conditions[*].code') AS c (code) WHERE c.code #>> '{}' = ANY (ARRAY[
        'hypertension', 'unstable-angina', 'infarction-recent', 'infarction-old', 'heart-failure-nyha-3-4',
        'heart-failure-nyha-1-2', 'heart-failure-class-unknown', 'arrhythmia-uncontrolled', 'arrhythmia-controlled',
        'aortic-aneurysm', 'heart-disease-other', 'vascular-disease', 'stroke-or-tia', 'peripheral-arterial-disease',
        'poor-circulation', 'varicose-veins']))
    FROM screenings s WHERE s.clinic_id = current_clinic() AND s.client_id = client ORDER BY s.seq DESC LIMIT 1), false);
END;

-- The client's blood pressures of a day in the order taken, those of a screening among them.
CREATE FUNCTION pressures_of_day(client uuid, on_day date)
RETURNS TABLE (systolic double precision, diastolic double precision, taken_at timestamptz, place bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT t.systolic, t.diastolic, t.taken_at, row_number() OVER (ORDER BY t.recorded_at, t.seq) FROM (
    SELECT r.systolic, r.diastolic, r.occurred_at AS taken_at, r.recorded_at, r.seq FROM pressure_readings r
    WHERE r.clinic_id = current_clinic() AND r.client_id = client AND r.day = on_day
    UNION ALL
    SELECT s.systolic, s.diastolic, s.occurred_at, s.recorded_at, s.seq FROM screenings s
    WHERE s.clinic_id = current_clinic() AND s.client_id = client AND s.screened_on = on_day) t;
END;

-- The session's own guard has spoken (sessions_guarded). No session of a client whose newest pressure of the day is at a
-- stop value, nor one without any where the screening asks for it.
CREATE FUNCTION guard_session_checked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  newest record;
BEGIN
  NEW.check_id := NULL;
  IF NEW.kind <> 'started' THEN
    RETURN NEW;
  END IF;
  SELECT p.systolic >= 180 OR p.diastolic >= 110 AS is_stop INTO newest
    FROM pressures_of_day(NEW.client_id, NEW.day) p ORDER BY p.place DESC LIMIT 1;
  IF newest.is_stop THEN
    PERFORM refuse('no-exercise');
  END IF;
  IF newest.is_stop IS NULL AND asks_pressure(NEW.client_id) THEN
    PERFORM refuse('pressure-not-taken');
  END IF;
  -- The newest check of this program today, where it let a session start and none took it yet.
  SELECT c.id INTO NEW.check_id FROM (
    SELECT k.id, k.verdict FROM session_checks k WHERE k.clinic_id = NEW.clinic_id AND k.program_id = NEW.program_id
      AND k.day = NEW.day AND k.occurred_at <= NEW.occurred_at ORDER BY k.seq DESC LIMIT 1) c
    WHERE c.verdict IN ('may-start', 'tell-clinician')
      AND NOT EXISTS (SELECT 1 FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.check_id = c.id);
  RETURN NEW;
END $$;
CREATE TRIGGER sessions_guarded_checked BEFORE INSERT ON training_sessions FOR EACH ROW EXECUTE FUNCTION guard_session_checked();

-- Signs are of the red flag they go with, which is this client's.
CREATE FUNCTION check_signs_flagged(clinic uuid, client uuid, told text[], flag uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF flag IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM red_flags r WHERE r.clinic_id = clinic AND r.id = flag AND r.client_id = client AND r.sign = ANY (told)) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a sign without a red flag of its own';
  END IF;
END $$;

CREATE FUNCTION guard_session_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.checked_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM programs p WHERE p.clinic_id = NEW.clinic_id AND p.id = NEW.program_id AND p.client_id = NEW.client_id) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a check of another client''s program';
  END IF;
  PERFORM check_signs_flagged(NEW.clinic_id, NEW.client_id, NEW.signs, NEW.red_flag_id);
  NEW.day := clinic_day(NEW.occurred_at);
  RETURN NEW;
END $$;
CREATE TRIGGER session_checks_guarded BEFORE INSERT ON session_checks FOR EACH ROW EXECUTE FUNCTION guard_session_check();

CREATE FUNCTION guard_pressure_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.taken_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM session_checks c WHERE c.clinic_id = NEW.clinic_id AND c.id = NEW.check_id AND c.client_id = NEW.client_id) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a reading of another client''s check';
  END IF;
  NEW.day := clinic_day(NEW.occurred_at);
  RETURN NEW;
END $$;
CREATE TRIGGER pressure_readings_guarded BEFORE INSERT ON pressure_readings FOR EACH ROW EXECUTE FUNCTION guard_pressure_reading();

-- What is followed, as followed() has it: the first session of a program, and each with a deviation; nothing struck through.
CREATE VIEW followed_sessions WITH (security_invoker = true) AS
  SELECT s.clinic_id, s.id, s.client_id, s.program_id, s.occurred_at, looked.is_first
  FROM training_sessions s, LATERAL (
    SELECT NOT EXISTS (
      SELECT 1 FROM training_sessions e WHERE e.clinic_id = s.clinic_id AND e.program_id = s.program_id
        AND (e.occurred_at, e.id) < (s.occurred_at, s.id)
        AND NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = e.clinic_id AND k.subject = 'session' AND k.subject_id = e.id)) AS is_first) looked
  WHERE NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = s.clinic_id AND k.subject = 'session' AND k.subject_id = s.id)
    AND (looked.is_first OR EXISTS (
      SELECT 1 FROM deviations d WHERE d.clinic_id = s.clinic_id AND d.session_id = s.id AND NOT EXISTS (
        SELECT 1 FROM strikes k WHERE k.clinic_id = d.clinic_id AND k.subject = 'set' AND k.subject_id = d.set_id)));
GRANT SELECT ON followed_sessions TO clearway_app, clearway_jobs;
CREATE INDEX sessions_by_time ON training_sessions (clinic_id, occurred_at);

CREATE FUNCTION guard_check_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.answered_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM followed_sessions f WHERE f.clinic_id = NEW.clinic_id AND f.id = NEW.session_id AND f.client_id = NEW.client_id
                 AND f.occurred_at + make_interval(hours => NEW.due_hour) <= NEW.occurred_at) THEN
    PERFORM refuse('check-in-not-due');
  END IF;
  IF EXISTS (SELECT 1 FROM check_ins c WHERE c.clinic_id = NEW.clinic_id AND c.session_id = NEW.session_id AND c.due_hour >= NEW.due_hour) THEN
    PERFORM refuse('check-in-answered');
  END IF;
  PERFORM check_signs_flagged(NEW.clinic_id, NEW.client_id, NEW.signs, NEW.red_flag_id);
  RETURN NEW;
END $$;
CREATE TRIGGER check_ins_guarded BEFORE INSERT ON check_ins FOR EACH ROW EXECUTE FUNCTION guard_check_in();

-- The hours that went by unanswered and were not told yet, as missedHours() has it.
CREATE FUNCTION missed_check_ins(at timestamptz) RETURNS TABLE (client_id uuid, session_id uuid, due_hour integer) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT f.client_id, f.id, h.due_hour FROM followed_sessions f, unnest(ARRAY[24, 48, 72]) AS h (due_hour)
  WHERE f.clinic_id = current_clinic() AND f.occurred_at > at - interval '336 hours'
    AND f.occurred_at + make_interval(hours => h.due_hour + 24) <= at
    AND NOT EXISTS (SELECT 1 FROM check_ins c WHERE c.clinic_id = f.clinic_id AND c.session_id = f.id AND c.due_hour >= h.due_hour)
    AND NOT EXISTS (SELECT 1 FROM check_in_misses m WHERE m.clinic_id = f.clinic_id AND m.session_id = f.id AND m.due_hour = h.due_hour);
END;

CREATE FUNCTION guard_check_in_miss() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM missed_check_ins(NEW.occurred_at) m
                 WHERE m.session_id = NEW.session_id AND m.client_id = NEW.client_id AND m.due_hour = NEW.due_hour) THEN
    PERFORM refuse('check-in-not-due');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER check_in_misses_guarded BEFORE INSERT ON check_in_misses FOR EACH ROW EXECUTE FUNCTION guard_check_in_miss();

-- Clinicians and admins who are active, away or not, licensed or not: as everyoneInCharge of TellingFacts.
CREATE FUNCTION everyone_in_charge() RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.id FROM members m WHERE m.clinic_id = current_clinic() AND m.deactivated_at IS NULL
    AND EXISTS (SELECT 1 FROM member_roles r WHERE r.clinic_id = m.clinic_id AND r.member_id = m.id AND r.role <> 'trainer');
END;

-- Who can be told that day: as clinicianIds of TellingFacts.
CREATE FUNCTION clinicians_there(day date) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.id FROM members m
  WHERE m.clinic_id = current_clinic() AND is_licensed_clinician(m.id, day) AND NOT is_away(m.id, day, day);
END;

-- Who is told of this client, of a red flag or of what was said before or after a session, as whoIsTold() has it: of each clearance in force who signed it, else who
-- stands in for them, else every clinician who is there; every clinician where nothing is cleared; and where none is
-- there, everybody in charge. Never nobody.
CREATE FUNCTION told_of_client(client uuid, day date) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH there AS MATERIALIZED (SELECT clinicians_there(day) AS id),
  cleared AS (
    SELECT (SELECT t.id FROM there t
            WHERE t.id = CASE WHEN is_away(d.decided_by, day, day) THEN delegate_on(d.decided_by, day) ELSE d.decided_by END) AS id
    FROM programs p
    JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id AND v.status = 'cleared'
    JOIN decisions d ON d.clinic_id = v.clinic_id AND d.version_id = v.id AND d.outcome IN ('cleared', 'cleared-with-limits')
    WHERE p.clinic_id = current_clinic() AND p.client_id = client AND p.status NOT IN ('completed', 'stopped')
  )
  SELECT c.id FROM cleared c WHERE c.id IS NOT NULL
  UNION
  SELECT t.id FROM there t
    WHERE NOT EXISTS (SELECT 1 FROM cleared) OR EXISTS (SELECT 1 FROM cleared c WHERE c.id IS NULL)
  UNION
  SELECT e.id FROM everyone_in_charge() AS e (id) WHERE NOT EXISTS (SELECT 1 FROM there);
END;

-- Lines of the inbox for these people, and their mails where there is one; what was told is not told again.
CREATE FUNCTION tell_people(people uuid[], what text, subject uuid, client uuid, at timestamptz, has_mail boolean) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
  INSERT INTO notifications (clinic_id, id, member_id, kind, subject_id, client_id, occurred_at)
    SELECT current_clinic(), uuidv7(), person, what, subject, client, at FROM unnest(people) AS person
  ON CONFLICT DO NOTHING;
  INSERT INTO outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
    SELECT current_clinic(), uuidv7(), person, what, subject, at FROM unnest(people) AS person WHERE has_mail
  ON CONFLICT DO NOTHING;
END;
REVOKE EXECUTE ON FUNCTION tell_people FROM clearway_app, clearway_jobs;

ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check, ADD CONSTRAINT notifications_kind_check
  CHECK (kind IN ('window-past', 'window-closing', 'window-escalation', 'reviews-due', 'red-flag', 'red-flag-escalation',
    'session-outside-clearance', 'program-held', 'deviation', 'check-in-missed', 'after-effects'));

-- The kind is the trigger's argument; the row says whether it is to be told at all (its WHEN).
CREATE FUNCTION tell_of_client() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM tell_people(ARRAY(SELECT told_of_client(NEW.client_id, clinic_day(NEW.occurred_at))), TG_ARGV[0],
    NEW.id, NEW.client_id, NEW.occurred_at, false);
  RETURN NULL;
END $$;
CREATE TRIGGER session_checks_tell AFTER INSERT ON session_checks FOR EACH ROW
  WHEN (NEW.verdict IN ('tell-clinician', 'stopped-by-pressure')) EXECUTE FUNCTION tell_of_client('after-effects');
CREATE TRIGGER check_ins_tell AFTER INSERT ON check_ins FOR EACH ROW
  WHEN (NEW.is_for_clinician) EXECUTE FUNCTION tell_of_client('after-effects');
CREATE TRIGGER check_in_misses_tell AFTER INSERT ON check_in_misses FOR EACH ROW EXECUTE FUNCTION tell_of_client('check-in-missed');

CALL guard_table('session_checks', 'SELECT, INSERT');
CALL guard_table('pressure_readings', 'SELECT, INSERT');
CALL guard_table('check_ins', 'SELECT, INSERT');
CALL guard_table('check_in_misses', 'SELECT, INSERT');
REVOKE INSERT ON check_in_misses FROM clearway_app;
CALL keep_forever('session_checks');
CALL keep_forever('pressure_readings');
CALL keep_forever('check_ins');
CALL keep_forever('check_in_misses');
CALL audit_table('session_checks', '{id,client_id,program_id,pain_nrs,sleep,signs,other_symptom,verdict,red_flag_id,checked_by,occurred_at,day}',
  '{"seq": "the chain has the order"}');
CALL audit_table('pressure_readings', '{id,client_id,check_id,systolic,diastolic,taken_by,occurred_at,day}', '{"seq": "the chain has the order"}');
CALL audit_table('check_ins', '{id,client_id,session_id,due_hour,check_id,pain_nrs,has_soreness,has_swelling,has_less_range,is_growing,signs,red_flag_id,note,answered_by,occurred_at}',
  '{"is_for_clinician": "made of the other columns"}');
CALL audit_table('check_in_misses', '{id,client_id,session_id,due_hour,occurred_at}');

-- The job sees which sessions are followed and unanswered in every clinic, and nothing of what was done in them.
GRANT SELECT (clinic_id, id, client_id, program_id, occurred_at) ON training_sessions TO clearway_jobs;
GRANT SELECT (clinic_id, subject, subject_id) ON strikes TO clearway_jobs;
GRANT SELECT (clinic_id, session_id, set_id) ON deviations TO clearway_jobs;
GRANT SELECT (clinic_id, session_id, due_hour) ON check_ins TO clearway_jobs;
GRANT SELECT, INSERT ON check_in_misses TO clearway_jobs;
CREATE POLICY jobs_follow ON training_sessions FOR SELECT TO clearway_jobs USING (true);
CREATE POLICY jobs_follow ON strikes FOR SELECT TO clearway_jobs USING (true);
CREATE POLICY jobs_follow ON deviations FOR SELECT TO clearway_jobs USING (true);
CREATE POLICY jobs_follow ON check_ins FOR SELECT TO clearway_jobs USING (true);
CREATE POLICY jobs_follow ON check_in_misses FOR SELECT TO clearway_jobs USING (true);

CALL close_functions();
