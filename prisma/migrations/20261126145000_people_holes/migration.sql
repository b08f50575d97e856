-- What was found open in the clinic's people on a second look. docs/decisions/035-who-writes-for-a-client.md.

-- As before, for every table with something of a client, however far a row is from them: a trainer writes for those they
-- serve, clinicians for all, nobody who left and nobody in what was erased. In an emergency whoever is there raises the red
-- flag, and writes down its details and what happened. What follows from a row by a trigger of the owner's is not asked.
CREATE OR REPLACE FUNCTION guard_serves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_is jsonb := to_jsonb(coalesce(NEW, OLD));
  clinic uuid := (row_is ->> 'clinic_id')::uuid;
  client uuid;
BEGIN
  IF current_user <> 'clearway_app' THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  PERFORM stay_in_clinic(clinic);
  CASE TG_ARGV[0]
    WHEN 'client' THEN client := (row_is ->> 'client_id')::uuid;
    WHEN 'self' THEN client := (row_is ->> 'id')::uuid;
    WHEN 'session' THEN
      SELECT s.client_id INTO client FROM training_sessions s WHERE s.clinic_id = clinic AND s.id = (row_is ->> 'session_id')::uuid;
    WHEN 'red-flag' THEN
      SELECT r.client_id INTO client FROM red_flags r WHERE r.clinic_id = clinic AND r.id = (row_is ->> 'red_flag_id')::uuid;
    WHEN 'screening' THEN
      SELECT s.client_id INTO client FROM screenings s WHERE s.clinic_id = clinic AND s.id = (row_is ->> 'screening_id')::uuid;
    WHEN 'program' THEN
      SELECT p.client_id INTO client FROM programs p WHERE p.clinic_id = clinic AND p.id = (row_is ->> 'program_id')::uuid;
    WHEN 'version' THEN
      SELECT p.client_id INTO client FROM versions v JOIN programs p ON p.clinic_id = v.clinic_id AND p.id = v.program_id
        WHERE v.clinic_id = clinic AND v.id = (row_is ->> 'version_id')::uuid;
    WHEN 'hold' THEN
      SELECT p.client_id INTO client FROM holds h JOIN programs p ON p.clinic_id = h.clinic_id AND p.id = h.program_id
        WHERE h.clinic_id = clinic AND h.id = (row_is ->> 'hold_id')::uuid;
  END CASE;
  IF NOT is_active(current_member()) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  IF EXISTS (SELECT 1 FROM erasures e WHERE e.clinic_id = clinic AND e.client_id = client) THEN
    PERFORM refuse('client-erased');
  END IF;
  IF is_clinician(current_member()) THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  IF NOT has_role(current_member(), 'trainer') THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF is_in_care_team(current_member(), client)
     OR (TG_TABLE_NAME IN ('red_flags', 'red_flag_details', 'adverse_events') AND has_emergency_access(current_member(), client)) THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  PERFORM refuse('not-in-care-team');
  RETURN NULL;
END $$;

-- As before, and while a session of theirs runs its client: an absence that ends at midnight, or a place in a care team that
-- is taken away meanwhile, must not lose what is done until the session is over, or its three hours are.
CREATE OR REPLACE FUNCTION reached_clients(member uuid) RETURNS TABLE (client_id uuid, way text) LANGUAGE sql STABLE
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
  SELECT s.client_id, 'in-session'
  FROM training_sessions s
  WHERE s.clinic_id = current_clinic() AND s.logged_by = member AND s.kind = 'started' AND s.ended_at IS NULL
    AND s.occurred_at > statement_timestamp() - interval '3 hours'
    AND NOT EXISTS (SELECT 1 FROM erasures x WHERE x.clinic_id = s.clinic_id AND x.client_id = s.client_id)
  UNION ALL
  SELECT x.client_id, 'emergency'
  FROM emergency_accesses x
  WHERE x.clinic_id = current_clinic() AND x.member_id = member AND x.expires_at > statement_timestamp()
    AND NOT EXISTS (SELECT 1 FROM emergency_access_ends n WHERE n.clinic_id = x.clinic_id AND n.access_id = x.id);
END;

-- Behind the guards each table has, whose answers are the nearer ones.
CREATE TRIGGER clients_serves BEFORE UPDATE ON clients FOR EACH ROW EXECUTE FUNCTION guard_serves('self');
CREATE TRIGGER red_flags_serves BEFORE INSERT ON red_flags FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER client_events_serves BEFORE INSERT ON client_events FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER screenings_serves BEFORE INSERT ON screenings FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER screening_outcomes_serves BEFORE INSERT ON screening_outcomes FOR EACH ROW EXECUTE FUNCTION guard_serves('screening');
CREATE TRIGGER record_entries_serves BEFORE INSERT ON record_entries FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER imports_serves BEFORE INSERT ON imports FOR EACH ROW WHEN (NEW.client_id IS NOT NULL)
  EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER lop_serves BEFORE INSERT ON lop_measurements FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER measurements_serves BEFORE INSERT ON measurements FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER programs_serves BEFORE UPDATE ON programs FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
CREATE TRIGGER versions_serves BEFORE INSERT OR UPDATE ON versions FOR EACH ROW EXECUTE FUNCTION guard_serves('program');
CREATE TRIGGER prescriptions_serves BEFORE INSERT OR UPDATE OR DELETE ON prescriptions FOR EACH ROW EXECUTE FUNCTION guard_serves('version');
CREATE TRIGGER findings_serves BEFORE INSERT OR DELETE ON findings FOR EACH ROW EXECUTE FUNCTION guard_serves('version');
CREATE TRIGGER consents_serves BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION guard_serves('program');
CREATE TRIGGER holds_serves BEFORE INSERT ON holds FOR EACH ROW EXECUTE FUNCTION guard_serves('program');
CREATE TRIGGER hold_lifts_serves BEFORE INSERT ON hold_lifts FOR EACH ROW EXECUTE FUNCTION guard_serves('hold');

-- An unsalted hash over a form with names in it outlived their erasure. From now on it is made with a key outside of here;
-- of the rows that are there nothing is kept, their own key is enough to answer a repeat.
ALTER TABLE commands NO FORCE ROW LEVEL SECURITY;
ALTER TABLE commands DISABLE TRIGGER USER;
UPDATE commands SET fingerprint = '';
ALTER TABLE commands ENABLE TRIGGER USER;
ALTER TABLE commands FORCE ROW LEVEL SECURITY;

-- As before; an erased client is called by nobody.
CREATE OR REPLACE VIEW followed_sessions WITH (security_invoker = true) AS
  SELECT s.clinic_id, s.id, s.client_id, s.program_id, s.occurred_at, looked.is_first
  FROM training_sessions s, LATERAL (
    SELECT NOT EXISTS (
      SELECT 1 FROM training_sessions e WHERE e.clinic_id = s.clinic_id AND e.program_id = s.program_id
        AND (e.occurred_at, e.id) < (s.occurred_at, s.id)
        AND NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = e.clinic_id AND k.subject = 'session' AND k.subject_id = e.id)) AS is_first) looked
  WHERE NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = s.clinic_id AND k.subject = 'session' AND k.subject_id = s.id)
    AND NOT EXISTS (SELECT 1 FROM erasures x WHERE x.clinic_id = s.clinic_id AND x.client_id = s.client_id)
    AND (looked.is_first OR EXISTS (
      SELECT 1 FROM deviations d WHERE d.clinic_id = s.clinic_id AND d.session_id = s.id AND NOT EXISTS (
        SELECT 1 FROM strikes k WHERE k.clinic_id = d.clinic_id AND k.subject = 'set' AND k.subject_id = d.set_id)));
GRANT SELECT (clinic_id, client_id) ON erasures TO clearway_jobs;
CREATE POLICY jobs_follow ON erasures FOR SELECT TO clearway_jobs USING (true);

CALL close_functions();
