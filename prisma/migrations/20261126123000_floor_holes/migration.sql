-- Holes that a hostile look at the floor of the gym found: what the domain refuses, refused in straight SQL as well.

-- What is written about a client is written by who serves them: a clinician, or a trainer of the care team, as
-- canOnClient() has it. The argument says by what the row knows its client.
CREATE FUNCTION guard_serves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_is jsonb := to_jsonb(NEW);
  client uuid := CASE TG_ARGV[0]
    WHEN 'client' THEN (row_is ->> 'client_id')::uuid
    WHEN 'session' THEN (SELECT s.client_id FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.id = (row_is ->> 'session_id')::uuid)
    WHEN 'red-flag' THEN (SELECT r.client_id FROM red_flags r WHERE r.clinic_id = NEW.clinic_id AND r.id = (row_is ->> 'red_flag_id')::uuid) END;
BEGIN
  IF NOT is_active(current_member()) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  IF is_clinician(current_member()) THEN
    RETURN NEW;
  END IF;
  IF NOT has_role(current_member(), 'trainer') THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT is_in_care_team(current_member(), client) THEN
    PERFORM refuse('not-in-care-team');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sets_by_who_serves BEFORE INSERT ON sets FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER inflations_by_who_serves BEFORE INSERT ON inflations FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER session_checks_by_who_serves BEFORE INSERT ON session_checks FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER pressure_readings_by_who_serves BEFORE INSERT ON pressure_readings FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER check_ins_by_who_serves BEFORE INSERT ON check_ins FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER adverse_events_by_who_serves BEFORE INSERT ON adverse_events FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER red_flag_details_by_who_serves BEFORE INSERT ON red_flag_details FOR EACH ROW EXECUTE FUNCTION guard_serves('red-flag');
CREATE TRIGGER deviations_by_who_serves BEFORE INSERT ON deviations FOR EACH ROW EXECUTE FUNCTION guard_serves('session');

-- A session that was started is ended by who serves its client, later than it began and no later than now: one ended
-- ahead of time would let another run beside it.
CREATE FUNCTION guard_session_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ended_at > clock_timestamp() + interval '5 minutes' AND (SELECT kind FROM installation) = 'real' THEN
    PERFORM refuse('time-not-now');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sessions_guarded_end BEFORE INSERT OR UPDATE OF ended_at ON training_sessions FOR EACH ROW
  WHEN (NEW.ended_at IS NOT NULL) EXECUTE FUNCTION guard_session_end();
CREATE TRIGGER sessions_ended_by_who_serves BEFORE UPDATE OF ended_at ON training_sessions FOR EACH ROW
  EXECUTE FUNCTION guard_serves('client');

-- A session without its cuffs is one of the plain lines, as mayStartWith() has it: where a version has none, it is started
-- with them, and LOP, limbs and breach are asked for, whatever the row says of itself.
CREATE FUNCTION set_session_cuffed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.is_bfr := NEW.is_bfr OR NOT EXISTS (
    SELECT 1 FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.version_id = NEW.version_id AND l.mode NOT LIKE 'bfr-%');
  RETURN NEW;
END $$;
CREATE TRIGGER sessions_cuffed BEFORE INSERT ON training_sessions FOR EACH ROW WHEN (NEW.kind = 'started')
  EXECUTE FUNCTION set_session_cuffed();

-- A set or an inflation that went beyond is one of its session.
CREATE FUNCTION guard_deviation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.set_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sets e
        WHERE e.clinic_id = NEW.clinic_id AND e.id = NEW.set_id AND e.session_id = NEW.session_id))
     OR (NEW.inflation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM inflations i
        WHERE i.clinic_id = NEW.clinic_id AND i.id = NEW.inflation_id AND i.session_id = NEW.session_id)) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a deviation of another session''s entry';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deviations_guarded BEFORE INSERT ON deviations FOR EACH ROW EXECUTE FUNCTION guard_deviation();

-- As redFlags has it: the lift of all but one sign names a medical assessment, whatever the row says of itself.
CREATE FUNCTION needs_assessment(told text[]) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN told && ARRAY['chest-pain', 'breathlessness', 'one-sided-weakness', 'trouble-speaking', 'calf-pain', 'limb-swelling',
    'limb-warmth', 'limb-redness', 'bluish-limb', 'dark-or-less-urine', 'pain-out-of-proportion', 'marked-weakness-or-stiffness',
    'fainting'];
CREATE FUNCTION set_needs_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.needs_assessment := NEW.needs_assessment OR needs_assessment(ARRAY[NEW.sign]);
  RETURN NEW;
END $$;
CREATE TRIGGER red_flags_assessed BEFORE INSERT ON red_flags FOR EACH ROW EXECUTE FUNCTION set_needs_assessment();

-- As before, and the flag is raised with the signs, in their transaction: one from before, lifted since, holds nobody.
CREATE OR REPLACE FUNCTION check_signs_flagged(clinic uuid, client uuid, told text[], flag uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF flag IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM red_flags r WHERE r.clinic_id = clinic AND r.id = flag AND r.client_id = client AND r.sign = ANY (told)
         AND r.recorded_at >= transaction_timestamp() AND (r.needs_assessment OR NOT needs_assessment(told))) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a sign without a red flag of its own';
  END IF;
END $$;

-- The readings of a check, for the client's page.
CREATE INDEX pressure_readings_by_check ON pressure_readings (clinic_id, check_id);

-- A check that answers a check-in is of the same client.
CREATE FUNCTION guard_check_of_check_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM session_checks c WHERE c.clinic_id = NEW.clinic_id AND c.id = NEW.check_id AND c.client_id = NEW.client_id) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a check of another client';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER check_ins_of_check BEFORE INSERT ON check_ins FOR EACH ROW WHEN (NEW.check_id IS NOT NULL)
  EXECUTE FUNCTION guard_check_of_check_in();
CREATE TRIGGER check_in_misses_occur BEFORE INSERT ON check_in_misses FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

-- A red flag holds the client, so a program raised afterwards is held by it too, until a clinician lifted it anywhere:
-- otherwise whoever raises the program anew would need no assessment.
CREATE FUNCTION hold_new_program() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  INSERT INTO holds (clinic_id, id, program_id, cause, reason, red_flag_id, placed_by, occurred_at)
    SELECT NEW.clinic_id, uuidv7(), NEW.id, 'red-flag', 'Red flag: ' || replace(r.sign, '-', ' '), r.id, NEW.raised_by, NEW.occurred_at
    FROM red_flags r WHERE r.clinic_id = NEW.clinic_id AND r.client_id = NEW.client_id
      AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.clinic_id = r.clinic_id AND h.red_flag_id = r.id AND h.lifted_at IS NOT NULL)
    ORDER BY r.recorded_at;
  RETURN NULL;
END $$;
CREATE TRIGGER programs_hold AFTER INSERT ON programs FOR EACH ROW EXECUTE FUNCTION hold_new_program();

-- As before, for each limb that wore a cuff: a second one in a session started without restriction counts as the first.
CREATE OR REPLACE FUNCTION mark_restricted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  worn text[] := coalesce(
    (SELECT ARRAY[l.limb] FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.id = NEW.prescription_id AND l.limb IS NOT NULL),
    (SELECT v.bfr_limbs FROM training_sessions s JOIN versions v ON v.clinic_id = s.clinic_id AND v.id = s.version_id
     WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id), '{}');
BEGIN
  UPDATE training_sessions s SET is_bfr = true,
      bfr_limbs = ARRAY(SELECT DISTINCT l.limb FROM unnest(s.bfr_limbs || worn) AS l (limb) ORDER BY 1)
    WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND NOT (s.is_bfr AND worn <@ s.bfr_limbs);
  RETURN NULL;
END $$;

-- As before, and of any session with restriction: one that was reported moves a window and a breach as one that was started.
CREATE OR REPLACE FUNCTION note_strike() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  INSERT INTO deviations (clinic_id, id, session_id, kind, says, reason, recorded_by, occurred_at)
    SELECT s.clinic_id, uuidv7(), s.id, 'session-struck',
      CASE s.kind WHEN 'started' THEN 'a session that was started was struck through' ELSE 'a session with restriction was struck through' END,
      NEW.reason, NEW.struck_by, NEW.occurred_at
    FROM training_sessions s WHERE NEW.subject = 'session' AND s.clinic_id = NEW.clinic_id AND s.id = NEW.subject_id
      AND (s.kind = 'started' OR s.is_bfr);
  PERFORM refresh_session_review(s.session_id) FROM sets s
    WHERE NEW.subject = 'set' AND s.clinic_id = NEW.clinic_id AND s.id = NEW.subject_id AND s.session_id IS NOT NULL;
  PERFORM refresh_session_review(NEW.subject_id) WHERE NEW.subject = 'session';
  RETURN NULL;
END $$;

CALL close_functions();
