-- A client's whole record: taken out of the house, kept as long as the clinic says, and erased.
-- docs/decisions/031-what-is-erased.md.

-- A client's sets a page at a time, in the order of the key.
CREATE INDEX sets_by_client ON sets (clinic_id, client_id, id);

-- Taking it out. The file itself is streamed on demand; who made the row fetches it.
CREATE TABLE record_exports (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  format text NOT NULL CHECK (format IN ('fhir', 'pdf')),
  recipient text NOT NULL CHECK (length(trim(recipient)) BETWEEN 1 AND 500),
  reason text NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 2000),
  exported_by uuid NOT NULL,
  chain_seq bigint NOT NULL,
  chain_hash text NOT NULL,
  time_zone text NOT NULL,
  reauthentication_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, reauthentication_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, exported_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, chain_seq) REFERENCES audit_events (clinic_id, seq)
);
CREATE INDEX record_exports_by_client ON record_exports (clinic_id, client_id, id);
CALL guard_table('record_exports', 'SELECT, INSERT');
CALL keep_forever('record_exports');
CALL audit_table('record_exports',
  '{id,client_id,format,recipient,reason,exported_by,chain_seq,chain_hash,time_zone,reauthentication_id,occurred_at}');

-- An active member of this clinic, as the context says, who holds one of these roles.
CREATE FUNCTION acts_as(member uuid, VARIADIC wanted text[]) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT member = current_member() AND EXISTS (
    SELECT 1 FROM member_roles r JOIN members m ON m.clinic_id = r.clinic_id AND m.id = r.member_id
    WHERE r.clinic_id = current_clinic() AND r.member_id = member AND r.role = ANY (wanted) AND m.deactivated_at IS NULL);
END;

-- By a clinician or an admin, with the password given again for exactly this client, format, recipient and reason.
CREATE FUNCTION guard_record_export() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  IF NOT coalesce(acts_as(NEW.exported_by, 'physical-therapist', 'doctor', 'admin'), false) THEN
    PERFORM refuse('not-your-role');
  END IF;
  PERFORM occurs_now(NEW.occurred_at);
  IF coalesce(trim(NEW.reason), '') = '' THEN
    PERFORM refuse('reason-missing');
  END IF;
  IF coalesce(trim(NEW.recipient), '') = '' THEN
    PERFORM refuse('recipient-missing');
  END IF;
  IF NOT consume_reauthentication(NEW.reauthentication_id, NEW.exported_by, 'export:record', hash_of(
       netstring(NEW.client_id::text) || netstring(NEW.format) || netstring(NEW.recipient) || netstring(NEW.reason))) THEN
    PERFORM refuse('no-reauthentication');
  END IF;
  NEW.time_zone := clinic_zone();
  SELECT e.seq, encode(e.hash, 'hex') INTO NEW.chain_seq, NEW.chain_hash
    FROM remember_export('record', json_build_object('export', NEW.id, 'clientId', NEW.client_id, 'format', NEW.format)::text) AS e;
  RETURN NEW;
END $$;
CREATE TRIGGER record_exports_guarded BEFORE INSERT ON record_exports FOR EACH ROW EXECUTE FUNCTION guard_record_export();

-- How many years after the last activity a record is kept: the newest row counts, null says that nobody decided.
CREATE TABLE retentions (
  clinic_id uuid NOT NULL REFERENCES clinics (id),
  id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  years integer CHECK (years BETWEEN 1 AND 100),
  decided_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, seq),
  FOREIGN KEY (clinic_id, decided_by) REFERENCES members (clinic_id, id)
);
CALL guard_table('retentions', 'SELECT, INSERT');
CALL keep_forever('retentions');
CALL audit_table('retentions', '{id,years,decided_by,occurred_at}', '{"seq": "the chain has the order"}');
CALL audit_concerns_no_client('retentions', 'a setting of the clinic');

CREATE FUNCTION guard_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT coalesce(acts_as(NEW.decided_by, 'admin'), false) THEN
    PERFORM refuse('not-your-role');
  END IF;
  PERFORM occurs_now(NEW.occurred_at);
  RETURN NEW;
END $$;
CREATE TRIGGER retentions_guarded BEFORE INSERT ON retentions FOR EACH ROW EXECUTE FUNCTION guard_retention();

CREATE FUNCTION retention_years() RETURNS integer LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT r.years FROM retentions r WHERE r.clinic_id = current_clinic() ORDER BY r.seq DESC LIMIT 1;
END;

-- When something last happened in a client's record: whatever the audit remembers of them, but for who looks after the
-- file. Follows the index of the chain backwards and stops at the first.
CREATE FUNCTION record_last_active(client uuid) RETURNS timestamptz LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT e.recorded_at FROM audit_subjects s JOIN audit_events e ON e.clinic_id = s.clinic_id AND e.seq = s.seq
  WHERE s.clinic_id = current_clinic() AND s.client_id = client
    AND e.kind NOT LIKE 'export.%' AND e.kind <> 'clients.update'
    AND e.table_name NOT IN ('care_team', 'record_exports')
  ORDER BY s.seq DESC LIMIT 1;
END;

-- One row is one erasure: adding it erases, in the same statement, and there is no other way. `counts` says how many rows
-- of which table. Without a re-authentication only the owner's own connection adds one, to repeat it after a restore.
CREATE TABLE erasures (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  basis text NOT NULL CHECK (basis IN ('retention', 'client-demand')),
  reason text NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 2000),
  erased_by uuid NOT NULL,
  counts jsonb NOT NULL DEFAULT '{}',
  reauthentication_id uuid,
  time_zone text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, client_id),
  UNIQUE (clinic_id, reauthentication_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, erased_by) REFERENCES members (clinic_id, id)
);
CALL guard_table('erasures', 'SELECT, INSERT');
CALL keep_forever('erasures');
CALL audit_table('erasures', '{id,client_id,basis,reason,erased_by,counts,reauthentication_id,time_zone,occurred_at}');

-- There is a row in here only while erase_client() runs, and only its own transaction sees it: no setting that the app
-- could make, and nothing that a commit leaves behind.
CREATE TABLE erasures_under_way (
  transaction_id xid8 PRIMARY KEY DEFAULT pg_current_xact_id()
);
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('erasures_under_way', 'a mark of the transaction that erases, gone before it is over; the erasure is audited');

CREATE FUNCTION erasure_is_under_way() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM erasures_under_way)
$$;

-- What becomes of each table with data of a client. `way` is the condition that finds a client's rows ($1 clinic,
-- $2 client; the table is t); `blanks` says what a column becomes, in SQL; `keeps` of each other column of words why it
-- stays. A table or a column of words on neither list fails a test (tests/data/erasure-lists.test.ts).
CREATE TABLE erasable_tables (
  table_name text PRIMARY KEY,
  place integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  way text NOT NULL,
  is_deleted boolean NOT NULL,
  blanks jsonb NOT NULL,
  keeps jsonb NOT NULL
);
INSERT INTO unaudited_tables (table_name, why) VALUES ('erasable_tables', 'changes only with a migration');

CREATE PROCEDURE erase_columns(name regclass, p_blanks jsonb, p_keeps jsonb DEFAULT '{}', p_way text DEFAULT NULL, p_deleted boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  own text := (SELECT relname FROM pg_class WHERE oid = name);
  link record;
BEGIN
  SELECT subject_column AS col, subject_table AS leads_to INTO link FROM audited_tables WHERE table_name = own;
  p_way := coalesce(p_way, CASE link.leads_to
    WHEN 'clients' THEN format('t.%I = $2', link.col)
    WHEN 'programs' THEN format('t.%I IN (SELECT p.id FROM programs p WHERE p.clinic_id = $1 AND p.client_id = $2)', link.col)
    WHEN 'versions' THEN format('t.%I IN (SELECT v.id FROM versions v JOIN programs p ON p.clinic_id = v.clinic_id AND p.id = v.program_id WHERE p.clinic_id = $1 AND p.client_id = $2)', link.col)
    WHEN 'decisions' THEN format('t.%I IN (SELECT d.id FROM decisions d JOIN programs p ON p.clinic_id = d.clinic_id AND p.id = d.program_id WHERE p.clinic_id = $1 AND p.client_id = $2)', link.col)
    WHEN 'holds' THEN format('t.%I IN (SELECT h.id FROM holds h JOIN programs p ON p.clinic_id = h.clinic_id AND p.id = h.program_id WHERE p.clinic_id = $1 AND p.client_id = $2)', link.col)
    WHEN 'window_flags' THEN format('t.%I IN (SELECT f.id FROM window_flags f JOIN programs p ON p.clinic_id = f.clinic_id AND p.id = f.program_id WHERE p.clinic_id = $1 AND p.client_id = $2)', link.col)
    ELSE format('t.%I IN (SELECT x.id FROM %I x WHERE x.clinic_id = $1 AND x.client_id = $2)', link.col, link.leads_to) END);
  IF p_way IS NULL THEN
    RAISE EXCEPTION 'erase_columns: no way from % to a client', own;
  END IF;
  INSERT INTO erasable_tables (table_name, way, is_deleted, blanks, keeps) VALUES (own, p_way, p_deleted, p_blanks, p_keeps)
    ON CONFLICT (table_name) DO UPDATE SET way = EXCLUDED.way, is_deleted = EXCLUDED.is_deleted,
      blanks = EXCLUDED.blanks, keeps = EXCLUDED.keeps;
END $$;

-- Who may, and whom: then the details of the audit go, and each table by its rule. The chain keeps its hashes.
CREATE FUNCTION erase_client() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rule record;
  touched bigint;
  kept_years integer := retention_years();
  is_repeated boolean := session_user = (SELECT tableowner FROM pg_catalog.pg_tables WHERE schemaname = 'public' AND tablename = 'erasures');
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id), lock_clinic(NEW.clinic_id);
  IF coalesce(trim(NEW.reason), '') = '' THEN
    PERFORM refuse('reason-missing');
  END IF;
  IF EXISTS (SELECT 1 FROM erasures WHERE clinic_id = NEW.clinic_id AND client_id = NEW.client_id) THEN
    PERFORM refuse('client-erased');
  END IF;
  IF NOT is_repeated THEN
    IF NOT coalesce(acts_as(NEW.erased_by, 'admin'), false) THEN
      PERFORM refuse('not-your-role');
    END IF;
    PERFORM occurs_now(NEW.occurred_at);
    IF EXISTS (SELECT 1 FROM programs p WHERE p.clinic_id = NEW.clinic_id AND p.client_id = NEW.client_id
               AND p.status NOT IN ('completed', 'stopped')) THEN
      PERFORM refuse('programs-not-over');
    END IF;
    IF NEW.basis = 'retention' AND kept_years IS NULL THEN
      PERFORM refuse('retention-not-decided');
    END IF;
    IF NEW.basis = 'retention' 
       AND coalesce(record_last_active(NEW.client_id), clock_timestamp()) + make_interval(years => kept_years) > NEW.occurred_at THEN
      PERFORM refuse('retention-not-over');
    END IF;
    IF NOT consume_reauthentication(NEW.reauthentication_id, NEW.erased_by, 'client:erasure',
         hash_of(netstring(NEW.client_id::text) || netstring(NEW.basis) || netstring(NEW.reason))) THEN
      PERFORM refuse('no-reauthentication');
    END IF;
  END IF;
  NEW.time_zone := clinic_zone();
  NEW.counts := '{}';
  INSERT INTO erasures_under_way DEFAULT VALUES;
  DELETE FROM audit_details d USING audit_subjects s
    WHERE s.clinic_id = NEW.clinic_id AND s.client_id = NEW.client_id AND d.clinic_id = s.clinic_id AND d.seq = s.seq;
  GET DIAGNOSTICS touched = ROW_COUNT;
  NEW.counts := NEW.counts || jsonb_build_object('audit_details', touched);
  FOR rule IN SELECT e.table_name, e.is_deleted, e.way,
      (SELECT string_agg(format('%I = %s', b.key, b.value), ', ' ORDER BY b.key) FROM jsonb_each_text(e.blanks) AS b) AS sets
    FROM erasable_tables e WHERE e.is_deleted OR e.blanks <> '{}' ORDER BY e.place LOOP
    EXECUTE CASE WHEN rule.is_deleted
      THEN format('DELETE FROM %I t WHERE t.clinic_id = $1 AND (%s)', rule.table_name, rule.way)
      ELSE format('UPDATE %I t SET %s WHERE t.clinic_id = $1 AND (%s)', rule.table_name, rule.sets, rule.way) END
      USING NEW.clinic_id, NEW.client_id;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 THEN
      NEW.counts := NEW.counts || jsonb_build_object(rule.table_name, touched);
    END IF;
  END LOOP;
  DELETE FROM erasures_under_way;
  RETURN NEW;
END $$;
CREATE TRIGGER erasures_erase BEFORE INSERT ON erasures FOR EACH ROW EXECUTE FUNCTION erase_client();

-- As before; while an erasure runs, rows that are never changed are.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' AND erasure_is_under_way() THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  PERFORM refuse('immutable');
  RETURN NULL;
END $$;

-- The guards of rows that change by rules of their own stand aside as well.
DROP TRIGGER versions_guarded ON versions;
CREATE TRIGGER versions_guarded BEFORE INSERT OR UPDATE ON versions FOR EACH ROW
  WHEN (NOT erasure_is_under_way()) EXECUTE FUNCTION guard_version();
DROP TRIGGER prescriptions_frozen ON prescriptions;
CREATE TRIGGER prescriptions_frozen BEFORE INSERT OR UPDATE OR DELETE ON prescriptions FOR EACH ROW
  WHEN (NOT erasure_is_under_way()) EXECUTE FUNCTION guard_version_child();
DROP TRIGGER findings_frozen ON findings;
CREATE TRIGGER findings_frozen BEFORE INSERT OR UPDATE OR DELETE ON findings FOR EACH ROW
  WHEN (NOT erasure_is_under_way()) EXECUTE FUNCTION guard_version_child();
DROP TRIGGER programs_guarded ON programs;
CREATE TRIGGER programs_guarded BEFORE INSERT OR UPDATE ON programs FOR EACH ROW
  WHEN (NOT erasure_is_under_way()) EXECUTE FUNCTION guard_program();
DROP TRIGGER holds_guarded ON holds;
CREATE TRIGGER holds_guarded BEFORE INSERT OR UPDATE ON holds FOR EACH ROW
  WHEN (NOT erasure_is_under_way()) EXECUTE FUNCTION guard_hold();
DROP TRIGGER sessions_guarded ON training_sessions;
CREATE TRIGGER sessions_guarded BEFORE INSERT OR UPDATE ON training_sessions FOR EACH ROW
  WHEN (NOT erasure_is_under_way()) EXECUTE FUNCTION guard_session();

-- As before, but an erasure is one event, and does not tell once more what it takes away.
CREATE OR REPLACE FUNCTION remember_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rules audited_tables;
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  whole jsonb := coalesce(after, before);
  detail jsonb;
  clinic uuid;
  event_seq bigint;
  client uuid;
BEGIN
  SELECT * INTO STRICT rules FROM audited_tables WHERE table_name = TG_TABLE_NAME;
  clinic := CASE WHEN rules.clinic_column IS NULL THEN installation_chain() ELSE (whole ->> rules.clinic_column)::uuid END;
  -- First of the triggers after a row, so that none of them runs in a clinic its statement went to meanwhile.
  IF rules.clinic_column IS NOT NULL THEN
    PERFORM stay_in_clinic(clinic);
  END IF;
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM erasures_under_way) THEN
    RETURN NULL;
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
  event_seq := (append_audit_event(
    clinic,
    CASE WHEN TG_OP = 'INSERT' AND rules.kind_column IS NOT NULL THEN rules.kind_noun || '.' || (whole ->> rules.kind_column)
         ELSE coalesce(rules.kind_noun, TG_TABLE_NAME) || '.' || lower(TG_OP) END,
    TG_TABLE_NAME,
    (SELECT string_agg(whole ->> k, '/' ORDER BY place) FROM unnest(rules.key_columns) WITH ORDINALITY AS keys (k, place)),
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

-- Forms typed and not saved are their writer's alone; an erasure takes them all the same.
CREATE POLICY erased ON kept_forms TO CURRENT_USER USING (erasure_is_under_way());

-- Nothing is added to a record that was erased, and nothing written into what is left of it.
CREATE FUNCTION refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM erasures e WHERE e.clinic_id = NEW.clinic_id
             AND e.client_id = (CASE WHEN TG_TABLE_NAME = 'clients' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'client_id' END)::uuid) THEN
    PERFORM refuse('client-erased');
  END IF;
  RETURN NEW;
END $$;
CREATE PROCEDURE refuse_for_erased(name regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER b_erased BEFORE %s ON %s FOR EACH ROW EXECUTE FUNCTION refuse_erased()',
    CASE WHEN name = 'clients'::regclass THEN 'UPDATE' ELSE 'INSERT' END, name);
END $$;
DO $$
DECLARE
  found regclass;
BEGIN
  CALL refuse_for_erased('clients');
  FOR found IN SELECT c.table_name::regclass FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name = 'client_id'
      AND has_any_column_privilege('clearway_app', c.table_name::regclass, 'INSERT')
      AND c.table_name NOT IN ('erasures', 'access_events') LOOP
    CALL refuse_for_erased(found);
  END LOOP;
END $$;

-- What goes, table by table. Children before what they hang on; the client last, because lists follow from it.
CALL erase_columns('care_team', '{}', p_deleted => true);
CALL erase_columns('kept_forms', '{}', p_deleted => true, p_way =>
  't.client_id = $2 OR t.version_id IN (SELECT v.id FROM versions v JOIN programs p ON p.clinic_id = v.clinic_id AND p.id = v.program_id WHERE p.clinic_id = $1 AND p.client_id = $2)');
CALL erase_columns('notifications', '{}', p_deleted => true, p_way => 't.client_id = $2');
CALL erase_columns('unanswered_red_flags', '{}', p_deleted => true, p_way => 't.client_id = $2');
CALL erase_columns('sessions_to_review', '{}', p_deleted => true, p_way => 't.client_id = $2');
CALL erase_columns('record_entries', '{}', p_deleted => true);
CALL erase_columns('imports', '{"not_taken": "''[]''", "file_hash": "hash_of(t.id::text)"}',
  '{"kind": "which format it was", "entered_unit": "kg or lb"}');
CALL erase_columns('screenings', '{"answers": "''{\"conditions\": [], \"bloodPressures\": []}''", "reasons": "''[]''", "note": "NULL"}');
CALL erase_columns('screening_outcomes', '{}', '{"scope": "a limb", "bfr": "an outcome, on which decisions rest", "plain": "an outcome, on which decisions rest"}');
CALL erase_columns('client_events', '{"note": "''''"}', '{"kind": "one of three"}');
CALL erase_columns('red_flag_details', '{"says": "''erased''", "since": "''''"}', '{"limb": "a limb"}');
CALL erase_columns('red_flags', '{"detail": "''''"}', '{"sign": "one of a list"}');
CALL erase_columns('adverse_events', '{"note": "''''"}', '{"kind": "one of a list"}');
CALL erase_columns('lop_measurements', '{}', '{"limb": "a limb", "position": "one of three"}');
CALL erase_columns('session_checks', '{"other_symptom": "''''"}',
  '{"sleep": "one of three", "signs": "of a list", "verdict": "one of a list"}');
CALL erase_columns('check_ins', '{"note": "''''"}', '{"signs": "of a list"}');
CALL erase_columns('consents', '{"guardian_name": "CASE WHEN t.guardian_name IS NOT NULL THEN ''erased'' END"}');
CALL erase_columns('hold_lifts', '{"reason": "''erased''", "assessed_by": "CASE WHEN t.assessed_by IS NOT NULL THEN ''erased'' END",
  "assessment_result": "CASE WHEN t.assessment_result IS NOT NULL THEN ''erased'' END"}');
CALL erase_columns('holds', '{"reason": "''erased''"}', '{"cause": "one of a list"}');
CALL erase_columns('deviation_reviews', '{"note": "''''"}');
CALL erase_columns('deviations', '{"reason": "''erased''"}', '{"kind": "one of a list", "says": "a sentence made of figures"}');
CALL erase_columns('strikes', '{"reason": "''erased''"}', '{"subject": "one of a list"}');
CALL erase_columns('sets', '{"exercise": "CASE WHEN t.import_id IS NULL THEN t.exercise ELSE ''erased'' END"}',
  '{"side": "a side", "entered_value": "a number as it was typed", "entered_unit": "kg or lb", "fingerprint": "a hash over figures", "exercise": "of a line of the signed content, where it was no import"}');
CALL erase_columns('inflations', '{}', '{"limb": "a limb"}');
CALL erase_columns('measurements', '{"exercise": "CASE WHEN t.exercise IS NOT NULL THEN ''erased'' END", "site": "CASE WHEN t.site IS NOT NULL THEN ''erased'' END"}',
  '{"kind": "one of three", "side": "a side", "entered_value": "a number as it was typed", "entered_unit": "a unit"}');
CALL erase_columns('training_sessions', '{"outside_reason": "CASE WHEN t.outside_reason IS NOT NULL THEN ''erased'' END"}',
  '{"kind": "started or reported", "place": "clinic or home", "bfr_limbs": "limbs", "time_zone": "of its day"}');
CALL erase_columns('window_reviews', '{"reason": "''erased''"}',
  '{"scope": "a limb", "signed_as": "a role", "time_zone": "of its day"}');
CALL erase_columns('flag_acknowledgements', '{"note": "''''"}');
CALL erase_columns('window_flags', '{}', '{"scope": "a limb", "severity": "one of two"}');
CALL erase_columns('window_notices', '{}', '{"scope": "a limb", "kind": "one of a list"}');
-- What was never decided was never signed, and its words go.
CALL erase_columns('findings', '{"trainer_why": "CASE WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.clinic_id = t.clinic_id AND d.version_id = t.version_id) THEN t.trainer_why END"}',
  '{"rule_id": "a rule", "severity": "one of three", "value": "a figure", "range": "of the rule book", "says": "of the rule book"}');
CALL erase_columns('prescriptions', '{"exercise": "CASE WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.clinic_id = t.clinic_id AND d.version_id = t.version_id) THEN t.exercise ELSE ''erased'' END"}',
  '{"mode": "one of a list", "limb": "a limb", "load_kind": "one of four", "pressure_kind": "one of two", "exercise": "signed"}');
CALL erase_columns('versions', '{"diagnosis": "''erased''", "procedure_name": "NULL", "procedure_on": "NULL", "range_restriction": "NULL", "weight_bearing": "NULL",
  "extension_reason": "CASE WHEN t.extension_reason IS NOT NULL THEN ''erased'' END",
  "content": "CASE WHEN t.content IS NOT NULL THEN ''erased'' END", "content_hash": "CASE WHEN t.content IS NOT NULL THEN hash_of(''erased'') END"}',
  '{"kind": "one of four", "status": "one of a list", "goal": "one of five", "rule_edition": "an edition", "bfr_limbs": "limbs", "outcome": "one of five", "content_format": "a format", "content": "where it was decided: the signature binds it"}',
  p_way => 't.program_id IN (SELECT p.id FROM programs p WHERE p.clinic_id = $1 AND p.client_id = $2)
    AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.clinic_id = t.clinic_id AND d.version_id = t.id)');
CALL erase_columns('programs', '{"end_reason": "CASE WHEN t.end_reason IS NOT NULL THEN ''erased'' END",
  "name": "CASE WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.clinic_id = t.clinic_id AND d.program_id = t.id) THEN t.name ELSE ''Erased'' END"}',
  '{"status": "one of five", "name": "part of the signed content, where one was decided"}');
CALL erase_columns('decisions', '{}', '{"outcome": "a decision is never erased", "signer_name": "the clinician''s", "signed_as": "the clinician''s", "licence_number": "the clinician''s", "meaning": "signed", "reason": "signed", "justification": "signed", "screening_outcome": "signed", "content_hash": "signed", "time_zone": "signed"}');
CALL erase_columns('finding_answers', '{}', '{"answer": "part of a decision"}');
CALL erase_columns('line_comments', '{}', '{"comment": "part of a decision"}');
CALL erase_columns('clearance_audit_findings', '{}', '{"finding": "on a decision, which stays", "note": "on a decision, which stays"}');
CALL erase_columns('record_exports', '{"recipient": "''erased''", "reason": "''erased''"}',
  '{"format": "one of two", "chain_hash": "a link of the chain", "time_zone": "of its day"}');
CALL erase_columns('rehab_windows', '{}', '{"scope": "a limb", "severity": "one of two", "flagged_severity": "one of two"}', p_way => 't.client_id = $2');
CALL erase_columns('limbs_in_use', '{}', '{"limb": "a limb"}', p_way => 't.client_id = $2');
CALL erase_columns('erasures', '{}', '{"basis": "one of two", "reason": "why it was erased: the form asks to name nobody", "counts": "numbers", "time_zone": "of its day"}');
CALL erase_columns('clients', '{"record_number": "''erased '' || right(t.id::text, 12)", "given_name": "''Erased''", "family_name": "''client''",
  "birth_date": "date_trunc(''year'', t.birth_date)::date", "sex": "''unknown''"}');

REVOKE EXECUTE ON FUNCTION acts_as, retention_years, record_last_active FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acts_as, retention_years, record_last_active TO clearway_app;
REVOKE EXECUTE ON FUNCTION erasure_is_under_way FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erasure_is_under_way TO clearway_app, clearway_jobs;
REVOKE EXECUTE ON PROCEDURE erase_columns, refuse_for_erased FROM PUBLIC, clearway_app, clearway_jobs;
CALL close_functions();
