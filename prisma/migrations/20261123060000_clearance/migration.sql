-- The refusals of the database: what must never be, whoever asks.
-- Functions that change a status run as their owner; everything else sees and does what the asking role may.

CREATE FUNCTION is_owner() RETURNS boolean LANGUAGE sql STABLE
  RETURN current_user = (SELECT tableowner FROM pg_catalog.pg_tables WHERE schemaname = 'public' AND tablename = 'versions');

-- The text that is signed, in format 1: every field a clinician reads, in a fixed order.
CREATE FUNCTION version_content_1(v versions) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT json_build_object(
    'format', '1', 'program', (v).program_id, 'client', p.client_id, 'name', p.name, 'version', (v).id, 'number', (v).number, 'kind', (v).kind,
    'goal', (v).goal, 'diagnosis', (v).diagnosis, 'procedure', (v).procedure_name, 'procedureOn', (v).procedure_on,
    'range', (v).range_restriction, 'weightBearing', (v).weight_bearing, 'noMaximalTestBefore', (v).no_maximal_test_before,
    'sessionsPerWeek', (v).sessions_per_week, 'sessionsPerDay', (v).sessions_per_day, 'weeks', (v).weeks,
    'extensionDays', (v).extension_days, 'extensionReason', (v).extension_reason,
    'screening', (v).screening_id, 'ruleEdition', (v).rule_edition,
    'lines', (SELECT coalesce(json_agg(json_build_object(
        'line', l.id, 'position', l.position, 'exercise', l.exercise, 'mode', l.mode, 'limb', l.limb,
        'loadKind', l.load_kind, 'loadPercent', l.load_percent, 'loadG', l.load_g, 'rpeCeiling', l.rpe_ceiling,
        'reps', l.reps, 'restSeconds', l.rest_seconds, 'tempoSeconds', l.tempo_seconds,
        'pressureKind', l.pressure_kind, 'pressurePercent', l.pressure_percent, 'pressureMmhg', l.pressure_mmhg,
        'cuffWidthMm', l.cuff_width_mm, 'restrictionMinutes', l.restriction_minutes, 'reperfusionSeconds', l.reperfusion_seconds,
        'aerobicPercent', l.aerobic_percent, 'aerobicMinutes', l.aerobic_minutes) ORDER BY l.position), '[]'::json)
      FROM prescriptions l WHERE l.clinic_id = (v).clinic_id AND l.version_id = (v).id),
    'findings', (SELECT coalesce(json_agg(json_build_object(
        'finding', f.id, 'rule', f.rule_id, 'line', f.prescription_id, 'severity', f.severity, 'value', f.value, 'range', f.range,
        'why', f.trainer_why) ORDER BY f.rule_id, f.prescription_id, f.id), '[]'::json)
      FROM findings f WHERE f.clinic_id = (v).clinic_id AND f.version_id = (v).id)
  )::text
  FROM programs p
  WHERE p.clinic_id = (v).clinic_id AND p.id = (v).program_id;
END;

CREATE FUNCTION hash_of(content text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN encode(sha256(convert_to(content, 'UTF8')), 'hex');

-- The newest screening must be fit to rest on: there, fresh, not overtaken, not prohibiting.
CREATE FUNCTION check_screening(client uuid, with_bfr boolean, on_limbs text[], on_day date, by_time boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  outcome text := screening_outcome(client, with_bfr, on_limbs);
BEGIN
  IF outcome IS NULL THEN
    PERFORM refuse('screening-missing');
  ELSIF outcome = 'no-exercise' OR (outcome = 'no-restriction' AND with_bfr) THEN
    PERFORM refuse(outcome);
  ELSIF screening_is_outdated(client) THEN
    PERFORM refuse('screening-outdated-by-event');
  ELSIF by_time AND on_day - (SELECT s.screened_on FROM screenings s WHERE s.clinic_id = current_clinic() AND s.client_id = client
                              ORDER BY s.seq DESC LIMIT 1)
        > (SELECT c.screening_valid_days FROM clinics c WHERE c.id = current_clinic()) THEN
    PERFORM refuse('screening-stale');
  END IF;
  RETURN outcome;
END $$;

-- A version: drafts are edited, submitting freezes and hashes, a decision alone moves it on.
CREATE FUNCTION guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  program programs;
  stops integer;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status <> 'draft' THEN
    -- Frozen: nothing but the status may differ, and only by a decision or its author taking it back.
    IF to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status' THEN
      PERFORM refuse('immutable');
    END IF;
    IF NOT (is_owner() OR (OLD.status = 'submitted' AND NEW.status = 'withdrawn') OR NEW.status = OLD.status) THEN
      PERFORM refuse('not-cleared');
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO STRICT program FROM programs WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id;
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' THEN
      PERFORM refuse('not-draft');
    END IF;
    IF program.status IN ('completed', 'stopped') THEN
      PERFORM refuse('program-finished');
    END IF;
    IF NEW.author_id IS DISTINCT FROM current_member() THEN
      PERFORM refuse('not-your-role');
    END IF;
    NEW.edited_by := ARRAY[NEW.author_id];
    NEW.submitted_by := NULL;
    RETURN NEW;
  END IF;
  IF (NEW.clinic_id, NEW.id, NEW.program_id, NEW.number, NEW.author_id) IS DISTINCT FROM
     (OLD.clinic_id, OLD.id, OLD.program_id, OLD.number, OLD.author_id) THEN
    PERFORM refuse('immutable');
  END IF;
  -- Whoever wrote in it is kept with it: none of them decides it.
  NEW.edited_by := CASE WHEN current_member() <> ALL (OLD.edited_by) THEN OLD.edited_by || current_member() ELSE OLD.edited_by END;
  IF NEW.status = 'draft' THEN
    NEW.submitted_by := NULL;
    NEW.content := NULL;
    NEW.content_hash := NULL;
    NEW.outcome := NULL;
    RETURN NEW;
  END IF;
  IF NEW.status <> 'submitted' THEN
    PERFORM refuse('not-submitted');
  END IF;
  IF program.status IN ('completed', 'stopped') THEN
    PERFORM refuse('program-finished');
  END IF;
  IF NEW.submitted_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  PERFORM occurs_now(NEW.submitted_at);
  IF NOT EXISTS (SELECT 1 FROM prescriptions WHERE clinic_id = NEW.clinic_id AND version_id = NEW.id) THEN
    PERFORM refuse('no-lines');
  END IF;
  SELECT count(*) INTO stops FROM findings WHERE clinic_id = NEW.clinic_id AND version_id = NEW.id AND severity = 'stop';
  IF stops > 0 THEN
    PERFORM refuse('stop-finding');
  END IF;
  SELECT coalesce(bool_or(mode LIKE 'bfr-%'), false),
         coalesce(array_agg(DISTINCT limb ORDER BY limb) FILTER (WHERE mode LIKE 'bfr-%'), '{}')
    INTO NEW.is_bfr, NEW.bfr_limbs FROM prescriptions WHERE clinic_id = NEW.clinic_id AND version_id = NEW.id;
  NEW.outcome := check_screening(program.client_id, NEW.is_bfr, NEW.bfr_limbs, clinic_day(NEW.submitted_at), true);
  NEW.screening_id := (SELECT id FROM screenings WHERE clinic_id = NEW.clinic_id AND client_id = program.client_id ORDER BY seq DESC LIMIT 1);
  NEW.content_format := '1';
  NEW.content := version_content_1(NEW);
  NEW.content_hash := hash_of(NEW.content);
  RETURN NEW;
END $$;
CREATE TRIGGER versions_guarded BEFORE INSERT OR UPDATE ON versions FOR EACH ROW EXECUTE FUNCTION guard_version();

CREATE TRIGGER versions_kept BEFORE DELETE ON versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER versions_kept_truncate BEFORE TRUNCATE ON versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Lines and findings belong to their version: open while it is a draft, frozen with it.
CREATE FUNCTION guard_version_child() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  clinic uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.clinic_id ELSE NEW.clinic_id END;
  touched uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.version_id ELSE NEW.version_id END;
  state text;
  editors uuid[];
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.clinic_id, NEW.version_id) IS DISTINCT FROM (OLD.clinic_id, OLD.version_id) THEN
    PERFORM refuse('immutable');
  END IF;
  SELECT status, edited_by INTO state, editors FROM versions WHERE clinic_id = clinic AND id = touched;
  IF state IS DISTINCT FROM 'draft' THEN
    PERFORM refuse('immutable');
  END IF;
  IF current_member() <> ALL (editors) THEN
    UPDATE versions SET edited_by = editors || current_member() WHERE clinic_id = clinic AND id = touched;
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER prescriptions_frozen BEFORE INSERT OR UPDATE OR DELETE ON prescriptions FOR EACH ROW EXECUTE FUNCTION guard_version_child();
CREATE TRIGGER findings_frozen BEFORE INSERT OR UPDATE OR DELETE ON findings FOR EACH ROW EXECUTE FUNCTION guard_version_child();
CREATE TRIGGER prescriptions_kept BEFORE TRUNCATE ON prescriptions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER findings_kept BEFORE TRUNCATE ON findings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whoever raised the program or wrote any version of it never decides it.
CREATE FUNCTION wrote_program(member uuid, program uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM programs p WHERE p.clinic_id = current_clinic() AND p.id = program AND p.raised_by = member)
      OR EXISTS (SELECT 1 FROM versions v WHERE v.clinic_id = current_clinic() AND v.program_id = program
                 AND (v.author_id = member OR v.submitted_by = member OR member = ANY (v.edited_by)));
END;

-- A licence that is valid on the day, of a member who is there, in the role they sign as.
CREATE FUNCTION check_signer(signer uuid, as_role text, on_day date) RETURNS members LANGUAGE plpgsql AS $$
DECLARE
  member members;
BEGIN
  SELECT * INTO member FROM members WHERE clinic_id = current_clinic() AND id = signer;
  IF member.id IS NULL OR NOT has_role(signer, as_role) THEN
    PERFORM refuse('not-a-clinician');
  ELSIF member.deactivated_at IS NOT NULL THEN
    PERFORM refuse('member-deactivated');
  ELSIF member.licence_number IS NULL THEN
    PERFORM refuse('licence-missing');
  ELSIF member.licence_valid_until < on_day THEN
    PERFORM refuse('licence-expired');
  END IF;
  RETURN member;
END $$;

CREATE FUNCTION guard_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  version versions;
  program programs;
  signer members;
  today date;
BEGIN
  IF NEW.clinic_id IS DISTINCT FROM current_clinic() OR NEW.decided_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-a-clinician');
  END IF;
  PERFORM occurs_now(NEW.occurred_at);
  NEW.time_zone := clinic_zone();
  today := clinic_day(NEW.occurred_at);
  SELECT * INTO version FROM versions WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id AND program_id = NEW.program_id;
  SELECT * INTO program FROM programs WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id;
  IF version.id IS NULL THEN
    PERFORM refuse('not-submitted');
  END IF;
  signer := check_signer(NEW.decided_by, NEW.signed_as, today);
  NEW.signer_name := signer.name;
  NEW.licence_number := signer.licence_number;
  NEW.licence_valid_until := signer.licence_valid_until;

  IF NEW.outcome = 'revoked' THEN
    IF version.status <> 'cleared' THEN
      PERFORM refuse('not-cleared');
    END IF;
  ELSE
    IF version.status <> 'submitted' THEN
      PERFORM refuse(CASE WHEN version.status = 'draft' THEN 'not-submitted' ELSE 'already-decided' END);
    END IF;
    IF wrote_program(NEW.decided_by, NEW.program_id) THEN
      PERFORM refuse('own-program');
    END IF;
    IF program.status IN ('completed', 'stopped') THEN
      PERFORM refuse('program-finished');
    END IF;
  END IF;
  IF NEW.content_hash IS DISTINCT FROM version.content_hash OR hash_of(version_content_1(version)) <> version.content_hash THEN
    PERFORM refuse('content-changed');
  END IF;

  NEW.screening_id := (SELECT id FROM screenings WHERE clinic_id = NEW.clinic_id AND client_id = program.client_id ORDER BY seq DESC LIMIT 1);
  NEW.screening_outcome := coalesce(screening_outcome(program.client_id, version.is_bfr, version.bfr_limbs), version.outcome);
  IF NEW.outcome IN ('cleared', 'cleared-with-limits') THEN
    PERFORM check_screening(program.client_id, version.is_bfr, version.bfr_limbs, today, true);
    IF NEW.screening_outcome = 'elevated' AND NEW.signed_as <> 'doctor' THEN
      PERFORM refuse('needs-doctor');
    END IF;
    IF NEW.screening_outcome = 'precaution' AND NEW.signed_as <> 'doctor'
       AND (SELECT doctor_for_precautions FROM clinics WHERE id = NEW.clinic_id) THEN
      PERFORM refuse('needs-doctor');
    END IF;
    IF NEW.screening_outcome IN ('precaution', 'elevated') AND coalesce(trim(NEW.justification), '') = '' THEN
      PERFORM refuse('justification-missing');
    END IF;
    IF version.kind = 'extension' AND NEW.signed_as <> 'doctor' AND EXISTS (
         SELECT 1 FROM versions v WHERE v.clinic_id = NEW.clinic_id AND v.program_id = NEW.program_id AND v.kind = 'extension'
         AND v.id <> NEW.version_id AND v.status IN ('cleared', 'superseded')) THEN
      PERFORM refuse('needs-doctor');
    END IF;
    NEW.valid_until := least(NEW.valid_until, today + (SELECT clearance_valid_days FROM clinics WHERE id = NEW.clinic_id));
  ELSE
    NEW.valid_until := NULL;
  END IF;
  IF NOT consume_reauthentication(NEW.reauthentication_id, NEW.decided_by, 'sign:' || NEW.outcome, version.content_hash) THEN
    PERFORM refuse('no-reauthentication');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decisions_guarded BEFORE INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION guard_decision();

-- At commit: every finding that wanted a reason has the clinician's answer.
CREATE FUNCTION check_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  IF NEW.outcome IN ('cleared', 'cleared-with-limits') AND EXISTS (
       SELECT 1 FROM findings f WHERE f.clinic_id = NEW.clinic_id AND f.version_id = NEW.version_id AND f.severity = 'justify'
       AND NOT EXISTS (SELECT 1 FROM finding_answers a WHERE a.clinic_id = f.clinic_id AND a.decision_id = NEW.id AND a.finding_id = f.id)) THEN
    PERFORM refuse('findings-unanswered');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER decisions_answered AFTER INSERT ON decisions DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_answers();

CREATE FUNCTION take_limbs(program uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM limbs_in_use WHERE clinic_id = current_clinic() AND program_id = program;
  BEGIN
    INSERT INTO limbs_in_use (clinic_id, client_id, limb, program_id)
      SELECT p.clinic_id, p.client_id, limb, p.id
      FROM programs p JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id, unnest(v.bfr_limbs) AS limb
      WHERE p.clinic_id = current_clinic() AND p.id = program AND p.status IN ('active', 'on-hold');
  EXCEPTION WHEN unique_violation THEN
    PERFORM refuse('limb-in-use');
  END;
END $$;
REVOKE EXECUTE ON FUNCTION take_limbs FROM clearway_app, clearway_jobs;

-- What a decision does, done by the decision itself.
CREATE FUNCTION apply_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.outcome IN ('cleared', 'cleared-with-limits') THEN
    UPDATE versions SET status = 'superseded' WHERE clinic_id = NEW.clinic_id AND program_id = NEW.program_id AND status = 'cleared';
    UPDATE versions SET status = 'cleared' WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id;
    UPDATE programs SET in_force_version_id = NEW.version_id WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id;
    PERFORM take_limbs(NEW.program_id);
  ELSIF NEW.outcome = 'revoked' THEN
    UPDATE versions SET status = 'revoked' WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id;
    UPDATE programs SET status = 'stopped', ended_at = NEW.occurred_at, end_reason = 'Clearance revoked: ' || NEW.reason
      WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id AND status NOT IN ('completed', 'stopped');
  ELSE
    UPDATE versions SET status = NEW.outcome WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER decisions_applied AFTER INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION apply_decision();

-- An answer belongs to the decision being signed in this very transaction.
CREATE FUNCTION guard_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM decisions d JOIN findings f ON f.clinic_id = d.clinic_id AND f.version_id = d.version_id
                 WHERE d.clinic_id = NEW.clinic_id AND d.id = NEW.decision_id AND f.id = NEW.finding_id
                 AND d.decided_by = current_member() AND d.xmin = pg_current_xact_id()::xid) THEN
    PERFORM refuse('immutable');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finding_answers_guarded BEFORE INSERT ON finding_answers FOR EACH ROW EXECUTE FUNCTION guard_answer();

-- The decision under which a program may run at this instant, or NULL.
CREATE FUNCTION clearance_in_force(program uuid, at timestamptz) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.id
  FROM programs p
  JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id AND v.status = 'cleared'
  JOIN decisions d ON d.clinic_id = v.clinic_id AND d.version_id = v.id AND d.outcome IN ('cleared', 'cleared-with-limits')
  WHERE p.clinic_id = current_clinic() AND p.id = program
    AND d.content_hash = v.content_hash AND v.content_hash = hash_of(v.content) AND v.content = version_content_1(v)
    AND d.occurred_at <= at
    AND (p.started_at IS NOT NULL OR clinic_day(at) <= d.valid_until)
    AND (d.review_by IS NULL OR clinic_day(at) <= d.review_by);
END;

-- A program: active only under a clearance in force, with consent, no open hold and its limbs free.
CREATE FUNCTION guard_program() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  at timestamptz;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'not-started' OR NEW.in_force_version_id IS NOT NULL OR NEW.started_at IS NOT NULL OR NEW.ended_at IS NOT NULL THEN
      PERFORM refuse('not-cleared');
    END IF;
    IF NEW.raised_by IS DISTINCT FROM current_member() THEN
      PERFORM refuse('not-your-role');
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.clinic_id, NEW.id, NEW.client_id, NEW.raised_by, NEW.occurred_at) IS DISTINCT FROM
     (OLD.clinic_id, OLD.id, OLD.client_id, OLD.raised_by, OLD.occurred_at) THEN
    PERFORM refuse('immutable');
  END IF;
  IF NEW.name <> OLD.name AND EXISTS (SELECT 1 FROM versions v WHERE v.clinic_id = NEW.clinic_id AND v.program_id = NEW.id AND v.status <> 'draft') THEN
    PERFORM refuse('immutable');
  END IF;
  IF OLD.status IN ('completed', 'stopped') AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
    PERFORM refuse('program-finished');
  END IF;
  IF NOT is_owner() AND NEW.in_force_version_id IS DISTINCT FROM OLD.in_force_version_id THEN
    PERFORM refuse('not-cleared');
  END IF;
  IF OLD.started_at IS NOT NULL AND NEW.started_at IS DISTINCT FROM OLD.started_at THEN
    PERFORM refuse('immutable');
  END IF;
  IF NEW.started_at IS DISTINCT FROM OLD.started_at AND NOT (OLD.status = 'not-started' AND NEW.status = 'active') THEN
    PERFORM refuse('not-cleared');
  END IF;
  IF NEW.ended_at IS DISTINCT FROM OLD.ended_at AND NEW.status NOT IN ('completed', 'stopped') THEN
    PERFORM refuse('immutable');
  END IF;
  IF NEW.status = OLD.status THEN
    RETURN NEW;
  END IF;
  IF NOT is_owner() AND NOT (
       (OLD.status = 'not-started' AND NEW.status IN ('active', 'stopped'))
       OR (OLD.status IN ('active', 'on-hold') AND NEW.status IN ('completed', 'stopped'))) THEN
    PERFORM refuse('program-not-active');
  END IF;
  IF NEW.status IN ('completed', 'stopped') THEN
    IF NEW.ended_at IS NULL THEN
      PERFORM refuse('time-not-now');
    END IF;
    PERFORM occurs_now(NEW.ended_at);
    RETURN NEW;
  END IF;
  IF NEW.status = 'active' AND OLD.status = 'not-started' THEN
    at := NEW.started_at;
    PERFORM occurs_now(at);
    IF clearance_in_force(NEW.id, at) IS NULL THEN
      PERFORM refuse('not-cleared');
    END IF;
    PERFORM check_screening(NEW.client_id, v.is_bfr, v.bfr_limbs, clinic_day(at), true)
      FROM versions v WHERE v.clinic_id = NEW.clinic_id AND v.id = NEW.in_force_version_id;
  END IF;
  IF NEW.status = 'active' THEN
    IF EXISTS (SELECT 1 FROM holds h WHERE h.clinic_id = NEW.clinic_id AND h.program_id = NEW.id AND h.lifted_at IS NULL) THEN
      PERFORM refuse('on-hold');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM consents c WHERE c.clinic_id = NEW.clinic_id AND c.program_id = NEW.id) THEN
      PERFORM refuse('no-consent');
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programs_guarded BEFORE INSERT OR UPDATE ON programs FOR EACH ROW EXECUTE FUNCTION guard_program();
CREATE TRIGGER programs_kept BEFORE DELETE ON programs FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION program_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.status IS DISTINCT FROM OLD.status THEN
    PERFORM take_limbs(NEW.id);
    IF NEW.status IN ('completed', 'stopped') THEN
      UPDATE versions SET status = 'withdrawn' WHERE clinic_id = NEW.clinic_id AND program_id = NEW.id AND status = 'submitted';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER programs_moved AFTER UPDATE ON programs FOR EACH ROW EXECUTE FUNCTION program_moved();

-- Consent: explained by somebody who is there; under 18 a guardian says yes.
CREATE FUNCTION guard_consent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  born date := (SELECT c.birth_date FROM programs p JOIN clients c ON c.clinic_id = p.clinic_id AND c.id = p.client_id
                WHERE p.clinic_id = NEW.clinic_id AND p.id = NEW.program_id);
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF born + interval '18 years' > clinic_day(NEW.occurred_at) AND coalesce(trim(NEW.guardian_name), '') = '' THEN
    PERFORM refuse('guardian-missing');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consents_guarded BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION guard_consent();

-- Holds: placed by anyone who may, kept for ever, lifted only by a row that says who and why.
CREATE FUNCTION guard_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT is_owner() OR to_jsonb(NEW) - 'lifted_at' <> to_jsonb(OLD) - 'lifted_at' OR OLD.lifted_at IS NOT NULL THEN
      PERFORM refuse('immutable');
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.lifted_at IS NOT NULL THEN
    PERFORM refuse('immutable');
  END IF;
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.placed_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF (SELECT status FROM programs WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id) IN ('completed', 'stopped') THEN
    PERFORM refuse('program-finished');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER holds_guarded BEFORE INSERT OR UPDATE ON holds FOR EACH ROW EXECUTE FUNCTION guard_hold();
CREATE TRIGGER holds_kept BEFORE DELETE ON holds FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION apply_hold() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE programs SET status = 'on-hold' WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id AND status = 'active';
  RETURN NULL;
END $$;
CREATE TRIGGER holds_applied AFTER INSERT ON holds FOR EACH ROW EXECUTE FUNCTION apply_hold();

CREATE FUNCTION guard_hold_lift() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hold holds;
  program programs;
  version versions;
  is_clinician boolean;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  SELECT * INTO hold FROM holds WHERE clinic_id = NEW.clinic_id AND id = NEW.hold_id;
  SELECT * INTO program FROM programs WHERE clinic_id = NEW.clinic_id AND id = hold.program_id;
  SELECT * INTO version FROM versions WHERE clinic_id = NEW.clinic_id AND id = program.in_force_version_id;
  IF NEW.lifted_by IS DISTINCT FROM current_member() OR hold.id IS NULL THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF hold.lifted_at IS NOT NULL THEN
    PERFORM refuse('already-decided');
  END IF;
  is_clinician := has_role(NEW.lifted_by, 'physical-therapist') OR has_role(NEW.lifted_by, 'doctor');
  IF hold.cause = 'trainer' AND hold.placed_by = NEW.lifted_by THEN
    RETURN NEW;
  END IF;
  IF NOT is_clinician THEN
    PERFORM refuse(CASE WHEN hold.cause = 'red-flag' THEN 'hold-by-red-flag' ELSE 'hold-not-yours' END);
  END IF;
  PERFORM check_signer(NEW.lifted_by, CASE WHEN has_role(NEW.lifted_by, 'doctor') THEN 'doctor' ELSE 'physical-therapist' END,
    clinic_day(NEW.occurred_at));
  IF hold.cause IN ('red-flag', 'event', 'screening') THEN
    -- A hold by a screening rests on that screening itself; the others ask for one taken since.
    IF hold.cause <> 'screening' AND NOT EXISTS (
         SELECT 1 FROM screenings s WHERE s.clinic_id = NEW.clinic_id AND s.client_id = program.client_id AND s.recorded_at > hold.recorded_at) THEN
      PERFORM refuse('hold-needs-new-screening');
    END IF;
    IF check_screening(program.client_id, coalesce(version.is_bfr, true), coalesce(version.bfr_limbs, '{}'), clinic_day(NEW.occurred_at), false) = 'elevated'
       AND NOT has_role(NEW.lifted_by, 'doctor') AND NOT EXISTS (
         SELECT 1 FROM decisions d WHERE d.clinic_id = NEW.clinic_id AND d.version_id = version.id AND d.signed_as = 'doctor'
         AND d.outcome IN ('cleared', 'cleared-with-limits')) THEN
      PERFORM refuse('needs-doctor');
    END IF;
  END IF;
  IF hold.cause = 'red-flag' AND NEW.assessed_by IS NULL
     AND (SELECT needs_assessment FROM red_flags WHERE clinic_id = NEW.clinic_id AND id = hold.red_flag_id) THEN
    PERFORM refuse('hold-needs-assessment');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hold_lifts_guarded BEFORE INSERT ON hold_lifts FOR EACH ROW EXECUTE FUNCTION guard_hold_lift();

CREATE FUNCTION apply_hold_lift() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  lifted holds;
BEGIN
  UPDATE holds SET lifted_at = NEW.occurred_at WHERE clinic_id = NEW.clinic_id AND id = NEW.hold_id RETURNING * INTO lifted;
  UPDATE programs p SET status = 'active'
    WHERE p.clinic_id = NEW.clinic_id AND p.id = lifted.program_id AND p.status = 'on-hold'
    AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.clinic_id = p.clinic_id AND h.program_id = p.id AND h.lifted_at IS NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER hold_lifts_applied AFTER INSERT ON hold_lifts FOR EACH ROW EXECUTE FUNCTION apply_hold_lift();

-- A red flag holds the client: every program that is not over, in the same transaction.
CREATE FUNCTION hold_client() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO holds (clinic_id, id, program_id, cause, reason, red_flag_id, placed_by, occurred_at)
    SELECT p.clinic_id, uuidv7(), p.id, 'red-flag', 'Red flag: ' || replace(NEW.sign, '-', ' '), NEW.id, NEW.raised_by, NEW.occurred_at
    FROM programs p WHERE p.clinic_id = NEW.clinic_id AND p.client_id = NEW.client_id AND p.status NOT IN ('completed', 'stopped');
  RETURN NULL;
END $$;
CREATE TRIGGER red_flags_hold AFTER INSERT ON red_flags FOR EACH ROW EXECUTE FUNCTION hold_client();

-- A note of pregnancy, surgery or a clot holds every program with restriction.
CREATE FUNCTION hold_bfr_programs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
    SELECT p.clinic_id, uuidv7(), p.id, 'event', 'Noted: ' || replace(NEW.kind, '-', ' '), NEW.noted_by, NEW.occurred_at
    FROM programs p LEFT JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id
    WHERE p.clinic_id = NEW.clinic_id AND p.client_id = NEW.client_id AND p.status NOT IN ('completed', 'stopped')
      AND coalesce(v.is_bfr, false);
  RETURN NULL;
END $$;
CREATE TRIGGER client_events_hold AFTER INSERT ON client_events FOR EACH ROW EXECUTE FUNCTION hold_bfr_programs();

-- A later screening that needs a higher signer than the clearance in force had holds the program.
CREATE FUNCTION hold_by_screening() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  INSERT INTO holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
    SELECT p.clinic_id, uuidv7(), p.id, 'screening', 'The new screening came out as ' || replace(now_is.outcome, '-', ' '), NEW.screened_by, NEW.occurred_at
    FROM programs p
    JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id AND v.status = 'cleared'
    JOIN decisions d ON d.clinic_id = v.clinic_id AND d.version_id = v.id AND d.outcome IN ('cleared', 'cleared-with-limits'),
    LATERAL (SELECT screening_outcome(p.client_id, v.is_bfr, v.bfr_limbs) AS outcome) now_is
    WHERE p.clinic_id = NEW.clinic_id AND p.client_id = NEW.client_id AND p.status NOT IN ('completed', 'stopped')
      AND (now_is.outcome = 'no-exercise' OR (now_is.outcome = 'no-restriction' AND v.is_bfr)
           OR (d.signed_as <> 'doctor' AND (now_is.outcome = 'elevated' OR (now_is.outcome = 'precaution'
               AND (SELECT doctor_for_precautions FROM clinics WHERE id = NEW.clinic_id)))))
      AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.clinic_id = p.clinic_id AND h.program_id = p.id AND h.cause = 'screening' AND h.lifted_at IS NULL);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER screenings_zz_hold AFTER INSERT ON screenings DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION hold_by_screening();

-- After a red flag a clinician screens, not a trainer.
CREATE FUNCTION guard_screener() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.screened_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT has_role(NEW.screened_by, 'physical-therapist') AND NOT has_role(NEW.screened_by, 'doctor') AND EXISTS (
       SELECT 1 FROM holds h JOIN programs p ON p.clinic_id = h.clinic_id AND p.id = h.program_id
       WHERE h.clinic_id = NEW.clinic_id AND p.client_id = NEW.client_id AND h.cause = 'red-flag' AND h.lifted_at IS NULL) THEN
    PERFORM refuse('screening-needs-clinician');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER screenings_by_whom BEFORE INSERT ON screenings FOR EACH ROW EXECUTE FUNCTION guard_screener();

-- A clearance that was not started in its time expires; what depends on it looks at the dates, not at this.
CREATE FUNCTION expire_clearances(at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  expired integer;
BEGIN
  UPDATE versions v SET status = 'expired'
    FROM programs p, decisions d
    WHERE v.clinic_id = current_clinic() AND v.status = 'cleared'
      AND p.clinic_id = v.clinic_id AND p.id = v.program_id AND p.status = 'not-started'
      AND d.clinic_id = v.clinic_id AND d.version_id = v.id AND d.outcome IN ('cleared', 'cleared-with-limits')
      AND d.valid_until < clinic_day(least(at, CASE WHEN (SELECT kind FROM installation) = 'real' THEN clock_timestamp() ELSE at END));
  GET DIAGNOSTICS expired = ROW_COUNT;
  RETURN expired;
END $$;
