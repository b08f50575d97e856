-- What a submission, a decision and a set run under the clinic's lock, in fewer statements. Nothing is asked less, and what is
-- refused is refused in the same order: docs/decisions/060-what-a-lock-waits-for.md.

-- As before: what has no clinic gets no lock, and is told from one that somebody else holds.
CREATE OR REPLACE FUNCTION take_clinic_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_try_advisory_xact_lock(hashtextextended(current_clinic()::text, 0)) IS NOT TRUE THEN
    IF current_clinic() IS NULL THEN
      PERFORM refuse('no-clinic');
    END IF;
    PERFORM lock_clinic(current_clinic());
  END IF;
  RETURN NULL;
END $$;

-- Within five minutes of the clock.
CREATE FUNCTION is_now(moment timestamptz) RETURNS boolean LANGUAGE sql VOLATILE
  RETURN abs(extract(epoch FROM clock_timestamp() - moment)) <= 300;

-- As before; what the installation is, is asked only where the time is another.
CREATE OR REPLACE FUNCTION occurs_now(occurred_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF occurred_at IS NULL THEN
    PERFORM refuse('time-not-now');
  END IF;
  IF NOT is_now(occurred_at) THEN
    IF (SELECT kind FROM installation) = 'real' THEN
      PERFORM refuse('time-not-now');
    END IF;
  END IF;
END $$;

-- As before, byte for byte: each field is its length in bytes, a colon, itself and a comma, and an absent one is empty.
CREATE OR REPLACE FUNCTION audit_stamp(
  p_clinic uuid, p_seq bigint, p_kind text, p_actor uuid, p_table text, p_row text, p_occurred_at timestamptz, p_recorded_at timestamptz)
RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
  RETURN convert_to(format('16:clearway-audit-1,%s:%s,%s:%s,%s:%s,%s:%s,%s:%s,%s:%s,%s:%s,%s:%s,',
    coalesce(octet_length(p_clinic::text), 0), p_clinic, coalesce(octet_length(p_seq::text), 0), p_seq,
    coalesce(octet_length(p_kind), 0), p_kind, coalesce(octet_length(p_actor::text), 0), p_actor,
    coalesce(octet_length(p_table), 0), p_table, coalesce(octet_length(p_row), 0), p_row,
    coalesce(octet_length(microseconds(p_occurred_at)::text), 0), microseconds(p_occurred_at),
    coalesce(octet_length(microseconds(p_recorded_at)::text), 0), microseconds(p_recorded_at)), 'UTF8');

-- As before; the first link of a chain alone needs what there is none of.
CREATE OR REPLACE FUNCTION append_audit_event(p_clinic uuid, p_kind text, p_table text, p_row text, p_occurred_at timestamptz, p_detail text,
  p_actor uuid DEFAULT current_member(), OUT new_seq bigint, OUT new_hash bytea) LANGUAGE plpgsql AS $$
DECLARE
  before bytea;
  salt bytea := uuid_send(gen_random_uuid());
  hashed bytea := sha256(salt || convert_to(p_detail, 'UTF8'));
  written_at timestamptz;
BEGIN
  IF pg_try_advisory_xact_lock(hashtextextended(p_clinic::text, 0)) IS NOT TRUE THEN
    PERFORM lock_clinic(p_clinic);
  END IF;
  SELECT seq + 1, hash, clock_timestamp() INTO new_seq, before, written_at
    FROM audit_events WHERE clinic_id = p_clinic ORDER BY seq DESC LIMIT 1;
  IF new_seq IS NULL THEN
    new_seq := 1;
    before := decode(repeat('00', 32), 'hex');
    written_at := clock_timestamp();
  END IF;
  p_occurred_at := coalesce(p_occurred_at, written_at);
  new_hash := sha256(audit_stamp(p_clinic, new_seq, p_kind, p_actor, p_table, p_row, p_occurred_at, written_at) || hashed || before);
  INSERT INTO audit_events (clinic_id, seq, kind, actor_member_id, table_name, row_id, occurred_at, recorded_at, detail_hash, previous_hash, hash)
    VALUES (p_clinic, new_seq, p_kind, p_actor, p_table, p_row, p_occurred_at, written_at, hashed, before, new_hash);
  INSERT INTO audit_details (clinic_id, seq, salt, detail) VALUES (p_clinic, new_seq, salt, p_detail);
END $$;

-- As before: the rules of a table and what they make of a row are one statement.
CREATE OR REPLACE FUNCTION remember_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whole jsonb;
  before jsonb;
  detail jsonb;
  is_of_clinic boolean;
  clinic uuid;
  kind text;
  row_id text;
  subject text;
  client uuid;
  event_seq bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    whole := to_jsonb(NEW);
    SELECT r.clinic_column IS NOT NULL, (whole ->> r.clinic_column)::uuid, r.subject_table, (whole ->> r.subject_column)::uuid,
        CASE WHEN cardinality(r.key_columns) <= 2 THEN concat_ws('/', whole ->> r.key_columns[1], whole ->> r.key_columns[2]) END,
        CASE WHEN r.kind_column IS NOT NULL THEN r.kind_noun || '.' || (whole ->> r.kind_column)
             ELSE coalesce(r.kind_noun, r.table_name) || '.insert' END,
        (SELECT jsonb_object_agg(c, whole -> c) FROM unnest(r.audited) AS c)
      INTO STRICT is_of_clinic, clinic, subject, client, row_id, kind, detail
      FROM audited_tables r WHERE r.table_name = TG_TABLE_NAME;
  ELSE
    before := to_jsonb(OLD);
    whole := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(NEW) ELSE before END;
    SELECT r.clinic_column IS NOT NULL, (whole ->> r.clinic_column)::uuid, r.subject_table, (whole ->> r.subject_column)::uuid,
        CASE WHEN cardinality(r.key_columns) <= 2 THEN concat_ws('/', whole ->> r.key_columns[1], whole ->> r.key_columns[2]) END,
        coalesce(r.kind_noun, r.table_name) || '.' || lower(TG_OP),
        (SELECT jsonb_object_agg(c, CASE WHEN TG_OP = 'UPDATE' THEN jsonb_build_array(before -> c, whole -> c) ELSE whole -> c END)
           FROM unnest(r.audited) AS c
           WHERE (TG_OP = 'DELETE' OR before -> c IS DISTINCT FROM whole -> c) AND NOT EXISTS (SELECT 1 FROM erasures_under_way))
      INTO STRICT is_of_clinic, clinic, subject, client, row_id, kind, detail
      FROM audited_tables r WHERE r.table_name = TG_TABLE_NAME;
  END IF;
  -- First of the triggers after a row, so that none of them runs in a clinic its statement went to meanwhile.
  IF is_of_clinic AND clinic IS DISTINCT FROM current_clinic() THEN
    PERFORM refuse('no-clinic');
  END IF;
  -- Nothing of it is audited, or it is what an erasure does.
  IF detail IS NULL THEN
    RETURN NULL;
  END IF;
  IF row_id IS NULL THEN
    row_id := (SELECT string_agg(whole ->> k, '/' ORDER BY place)
      FROM audited_tables r, unnest(r.key_columns) WITH ORDINALITY AS keys (k, place) WHERE r.table_name = TG_TABLE_NAME);
  END IF;
  event_seq := (append_audit_event(CASE WHEN is_of_clinic THEN clinic ELSE installation_chain() END, kind, TG_TABLE_NAME, row_id,
    CASE WHEN TG_OP = 'INSERT' THEN (whole ->> 'occurred_at')::timestamptz END, detail::text)).new_seq;
  IF subject <> 'clients' THEN
    client := client_of(subject, clinic, client);
  END IF;
  IF client IS NOT NULL THEN
    INSERT INTO audit_subjects (clinic_id, seq, client_id) VALUES (clinic, event_seq, client);
  END IF;
  RETURN NULL;
END $$;

-- As before: that they are in the care team itself, as nearly all who write are, is asked in the look-up of who writes, and
-- of the row only the one id is read that leads to its client.
CREATE OR REPLACE FUNCTION guard_serves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_gone boolean := TG_OP = 'DELETE';
  clinic uuid;
  client uuid;
  writer record;
BEGIN
  IF current_user <> 'clearway_app' THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  clinic := CASE WHEN is_gone THEN OLD.clinic_id ELSE NEW.clinic_id END;
  IF clinic IS DISTINCT FROM current_clinic() THEN
    PERFORM refuse('no-clinic');
  END IF;
  CASE TG_ARGV[0]
    WHEN 'client' THEN client := CASE WHEN is_gone THEN OLD.client_id ELSE NEW.client_id END;
    WHEN 'self' THEN client := CASE WHEN is_gone THEN OLD.id ELSE NEW.id END;
    WHEN 'session' THEN
      SELECT s.client_id INTO client FROM training_sessions s
        WHERE s.clinic_id = clinic AND s.id = CASE WHEN is_gone THEN OLD.session_id ELSE NEW.session_id END;
    WHEN 'red-flag' THEN
      SELECT r.client_id INTO client FROM red_flags r
        WHERE r.clinic_id = clinic AND r.id = CASE WHEN is_gone THEN OLD.red_flag_id ELSE NEW.red_flag_id END;
    WHEN 'screening' THEN
      SELECT s.client_id INTO client FROM screenings s
        WHERE s.clinic_id = clinic AND s.id = CASE WHEN is_gone THEN OLD.screening_id ELSE NEW.screening_id END;
    WHEN 'program' THEN
      SELECT p.client_id INTO client FROM programs p
        WHERE p.clinic_id = clinic AND p.id = CASE WHEN is_gone THEN OLD.program_id ELSE NEW.program_id END;
    WHEN 'version' THEN
      SELECT p.client_id INTO client FROM versions v JOIN programs p ON p.clinic_id = v.clinic_id AND p.id = v.program_id
        WHERE v.clinic_id = clinic AND v.id = CASE WHEN is_gone THEN OLD.version_id ELSE NEW.version_id END;
    WHEN 'hold' THEN
      SELECT p.client_id INTO client FROM holds h JOIN programs p ON p.clinic_id = h.clinic_id AND p.id = h.program_id
        WHERE h.clinic_id = clinic AND h.id = CASE WHEN is_gone THEN OLD.hold_id ELSE NEW.hold_id END;
  END CASE;
  SELECT m.deactivated_at IS NULL AS is_active, coalesce(r.roles && '{physical-therapist,doctor}', false) AS is_clinician,
      coalesce('trainer' = ANY (r.roles), false) AS is_trainer,
      EXISTS (SELECT 1 FROM care_team t WHERE t.clinic_id = clinic AND t.member_id = m.id AND t.client_id = client) AS is_in_team,
      EXISTS (SELECT 1 FROM erasures e WHERE e.clinic_id = clinic AND e.client_id = client) AS is_of_erased
    INTO writer
    FROM members m CROSS JOIN LATERAL (
      SELECT array_agg(r.role) AS roles FROM member_roles r WHERE r.clinic_id = m.clinic_id AND r.member_id = m.id) r
    WHERE m.clinic_id = clinic AND m.id = current_member();
  IF writer.is_active IS NOT TRUE THEN
    PERFORM refuse('member-deactivated');
  END IF;
  IF writer.is_of_erased THEN
    PERFORM refuse('client-erased');
  END IF;
  IF writer.is_clinician THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  IF NOT writer.is_trainer THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF writer.is_in_team OR is_in_care_team(current_member(), client)
     OR (TG_TABLE_NAME IN ('red_flags', 'red_flag_details', 'adverse_events') AND has_emergency_access(current_member(), client)) THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  PERFORM refuse('not-in-care-team');
  RETURN NULL;
END $$;

-- As is_active() has it, asked here: a call of it is a statement around a statement.
CREATE OR REPLACE FUNCTION guard_active() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members m WHERE m.clinic_id = current_clinic() AND m.id = current_member() AND m.deactivated_at IS NULL) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  RETURN NEW;
END $$;

-- As before, without making a document of the row for one id of it.
CREATE OR REPLACE FUNCTION refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  client uuid;
BEGIN
  IF TG_TABLE_NAME = 'clients' THEN
    client := NEW.id;
  ELSE
    client := NEW.client_id;
  END IF;
  IF EXISTS (SELECT 1 FROM erasures e WHERE e.clinic_id = NEW.clinic_id AND e.client_id = client) THEN
    PERFORM refuse('client-erased');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION refuse_archived() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  client uuid;
BEGIN
  IF TG_TABLE_NAME = 'versions' THEN
    IF EXISTS (SELECT 1 FROM programs p JOIN client_archives a ON a.clinic_id = p.clinic_id AND a.client_id = p.client_id AND a.restored_at IS NULL
               WHERE p.clinic_id = NEW.clinic_id AND p.id = NEW.program_id) THEN
      PERFORM refuse('client-archived');
    END IF;
    RETURN NEW;
  END IF;
  client := NEW.client_id;
  IF is_archived(client) THEN
    PERFORM refuse('client-archived');
  END IF;
  RETURN NEW;
END $$;

-- The session is asked for with whether it was entered in error, and what the installation is only where a time lies ahead. New:
-- a set is of a line of the version that its session runs, and of no other; so far the app alone saw to that.
CREATE OR REPLACE FUNCTION guard_set() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found_id uuid;
  began timestamptz;
  ended timestamptz;
  is_in_error boolean;
  is_of_version boolean;
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
  SELECT s.id, s.occurred_at, s.ended_at, s.day,
      EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = s.clinic_id AND k.subject = 'session' AND k.subject_id = s.id),
      NEW.prescription_id IS NULL OR EXISTS (SELECT 1 FROM prescriptions l
        WHERE l.clinic_id = s.clinic_id AND l.id = NEW.prescription_id AND l.version_id = s.version_id)
    INTO found_id, began, ended, NEW.performed_on, is_in_error, is_of_version
    FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND s.client_id = NEW.client_id;
  IF found_id IS NULL OR is_in_error OR (ended IS NOT NULL AND NEW.occurred_at > ended) THEN
    PERFORM refuse('session-over');
  END IF;
  IF NOT is_of_version THEN
    PERFORM refuse('line-not-in-version');
  END IF;
  IF NEW.occurred_at < began - interval '5 minutes' THEN
    PERFORM refuse('time-not-now');
  ELSIF NEW.occurred_at > clock_timestamp() + interval '5 minutes' THEN
    IF (SELECT kind FROM installation) = 'real' THEN
      PERFORM refuse('time-not-now');
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- As before, in one look at the session: the limb of the line, else those of the version.
CREATE OR REPLACE FUNCTION mark_restricted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  worn text[];
  is_marked boolean;
BEGIN
  SELECT w.limbs, s.is_bfr AND w.limbs <@ s.bfr_limbs INTO worn, is_marked
    FROM training_sessions s CROSS JOIN LATERAL (SELECT coalesce(
      (SELECT ARRAY[l.limb] FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.id = NEW.prescription_id AND l.limb IS NOT NULL),
      (SELECT v.bfr_limbs FROM versions v WHERE v.clinic_id = s.clinic_id AND v.id = s.version_id), '{}') AS limbs) w
    WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id;
  IF is_marked IS DISTINCT FROM false THEN
    RETURN NULL;
  END IF;
  UPDATE training_sessions s SET is_bfr = true,
      bfr_limbs = ARRAY(SELECT DISTINCT l.limb FROM unnest(s.bfr_limbs || worn) AS l (limb) ORDER BY 1)
    WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND NOT (s.is_bfr AND worn <@ s.bfr_limbs);
  RETURN NULL;
END $$;

-- How the newest screening of a client stands for limbs and a way of training, in one look-up: what screening_outcome() and
-- screening_is_outdated() answer, with what it is asked of. One row, empty where there was no screening. As the owner's it has one
-- plan for the app and the guards (051); it names the clinic of the context, and row-level security is forced on the owner too.
CREATE FUNCTION screening_standing(
  client uuid, with_bfr boolean, on_limbs text[],
  OUT screening_id uuid, OUT screened_on date, OUT outcome text, OUT is_outdated boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT s.id, s.screened_on,
      (SELECT CASE WHEN with_bfr THEN o.bfr ELSE o.plain END FROM screening_outcomes o
        WHERE o.clinic_id = s.clinic_id AND o.screening_id = s.id AND (o.scope = 'all' OR (with_bfr AND o.scope = ANY (on_limbs)))
        ORDER BY screening_severity(CASE WHEN with_bfr THEN o.bfr ELSE o.plain END) DESC LIMIT 1),
      EXISTS (SELECT 1 FROM events_since(client, s.recorded_at))
    INTO screening_id, screened_on, outcome, is_outdated
    FROM screenings s WHERE s.clinic_id = current_clinic() AND s.client_id = client ORDER BY s.seq DESC LIMIT 1;
END $$;
-- Those who have no health record to read are not told of one by what the owner may.
REVOKE EXECUTE ON FUNCTION screening_standing(uuid, boolean, text[]) FROM PUBLIC, clearway_jobs;
GRANT EXECUTE ON FUNCTION screening_standing(uuid, boolean, text[]) TO clearway_app;

-- The outcome of a screening that stands like this, or the first thing it is refused for. `valid_days` null: time does not count.
CREATE FUNCTION accepted_screening(outcome text, is_outdated boolean, screened_on date, with_bfr boolean, on_day date, valid_days integer)
RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF outcome IS NULL THEN
    PERFORM refuse('screening-missing');
  ELSIF outcome = 'no-exercise' OR (outcome = 'no-restriction' AND with_bfr) THEN
    PERFORM refuse(outcome);
  ELSIF is_outdated THEN
    PERFORM refuse('screening-outdated-by-event');
  ELSIF on_day - screened_on > valid_days THEN
    PERFORM refuse('screening-stale');
  END IF;
  RETURN outcome;
END $$;

-- As before, with one look at the screening.
CREATE OR REPLACE FUNCTION check_screening(client uuid, with_bfr boolean, on_limbs text[], on_day date, by_time boolean)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  newest record := screening_standing(client, with_bfr, on_limbs);
  valid_days integer;
BEGIN
  IF by_time THEN
    valid_days := (SELECT c.screening_valid_days FROM clinics c WHERE c.id = current_clinic());
  END IF;
  RETURN accepted_screening(newest.outcome, newest.is_outdated, newest.screened_on, with_bfr, on_day, valid_days);
END $$;

-- As before: what is frozen is compared as a row and not as two documents with the whole signed text in them, and what is
-- submitted is counted in one look at its lines and its findings.
CREATE OR REPLACE FUNCTION guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was versions;
  program programs;
  newest record;
  zone text;
  valid_days integer;
  lines integer;
  stops integer;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status <> 'draft' THEN
    -- Frozen: nothing but the status may differ, and only by a decision, or by somebody clinical taking it back.
    was := OLD;
    was.status := NEW.status;
    IF NEW IS DISTINCT FROM was THEN
      PERFORM refuse('immutable');
    END IF;
    IF NOT (NEW.status = OLD.status OR (OLD.status = 'submitted' AND NEW.status = 'withdrawn') OR is_owner()) THEN
      PERFORM refuse('not-cleared');
    END IF;
    IF NEW.status = 'withdrawn' AND OLD.status = 'submitted' AND NOT is_owner() AND NOT (has_role(current_member(), 'trainer')
       OR has_role(current_member(), 'physical-therapist') OR has_role(current_member(), 'doctor')) THEN
      PERFORM refuse('not-your-role');
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
  IF is_now(NEW.submitted_at) IS NOT TRUE THEN
    PERFORM occurs_now(NEW.submitted_at);
  END IF;
  SELECT count(*), coalesce(bool_or(l.mode LIKE 'bfr-%'), false),
      coalesce(array_agg(DISTINCT l.limb ORDER BY l.limb) FILTER (WHERE l.mode LIKE 'bfr-%'), '{}'),
      (SELECT count(*) FROM findings f WHERE f.clinic_id = NEW.clinic_id AND f.version_id = NEW.id AND f.severity = 'stop')
    INTO lines, NEW.is_bfr, NEW.bfr_limbs, stops
    FROM prescriptions l WHERE l.clinic_id = NEW.clinic_id AND l.version_id = NEW.id;
  IF lines = 0 THEN
    PERFORM refuse('no-lines');
  END IF;
  IF stops > 0 THEN
    PERFORM refuse('stop-finding');
  END IF;
  newest := screening_standing(program.client_id, NEW.is_bfr, NEW.bfr_limbs);
  SELECT c.time_zone, c.screening_valid_days INTO STRICT zone, valid_days FROM clinics c WHERE c.id = NEW.clinic_id;
  NEW.outcome := accepted_screening(newest.outcome, newest.is_outdated, newest.screened_on, NEW.is_bfr,
    (NEW.submitted_at AT TIME ZONE zone)::date, valid_days);
  NEW.screening_id := newest.screening_id;
  NEW.content_format := '2';
  NEW.content := version_content(NEW);
  NEW.content_hash := hash_of(NEW.content);
  RETURN NEW;
END $$;

-- As before: the version, its program, what the clinic has set and whether the signer wrote any of it are one look-up, and the
-- screening another; each refusal stands where it stood.
CREATE OR REPLACE FUNCTION guard_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  version versions;
  client uuid;
  program_status text;
  has_written boolean;
  zone text;
  is_doctor_for_precautions boolean;
  clearance_days integer;
  screening_days integer;
  signer members;
  newest record;
  accepted text;
  today date;
BEGIN
  IF NEW.clinic_id IS DISTINCT FROM current_clinic() OR NEW.decided_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-a-clinician');
  END IF;
  IF is_now(NEW.occurred_at) IS NOT TRUE THEN
    PERFORM occurs_now(NEW.occurred_at);
  END IF;
  SELECT * INTO version FROM versions WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id AND program_id = NEW.program_id;
  SELECT c.time_zone, c.doctor_for_precautions, c.clearance_valid_days, c.screening_valid_days, p.client_id, p.status,
      EXISTS (SELECT 1 FROM written_parts(NEW.decided_by, NEW.program_id))
    INTO zone, is_doctor_for_precautions, clearance_days, screening_days, client, program_status, has_written
    FROM clinics c LEFT JOIN programs p ON p.clinic_id = c.id AND p.id = NEW.program_id WHERE c.id = NEW.clinic_id;
  NEW.time_zone := zone;
  today := (NEW.occurred_at AT TIME ZONE zone)::date;
  IF version.id IS NULL THEN
    PERFORM refuse('not-submitted');
  END IF;
  signer := check_signer(NEW.decided_by, NEW.signed_as, today);
  NEW.signer_name := signer.name;
  NEW.licence_number := signer.licence_number;
  NEW.licence_valid_until := signer.licence_valid_until;

  IF NEW.outcome <> 'revoked' AND has_written THEN
    PERFORM refuse('own-program');
  END IF;
  IF NEW.outcome <> 'revoked' AND program_status IN ('completed', 'stopped') THEN
    PERFORM refuse('program-finished');
  END IF;
  IF NEW.outcome = 'revoked' THEN
    IF version.status <> 'cleared' THEN
      PERFORM refuse(CASE WHEN version.status IN ('expired', 'revoked') THEN 'clearance-' || version.status ELSE 'not-cleared' END);
    ELSIF program_status IN ('completed', 'stopped') THEN
      PERFORM refuse('program-finished');
    END IF;
  ELSIF version.status <> 'submitted' THEN
    PERFORM refuse(CASE WHEN version.status IN ('draft', 'withdrawn') THEN 'not-submitted' ELSE 'already-decided' END);
  END IF;
  IF NEW.content_hash IS DISTINCT FROM version.content_hash OR hash_of(version_content(version)) IS DISTINCT FROM version.content_hash THEN
    PERFORM refuse('content-changed');
  END IF;

  newest := screening_standing(client, version.is_bfr, version.bfr_limbs);
  NEW.screening_id := newest.screening_id;
  NEW.screening_outcome := coalesce(newest.outcome, version.outcome);
  -- What only a doctor may clear is a doctor's to decide, whichever way.
  IF NEW.outcome <> 'revoked' AND NEW.signed_as <> 'doctor' AND (
       NEW.screening_outcome = 'elevated'
       OR (NEW.screening_outcome = 'precaution' AND is_doctor_for_precautions)
       OR (version.kind = 'extension' AND earlier_extensions(version.id, NEW.occurred_at) > 0)) THEN
    PERFORM refuse('needs-doctor');
  END IF;
  IF NEW.outcome IN ('cleared', 'cleared-with-limits') THEN
    accepted := accepted_screening(newest.outcome, newest.is_outdated, newest.screened_on, version.is_bfr, today, screening_days);
    IF accepted <> 'standard' AND coalesce(trim(NEW.justification), '') = '' THEN
      PERFORM refuse('justification-missing');
    END IF;
    NEW.valid_until := least(NEW.valid_until, today + clearance_days);
  ELSE
    NEW.valid_until := NULL;
  END IF;
  IF NOT consume_reauthentication(NEW.reauthentication_id, NEW.decided_by, 'sign:' || NEW.outcome, version.content_hash) THEN
    PERFORM refuse('no-reauthentication');
  END IF;
  RETURN NEW;
END $$;

-- As before, without a statement where nothing of what it asks about was changed.
CREATE OR REPLACE FUNCTION guard_program_lifted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'on-hold' AND NEW.status = 'active' THEN
    IF NOT EXISTS (SELECT 1 FROM versions v WHERE v.clinic_id = NEW.clinic_id AND v.id = NEW.in_force_version_id AND v.status = 'cleared') THEN
      PERFORM refuse('not-cleared');
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_program() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF NEW.name <> OLD.name THEN
    IF EXISTS (SELECT 1 FROM versions v WHERE v.clinic_id = NEW.clinic_id AND v.program_id = NEW.id AND v.status <> 'draft') THEN
      PERFORM refuse('immutable');
    END IF;
  END IF;
  IF OLD.status IN ('completed', 'stopped') AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
    PERFORM refuse('program-finished');
  END IF;
  IF NEW.in_force_version_id IS DISTINCT FROM OLD.in_force_version_id AND NOT is_owner() THEN
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

-- The lists every decision is in; the others, by what was answered and by what became of its program, decision_lists adds.
CREATE FUNCTION lists_of_each(outcome text, screening_outcome text, decided_by uuid) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN ARRAY['all', 'outcome:' || outcome, 'risk:' || screening_outcome, 'signer:' || decided_by];
-- The view is read with the rights of whoever reads it.
GRANT EXECUTE ON FUNCTION lists_of_each(text, text, uuid) TO clearway_backup;

-- As before.
CREATE OR REPLACE VIEW decision_lists WITH (security_invoker = true) AS
  SELECT d.clinic_id, l.list, d.seq, d.signed_at, d.signer_name, d.record_number, d.outcome, d.risk, d.program_name, d.justified,
    d.program_id, d.client_id
  FROM decision_sorting d
  CROSS JOIN LATERAL (
    SELECT unnest(lists_of_each(d.outcome, d.screening_outcome, d.decided_by)) AS list
    UNION ALL
    SELECT DISTINCT how.list FROM finding_answers a
      JOIN findings f ON f.clinic_id = a.clinic_id AND f.id = a.finding_id
      CROSS JOIN LATERAL (VALUES ('rule:' || f.rule_id),
        (CASE WHEN a.is_cured_by_limit THEN 'cured' ELSE 'written' END),
        (CASE WHEN a.is_cured_by_limit THEN 'cured:' ELSE 'written:' END || f.rule_id)) AS how (list)
      WHERE a.clinic_id = d.clinic_id AND a.decision_id = d.id AND f.severity = 'justify'
    UNION ALL
    SELECT 'past-window' WHERE EXISTS (SELECT 1 FROM window_flags w WHERE w.clinic_id = d.clinic_id AND w.program_id = d.program_id)
    UNION ALL
    SELECT 'outside-clearance' WHERE EXISTS (SELECT 1 FROM training_sessions s
      WHERE s.clinic_id = d.clinic_id AND s.program_id = d.program_id AND s.is_outside_clearance
        AND NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = s.clinic_id AND k.subject = 'session' AND k.subject_id = s.id))
  ) AS l;

-- As before; where nothing puts it in another list and it is in none, the lists of each decision alone.
CREATE OR REPLACE FUNCTION list_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.clinic_id IS DISTINCT FROM current_clinic() THEN
    PERFORM refuse('no-clinic');
  END IF;
  IF EXISTS (SELECT 1 FROM finding_answers a WHERE a.clinic_id = NEW.clinic_id AND a.decision_id = NEW.id)
     OR EXISTS (SELECT 1 FROM window_flags w WHERE w.clinic_id = NEW.clinic_id AND w.program_id = NEW.program_id)
     OR EXISTS (SELECT 1 FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.program_id = NEW.program_id)
     OR EXISTS (SELECT 1 FROM register_lists r WHERE r.clinic_id = NEW.clinic_id AND r.list = 'all' AND r.seq = NEW.seq) THEN
    INSERT INTO register_lists AS r (clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified)
      SELECT l.clinic_id, l.list, l.seq, l.signed_at, l.signer_name, l.record_number, l.outcome, l.risk, l.program_name, l.justified
      FROM decision_lists l WHERE l.clinic_id = NEW.clinic_id AND l.seq = NEW.seq
    ON CONFLICT (clinic_id, list, seq) DO UPDATE SET record_number = excluded.record_number WHERE r.record_number <> excluded.record_number;
    RETURN NULL;
  END IF;
  INSERT INTO register_lists (clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified)
    SELECT d.clinic_id, list, d.seq, d.signed_at, d.signer_name, d.record_number, d.outcome, d.risk, d.program_name, d.justified
    FROM decision_sorting d, unnest(lists_of_each(d.outcome, d.screening_outcome, d.decided_by)) AS list
    WHERE d.clinic_id = NEW.clinic_id AND d.id = NEW.id;
  RETURN NULL;
END $$;

-- As before of clients and of what is new; of a change of a version or a program, only where what is listed of it changed.
CREATE OR REPLACE FUNCTION list_programs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  which uuid[];
BEGIN
  IF TG_TABLE_NAME = 'clients' THEN
    SELECT array_agg(p.id) INTO which FROM written n
      JOIN was o ON o.clinic_id = n.clinic_id AND o.id = n.id AND (o.family_name, o.given_name) IS DISTINCT FROM (n.family_name, n.given_name)
      JOIN programs p ON p.clinic_id = n.clinic_id AND p.client_id = n.id;
  ELSE
    SELECT array_agg(n.program_id) INTO which FROM written n;
  END IF;
  IF which IS NOT NULL THEN
    PERFORM keep_program_lists(which);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION list_program() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE program_lists SET status = NEW.status, name = NEW.name WHERE clinic_id = NEW.clinic_id AND program_id = NEW.id;
  RETURN NULL;
END $$;
CREATE FUNCTION list_newest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE program_lists l SET newest = NEW.status
    WHERE l.clinic_id = NEW.clinic_id AND l.program_id = NEW.program_id AND l.newest <> NEW.status AND NOT EXISTS (
      SELECT 1 FROM versions x WHERE x.clinic_id = NEW.clinic_id AND x.program_id = NEW.program_id AND x.number > NEW.number);
  RETURN NULL;
END $$;
DROP TRIGGER programs_zz_listed ON programs;
CREATE TRIGGER programs_zz_listed AFTER UPDATE ON programs FOR EACH ROW
  WHEN (OLD.status <> NEW.status OR OLD.name <> NEW.name) EXECUTE FUNCTION list_program();
DROP TRIGGER versions_zz_listed_again ON versions;
CREATE TRIGGER versions_zz_listed_again AFTER UPDATE ON versions FOR EACH ROW
  WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION list_newest();

-- As before: what is deferred to the end of the transaction sees to its clinic without a statement.
CREATE OR REPLACE FUNCTION check_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.clinic_id IS DISTINCT FROM current_clinic() THEN
    PERFORM refuse('no-clinic');
  END IF;
  IF NEW.outcome IN ('cleared', 'cleared-with-limits') AND EXISTS (
       SELECT 1 FROM findings f WHERE f.clinic_id = NEW.clinic_id AND f.version_id = NEW.version_id AND f.severity = 'justify'
       AND NOT EXISTS (SELECT 1 FROM finding_answers a WHERE a.clinic_id = f.clinic_id AND a.decision_id = NEW.id AND a.finding_id = f.id)) THEN
    PERFORM refuse('findings-unanswered');
  END IF;
  RETURN NULL;
END $$;

-- Row-level security binds the owner as it binds the app, to the clinic of the context; in a policy of its own, which names it
-- plainly. For the app it stands in a sub-select, read once a statement, as a list of many rows wants it; what the triggers run as the
-- owner is a row at a time, and each sub-select is a plan of its own to begin and to end.
CREATE PROCEDURE bind_owner(name regclass) LANGUAGE plpgsql AS $$
DECLARE
  clinic_column text := CASE WHEN name = 'clinics'::regclass THEN 'id' ELSE 'clinic_id' END;
BEGIN
  EXECUTE format('ALTER POLICY own_clinic ON %s TO clearway_app, clearway_jobs', name);
  EXECUTE format('CREATE POLICY own_clinic_of_owner ON %s TO clearway_owner USING (%I = current_clinic()) WITH CHECK (%I = current_clinic())',
    name, clinic_column, clinic_column);
END $$;
REVOKE EXECUTE ON PROCEDURE bind_owner FROM PUBLIC, clearway_app, clearway_jobs;
DO $$
DECLARE
  found regclass;
BEGIN
  FOR found IN SELECT polrelid FROM pg_policy WHERE polname = 'own_clinic' AND polroles = '{0}' AND polcmd = '*' LOOP
    CALL bind_owner(found);
  END LOOP;
END $$;

-- As before, with that.
CREATE OR REPLACE PROCEDURE guard_table(name regclass, grants text) LANGUAGE plpgsql AS $$
DECLARE
  clinic_column text := CASE WHEN name = 'clinics'::regclass THEN 'id' ELSE 'clinic_id' END;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY own_clinic ON %s USING (%I = (SELECT current_clinic())) WITH CHECK (%I = (SELECT current_clinic()))',
    name, clinic_column, clinic_column);
  CALL bind_owner(name);
  EXECUTE format('GRANT %s ON %s TO clearway_app', grants, name);
  -- The order of rows is the database's to give: OVERRIDING SYSTEM VALUE needs a grant on the column.
  IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = name AND attidentity <> '') THEN
    EXECUTE format('REVOKE INSERT ON %s FROM clearway_app', name);
    EXECUTE format('GRANT INSERT (%s) ON %s TO clearway_app', (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
      WHERE attrelid = name AND attnum > 0 AND NOT attisdropped AND attidentity = ''), name);
  END IF;
  IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = name AND attname = 'recorded_at') THEN
    EXECUTE format('CREATE TRIGGER a_recorded_at BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at()', name);
  END IF;
  IF grants ~* 'insert|update|delete' THEN
    EXECUTE format('CREATE TRIGGER a_clinic_lock BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION take_clinic_lock()', name);
    IF clinic_column = 'clinic_id' THEN
      EXECUTE format('CREATE TRIGGER a_clinic_row BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION keep_to_clinic()', name);
    END IF;
  END IF;
END $$;

CALL close_functions();
