-- What is remembered: every change, decision and export, in one chain a clinic, written by triggers in the same
-- transaction; and who read what, sealed into that chain. `npm run audit:verify` recomputes all of it.
-- The app's role reads these tables and writes none of them but access_events.

-- One link of a clinic's chain. The installation has a chain of its own, under the clinic of zeros.
-- hash = sha256(stamp || detail_hash || previous_hash), the stamp made of the columns by audit_stamp().
CREATE TABLE audit_events (
  clinic_id uuid NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 1),
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z_-]*\.[a-z][a-z-]*$'),
  actor_member_id uuid,
  table_name text NOT NULL,
  row_id text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  detail_hash bytea NOT NULL CHECK (octet_length(detail_hash) = 32),
  previous_hash bytea NOT NULL CHECK (octet_length(previous_hash) = 32),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (clinic_id, seq)
);

-- What changed, as the text that was hashed with its salt. Erasing a row of it leaves the chain whole.
CREATE TABLE audit_details (
  clinic_id uuid NOT NULL,
  seq bigint NOT NULL,
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  detail text NOT NULL,
  PRIMARY KEY (clinic_id, seq),
  FOREIGN KEY (clinic_id, seq) REFERENCES audit_events (clinic_id, seq)
);

-- Which columns of which table an event tells of. A column on neither list fails a test, and so does a table.
CREATE TABLE audited_tables (
  table_name text PRIMARY KEY,
  clinic_column text,
  key_columns text[] NOT NULL,
  audited text[] NOT NULL,
  unaudited jsonb NOT NULL,
  kind_noun text,
  kind_column text
);
CREATE TABLE unaudited_tables (
  table_name text PRIMARY KEY,
  why text NOT NULL CHECK (length(why) > 0)
);

-- Unlike guard_table: no lock, and the owner writes for clinics that are not the context (the installation's chain).
CREATE PROCEDURE guard_audit_table(name regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY own_clinic ON %s FOR SELECT TO clearway_app USING (clinic_id = (SELECT current_clinic()))', name);
  EXECUTE format('CREATE POLICY kept_by_owner ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  EXECUTE format('GRANT SELECT ON %s TO clearway_app', name);
  EXECUTE format('CREATE TRIGGER z_immutable_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
END $$;
CALL guard_audit_table('audit_events');
CALL guard_audit_table('audit_details');
CREATE TRIGGER z_immutable BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- A detail may be erased by the owner, and by nobody else; it is never rewritten.
CREATE TRIGGER z_immutable BEFORE UPDATE ON audit_details FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION installation_chain() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '00000000-0000-0000-0000-000000000000'::uuid;

-- A field with its length in bytes before it, so that no two lists of fields give the same bytes. Absent is empty.
CREATE FUNCTION netstring(field text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN field IS NULL THEN '0:,' ELSE octet_length(field) || ':' || field || ',' END;

-- A moment as whole microseconds since 1970: the number that is stored, whatever the session's settings.
CREATE FUNCTION microseconds(moment timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (extract(epoch FROM moment) * 1000000)::bigint;

CREATE FUNCTION audit_stamp(
  p_clinic uuid, p_seq bigint, p_kind text, p_actor uuid, p_table text, p_row text, p_occurred_at timestamptz, p_recorded_at timestamptz)
RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
  RETURN convert_to(netstring('clearway-audit-1') || netstring(p_clinic::text) || netstring(p_seq::text) || netstring(p_kind)
    || netstring(p_actor::text) || netstring(p_table) || netstring(p_row)
    || netstring(microseconds(p_occurred_at)::text) || netstring(microseconds(p_recorded_at)::text), 'UTF8');

-- Adds the next link, for the functions below that run as the owner. The lock comes first and by itself, so that the
-- head read after it is the newest there is.
CREATE FUNCTION append_audit_event(
  p_clinic uuid, p_kind text, p_table text, p_row text, p_occurred_at timestamptz, p_detail text,
  p_actor uuid DEFAULT current_member(), OUT new_seq bigint, OUT new_hash bytea) LANGUAGE plpgsql AS $$
DECLARE
  before bytea;
  salt bytea := uuid_send(gen_random_uuid());
  hashed bytea := sha256(salt || convert_to(p_detail, 'UTF8'));
  written_at timestamptz;
BEGIN
  PERFORM lock_clinic(p_clinic);
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

-- One event for each row that is added, changed or removed; none for a change of unaudited columns alone.
-- AFTER ROW and first by name, so that the cause stands in the chain before what other triggers make of it.
CREATE FUNCTION remember_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rules audited_tables;
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  whole jsonb := coalesce(after, before);
  detail jsonb;
BEGIN
  SELECT * INTO STRICT rules FROM audited_tables WHERE table_name = TG_TABLE_NAME;
  -- First of the triggers after a row, so that none of them runs in a clinic its statement went to meanwhile.
  IF rules.clinic_column IS NOT NULL THEN
    PERFORM stay_in_clinic((whole ->> rules.clinic_column)::uuid);
  END IF;
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(c, jsonb_build_array(before -> c, after -> c)) INTO detail
      FROM unnest(rules.audited) AS c WHERE before -> c IS DISTINCT FROM after -> c;
    IF detail IS NULL THEN
      RETURN NULL;
    END IF;
  ELSE
    SELECT jsonb_object_agg(c, whole -> c) INTO detail FROM unnest(rules.audited) AS c;
  END IF;
  PERFORM append_audit_event(
    CASE WHEN rules.clinic_column IS NULL THEN installation_chain() ELSE (whole ->> rules.clinic_column)::uuid END,
    CASE WHEN TG_OP = 'INSERT' AND rules.kind_column IS NOT NULL THEN rules.kind_noun || '.' || (whole ->> rules.kind_column)
         ELSE coalesce(rules.kind_noun, TG_TABLE_NAME) || '.' || lower(TG_OP) END,
    TG_TABLE_NAME,
    (SELECT string_agg(whole ->> k, '/' ORDER BY place) FROM unnest(rules.key_columns) WITH ORDINALITY AS keys (k, place)),
    CASE WHEN TG_OP = 'INSERT' THEN (whole ->> 'occurred_at')::timestamptz END,
    detail::text);
  RETURN NULL;
END $$;

-- Puts a table on the lists and under the trigger; called again, it replaces the lists. clinic_id and recorded_at need
-- no mention: the event has its own. `unaudited` says of each other column left out why: '{"content": "…"}'.
CREATE PROCEDURE audit_table(
  name regclass, p_audited text[], p_unaudited jsonb DEFAULT '{}', p_noun text DEFAULT NULL, p_kind_column text DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  own text := (SELECT relname FROM pg_class WHERE oid = name);
  present text[] := (SELECT array_agg(attname::text) FROM pg_attribute WHERE attrelid = name AND attnum > 0 AND NOT attisdropped);
  clinic_column text := CASE WHEN own = 'clinics' THEN 'id' WHEN 'clinic_id' = ANY (present) THEN 'clinic_id' END;
  key_columns text[] := (
    SELECT array_agg(a.attname::text ORDER BY k.place)
    FROM pg_index i, unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (attnum, place), pg_attribute a
    WHERE i.indrelid = name AND i.indisprimary AND a.attrelid = name AND a.attnum = k.attnum AND a.attname <> 'clinic_id');
  without_say jsonb := '{"clinic_id": "the chain is the clinic''s", "recorded_at": "the event has its own"}';
  stray text;
BEGIN
  p_unaudited := p_unaudited || (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(without_say)
                                 WHERE key = ANY (present) AND key <> ALL (p_audited));
  SELECT string_agg(c, ', ') INTO stray FROM (
    SELECT c FROM unnest(present) c WHERE c <> ALL (p_audited) AND NOT p_unaudited ? c
    UNION ALL SELECT c FROM unnest(p_audited) c WHERE c <> ALL (present) OR p_unaudited ? c
    UNION ALL SELECT c FROM jsonb_object_keys(p_unaudited) c WHERE c <> ALL (present)) AS strays (c);
  IF stray IS NOT NULL THEN
    RAISE EXCEPTION 'audit_table: of %, on neither list, on both or not there: %', own, stray;
  END IF;
  INSERT INTO audited_tables VALUES (own, clinic_column, key_columns, p_audited, p_unaudited, p_noun, p_kind_column)
    ON CONFLICT (table_name) DO UPDATE SET audited = EXCLUDED.audited, unaudited = EXCLUDED.unaudited,
      kind_noun = EXCLUDED.kind_noun, kind_column = EXCLUDED.kind_column;
  EXECUTE format('CREATE OR REPLACE TRIGGER a_audit AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION remember_change()', name);
  EXECUTE format('CREATE OR REPLACE TRIGGER a_audit_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
END $$;

-- A login opened or ended, in the chain of the member's clinic; the hash of the login stays out of it.
CREATE FUNCTION remember_login() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL) THEN
    RETURN NULL;
  END IF;
  PERFORM append_audit_event(a.clinic_id, CASE WHEN TG_OP = 'INSERT' THEN 'login.opened' ELSE 'login.ended' END,
      'logins', a.id::text, coalesce(NEW.ended_at, NEW.created_at), '{}', a.member_id)
    FROM accounts a WHERE a.id = NEW.account_id;
  RETURN NULL;
END $$;
CREATE TRIGGER a_audit AFTER INSERT OR UPDATE OF ended_at ON logins FOR EACH ROW EXECUTE FUNCTION remember_login();

-- What no table shows: something left the house. Gives the link, so that the export can name it.
CREATE FUNCTION remember_export(p_what text, p_detail text) RETURNS TABLE (seq bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_clinic() IS NULL OR current_member() IS NULL THEN
    PERFORM refuse('no-clinic');
  END IF;
  RETURN QUERY SELECT e.new_seq, e.new_hash FROM append_audit_event(current_clinic(), 'export.' || p_what, '', '', NULL, p_detail) AS e;
END $$;

-- What belongs to no clinic. Last in its transaction: every clinic's changes would wait behind it.
CREATE FUNCTION remember_installation(p_what text, p_detail text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM append_audit_event(installation_chain(), 'installation.' || p_what, '', '', NULL, p_detail);
END $$;

-- Who read what: one row a page, without lock, chain or foreign key, so that reading stays fast.
-- client_id may be the id of nobody: a denial keeps what was asked for.
CREATE TABLE access_events (
  clinic_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  member_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('reading', 'denial', 'export')),
  client_id uuid,
  path_kind text NOT NULL CHECK (path_kind ~ '^[A-Za-z0-9_.$/()\[\]+-]{1,200}$'),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  sealed_by bigint,
  PRIMARY KEY (clinic_id, id)
);
CREATE INDEX access_events_unsealed ON access_events (clinic_id, id) WHERE sealed_by IS NULL;
CALL guard_audit_table('access_events');
GRANT INSERT (clinic_id, member_id, kind, client_id, path_kind, occurred_at) ON access_events TO clearway_app;
CREATE POLICY own_access ON access_events FOR INSERT TO clearway_app
  WITH CHECK (clinic_id = (SELECT current_clinic()) AND member_id = (SELECT current_member()));
CREATE TRIGGER a_recorded_at BEFORE INSERT OR UPDATE ON access_events FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at();
CREATE TRIGGER a_occurs_now BEFORE INSERT ON access_events FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

-- Nothing of a row ever changes but that it becomes sealed, once.
CREATE FUNCTION refuse_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.sealed_by IS NOT NULL OR NEW.sealed_by IS NULL
     OR to_jsonb(NEW) - 'sealed_by' <> to_jsonb(OLD) - 'sealed_by' THEN
    PERFORM refuse('immutable');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER z_immutable BEFORE UPDATE OR DELETE ON access_events FOR EACH ROW EXECUTE FUNCTION refuse_access_change();

-- Seals up to 2,000 rows of the context's clinic into one link; returns how many. A row whose transaction was not yet
-- over has a smaller id than some that are sealed and still no seal: the next call takes it, since rows carry their seal.
CREATE FUNCTION seal_access_events() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  clinic uuid := current_clinic();
  next_seq bigint;
  sealed record;
BEGIN
  IF clinic IS NULL THEN
    PERFORM refuse('no-clinic');
  END IF;
  PERFORM lock_clinic(clinic);
  SELECT coalesce(max(seq), 0) + 1 INTO next_seq FROM audit_events WHERE clinic_id = clinic;
  WITH taken AS (
    UPDATE access_events a SET sealed_by = next_seq
    WHERE a.clinic_id = clinic AND a.id = ANY (ARRAY(
      SELECT u.id FROM access_events u WHERE u.clinic_id = clinic AND u.sealed_by IS NULL ORDER BY u.id LIMIT 2000))
    RETURNING a.*)
  SELECT count(*)::integer AS total, min(id) AS first_id, max(id) AS last_id,
         sha256(convert_to(coalesce(string_agg(netstring(id::text) || netstring(member_id::text) || netstring(kind)
           || netstring(client_id::text) || netstring(path_kind) || netstring(microseconds(occurred_at)::text)
           || netstring(microseconds(recorded_at)::text), '' ORDER BY id), ''), 'UTF8')) AS digest
    INTO sealed FROM taken;
  IF sealed.total > 0 THEN
    PERFORM append_audit_event(clinic, 'access.sealed', 'access_events', sealed.first_id || '-' || sealed.last_id, NULL,
      json_build_object('count', sealed.total, 'firstId', sealed.first_id, 'lastId', sealed.last_id,
                        'sha256', encode(sealed.digest, 'hex'))::text, NULL);
  END IF;
  RETURN sealed.total;
END $$;

-- For the job that seals: which clinics have something to seal.
CREATE FUNCTION unsealed_clinics() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT clinic_id FROM access_events WHERE sealed_by IS NULL
$$;

-- For the witness: the newest link of every chain, found by hopping from clinic to clinic on the index.
CREATE FUNCTION audit_heads() RETURNS TABLE (clinic_id uuid, seq bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE chains AS (
    (SELECT e.clinic_id FROM audit_events e ORDER BY e.clinic_id LIMIT 1)
    UNION ALL
    SELECT (SELECT e.clinic_id FROM audit_events e WHERE e.clinic_id > c.clinic_id ORDER BY e.clinic_id LIMIT 1)
    FROM chains c WHERE c.clinic_id IS NOT NULL)
  SELECT head.clinic_id, head.seq, head.hash
  FROM chains c CROSS JOIN LATERAL (
    SELECT e.clinic_id, e.seq, e.hash FROM audit_events e WHERE e.clinic_id = c.clinic_id ORDER BY e.seq DESC LIMIT 1) AS head
$$;

REVOKE EXECUTE ON FUNCTION append_audit_event, audit_stamp, remember_change, remember_login, refuse_access_change,
  remember_export, remember_installation, seal_access_events, unsealed_clinics, audit_heads FROM PUBLIC, clearway_app, clearway_jobs;
REVOKE EXECUTE ON PROCEDURE audit_table, guard_audit_table FROM PUBLIC, clearway_app, clearway_jobs;
GRANT EXECUTE ON FUNCTION remember_export, remember_installation TO clearway_app;
GRANT EXECUTE ON FUNCTION seal_access_events TO clearway_app, clearway_jobs;
GRANT EXECUTE ON FUNCTION unsealed_clinics, audit_heads TO clearway_jobs;

-- Triggers run their functions without a grant; with one, the app could hang them on a table of its own. And where a
-- role may make temporary tables, those come first on its search path.
DO $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT p.oid::regprocedure AS name, p.prorettype = 'trigger'::regtype AS is_trigger,
      p.prosrc ~* '\m(from|join|update|insert|delete)\M' AND p.proconfig IS NULL AS names_tables
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE p.pronamespace = 'public'::regnamespace AND l.lanname = 'plpgsql' AND p.prokind = 'f'
  LOOP
    IF found.is_trigger THEN
      EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC, clearway_app, clearway_jobs', found.name);
    END IF;
    IF found.names_tables THEN
      EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', found.name);
    END IF;
  END LOOP;
END $$;

INSERT INTO unaudited_tables (table_name, why) VALUES
  ('_prisma_migrations', 'the migrator keeps it, before there is a chain'),
  ('audit_events', 'it is the chain'),
  ('audit_details', 'hashed into the chain'),
  ('audited_tables', 'changes only with a migration'),
  ('unaudited_tables', 'changes only with a migration'),
  ('access_events', 'sealed into the chain every minute'),
  ('login_secret', 'a secret, made once'),
  ('login_attempts', 'digests of wrong tries, kept for a quarter of an hour'),
  ('logins', 'has a trigger of its own: opened and ended, never the hash'),
  ('setup_tokens', 'digests of links; the clinic that comes of one is audited'),
  ('reauthentications', 'lives two minutes; the decision that consumes it is audited'),
  ('limbs_in_use', 'follows from programs and versions'),
  ('rehab_windows', 'follows from sessions and decisions; what is flagged is audited'),
  ('notifications', 'kinds and ids of what is audited itself'),
  ('outbox', 'kinds and ids of what is audited itself, and how often it was tried'),
  ('commands', 'what a command did is audited; its row only answers a repeat');

CALL audit_table('installation', '{kind}', '{"only_row": "always true", "made_at": "never changes"}');
CALL audit_table('clinics', '{id,slug,name,time_zone,locale,units,emergency_number,on_call_number,clearance_valid_days,screening_valid_days,lop_valid_days,decision_target_hours,idle_minutes,plate_step_g,doctor_for_precautions}');
CALL audit_table('members', '{id,name,email,licence_number,licence_state,licence_valid_until,bfr_credential_valid_until,deactivated_at}');
CALL audit_table('member_roles', '{member_id,role}');
CALL audit_table('accounts', '{id,email,member_id}',
  '{"password_salt": "secret", "password_params": "secret", "password_verifier": "secret", "created_at": "the event has its own"}');

CALL audit_table('clients', '{id,record_number,given_name,family_name,birth_date,sex,created_by}');
CALL audit_table('care_team', '{client_id,member_id,added_by}');
CALL audit_table('imports', '{id,kind,file_hash,client_id,entered_unit,rows_total,rows_taken,rows_skipped,rows_refused,rows_known,imported_by,occurred_at}',
  '{"not_taken": "as long as the file; the file''s hash and the counts stand for it"}');
CALL audit_table('record_entries', '{id,client_id,import_id,kind,label,code,status,started_on,ended_on,is_current,is_history_that_counts,suggests,systolic,diastolic,amount,unit}');
CALL audit_table('screenings', '{id,client_id,screened_by,answers,reasons,systolic,diastolic,is_pregnant,has_clot_history,note,occurred_at,screened_on}',
  '{"seq": "the chain has the order"}');
CALL audit_table('screening_outcomes', '{screening_id,scope,bfr,plain}');
CALL audit_table('client_events', '{id,client_id,kind,note,noted_by,occurred_at}', '{"seq": "the chain has the order"}');
CALL audit_table('red_flags', '{id,client_id,sign,needs_assessment,detail,raised_by,told_member_id,occurred_at}');
CALL audit_table('lop_measurements', '{id,client_id,limb,cuff_width_mm,position,pressure_mmhg,measured_by,occurred_at,measured_on}');

CALL audit_table('programs', '{id,client_id,name,status,raised_by,supervised_by,in_force_version_id,started_at,ended_at,end_reason,occurred_at}');
CALL audit_table('versions', '{id,program_id,number,kind,status,author_id,edited_by,goal,diagnosis,procedure_name,procedure_on,range_restriction,weight_bearing,no_maximal_test_before,sessions_per_week,sessions_per_day,weeks,extension_days,extension_reason,screening_id,rule_edition,submitted_by,occurred_at,submitted_at,is_bfr,bfr_limbs,outcome,content_format,content_hash}',
  '{"content": "its hash stands for it, and its parts are audited"}');
CALL audit_table('prescriptions', '{id,version_id,position,exercise,mode,limb,load_kind,load_percent,load_g,rpe_ceiling,reps,rest_seconds,tempo_seconds,pressure_kind,pressure_percent,pressure_mmhg,cuff_width_mm,restriction_minutes,reperfusion_seconds,aerobic_percent,aerobic_minutes}');
CALL audit_table('findings', '{id,version_id,prescription_id,rule_id,severity,value,range,says,trainer_why}');
CALL audit_table('decisions', '{id,program_id,version_id,outcome,decided_by,signer_name,signed_as,licence_number,licence_valid_until,meaning,reason,justification,screening_id,screening_outcome,has_read_screening,max_load_percent,max_pressure_percent,max_sessions_per_week,is_supervised_only,review_by,valid_until,content_hash,reauthentication_id,occurred_at,time_zone}',
  '{"seq": "the chain has the order"}', 'decision', 'outcome');
CALL audit_table('finding_answers', '{decision_id,finding_id,answer,is_cured_by_limit}');
CALL audit_table('consents', '{id,program_id,explained_by,guardian_name,occurred_at}');
CALL audit_table('holds', '{id,program_id,cause,reason,red_flag_id,placed_by,occurred_at,lifted_at}');
CALL audit_table('hold_lifts', '{id,hold_id,lifted_by,reason,assessed_by,assessed_on,assessment_result,occurred_at}');

CALL audit_table('training_sessions', '{id,client_id,program_id,version_id,decision_id,kind,place,is_bfr,bfr_limbs,pain_nrs,is_outside_clearance,outside_reason,logged_by,occurred_at,day,time_zone,ended_at}',
  '{"seq": "the chain has the order"}');
CALL audit_table('sets', '{id,client_id,session_id,import_id,prescription_id,exercise,side,set_number,reps,load_g,entered_value,entered_unit,rpe,is_restricted,is_test,restriction_seconds,pressure_mmhg,local_at,occurred_at,performed_on,logged_by}',
  '{"fingerprint": "made of the other columns"}');
CALL audit_table('deviations', '{id,session_id,set_id,kind,says,reason,recorded_by,occurred_at}');
CALL audit_table('measurements', '{id,client_id,session_id,kind,exercise,side,site,entered_value,entered_unit,amount,measured_by,occurred_at,measured_on}');
CALL audit_table('strikes', '{subject,subject_id,client_id,reason,struck_by,occurred_at}');
CALL audit_table('window_flags', '{id,program_id,scope,severity,opened_on,review_on,occurred_at}');
CALL audit_table('flag_acknowledgements', '{flag_id,acknowledged_by,note,occurred_at}');

SELECT remember_installation('audited', '{}');
