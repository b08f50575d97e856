-- The audit as a page reads it: which client an event is about, an index for each filter, and what verifying it found.
-- docs/decisions/013-an-index-beside-the-chain.md.

-- From a row of an audited table to the client it is about: the column to follow, and the table it leads to. A table
-- that concerns no client says why. One of the two, or a test fails.
ALTER TABLE audited_tables
  ADD COLUMN subject_column text,
  ADD COLUMN subject_table text CHECK (subject_table IN ('clients', 'programs', 'training_sessions', 'versions',
    'screenings', 'decisions', 'holds', 'red_flags', 'window_flags')),
  ADD COLUMN no_client_why text CHECK (length(no_client_why) > 0),
  ADD CHECK ((subject_column IS NULL) = (subject_table IS NULL)),
  ADD CHECK (subject_table IS NULL OR no_client_why IS NULL);

-- A way that is no foreign key to one of these tables.
CREATE PROCEDURE audit_subject(name regclass, p_column text, p_table text) LANGUAGE sql AS $$
  UPDATE audited_tables SET subject_column = p_column, subject_table = p_table, no_client_why = NULL
  WHERE table_name = (SELECT relname FROM pg_class WHERE oid = name)
$$;
CREATE PROCEDURE audit_concerns_no_client(name regclass, why text) LANGUAGE sql AS $$
  UPDATE audited_tables SET subject_column = NULL, subject_table = NULL, no_client_why = why
  WHERE table_name = (SELECT relname FROM pg_class WHERE oid = name)
$$;

-- Where nothing was said: the foreign key with the shortest way to a client.
CREATE PROCEDURE find_audit_subject(name regclass) LANGUAGE sql AS $$
  UPDATE audited_tables SET (subject_column, subject_table) = (
    SELECT own.attname, there.relname
    FROM (VALUES (1, 'clients'), (2, 'programs'), (3, 'training_sessions'), (4, 'versions'), (5, 'screenings'),
            (6, 'decisions'), (7, 'holds'), (8, 'red_flags'), (9, 'window_flags')) AS known (place, table_name)
      JOIN pg_class there ON there.relname = known.table_name AND there.relnamespace = 'public'::regnamespace
      JOIN pg_constraint fk ON fk.contype = 'f' AND fk.conrelid = name AND fk.confrelid = there.oid,
      unnest(fk.conkey, fk.confkey) AS pair (own, there),
      pg_attribute own, pg_attribute its
    WHERE own.attrelid = name AND own.attnum = pair.own
      AND its.attrelid = there.oid AND its.attnum = pair.there AND its.attname = 'id'
    ORDER BY known.place LIMIT 1)
  WHERE table_name = (SELECT relname FROM pg_class WHERE oid = name) AND subject_table IS NULL AND no_client_why IS NULL
$$;

-- As before, and looks for the way to the client.
CREATE OR REPLACE PROCEDURE audit_table(
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
  INSERT INTO audited_tables (table_name, clinic_column, key_columns, audited, unaudited, kind_noun, kind_column)
    VALUES (own, clinic_column, key_columns, p_audited, p_unaudited, p_noun, p_kind_column)
    ON CONFLICT (table_name) DO UPDATE SET audited = EXCLUDED.audited, unaudited = EXCLUDED.unaudited,
      kind_noun = EXCLUDED.kind_noun, kind_column = EXCLUDED.kind_column;
  CALL find_audit_subject(name);
  EXECUTE format('CREATE OR REPLACE TRIGGER a_audit AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION remember_change()', name);
  EXECUTE format('CREATE OR REPLACE TRIGGER a_audit_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
END $$;

DO $$
DECLARE
  known text;
BEGIN
  FOR known IN SELECT table_name FROM audited_tables LOOP
    CALL find_audit_subject(known::regclass);
  END LOOP;
END $$;
UPDATE audited_tables a SET subject_column = w.subject_column, subject_table = w.subject_table
FROM (VALUES ('clients', 'id', 'clients'), ('window_flags', 'program_id', 'programs'),
    ('clearance_audit_findings', 'decision_id', 'decisions')) AS w (table_name, subject_column, subject_table)
WHERE a.table_name = w.table_name;
UPDATE audited_tables a SET no_client_why = w.why, subject_column = NULL, subject_table = NULL
FROM (VALUES ('installation', 'the installation'),
    ('clinics', 'the clinic and its settings'),
    ('members', 'who works here'),
    ('member_roles', 'what a member may do'),
    ('accounts', 'who may log in'),
    ('absences', 'when a member is away'),
    ('absence_ends', 'when a member is back'),
    ('clearance_audits', 'a sample of many clients'),
    ('register_exports', 'the register of many clients')) AS w (table_name, why)
WHERE a.table_name = w.table_name;

-- One branch a table: each statement is planned once a connection, and a row that names its client needs none.
CREATE FUNCTION client_of(p_table text, p_clinic uuid, p_id uuid) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  CASE p_table
    WHEN 'clients' THEN
      RETURN p_id;
    WHEN 'programs' THEN
      RETURN (SELECT p.client_id FROM programs p WHERE p.clinic_id = p_clinic AND p.id = p_id);
    WHEN 'training_sessions' THEN
      RETURN (SELECT t.client_id FROM training_sessions t WHERE t.clinic_id = p_clinic AND t.id = p_id);
    WHEN 'versions' THEN
      RETURN (SELECT p.client_id FROM versions v JOIN programs p ON p.clinic_id = v.clinic_id AND p.id = v.program_id
              WHERE v.clinic_id = p_clinic AND v.id = p_id);
    WHEN 'screenings' THEN
      RETURN (SELECT s.client_id FROM screenings s WHERE s.clinic_id = p_clinic AND s.id = p_id);
    WHEN 'decisions' THEN
      RETURN (SELECT p.client_id FROM decisions d JOIN programs p ON p.clinic_id = d.clinic_id AND p.id = d.program_id
              WHERE d.clinic_id = p_clinic AND d.id = p_id);
    WHEN 'holds' THEN
      RETURN (SELECT p.client_id FROM holds h JOIN programs p ON p.clinic_id = h.clinic_id AND p.id = h.program_id
              WHERE h.clinic_id = p_clinic AND h.id = p_id);
    WHEN 'red_flags' THEN
      RETURN (SELECT r.client_id FROM red_flags r WHERE r.clinic_id = p_clinic AND r.id = p_id);
    WHEN 'window_flags' THEN
      RETURN (SELECT p.client_id FROM window_flags f JOIN programs p ON p.clinic_id = f.clinic_id AND p.id = f.program_id
              WHERE f.clinic_id = p_clinic AND f.id = p_id);
  END CASE;
END $$;

-- Whom an event is about, where it is about a client. An index beside the chain, not part of what is hashed.
CREATE TABLE audit_subjects (
  clinic_id uuid NOT NULL,
  seq bigint NOT NULL,
  client_id uuid NOT NULL,
  PRIMARY KEY (clinic_id, seq),
  FOREIGN KEY (clinic_id, seq) REFERENCES audit_events (clinic_id, seq)
);
CREATE INDEX audit_subjects_by_client ON audit_subjects (clinic_id, client_id, seq);
CALL guard_audit_table('audit_subjects');
CREATE TRIGGER z_immutable BEFORE UPDATE ON audit_subjects FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What the details say of whom each event is about, as far as they are not erased: an update tells only what changed,
-- so it goes by the row as it was added. In no migration's or verification's way: one pass over a clinic's chain.
CREATE FUNCTION told_subjects(p_clinic uuid) RETURNS TABLE (seq bigint, client_id uuid) LANGUAGE sql STABLE AS $$
  WITH told AS (
    SELECT e.seq, a.subject_table,
      first_value(CASE WHEN e.kind NOT LIKE '%.update' THEN (d.detail::jsonb ->> a.subject_column)::uuid END)
        OVER (PARTITION BY e.table_name, e.row_id ORDER BY e.kind LIKE '%.update', d.detail IS NULL, e.seq) AS subject_id
    FROM audit_events e
      JOIN audited_tables a ON a.table_name = e.table_name AND a.subject_table IS NOT NULL
      LEFT JOIN audit_details d ON d.clinic_id = e.clinic_id AND d.seq = e.seq
    WHERE e.clinic_id = p_clinic)
  SELECT told.seq, found.client_id
  FROM told CROSS JOIN LATERAL (SELECT client_of(told.subject_table, p_clinic, told.subject_id) AS client_id) AS found
  WHERE found.client_id IS NOT NULL
$$;

-- As before, and notes whom it is about.
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

-- As before; an export of one client's data says so by `clientId` in its detail.
CREATE OR REPLACE FUNCTION remember_export(p_what text, p_detail text) RETURNS TABLE (seq bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  added record;
BEGIN
  IF current_clinic() IS NULL OR current_member() IS NULL THEN
    PERFORM refuse('no-clinic');
  END IF;
  SELECT e.new_seq, e.new_hash INTO added
    FROM append_audit_event(current_clinic(), 'export.' || p_what, '', '', NULL, p_detail) AS e;
  INSERT INTO audit_subjects (clinic_id, seq, client_id)
    SELECT c.clinic_id, added.new_seq, c.id FROM clients c
    WHERE c.clinic_id = current_clinic() AND c.id::text = p_detail::jsonb ->> 'clientId';
  RETURN QUERY SELECT added.new_seq, added.new_hash;
END $$;

-- The events that are there already. The owner is held to one clinic by row-level security as well, so the tables on
-- the way to a client show it all of their rows for as long as this takes.
DO $$
DECLARE
  name text;
  known uuid;
  told bigint := 0;
  added bigint;
BEGIN
  FOR name IN SELECT DISTINCT subject_table FROM audited_tables WHERE subject_table IS NOT NULL UNION SELECT 'programs' LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOR known IN SELECT DISTINCT clinic_id FROM audit_events LOOP
    INSERT INTO audit_subjects (clinic_id, seq, client_id) SELECT known, t.seq, t.client_id FROM told_subjects(known) t;
    GET DIAGNOSTICS added = ROW_COUNT;
    told := told + added;
  END LOOP;
  FOR name IN SELECT DISTINCT subject_table FROM audited_tables WHERE subject_table IS NOT NULL UNION SELECT 'programs' LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  -- Counted another way: each event of a table that always names its client, by what it says itself.
  SELECT count(*) INTO added FROM audit_events e
    JOIN audited_tables a ON a.table_name = e.table_name AND a.subject_table IS NOT NULL
    JOIN audit_details d ON d.clinic_id = e.clinic_id AND d.seq = e.seq
    WHERE e.kind NOT LIKE '%.update' AND d.detail::jsonb ->> a.subject_column IS NOT NULL;
  IF told < added THEN
    RAISE EXCEPTION 'audit_subjects: % events name their client, and only % were found', added, told;
  END IF;
END $$;

-- Keyset paging by seq behind each filter of the page. Of several kinds or of one member, the page takes the newest of
-- each kind. A period becomes a range of seq.
CREATE INDEX audit_events_by_kind ON audit_events (clinic_id, kind, seq);
CREATE INDEX audit_events_by_actor ON audit_events (clinic_id, actor_member_id, kind, seq);
CREATE INDEX audit_events_by_time ON audit_events (clinic_id, recorded_at, seq);
CREATE INDEX access_events_by_kind ON access_events (clinic_id, kind, id);
CREATE INDEX access_events_by_member ON access_events (clinic_id, member_id, kind, id);
CREATE INDEX access_events_by_client ON access_events (clinic_id, client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX access_events_by_time ON access_events (clinic_id, recorded_at, id);
CREATE INDEX access_events_by_seal ON access_events (clinic_id, sealed_by, id) WHERE sealed_by IS NOT NULL;

-- Verifying from the page: one row a slice, as many slices as the chain needs. `to_seq` is the last link that held,
-- `head_hash` its hash, from which the next slice goes on; `until_seq` the newest event when the run began.
CREATE TABLE audit_verifications (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  verified_by uuid NOT NULL,
  from_seq bigint NOT NULL CHECK (from_seq >= 1),
  to_seq bigint NOT NULL,
  until_seq bigint NOT NULL CHECK (until_seq >= 1),
  head_hash text NOT NULL CHECK (head_hash ~ '^[0-9a-f]{64}$'),
  broken_seq bigint,
  broken_what text CHECK (length(broken_what) BETWEEN 1 AND 300),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, run_id, from_seq),
  FOREIGN KEY (clinic_id, verified_by) REFERENCES members (clinic_id, id),
  CHECK (to_seq BETWEEN from_seq - 1 AND until_seq),
  CHECK ((broken_seq IS NULL) = (broken_what IS NULL)),
  CHECK (broken_seq IS NOT NULL OR to_seq >= from_seq)
);
CREATE INDEX audit_verifications_over ON audit_verifications (clinic_id, id)
  WHERE to_seq = until_seq OR broken_seq IS NOT NULL;
CALL guard_table('audit_verifications', 'SELECT, INSERT');
CALL keep_forever('audit_verifications');
CREATE TRIGGER a_occurs_now BEFORE INSERT ON audit_verifications FOR EACH ROW EXECUTE FUNCTION check_occurs_now();
CREATE TRIGGER audit_verifications_by_admin BEFORE INSERT ON audit_verifications FOR EACH ROW EXECUTE FUNCTION guard_administration();

-- A slice begins the chain or goes on where the one before ended, and ends at a link that is there.
CREATE FUNCTION guard_verification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.verified_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NEW.from_seq > 1 AND NOT EXISTS (
       SELECT 1 FROM audit_verifications v WHERE v.clinic_id = NEW.clinic_id AND v.run_id = NEW.run_id
         AND v.to_seq = NEW.from_seq - 1 AND v.until_seq = NEW.until_seq AND v.broken_seq IS NULL) THEN
    PERFORM refuse('content-changed');
  END IF;
  IF NEW.broken_seq IS NULL AND NOT EXISTS (
       SELECT 1 FROM audit_events e WHERE e.clinic_id = NEW.clinic_id AND e.seq = NEW.to_seq
         AND e.hash = decode(NEW.head_hash, 'hex')) THEN
    PERFORM refuse('content-changed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_verification BEFORE INSERT ON audit_verifications FOR EACH ROW EXECUTE FUNCTION guard_verification();

CALL audit_table('audit_verifications', '{id,run_id,verified_by,from_seq,to_seq,until_seq,head_hash,broken_seq,broken_what,occurred_at}');
CALL audit_concerns_no_client('audit_verifications', 'the chain of the whole clinic');
INSERT INTO unaudited_tables (table_name, why) VALUES ('audit_subjects', 'an index of the chain, made by its trigger');

REVOKE EXECUTE ON FUNCTION client_of, told_subjects FROM PUBLIC, clearway_app, clearway_jobs;
GRANT EXECUTE ON FUNCTION client_of, told_subjects TO clearway_backup;
REVOKE EXECUTE ON PROCEDURE audit_table, audit_subject, audit_concerns_no_client, find_audit_subject FROM PUBLIC, clearway_app, clearway_jobs;
CALL close_functions();
