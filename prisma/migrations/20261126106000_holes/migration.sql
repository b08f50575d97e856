-- Holes that the matrix and the model of the clearance found: what the domain refuses, refused here as well, and the
-- other way about where a wall stood in the way of what is allowed.

-- Who explained, measured, noted or saw something is the member who writes it down.
CREATE FUNCTION guard_actor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) ->> TG_ARGV[0])::uuid IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consents_by_whom BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION guard_actor('explained_by');
CREATE TRIGGER lop_by_whom BEFORE INSERT ON lop_measurements FOR EACH ROW EXECUTE FUNCTION guard_actor('measured_by');
CREATE TRIGGER red_flags_by_whom BEFORE INSERT ON red_flags FOR EACH ROW EXECUTE FUNCTION guard_actor('raised_by');
CREATE TRIGGER client_events_by_whom BEFORE INSERT ON client_events FOR EACH ROW EXECUTE FUNCTION guard_actor('noted_by');
CREATE TRIGGER deviations_by_whom BEFORE INSERT ON deviations FOR EACH ROW EXECUTE FUNCTION guard_actor('recorded_by');

-- Consent is to a program that may still run.
CREATE FUNCTION guard_consent_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT status FROM programs WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id) IN ('completed', 'stopped') THEN
    PERFORM refuse('program-finished');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consents_open BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION guard_consent_open();

-- Declined is final: where nothing of a program is in force, the next try is a program of its own.
CREATE FUNCTION guard_next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT v.status FROM versions v WHERE v.clinic_id = NEW.clinic_id AND v.program_id = NEW.program_id ORDER BY v.number DESC LIMIT 1) = 'declined'
     AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.clinic_id = NEW.clinic_id AND v.program_id = NEW.program_id AND v.status = 'cleared') THEN
    PERFORM refuse('declined-is-final');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER versions_next BEFORE INSERT ON versions FOR EACH ROW EXECUTE FUNCTION guard_next_version();

-- A session lies at one instant: consented by then, and in no hold, one lifted since among them.
CREATE FUNCTION guard_session_instant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind <> 'started' THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM holds h WHERE h.clinic_id = NEW.clinic_id AND h.program_id = NEW.program_id
             AND h.occurred_at <= NEW.occurred_at AND h.lifted_at > NEW.occurred_at) THEN
    PERFORM refuse('on-hold');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM consents c WHERE c.clinic_id = NEW.clinic_id AND c.program_id = NEW.program_id
                 AND c.occurred_at <= NEW.occurred_at) THEN
    PERFORM refuse('no-consent');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sessions_guarded_instant BEFORE INSERT ON training_sessions FOR EACH ROW EXECUTE FUNCTION guard_session_instant();

-- The text that is signed, in format 2: the sentence of each finding as well, which is what the clinician answered.
CREATE FUNCTION version_content_2(v versions) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT json_build_object(
    'format', '2', 'program', (v).program_id, 'client', p.client_id, 'name', p.name, 'version', (v).id, 'number', (v).number, 'kind', (v).kind,
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
        'says', f.says, 'why', f.trainer_why) ORDER BY f.rule_id, f.prescription_id, f.id), '[]'::json)
      FROM findings f WHERE f.clinic_id = (v).clinic_id AND f.version_id = (v).id)
  )::text
  FROM programs p
  WHERE p.clinic_id = (v).clinic_id AND p.id = (v).program_id;
END;

-- What was signed in an older format stays in it.
CREATE FUNCTION version_content(v versions) RETURNS text LANGUAGE sql STABLE
  RETURN CASE (v).content_format WHEN '1' THEN version_content_1(v) WHEN '2' THEN version_content_2(v) END;

CREATE OR REPLACE FUNCTION guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
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
  NEW.content_format := '2';
  NEW.content := version_content(NEW);
  NEW.content_hash := hash_of(NEW.content);
  RETURN NEW;
END $$;

-- What follows from the lines is not signed with them: it must still be what they say.
CREATE OR REPLACE FUNCTION clearance_in_force(program uuid, at timestamptz) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.id
  FROM programs p
  JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id AND v.status = 'cleared'
  JOIN decisions d ON d.clinic_id = v.clinic_id AND d.version_id = v.id AND d.outcome IN ('cleared', 'cleared-with-limits'),
  LATERAL (SELECT coalesce(bool_or(l.mode LIKE 'bfr-%'), false) AS is_bfr,
      coalesce(array_agg(DISTINCT l.limb ORDER BY l.limb) FILTER (WHERE l.mode LIKE 'bfr-%'), '{}') AS limbs
    FROM prescriptions l WHERE l.clinic_id = v.clinic_id AND l.version_id = v.id) lines
  WHERE p.clinic_id = current_clinic() AND p.id = program
    AND d.content_hash = v.content_hash AND v.content_hash = hash_of(v.content) AND v.content = version_content(v)
    AND v.is_bfr = lines.is_bfr AND v.bfr_limbs = lines.limbs
    AND d.occurred_at <= at
    AND (p.started_at IS NOT NULL OR clinic_day(at) <= d.valid_until)
    AND (d.review_by IS NULL OR clinic_day(at) <= d.review_by);
END;

-- Of an extension, those cleared before in the window it would extend (none of any other version): of its own program, and for restriction of any
-- program of the client on one of its limbs, since completing a program and raising it again resets nothing.
CREATE FUNCTION earlier_extensions(version uuid, at timestamptz) RETURNS integer LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT count(*)::integer
  FROM versions v
  JOIN programs p ON p.clinic_id = v.clinic_id AND p.id = v.program_id
  JOIN programs o ON o.clinic_id = p.clinic_id AND o.client_id = p.client_id
  JOIN versions e ON e.clinic_id = o.clinic_id AND e.program_id = o.id AND e.kind = 'extension' AND e.id <> v.id
  JOIN decisions d ON d.clinic_id = e.clinic_id AND d.version_id = e.id AND d.outcome IN ('cleared', 'cleared-with-limits')
  WHERE v.clinic_id = current_clinic() AND v.id = version AND v.kind = 'extension'
    AND (o.id = p.id OR EXISTS (
      SELECT 1 FROM prescriptions l WHERE l.clinic_id = v.clinic_id AND l.version_id = v.id AND l.mode LIKE 'bfr-%'
        AND l.limb = ANY (e.bfr_limbs) AND clinic_day(d.occurred_at) >= bfr_window_opened_on(p.client_id, p.id, l.limb, clinic_day(at))));
END;

CREATE OR REPLACE FUNCTION guard_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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

  IF NEW.outcome <> 'revoked' AND wrote_program(NEW.decided_by, NEW.program_id) THEN
    PERFORM refuse('own-program');
  END IF;
  IF NEW.outcome <> 'revoked' AND program.status IN ('completed', 'stopped') THEN
    PERFORM refuse('program-finished');
  END IF;
  IF NEW.outcome = 'revoked' THEN
    IF version.status <> 'cleared' THEN
      PERFORM refuse(CASE WHEN version.status IN ('expired', 'revoked') THEN 'clearance-' || version.status ELSE 'not-cleared' END);
    ELSIF program.status IN ('completed', 'stopped') THEN
      PERFORM refuse('program-finished');
    END IF;
  ELSIF version.status <> 'submitted' THEN
    PERFORM refuse(CASE WHEN version.status IN ('draft', 'withdrawn') THEN 'not-submitted' ELSE 'already-decided' END);
  END IF;
  IF NEW.content_hash IS DISTINCT FROM version.content_hash OR hash_of(version_content(version)) IS DISTINCT FROM version.content_hash THEN
    PERFORM refuse('content-changed');
  END IF;

  NEW.screening_id := (SELECT id FROM screenings WHERE clinic_id = NEW.clinic_id AND client_id = program.client_id ORDER BY seq DESC LIMIT 1);
  NEW.screening_outcome := coalesce(screening_outcome(program.client_id, version.is_bfr, version.bfr_limbs), version.outcome);
  -- What only a doctor may clear is a doctor's to decide, whichever way.
  IF NEW.outcome <> 'revoked' AND NEW.signed_as <> 'doctor' AND (
       NEW.screening_outcome = 'elevated'
       OR (NEW.screening_outcome = 'precaution' AND (SELECT doctor_for_precautions FROM clinics WHERE id = NEW.clinic_id))
       OR (version.kind = 'extension' AND earlier_extensions(version.id, NEW.occurred_at) > 0)) THEN
    PERFORM refuse('needs-doctor');
  END IF;
  IF NEW.outcome IN ('cleared', 'cleared-with-limits') THEN
    PERFORM check_screening(program.client_id, version.is_bfr, version.bfr_limbs, today, true);
    IF NEW.screening_outcome <> 'standard' AND coalesce(trim(NEW.justification), '') = '' THEN
      PERFORM refuse('justification-missing');
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

-- Whether a program wears a cuff, in force or not: of the version in force, else of the newest.
CREATE FUNCTION version_to_run(program uuid) RETURNS versions LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT v FROM programs p JOIN versions v ON v.clinic_id = p.clinic_id AND v.program_id = p.id
  WHERE p.clinic_id = current_clinic() AND p.id = program
  ORDER BY (v.id IS NOT DISTINCT FROM p.in_force_version_id) DESC, v.number DESC LIMIT 1;
END;

CREATE OR REPLACE FUNCTION guard_hold_lift() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hold holds;
  program programs;
  version versions;
  lifter members;
  is_doctor boolean := has_role(NEW.lifted_by, 'doctor');
  with_bfr boolean;
  on_limbs text[];
  outcome text;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  SELECT * INTO hold FROM holds WHERE clinic_id = NEW.clinic_id AND id = NEW.hold_id;
  SELECT * INTO program FROM programs WHERE clinic_id = NEW.clinic_id AND id = hold.program_id;
  SELECT * INTO lifter FROM members WHERE clinic_id = NEW.clinic_id AND id = NEW.lifted_by;
  IF NEW.lifted_by IS DISTINCT FROM current_member() OR hold.id IS NULL OR lifter.id IS NULL THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF lifter.deactivated_at IS NOT NULL THEN
    PERFORM refuse('member-deactivated');
  END IF;
  IF hold.lifted_at IS NOT NULL THEN
    PERFORM refuse('already-decided');
  END IF;
  IF program.status IN ('completed', 'stopped') THEN
    PERFORM refuse('program-finished');
  END IF;
  IF hold.cause = 'trainer' AND hold.placed_by = NEW.lifted_by AND has_role(NEW.lifted_by, 'trainer') THEN
    RETURN NEW;
  END IF;
  IF NOT is_doctor AND NOT has_role(NEW.lifted_by, 'physical-therapist') THEN
    PERFORM refuse(CASE hold.cause WHEN 'red-flag' THEN 'hold-by-red-flag' WHEN 'screening' THEN 'hold-by-screening'
      WHEN 'event' THEN 'hold-by-screening' ELSE 'hold-not-yours' END);
  END IF;
  PERFORM check_signer(NEW.lifted_by, CASE WHEN is_doctor THEN 'doctor' ELSE 'physical-therapist' END, clinic_day(NEW.occurred_at));
  IF hold.cause IN ('red-flag', 'event', 'screening') THEN
    -- A hold by a screening rests on that screening itself; the others ask for one taken since.
    IF hold.cause <> 'screening' AND NOT EXISTS (
         SELECT 1 FROM screenings s WHERE s.clinic_id = NEW.clinic_id AND s.client_id = program.client_id AND s.recorded_at > hold.recorded_at) THEN
      PERFORM refuse('hold-needs-new-screening');
    END IF;
    SELECT * INTO version FROM version_to_run(program.id);
    SELECT coalesce(bool_or(l.mode LIKE 'bfr-%'), false), coalesce(array_agg(DISTINCT l.limb) FILTER (WHERE l.mode LIKE 'bfr-%'), '{}')
      INTO with_bfr, on_limbs FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.version_id = version.id;
    outcome := check_screening(program.client_id, with_bfr, on_limbs, clinic_day(NEW.occurred_at), false);
    -- An outcome that needs a higher signer than the clearance had is a decision on the program, and nobody decides on their own.
    IF (outcome = 'elevated' OR (outcome = 'precaution' AND (SELECT doctor_for_precautions FROM clinics WHERE id = NEW.clinic_id)))
       AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.clinic_id = NEW.clinic_id AND d.version_id = version.id AND d.signed_as = 'doctor'
         AND d.outcome IN ('cleared', 'cleared-with-limits')) THEN
      IF NOT is_doctor THEN
        PERFORM refuse('needs-doctor');
      ELSIF wrote_program(NEW.lifted_by, program.id) THEN
        PERFORM refuse('own-program');
      END IF;
    END IF;
  END IF;
  IF hold.cause = 'red-flag' AND NEW.assessed_by IS NULL
     AND (SELECT needs_assessment FROM red_flags WHERE clinic_id = NEW.clinic_id AND id = hold.red_flag_id) THEN
    PERFORM refuse('hold-needs-assessment');
  END IF;
  RETURN NEW;
END $$;

-- A program that is lifted is active under a clearance in force, as one that is started.
CREATE FUNCTION guard_program_lifted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'on-hold' AND NEW.status = 'active' AND NOT EXISTS (
       SELECT 1 FROM versions v WHERE v.clinic_id = NEW.clinic_id AND v.id = NEW.in_force_version_id AND v.status = 'cleared') THEN
    PERFORM refuse('not-cleared');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programs_guarded_lifted BEFORE UPDATE ON programs FOR EACH ROW EXECUTE FUNCTION guard_program_lifted();

CALL close_functions();
