-- What a goal may be, that only what holds is taken back.

ALTER TABLE goals
  ADD CONSTRAINT a_goal_fits_its_kind CHECK (amount IS NULL
    OR (kind = 'one-rm' AND amount BETWEEN 1 AND 1000000 AND entered_unit IN ('kg', 'lb'))
    OR (kind = 'isometric-force' AND amount BETWEEN 1 AND 20000000 AND entered_unit IN ('N', 'kg', 'lb'))
    OR (kind = 'girth' AND amount BETWEEN 50 AND 2000 AND entered_unit = 'cm')
    OR (kind = 'endurance' AND amount BETWEEN 1 AND 1000 AND entered_unit = 'reps')
    OR (kind = 'range-of-motion' AND amount BETWEEN -90 AND 360 AND entered_unit = 'deg')
    OR (kind = 'pain' AND amount BETWEEN 0 AND 10 AND entered_unit = 'nrs')
    OR (kind = 'score' AND entered_unit = 'points')),
  ADD CONSTRAINT a_girth_is_of_one_limb CHECK (kind <> 'girth' OR side <> 'both'),
  ADD CONSTRAINT a_goal_is_typed_short CHECK (length(entered_value) <= 20);
CREATE INDEX goals_by_time ON goals (clinic_id, client_id, seq DESC);

-- As before; a goal of a questionnaire lies within its range as the client last filled it in.
CREATE OR REPLACE FUNCTION guard_goal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing integer;
  filled_in measurements;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.set_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  PERFORM lock_clinic(NEW.clinic_id);
  IF NEW.amount IS NULL THEN
    SELECT g.amount INTO standing FROM goals g WHERE g.clinic_id = NEW.clinic_id AND g.client_id = NEW.client_id
      AND g.kind = NEW.kind AND g.subject = NEW.subject AND g.side = NEW.side ORDER BY g.seq DESC LIMIT 1;
    IF standing IS NULL THEN
      PERFORM refuse('goal-not-set');
    END IF;
  ELSIF NEW.kind = 'score' THEN
    SELECT * INTO filled_in FROM measurements m WHERE m.clinic_id = NEW.clinic_id AND m.client_id = NEW.client_id
      AND m.kind = 'score' AND m.instrument = NEW.subject AND NOT is_struck('measurement', m.id)
      ORDER BY m.measured_on DESC, m.occurred_at DESC LIMIT 1;
    IF NEW.amount < filled_in.scale_low OR NEW.amount > filled_in.scale_high THEN
      PERFORM refuse('goal-out-of-scale');
    END IF;
  END IF;
  RETURN NEW;
END $$;
-- Nothing is begun for somebody put away.
CREATE TRIGGER goals_a_archived BEFORE INSERT ON goals FOR EACH ROW WHEN (NEW.amount IS NOT NULL) EXECUTE FUNCTION refuse_archived();

CALL close_functions();
