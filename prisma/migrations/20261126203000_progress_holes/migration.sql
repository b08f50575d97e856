-- What was found open in progress on a second look.

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

CALL close_functions();
