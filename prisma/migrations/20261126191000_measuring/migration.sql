-- Who may record which kind of measurement, and what each kind cannot be without.

-- A comparison with nothing is neither true nor false, and a CHECK lets that pass: a rep-max without its repetitions
-- would stand, and so would a score without its range.
ALTER TABLE measurements ADD CONSTRAINT what_its_kind_needs CHECK (
  (kind NOT IN ('rep-max', 'endurance') OR reps IS NOT NULL)
  AND (kind <> 'score' OR (scale_low IS NOT NULL AND scale_high IS NOT NULL)));

-- A session of that day under clearance that has the line a kind needs, as linesNeeded has it in app/domain/measurement.ts.
-- Null: none; else the first day on which one of them allows a maximal test.
CREATE FUNCTION tests_allowed_from(measured measurements) RETURNS date LANGUAGE sql STABLE
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

-- A maximum of any kind is a line of a cleared program, of a day on which its restrictions allow one; repetitions at a
-- load are of an exercise that was trained that day. A clinician may do either without.
CREATE OR REPLACE FUNCTION guard_measurement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowed_from date;
BEGIN
  IF NEW.measured_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NEW.occurred_at > clock_timestamp() + interval '5 minutes' AND (SELECT kind FROM installation) = 'real' THEN
    PERFORM refuse('time-not-now');
  END IF;
  NEW.measured_on := clinic_day(NEW.occurred_at);
  IF NEW.session_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM training_sessions s
       WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND s.client_id = NEW.client_id) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a session of another client';
  END IF;
  IF NEW.kind IN ('one-rm', 'rep-max', 'isometric-force', 'endurance')
     AND NOT has_role(NEW.measured_by, 'physical-therapist') AND NOT has_role(NEW.measured_by, 'doctor') THEN
    allowed_from := tests_allowed_from(NEW);
    IF allowed_from IS NULL THEN
      PERFORM refuse(CASE NEW.kind WHEN 'endurance' THEN 'exercise-not-trained' ELSE 'test-not-cleared' END);
    END IF;
    IF NEW.kind <> 'endurance' AND allowed_from > NEW.measured_on THEN
      PERFORM refuse('test-too-early');
    END IF;
  END IF;
  RETURN NEW;
END $$;

CALL close_functions();
