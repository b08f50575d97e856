-- Who reaches which client: by a care team, by standing in for a trainer who is away, or in an emergency for an hour.
-- docs/decisions/029-who-reaches-a-client.md.

CREATE TABLE emergency_accesses (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  member_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(trim(reason)) >= 10 AND length(reason) <= 1000),
  -- Written by the trigger: an hour from now, whatever the row says.
  expires_at timestamptz NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id)
);
CREATE INDEX emergency_accesses_by_member ON emergency_accesses (clinic_id, member_id, expires_at);

CREATE TABLE emergency_access_ends (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  access_id uuid NOT NULL,
  client_id uuid NOT NULL,
  ended_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, access_id),
  FOREIGN KEY (clinic_id, access_id) REFERENCES emergency_accesses (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, ended_by) REFERENCES members (clinic_id, id)
);

-- An admin has looked at one afterwards; a later look stands beside the earlier, and the newest is what counts.
CREATE TABLE emergency_access_reviews (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  access_id uuid NOT NULL,
  client_id uuid NOT NULL,
  finding text NOT NULL CHECK (finding IN ('in-order', 'not-in-order')),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  reviewed_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, access_id) REFERENCES emergency_accesses (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, reviewed_by) REFERENCES members (clinic_id, id),
  CONSTRAINT what_is_not_in_order_is_said CHECK (finding = 'in-order' OR length(trim(note)) > 0)
);
CREATE INDEX emergency_access_reviews_by_access ON emergency_access_reviews (clinic_id, access_id, id);

-- The one place that says whom a member reaches by something of their own, and by what. A way is asked for by name, so
-- that what is open for an hour comes into no list. Clinicians see all besides: that is asked by their role.
CREATE FUNCTION reached_clients(member uuid) RETURNS TABLE (client_id uuid, way text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT t.client_id, 'care-team' FROM care_team t WHERE t.clinic_id = current_clinic() AND t.member_id = member
  UNION ALL
  SELECT t.client_id, 'standing-in'
  FROM absences a
  LEFT JOIN absence_ends e ON e.clinic_id = a.clinic_id AND e.absence_id = a.id
  JOIN care_team t ON t.clinic_id = a.clinic_id AND t.member_id = a.member_id
  WHERE a.clinic_id = current_clinic() AND a.delegate_id = member
    AND clinic_day(statement_timestamp()) BETWEEN a.from_day AND a.until_day
    AND (e.last_day IS NULL OR e.last_day >= clinic_day(statement_timestamp()))
    AND has_role(a.member_id, 'trainer') AND has_role(member, 'trainer')
  UNION ALL
  SELECT x.client_id, 'emergency'
  FROM emergency_accesses x
  WHERE x.clinic_id = current_clinic() AND x.member_id = member AND x.expires_at > statement_timestamp()
    AND NOT EXISTS (SELECT 1 FROM emergency_access_ends n WHERE n.clinic_id = x.clinic_id AND n.access_id = x.id);
END;

-- As before, and by standing in: what a trainer of the care team may do, who stands in for them may.
CREATE OR REPLACE FUNCTION is_in_care_team(member uuid, client uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM reached_clients(member) r WHERE r.client_id = client AND r.way <> 'emergency');
END;

CREATE FUNCTION has_emergency_access(member uuid, client uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM reached_clients(member) r WHERE r.client_id = client AND r.way = 'emergency');
END;

CREATE FUNCTION guard_emergency_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.member_id IS DISTINCT FROM current_member() OR NOT has_role(NEW.member_id, 'trainer') THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT is_active(NEW.member_id) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  IF is_clinician(NEW.member_id) OR EXISTS (SELECT 1 FROM reached_clients(NEW.member_id) r WHERE r.client_id = NEW.client_id) THEN
    PERFORM refuse('client-yours-already');
  END IF;
  NEW.expires_at := clock_timestamp() + interval '60 minutes';
  RETURN NEW;
END $$;
CREATE TRIGGER emergency_accesses_guarded BEFORE INSERT ON emergency_accesses FOR EACH ROW EXECUTE FUNCTION guard_emergency_access();

-- The admins, and those in whose care the client is; all of them at once, whether or not a job runs.
CREATE FUNCTION tell_of_emergency_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM tell_people(ARRAY(
    SELECT m.id FROM members m WHERE m.clinic_id = NEW.clinic_id AND m.deactivated_at IS NULL AND m.id <> NEW.member_id
      AND (has_role(m.id, 'admin') OR EXISTS (SELECT 1 FROM care_team t
        WHERE t.clinic_id = m.clinic_id AND t.member_id = m.id AND t.client_id = NEW.client_id))),
    'emergency-access', NEW.id, NEW.client_id, NEW.occurred_at, true);
  RETURN NULL;
END $$;
CREATE TRIGGER emergency_accesses_tell AFTER INSERT ON emergency_accesses FOR EACH ROW EXECUTE FUNCTION tell_of_emergency_access();

-- By who opened it or by an admin, while it is open.
CREATE FUNCTION guard_emergency_access_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  opened emergency_accesses;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  SELECT * INTO opened FROM emergency_accesses WHERE clinic_id = NEW.clinic_id AND id = NEW.access_id;
  IF NEW.ended_by IS DISTINCT FROM current_member() OR NOT is_active(NEW.ended_by)
     OR (opened.member_id IS DISTINCT FROM current_member() AND NOT has_role(current_member(), 'admin')) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF opened.expires_at <= clock_timestamp()
     OR EXISTS (SELECT 1 FROM emergency_access_ends n WHERE n.clinic_id = NEW.clinic_id AND n.access_id = NEW.access_id) THEN
    PERFORM refuse('emergency-access-over');
  END IF;
  NEW.client_id := opened.client_id;
  RETURN NEW;
END $$;
CREATE TRIGGER emergency_access_ends_guarded BEFORE INSERT ON emergency_access_ends FOR EACH ROW EXECUTE FUNCTION guard_emergency_access_end();

CREATE FUNCTION guard_emergency_access_review() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  opened emergency_accesses;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.reviewed_by IS DISTINCT FROM current_member() OR NOT is_active(NEW.reviewed_by) OR NOT has_role(NEW.reviewed_by, 'admin') THEN
    PERFORM refuse('not-your-role');
  END IF;
  SELECT * INTO opened FROM emergency_accesses WHERE clinic_id = NEW.clinic_id AND id = NEW.access_id;
  IF opened.member_id = NEW.reviewed_by THEN
    PERFORM refuse('own-emergency-access');
  END IF;
  NEW.client_id := opened.client_id;
  RETURN NEW;
END $$;
CREATE TRIGGER emergency_access_reviews_guarded BEFORE INSERT ON emergency_access_reviews FOR EACH ROW
  EXECUTE FUNCTION guard_emergency_access_review();

CALL guard_table('emergency_accesses', 'SELECT, INSERT');
CALL guard_table('emergency_access_ends', 'SELECT, INSERT');
CALL guard_table('emergency_access_reviews', 'SELECT, INSERT');
CALL keep_forever('emergency_accesses');
CALL keep_forever('emergency_access_ends');
CALL keep_forever('emergency_access_reviews');
CALL audit_table('emergency_accesses', '{id,client_id,member_id,reason,expires_at,occurred_at}');
CALL audit_table('emergency_access_ends', '{id,access_id,client_id,ended_by,occurred_at}');
CALL audit_table('emergency_access_reviews', '{id,access_id,client_id,finding,note,reviewed_by,occurred_at}');

-- As before, and in an emergency: a red flag's details and an adverse event are written by whoever was there.
CREATE OR REPLACE FUNCTION guard_serves() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF is_in_care_team(current_member(), client)
     OR (TG_TABLE_NAME IN ('red_flag_details', 'adverse_events') AND has_emergency_access(current_member(), client)) THEN
    RETURN NEW;
  END IF;
  PERFORM refuse('not-in-care-team');
  RETURN NEW;
END $$;

-- A program is raised by who serves its client: what an emergency opens is read, and not acted on.
CREATE TRIGGER programs_by_who_serves BEFORE INSERT ON programs FOR EACH ROW EXECUTE FUNCTION guard_serves('client');

-- As before, by who stands in as well.
CREATE OR REPLACE FUNCTION guard_acknowledgement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seen window_flags;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  SELECT * INTO seen FROM window_flags WHERE clinic_id = NEW.clinic_id AND id = NEW.flag_id;
  IF NEW.acknowledged_by IS DISTINCT FROM current_member()
     OR EXISTS (SELECT 1 FROM members m WHERE m.clinic_id = NEW.clinic_id AND m.id = NEW.acknowledged_by AND m.deactivated_at IS NOT NULL)
     OR NOT (has_role(NEW.acknowledged_by, 'physical-therapist') OR has_role(NEW.acknowledged_by, 'doctor')
       OR EXISTS (SELECT 1 FROM programs p WHERE p.clinic_id = NEW.clinic_id AND p.id = seen.program_id
                  AND is_in_care_team(NEW.acknowledged_by, p.client_id))) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NEW.flag_id IS DISTINCT FROM standing_flag(seen.program_id, seen.scope, clinic_day(NEW.occurred_at)) THEN
    PERFORM refuse('window-not-past');
  END IF;
  RETURN NEW;
END $$;

-- Who is in a care team was the app's word alone: a trainer could have written themselves into any. Whom one serves one
-- asks a colleague in for; clinicians and admins assign; who adds a client begins their team. What an emergency or
-- somebody's absence opens gives no right to it.
CREATE FUNCTION guard_care_team() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  actor uuid := current_member();
  is_assigning boolean := is_clinician(actor) OR has_role(actor, 'admin');
BEGIN
  IF current_user <> 'clearway_app' THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF NOT is_active(actor) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.member_id <> actor AND NOT is_assigning THEN
      PERFORM refuse('not-a-clinician');
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.added_by IS DISTINCT FROM actor THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT is_assigning
     AND NOT EXISTS (SELECT 1 FROM care_team t WHERE t.clinic_id = NEW.clinic_id AND t.client_id = NEW.client_id AND t.member_id = actor)
     AND NOT (NEW.member_id = actor AND EXISTS (SELECT 1 FROM clients c WHERE c.clinic_id = NEW.clinic_id AND c.id = NEW.client_id
       AND c.created_by = actor AND c.recorded_at >= transaction_timestamp())) THEN
    PERFORM refuse('not-in-care-team');
  END IF;
  IF NOT is_active(NEW.member_id) OR NOT (has_role(NEW.member_id, 'trainer') OR is_clinician(NEW.member_id)) THEN
    PERFORM refuse('teammate-unfit');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER care_team_guarded BEFORE INSERT OR DELETE ON care_team FOR EACH ROW EXECUTE FUNCTION guard_care_team();

-- What one command handed over to one colleague: clients of somebody who leaves, or goes away for good.
CREATE TABLE hand_overs (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  from_member_id uuid NOT NULL,
  to_member_id uuid NOT NULL,
  -- Written by the trigger: how many places in care teams came of it.
  client_count integer NOT NULL CHECK (client_count > 0),
  handed_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, from_member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, to_member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, handed_by) REFERENCES members (clinic_id, id),
  CHECK (from_member_id <> to_member_id)
);

CREATE FUNCTION guard_hand_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.handed_by IS DISTINCT FROM current_member() OR NOT is_active(NEW.handed_by)
     OR NOT (has_role(NEW.handed_by, 'admin') OR is_clinician(NEW.handed_by)) THEN
    PERFORM refuse('not-your-role');
  END IF;
  NEW.client_count := (SELECT count(*) FROM care_team t WHERE t.clinic_id = NEW.clinic_id AND t.member_id = NEW.to_member_id
    AND t.added_by = NEW.handed_by AND t.recorded_at >= transaction_timestamp());
  IF NEW.client_count = 0 THEN
    PERFORM refuse('nothing-to-hand-over');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hand_overs_guarded BEFORE INSERT ON hand_overs FOR EACH ROW EXECUTE FUNCTION guard_hand_over();

CREATE FUNCTION tell_of_hand_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM tell_people(ARRAY[NEW.to_member_id], 'clients-handed-over', NEW.id, NULL, NEW.occurred_at, true);
  UPDATE outbox SET told_count = NEW.client_count
    WHERE clinic_id = NEW.clinic_id AND kind = 'clients-handed-over' AND subject_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER hand_overs_tell AFTER INSERT ON hand_overs FOR EACH ROW EXECUTE FUNCTION tell_of_hand_over();
CALL guard_table('hand_overs', 'SELECT, INSERT');
CALL keep_forever('hand_overs');
CALL audit_table('hand_overs', '{id,from_member_id,to_member_id,client_count,handed_by,occurred_at}');
CALL audit_concerns_no_client('hand_overs', 'how many went from whom to whom; each place in a care team has an event of its own');

-- As before; and a trainer's too, with a trainer to stand in for them. Who records or ends one is active.
CREATE FUNCTION may_stand_in(away uuid, delegate uuid, day date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT away <> delegate AND CASE WHEN is_clinician(away)
    THEN is_licensed_clinician(delegate, day) AND (has_role(delegate, 'doctor') OR NOT has_role(away, 'doctor'))
    ELSE is_active(delegate) AND has_role(delegate, 'trainer') END;
END;

CREATE OR REPLACE FUNCTION guard_absence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.recorded_by IS DISTINCT FROM current_member()
     OR (NEW.member_id <> current_member() AND NOT has_role(current_member(), 'admin')) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT is_active(NEW.recorded_by) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  IF NOT is_active(NEW.member_id) OR NOT (has_role(NEW.member_id, 'trainer') OR is_clinician(NEW.member_id)) THEN
    PERFORM refuse('teammate-unfit');
  END IF;
  IF NEW.from_day < clinic_day(NEW.occurred_at) THEN
    PERFORM refuse('absence-in-the-past');
  END IF;
  IF NEW.until_day - NEW.from_day + 1 NOT BETWEEN 1 AND 365 THEN
    PERFORM refuse('absence-out-of-range');
  END IF;
  IF is_away(NEW.member_id, NEW.from_day, NEW.until_day) THEN
    PERFORM refuse('absence-overlaps');
  END IF;
  IF NEW.delegate_id IS NULL THEN
    RETURN NEW;
  END IF;
  IF NOT may_stand_in(NEW.member_id, NEW.delegate_id, NEW.from_day) THEN
    PERFORM refuse('delegate-unfit');
  END IF;
  IF is_away(NEW.delegate_id, NEW.from_day, NEW.until_day) THEN
    PERFORM refuse('delegate-away');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_absence_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ended absences;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  SELECT * INTO ended FROM absences WHERE clinic_id = NEW.clinic_id AND id = NEW.absence_id;
  IF NEW.ended_by IS DISTINCT FROM current_member() OR ended.id IS NULL OR NOT is_active(NEW.ended_by)
     OR (ended.member_id <> current_member() AND NOT has_role(current_member(), 'admin')) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF ended.until_day < clinic_day(NEW.occurred_at)
     OR EXISTS (SELECT 1 FROM absence_ends e WHERE e.clinic_id = NEW.clinic_id AND e.absence_id = NEW.absence_id) THEN
    PERFORM refuse('absence-over');
  END IF;
  NEW.last_day := clinic_day(NEW.occurred_at) - 1;
  RETURN NEW;
END $$;

CALL close_functions();
