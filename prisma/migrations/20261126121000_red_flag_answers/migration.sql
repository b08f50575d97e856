-- What becomes of a red flag: who is told, who answered, when it goes to everybody, what was written of it later; what
-- a session brings that is none; and a clot that was confirmed. docs/decisions/022-answers-to-a-red-flag.md.

-- Minutes without an answer after which a red flag goes to everybody in charge: a clinic may tighten them, never loosen.
ALTER TABLE clinics
  ADD COLUMN red_flag_escalation_minutes integer NOT NULL DEFAULT 30,
  ADD CONSTRAINT red_flag_escalation_no_later_than_30_minutes CHECK (red_flag_escalation_minutes BETWEEN 5 AND 30);
CALL audit_table('clinics', '{id,slug,name,time_zone,locale,units,emergency_number,on_call_number,clearance_valid_days,screening_valid_days,lop_valid_days,decision_target_hours,idle_minutes,plate_step_g,doctor_for_precautions,window_days,closing_from_day,breach_escalation_days,red_flag_escalation_minutes}');

-- Those nobody has answered yet, so that the job looks at nothing else. Triggers keep it.
CREATE TABLE unanswered_red_flags (
  clinic_id uuid NOT NULL,
  red_flag_id uuid NOT NULL,
  client_id uuid NOT NULL,
  raised_at timestamptz NOT NULL,
  escalated_at timestamptz,
  PRIMARY KEY (clinic_id, red_flag_id),
  FOREIGN KEY (clinic_id, red_flag_id) REFERENCES red_flags (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id)
);
CREATE INDEX unanswered_to_escalate ON unanswered_red_flags (raised_at, clinic_id) WHERE escalated_at IS NULL;

-- Somebody who may sign has seen it. It lifts nothing.
CREATE TABLE red_flag_acknowledgements (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  red_flag_id uuid NOT NULL,
  acknowledged_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  CONSTRAINT one_acknowledgement_a_person UNIQUE (clinic_id, red_flag_id, acknowledged_by),
  FOREIGN KEY (clinic_id, red_flag_id) REFERENCES red_flags (clinic_id, id),
  FOREIGN KEY (clinic_id, acknowledged_by) REFERENCES members (clinic_id, id)
);

CREATE TABLE red_flag_escalations (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  red_flag_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  CONSTRAINT one_escalation_a_red_flag UNIQUE (clinic_id, red_flag_id),
  FOREIGN KEY (clinic_id, red_flag_id) REFERENCES red_flags (clinic_id, id)
);

-- What is known of it after the first tap, by whoever knows it.
CREATE TABLE red_flag_details (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  red_flag_id uuid NOT NULL,
  says text NOT NULL CHECK (length(trim(says)) BETWEEN 1 AND 2000),
  limb text CHECK (limb IN ('left-arm', 'right-arm', 'left-leg', 'right-leg')),
  since text NOT NULL DEFAULT '' CHECK (length(since) <= 200),
  written_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, red_flag_id) REFERENCES red_flags (clinic_id, id),
  FOREIGN KEY (clinic_id, written_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX red_flag_details_by_flag ON red_flag_details (clinic_id, red_flag_id, occurred_at);

-- What training brings that is no red flag: recorded without a hold. What follows afterwards names its signs.
CREATE TABLE adverse_events (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  session_id uuid,
  kind text NOT NULL CHECK (kind IN ('dizziness', 'soreness-next-day', 'tingling-during-restriction', 'small-bruises-under-cuff', 'after-effects')),
  has_soreness boolean NOT NULL DEFAULT false,
  has_swelling boolean NOT NULL DEFAULT false,
  has_less_range boolean NOT NULL DEFAULT false,
  is_growing boolean NOT NULL DEFAULT false,
  -- As isForClinician() has it.
  is_for_clinician boolean NOT NULL GENERATED ALWAYS AS ((has_soreness AND has_swelling AND has_less_range)
    OR (is_growing AND (has_soreness OR has_swelling OR has_less_range))) STORED,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  recorded_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id),
  FOREIGN KEY (clinic_id, recorded_by) REFERENCES members (clinic_id, id),
  CONSTRAINT after_effects_name_their_signs CHECK ((kind = 'after-effects') = (has_soreness OR has_swelling OR has_less_range)),
  CONSTRAINT growing_is_of_after_effects CHECK (NOT is_growing OR kind = 'after-effects')
);
CREATE INDEX adverse_events_by_client ON adverse_events (clinic_id, client_id, occurred_at);
CREATE INDEX adverse_events_by_session ON adverse_events (clinic_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX adverse_events_by_time ON adverse_events (clinic_id, occurred_at, id);

-- The medical assessment a lift names confirmed a blood clot.
ALTER TABLE hold_lifts
  ADD COLUMN is_clot_confirmed boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT a_clot_is_confirmed_by_an_assessment CHECK (NOT is_clot_confirmed OR assessed_by IS NOT NULL);

ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check, ADD CONSTRAINT outbox_kind_check
  CHECK (kind IN ('window-closing', 'window-breach', 'window-escalation', 'reviews-weekly', 'red-flag', 'red-flag-escalation'));

CREATE OR REPLACE FUNCTION tell_of_red_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO unanswered_red_flags (clinic_id, red_flag_id, client_id, raised_at)
    VALUES (NEW.clinic_id, NEW.id, NEW.client_id, NEW.occurred_at);
  PERFORM tell_people(ARRAY(SELECT told_of_client(NEW.client_id, clinic_day(NEW.occurred_at))), 'red-flag',
    NEW.id, NEW.client_id, NEW.occurred_at, true);
  RETURN NULL;
END $$;

CREATE FUNCTION guard_red_flag_acknowledgement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.acknowledged_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  -- Whose licence has run out does not answer for anybody.
  PERFORM check_signer(NEW.acknowledged_by, CASE WHEN has_role(NEW.acknowledged_by, 'doctor') THEN 'doctor' ELSE 'physical-therapist' END,
    clinic_day(NEW.occurred_at));
  RETURN NEW;
END $$;
CREATE TRIGGER red_flag_acknowledgements_guarded BEFORE INSERT ON red_flag_acknowledgements FOR EACH ROW
  EXECUTE FUNCTION guard_red_flag_acknowledgement();

CREATE FUNCTION apply_red_flag_acknowledgement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM unanswered_red_flags WHERE clinic_id = NEW.clinic_id AND red_flag_id = NEW.red_flag_id;
  RETURN NULL;
END $$;
CREATE TRIGGER red_flag_acknowledgements_applied AFTER INSERT ON red_flag_acknowledgements FOR EACH ROW
  EXECUTE FUNCTION apply_red_flag_acknowledgement();

-- Due, and not answered; the trigger fills in since when.
CREATE FUNCTION guard_red_flag_escalation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.due_at := (
    SELECT u.raised_at + make_interval(mins => c.red_flag_escalation_minutes) FROM unanswered_red_flags u JOIN clinics c ON c.id = u.clinic_id
    WHERE u.clinic_id = NEW.clinic_id AND u.red_flag_id = NEW.red_flag_id AND u.escalated_at IS NULL);
  IF NEW.due_at IS NULL OR NEW.due_at > NEW.occurred_at THEN
    PERFORM refuse('time-not-now');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER red_flag_escalations_guarded BEFORE INSERT ON red_flag_escalations FOR EACH ROW EXECUTE FUNCTION guard_red_flag_escalation();
CREATE TRIGGER red_flag_escalations_occur BEFORE INSERT ON red_flag_escalations FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

CREATE FUNCTION apply_red_flag_escalation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  flag unanswered_red_flags;
BEGIN
  UPDATE unanswered_red_flags SET escalated_at = NEW.occurred_at
    WHERE clinic_id = NEW.clinic_id AND red_flag_id = NEW.red_flag_id RETURNING * INTO flag;
  PERFORM tell_people(ARRAY(SELECT everyone_in_charge()), 'red-flag-escalation', NEW.red_flag_id, flag.client_id, NEW.occurred_at, true);
  RETURN NULL;
END $$;
CREATE TRIGGER red_flag_escalations_applied AFTER INSERT ON red_flag_escalations FOR EACH ROW EXECUTE FUNCTION apply_red_flag_escalation();

CREATE TRIGGER red_flag_details_by_whom BEFORE INSERT ON red_flag_details FOR EACH ROW EXECUTE FUNCTION guard_actor('written_by');
CREATE TRIGGER red_flag_details_occur BEFORE INSERT ON red_flag_details FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

CREATE FUNCTION guard_adverse_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.session_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND s.client_id = NEW.client_id) THEN
    RAISE foreign_key_violation USING MESSAGE = 'no session of this client';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER adverse_events_guarded BEFORE INSERT ON adverse_events FOR EACH ROW EXECUTE FUNCTION guard_adverse_event();
CREATE TRIGGER adverse_events_by_whom BEFORE INSERT ON adverse_events FOR EACH ROW EXECUTE FUNCTION guard_actor('recorded_by');
CREATE TRIGGER adverse_events_occur BEFORE INSERT ON adverse_events FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

-- The clinician is told as of a red flag, in the inbox alone.
CREATE FUNCTION tell_of_adverse_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM tell_people(ARRAY(SELECT told_of_client(NEW.client_id, clinic_day(NEW.occurred_at))), 'after-effects',
    NEW.id, NEW.client_id, NEW.occurred_at, false);
  RETURN NULL;
END $$;
CREATE TRIGGER adverse_events_tell AFTER INSERT ON adverse_events FOR EACH ROW WHEN (NEW.is_for_clinician) EXECUTE FUNCTION tell_of_adverse_event();

-- A confirmed clot: nothing with a cuff is lifted over it.
CREATE FUNCTION guard_clot_of_lift() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  version versions;
BEGIN
  SELECT * INTO version FROM version_to_run((SELECT h.program_id FROM holds h WHERE h.clinic_id = NEW.clinic_id AND h.id = NEW.hold_id));
  IF EXISTS (SELECT 1 FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.version_id = version.id AND l.mode LIKE 'bfr-%') THEN
    PERFORM refuse('clot-confirmed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hold_lifts_of_clot BEFORE INSERT ON hold_lifts FOR EACH ROW WHEN (NEW.is_clot_confirmed) EXECUTE FUNCTION guard_clot_of_lift();

-- Who lifts what a red flag held has seen it; and a clot that was confirmed is noted of the client.
CREATE FUNCTION apply_lift_of_red_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held holds;
  flag red_flags;
BEGIN
  SELECT * INTO held FROM holds WHERE clinic_id = NEW.clinic_id AND id = NEW.hold_id;
  SELECT * INTO flag FROM red_flags WHERE clinic_id = NEW.clinic_id AND id = held.red_flag_id;
  IF flag.id IS NULL THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT 1 FROM unanswered_red_flags u WHERE u.clinic_id = flag.clinic_id AND u.red_flag_id = flag.id) THEN
    INSERT INTO red_flag_acknowledgements (clinic_id, id, red_flag_id, acknowledged_by, occurred_at)
      VALUES (flag.clinic_id, uuidv7(), flag.id, NEW.lifted_by, NEW.occurred_at);
  END IF;
  IF NEW.is_clot_confirmed AND NOT EXISTS (SELECT 1 FROM client_events e WHERE e.clinic_id = flag.clinic_id
       AND e.client_id = flag.client_id AND e.kind = 'blood-clot' AND e.recorded_at >= flag.recorded_at) THEN
    INSERT INTO client_events (clinic_id, id, client_id, kind, note, noted_by, occurred_at)
      VALUES (flag.clinic_id, uuidv7(), flag.client_id, 'blood-clot', left('Confirmed by ' || NEW.assessed_by || ': ' || NEW.assessment_result, 1000),
        NEW.lifted_by, NEW.occurred_at);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER hold_lifts_zz_red_flag AFTER INSERT ON hold_lifts FOR EACH ROW EXECUTE FUNCTION apply_lift_of_red_flag();

-- A clot once noted is a history of clots, whatever the next screening is answered.
CREATE FUNCTION keep_clot_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.has_clot_history := NEW.has_clot_history OR EXISTS (
    SELECT 1 FROM client_events e WHERE e.clinic_id = NEW.clinic_id AND e.client_id = NEW.client_id AND e.kind = 'blood-clot');
  RETURN NEW;
END $$;
CREATE TRIGGER screenings_clot BEFORE INSERT ON screenings FOR EACH ROW EXECUTE FUNCTION keep_clot_history();

CALL guard_table('unanswered_red_flags', 'SELECT');
CALL guard_table('red_flag_acknowledgements', 'SELECT, INSERT');
CALL guard_table('red_flag_escalations', 'SELECT, INSERT');
REVOKE INSERT ON red_flag_escalations FROM clearway_app;
CALL guard_table('red_flag_details', 'SELECT, INSERT');
CALL guard_table('adverse_events', 'SELECT, INSERT');
CALL keep_forever('red_flag_acknowledgements');
CALL keep_forever('red_flag_escalations');
CALL keep_forever('red_flag_details');
CALL keep_forever('adverse_events');
CALL audit_table('red_flag_acknowledgements', '{id,red_flag_id,acknowledged_by,occurred_at}');
CALL audit_table('red_flag_escalations', '{id,red_flag_id,due_at,occurred_at}');
CALL audit_table('red_flag_details', '{id,red_flag_id,says,limb,since,written_by,occurred_at}');
CALL audit_table('adverse_events', '{id,client_id,session_id,kind,has_soreness,has_swelling,has_less_range,is_growing,is_for_clinician,note,recorded_by,occurred_at}');
CALL audit_table('hold_lifts', '{id,hold_id,lifted_by,reason,assessed_by,assessed_on,assessment_result,is_clot_confirmed,occurred_at}');
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('unanswered_red_flags', 'follows from red flags and their answers, which are audited themselves');

-- The job: sees what is unanswered in every clinic, writes in one clinic at a time.
GRANT SELECT ON unanswered_red_flags TO clearway_jobs;
GRANT SELECT, INSERT ON red_flag_escalations TO clearway_jobs;
CREATE POLICY jobs_find ON unanswered_red_flags FOR SELECT TO clearway_jobs USING (true);

CALL close_functions();
