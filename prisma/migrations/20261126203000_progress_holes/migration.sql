-- What was found open in progress on a second look.

-- As before; and a maximum is cleared for a limb: the line of a healthy leg lets nobody test the one that was operated on.
-- A line that names no limb is of either. Repetitions at a load ask for no side, as no maximum is tried.
CREATE OR REPLACE FUNCTION tests_allowed_from(measured measurements) RETURNS date LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT min(coalesce(v.no_maximal_test_before, '-infinity'))
  FROM training_sessions s JOIN versions v ON v.clinic_id = s.clinic_id AND v.id = s.version_id
  WHERE s.clinic_id = measured.clinic_id AND s.id = measured.session_id AND s.client_id = measured.client_id
    AND s.day = measured.measured_on AND NOT s.is_outside_clearance AND NOT is_struck('session', s.id)
    AND EXISTS (SELECT 1 FROM prescriptions l WHERE l.clinic_id = s.clinic_id AND l.version_id = s.version_id
      AND (measured.kind = 'endurance' OR (l.mode = 'strength-test'
        AND (l.limb IS NULL OR split_part(l.limb, '-', 1) = measured.side)))
      AND (l.exercise = measured.exercise OR measured.kind = 'isometric-force'));
END;

-- As before; and a set, as a test, comes in under an import of a log by who brought that in: nothing is slipped under a
-- colleague's file, or under one of another kind, where it would be taken for theirs and go when they take theirs back.
CREATE OR REPLACE FUNCTION guard_print() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_known boolean;
  found imports;
BEGIN
  IF EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = NEW.clinic_id AND k.subject = 'import' AND k.subject_id = NEW.import_id) THEN
    PERFORM refuse('already-struck');
  END IF;
  IF TG_TABLE_NAME = 'sets' THEN
    is_known := EXISTS (SELECT 1 FROM sets t WHERE t.clinic_id = NEW.clinic_id AND t.client_id = NEW.client_id AND t.fingerprint = NEW.fingerprint
      AND NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = t.clinic_id AND k.subject = 'import' AND k.subject_id = t.import_id));
  ELSE
    is_known := EXISTS (SELECT 1 FROM measurements t WHERE t.clinic_id = NEW.clinic_id AND t.client_id = NEW.client_id AND t.fingerprint = NEW.fingerprint
      AND NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = t.clinic_id AND k.subject = 'import' AND k.subject_id = t.import_id));
  END IF;
  IF is_known THEN
    RAISE unique_violation USING MESSAGE = 'this row of a file is here already';
  END IF;
  SELECT * INTO found FROM imports i WHERE i.clinic_id = NEW.clinic_id AND i.id = NEW.import_id;
  IF found.client_id IS DISTINCT FROM NEW.client_id THEN
    RAISE foreign_key_violation USING MESSAGE = 'an import of another client';
  END IF;
  IF TG_TABLE_NAME = 'sets' AND (found.kind NOT IN ('strong', 'hevy') OR found.imported_by IS DISTINCT FROM current_member()) THEN
    PERFORM refuse('entry-not-yours');
  END IF;
  RETURN NEW;
END $$;

-- As before; what a log says was lifted after today, wherever the clinic is, was not.
CREATE OR REPLACE FUNCTION guard_set() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  session training_sessions;
BEGIN
  IF NEW.logged_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NEW.import_id IS NOT NULL THEN
    IF NEW.local_at > clock_timestamp() AT TIME ZONE 'UTC' + interval '14 hours' AND (SELECT kind FROM installation) = 'real' THEN
      PERFORM refuse('time-not-now');
    END IF;
    NEW.occurred_at := NEW.local_at AT TIME ZONE clinic_zone();
    NEW.performed_on := NEW.local_at::date;
    RETURN NEW;
  END IF;
  SELECT * INTO session FROM training_sessions WHERE clinic_id = NEW.clinic_id AND id = NEW.session_id AND client_id = NEW.client_id;
  IF session.id IS NULL OR is_struck('session', session.id) OR (session.ended_at IS NOT NULL AND NEW.occurred_at > session.ended_at) THEN
    PERFORM refuse('session-over');
  END IF;
  IF NEW.occurred_at < session.occurred_at - interval '5 minutes'
     OR (NEW.occurred_at > clock_timestamp() + interval '5 minutes' AND (SELECT kind FROM installation) = 'real') THEN
    PERFORM refuse('time-not-now');
  END IF;
  NEW.performed_on := session.day;
  RETURN NEW;
END $$;

-- A file is brought in by whoever brings it in: an import in a colleague's name would be theirs to answer for and to undo.
CREATE TRIGGER imports_by_whom BEFORE INSERT ON imports FOR EACH ROW EXECUTE FUNCTION guard_actor('imported_by');

-- As before; what an exercise is called is chosen by whoever brings a file in.
CREATE OR REPLACE FUNCTION guard_exercise_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.chosen_by IS DISTINCT FROM current_member() OR NOT is_active(NEW.chosen_by)
     OR NOT (has_role(NEW.chosen_by, 'trainer') OR is_clinician(NEW.chosen_by)) THEN
    PERFORM refuse('not-your-role');
  END IF;
  RETURN NEW;
END $$;

CALL close_functions();
