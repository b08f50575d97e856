-- The cuff as the trainer worked it: on, and off again. docs/decisions/019-the-time-of-the-cuff.md.

-- One row when it came off; the trigger fills in the limb of its line and the day of its session.
CREATE TABLE inflations (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  session_id uuid NOT NULL,
  prescription_id uuid NOT NULL,
  limb text NOT NULL CHECK (limb IN ('left-arm', 'right-arm', 'left-leg', 'right-leg')),
  pressure_mmhg integer CHECK (pressure_mmhg BETWEEN 0 AND 400),
  on_at timestamptz NOT NULL,
  off_at timestamptz NOT NULL,
  performed_on date NOT NULL,
  logged_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id),
  FOREIGN KEY (clinic_id, prescription_id) REFERENCES prescriptions (clinic_id, id),
  FOREIGN KEY (clinic_id, logged_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX inflations_by_session ON inflations (clinic_id, session_id, on_at);
CREATE INDEX inflations_of_client ON inflations (clinic_id, client_id, performed_on, on_at);

-- A deviation is of a set, of an inflation, or of its session as such.
ALTER TABLE deviations
  ADD COLUMN inflation_id uuid,
  ADD FOREIGN KEY (clinic_id, inflation_id) REFERENCES inflations (clinic_id, id),
  ADD CONSTRAINT of_a_set_or_of_an_inflation CHECK (set_id IS NULL OR inflation_id IS NULL);

-- As standingOfInflation() has it.
CREATE FUNCTION guard_inflation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  session training_sessions;
BEGIN
  IF NEW.logged_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  SELECT * INTO session FROM training_sessions WHERE clinic_id = NEW.clinic_id AND id = NEW.session_id AND client_id = NEW.client_id;
  IF session.id IS NULL OR is_struck('session', session.id) OR NEW.off_at > session.ended_at THEN
    PERFORM refuse('session-over');
  END IF;
  IF (NEW.on_at >= session.occurred_at - interval '5 minutes' AND NEW.off_at > NEW.on_at
      AND NEW.off_at <= NEW.on_at + interval '2 hours') IS NOT TRUE THEN
    PERFORM refuse('cuff-times-out-of-order');
  END IF;
  IF NEW.off_at > clock_timestamp() + interval '5 minutes' AND (SELECT kind FROM installation) = 'real' THEN
    PERFORM refuse('in-the-future');
  END IF;
  NEW.performed_on := session.day;
  NEW.limb := (SELECT l.limb FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.version_id = session.version_id
    AND l.id = NEW.prescription_id AND l.pressure_kind IS NOT NULL);
  IF NEW.limb IS NULL THEN
    PERFORM refuse('line-not-in-version');
  END IF;
  IF EXISTS (SELECT 1 FROM inflations i WHERE i.clinic_id = NEW.clinic_id AND i.session_id = NEW.session_id AND i.limb = NEW.limb
      AND i.on_at < NEW.off_at AND NEW.on_at < i.off_at) THEN
    PERFORM refuse('cuff-on-already');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inflations_guarded BEFORE INSERT ON inflations FOR EACH ROW EXECUTE FUNCTION guard_inflation();

-- A cuff makes a session one with restriction, with or without a set under it.
CREATE TRIGGER inflations_restricted AFTER INSERT ON inflations FOR EACH ROW EXECUTE FUNCTION mark_restricted();

CALL guard_table('inflations', 'SELECT, INSERT');
CALL keep_forever('inflations');
CALL audit_table('inflations', '{id,client_id,session_id,prescription_id,limb,pressure_mmhg,on_at,off_at,performed_on,logged_by}');
CALL audit_table('deviations', '{id,session_id,set_id,inflation_id,kind,says,reason,recorded_by,occurred_at}');

CALL close_functions();
