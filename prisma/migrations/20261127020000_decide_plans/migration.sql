-- A decision without planning anything anew, and with fewer statements of its triggers. Nothing is asked less:
-- docs/decisions/051-plans-that-stay.md.

-- Asked by the app in what it loads and by the owner in the guards, in one transaction: what is read under row-level security is
-- planned for a role, so each of them threw the other's plan away. As the owner's they have one. Each still names the clinic of
-- the context for itself, and row-level security is forced on the owner too.
ALTER FUNCTION clinic_zone() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION has_role(uuid, text) SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION screening_outcome(uuid, boolean, text[]) SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION screening_is_outdated(uuid) SECURITY DEFINER SET search_path = public, pg_temp;
-- Those who have no health record to read are not told of one by what the owner may.
REVOKE EXECUTE ON FUNCTION screening_outcome(uuid, boolean, text[]), screening_is_outdated(uuid) FROM PUBLIC, clearway_jobs;
GRANT EXECUTE ON FUNCTION screening_outcome(uuid, boolean, text[]), screening_is_outdated(uuid) TO clearway_app;

-- As before, by the table itself: the view of all tables joins three catalogues.
CREATE OR REPLACE FUNCTION is_owner() RETURNS boolean LANGUAGE sql STABLE
  RETURN current_user = (SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c WHERE c.oid = 'public.versions'::regclass);

-- As before. A lock that is free, or ours already, is taken in an expression: only who waits needs a statement.
CREATE OR REPLACE FUNCTION take_clinic_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_clinic() IS NULL THEN
    PERFORM refuse('no-clinic');
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended(current_clinic()::text, 0)) THEN
    PERFORM lock_clinic(current_clinic());
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION keep_to_clinic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (coalesce(NEW.clinic_id, OLD.clinic_id) = public.current_clinic()) IS NOT TRUE THEN
    PERFORM public.refuse('no-clinic');
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended(coalesce(NEW.clinic_id, OLD.clinic_id)::text, 0)) THEN
    PERFORM public.lock_clinic(coalesce(NEW.clinic_id, OLD.clinic_id));
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

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
  SELECT seq, hash INTO new_seq, before FROM audit_events WHERE clinic_id = p_clinic ORDER BY seq DESC LIMIT 1;
  new_seq := coalesce(new_seq, 0) + 1;
  before := coalesce(before, decode(repeat('00', 32), 'hex'));
  written_at := clock_timestamp();
  p_occurred_at := coalesce(p_occurred_at, written_at);
  new_hash := sha256(audit_stamp(p_clinic, new_seq, p_kind, p_actor, p_table, p_row, p_occurred_at, written_at) || hashed || before);
  INSERT INTO audit_events (clinic_id, seq, kind, actor_member_id, table_name, row_id, occurred_at, recorded_at, detail_hash, previous_hash, hash)
    VALUES (p_clinic, new_seq, p_kind, p_actor, p_table, p_row, p_occurred_at, written_at, hashed, before, new_hash);
  INSERT INTO audit_details (clinic_id, seq, salt, detail) VALUES (p_clinic, new_seq, salt, p_detail);
END $$;

-- As before, with what it asks of an update in one statement instead of two.
CREATE OR REPLACE FUNCTION remember_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rules audited_tables;
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  whole jsonb := coalesce(after, before);
  detail jsonb;
  clinic uuid;
  row_id text;
  event_seq bigint;
  client uuid;
BEGIN
  SELECT * INTO STRICT rules FROM audited_tables WHERE table_name = TG_TABLE_NAME;
  clinic := CASE WHEN rules.clinic_column IS NULL THEN installation_chain() ELSE (whole ->> rules.clinic_column)::uuid END;
  -- First of the triggers after a row, so that none of them runs in a clinic its statement went to meanwhile.
  IF rules.clinic_column IS NOT NULL AND clinic IS DISTINCT FROM current_clinic() THEN
    PERFORM refuse('no-clinic');
  END IF;
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(c, jsonb_build_array(before -> c, after -> c)) INTO detail
      FROM unnest(rules.audited) AS c
      WHERE before -> c IS DISTINCT FROM after -> c AND NOT EXISTS (SELECT 1 FROM erasures_under_way);
  ELSE
    SELECT jsonb_object_agg(c, whole -> c) INTO detail FROM unnest(rules.audited) AS c
      WHERE TG_OP = 'INSERT' OR NOT EXISTS (SELECT 1 FROM erasures_under_way);
  END IF;
  -- Nothing of it is audited, or it is what an erasure does.
  IF detail IS NULL THEN
    RETURN NULL;
  END IF;
  IF cardinality(rules.key_columns) = 1 THEN
    row_id := whole ->> rules.key_columns[1];
  ELSE
    row_id := (SELECT string_agg(whole ->> k, '/' ORDER BY place) FROM unnest(rules.key_columns) WITH ORDINALITY AS keys (k, place));
  END IF;
  event_seq := (append_audit_event(
    clinic,
    CASE WHEN TG_OP = 'INSERT' AND rules.kind_column IS NOT NULL THEN rules.kind_noun || '.' || (whole ->> rules.kind_column)
         ELSE coalesce(rules.kind_noun, TG_TABLE_NAME) || '.' || lower(TG_OP) END,
    TG_TABLE_NAME,
    row_id,
    CASE WHEN TG_OP = 'INSERT' THEN (whole ->> 'occurred_at')::timestamptz END,
    detail::text)).new_seq;
  IF rules.subject_table IS NOT NULL THEN
    client := client_of(rules.subject_table, clinic, (whole ->> rules.subject_column)::uuid);
    IF client IS NOT NULL THEN
      INSERT INTO audit_subjects (clinic_id, seq, client_id) VALUES (clinic, event_seq, client);
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- As before, where there is something to be superseded, and where the program runs: one that does not has no limbs in use.
CREATE OR REPLACE FUNCTION apply_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  is_running boolean;
BEGIN
  IF NEW.outcome IN ('cleared', 'cleared-with-limits') THEN
    IF EXISTS (SELECT 1 FROM versions WHERE clinic_id = NEW.clinic_id AND program_id = NEW.program_id AND status = 'cleared') THEN
      UPDATE versions SET status = 'superseded' WHERE clinic_id = NEW.clinic_id AND program_id = NEW.program_id AND status = 'cleared';
    END IF;
    UPDATE versions SET status = 'cleared' WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id;
    UPDATE programs SET in_force_version_id = NEW.version_id WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id
      RETURNING status IN ('active', 'on-hold') INTO is_running;
    IF is_running THEN
      PERFORM take_limbs(NEW.program_id);
    END IF;
  ELSIF NEW.outcome = 'revoked' THEN
    UPDATE versions SET status = 'revoked' WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id;
    UPDATE programs SET status = 'stopped', ended_at = NEW.occurred_at, end_reason = 'Clearance revoked: ' || NEW.reason
      WHERE clinic_id = NEW.clinic_id AND id = NEW.program_id AND status NOT IN ('completed', 'stopped');
  ELSE
    UPDATE versions SET status = NEW.outcome WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id;
  END IF;
  RETURN NULL;
END $$;

-- As before. A decision that was just signed is in no list it would have to leave.
CREATE OR REPLACE FUNCTION list_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.clinic_id IS DISTINCT FROM current_clinic() THEN
    PERFORM refuse('no-clinic');
  END IF;
  INSERT INTO register_lists AS r (clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified)
    SELECT l.clinic_id, l.list, l.seq, l.signed_at, l.signer_name, l.record_number, l.outcome, l.risk, l.program_name, l.justified
    FROM decision_lists l WHERE l.clinic_id = NEW.clinic_id AND l.seq = NEW.seq
  ON CONFLICT (clinic_id, list, seq) DO UPDATE SET record_number = excluded.record_number WHERE r.record_number <> excluded.record_number;
  RETURN NULL;
END $$;

-- As before; a change of a row that is listed changes what it changed of it, without what is listed being put together again.
CREATE OR REPLACE FUNCTION list_programs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  which uuid[];
BEGIN
  IF TG_TABLE_NAME = 'clients' THEN
    SELECT array_agg(p.id) INTO which FROM written n
      JOIN was o ON o.clinic_id = n.clinic_id AND o.id = n.id AND (o.family_name, o.given_name) IS DISTINCT FROM (n.family_name, n.given_name)
      JOIN programs p ON p.clinic_id = n.clinic_id AND p.client_id = n.id;
  ELSIF TG_TABLE_NAME = 'programs' THEN
    UPDATE program_lists l SET status = n.status, name = n.name FROM written n
      JOIN was o ON o.clinic_id = n.clinic_id AND o.id = n.id AND (o.status, o.name) IS DISTINCT FROM (n.status, n.name)
      WHERE l.clinic_id = n.clinic_id AND l.program_id = n.id;
  ELSIF TG_OP = 'UPDATE' THEN
    UPDATE program_lists l SET newest = n.status FROM written n
      JOIN was o ON o.clinic_id = n.clinic_id AND o.id = n.id AND o.status <> n.status
      WHERE l.clinic_id = n.clinic_id AND l.program_id = n.program_id AND l.newest <> n.status AND NOT EXISTS (
        SELECT 1 FROM versions x WHERE x.clinic_id = n.clinic_id AND x.program_id = n.program_id AND x.number > n.number);
  ELSE
    SELECT array_agg(n.program_id) INTO which FROM written n;
  END IF;
  IF which IS NOT NULL THEN
    PERFORM keep_program_lists(which);
  END IF;
  RETURN NULL;
END $$;

CALL close_functions();
