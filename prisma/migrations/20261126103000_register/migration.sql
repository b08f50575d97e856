-- The register as lists: every decision stands in the list of all, of its outcome, its risk, its signer, of each rule
-- it answered, and of what became of its program; and each list is kept in every order a page may ask for. So a page
-- of the register costs a page, whatever the clinic has signed (docs/decisions/011).

-- The truth of it: which lists each decision stands in, and what they are sorted by. The table below keeps these rows.
CREATE VIEW decision_lists WITH (security_invoker = true) AS
  SELECT d.clinic_id, l.list, d.seq, d.occurred_at AS signed_at, d.signer_name, c.record_number, d.outcome,
    coalesce(array_position(ARRAY['standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise'], d.screening_outcome), 0) AS risk,
    p.name AS program_name,
    (SELECT count(*)::integer FROM finding_answers a WHERE a.clinic_id = d.clinic_id AND a.decision_id = d.id) AS justified,
    p.id AS program_id, c.id AS client_id
  FROM decisions d
  JOIN programs p ON p.clinic_id = d.clinic_id AND p.id = d.program_id
  JOIN clients c ON c.clinic_id = p.clinic_id AND c.id = p.client_id
  CROSS JOIN LATERAL (
    SELECT unnest(ARRAY['all', 'outcome:' || d.outcome, 'risk:' || d.screening_outcome, 'signer:' || d.decided_by]) AS list
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

CREATE TABLE register_lists (
  clinic_id uuid NOT NULL,
  list text NOT NULL,
  seq bigint NOT NULL,
  signed_at timestamptz NOT NULL,
  signer_name text NOT NULL,
  record_number text NOT NULL,
  outcome text NOT NULL,
  risk integer NOT NULL,
  program_name text NOT NULL,
  justified integer NOT NULL,
  PRIMARY KEY (clinic_id, list, seq),
  FOREIGN KEY (clinic_id, seq) REFERENCES decisions (clinic_id, seq)
);
CREATE INDEX register_by_signed ON register_lists (clinic_id, list, signed_at, seq);
CREATE INDEX register_by_signer ON register_lists (clinic_id, list, signer_name, seq);
CREATE INDEX register_by_client ON register_lists (clinic_id, list, record_number, seq);
CREATE INDEX register_by_outcome ON register_lists (clinic_id, list, outcome, seq);
CREATE INDEX register_by_risk ON register_lists (clinic_id, list, risk, seq);
CREATE INDEX register_by_program ON register_lists (clinic_id, list, program_name, seq);
CREATE INDEX register_by_justified ON register_lists (clinic_id, list, justified, seq);
-- Which of two lists is the shorter one, the planner must know of the rare ones too.
ALTER TABLE register_lists ALTER COLUMN list SET STATISTICS 500;
CALL guard_table('register_lists', 'SELECT');
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('register_lists', 'follows from decisions, their answers, flags and sessions, which are audited');

-- Brings the lists of these decisions, of the context's clinic, to what decision_lists says.
CREATE FUNCTION keep_register_lists(which bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
  DELETE FROM register_lists r WHERE r.clinic_id = current_clinic() AND r.list = 'outside-clearance' AND r.seq = ANY (which)
    AND NOT EXISTS (SELECT 1 FROM decision_lists l WHERE l.clinic_id = r.clinic_id AND l.seq = r.seq AND l.list = r.list);
  INSERT INTO register_lists
      (clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified)
    SELECT l.clinic_id, l.list, l.seq, l.signed_at, l.signer_name, l.record_number, l.outcome, l.risk, l.program_name, l.justified
    FROM decision_lists l WHERE l.clinic_id = current_clinic() AND l.seq = ANY (which)
  ON CONFLICT (clinic_id, list, seq) DO UPDATE SET record_number = excluded.record_number
    WHERE register_lists.record_number <> excluded.record_number;
END;
REVOKE EXECUTE ON FUNCTION keep_register_lists FROM PUBLIC, clearway_app, clearway_jobs;

CREATE FUNCTION decisions_of_program(program uuid) RETURNS bigint[] LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT coalesce(array_agg(d.seq), '{}') FROM versions v JOIN decisions d ON d.clinic_id = v.clinic_id AND d.version_id = v.id
  WHERE v.clinic_id = current_clinic() AND v.program_id = program;
END;

-- At commit, when the findings are answered.
CREATE FUNCTION list_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  PERFORM keep_register_lists(ARRAY[NEW.seq]);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER decisions_zz_listed AFTER INSERT ON decisions DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION list_decision();

-- What is listed is answered: one who sets the constraints immediate cannot add an answer the register would miss.
CREATE FUNCTION refuse_late_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM decisions d JOIN register_lists r ON r.clinic_id = d.clinic_id AND r.list = 'all' AND r.seq = d.seq
             WHERE d.clinic_id = NEW.clinic_id AND d.id = NEW.decision_id) THEN
    PERFORM refuse('immutable');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finding_answers_in_time BEFORE INSERT ON finding_answers FOR EACH ROW EXECUTE FUNCTION refuse_late_answer();

CREATE FUNCTION list_decisions_of() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'strikes' THEN
    PERFORM keep_register_lists(decisions_of_program(s.program_id))
      FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.subject_id AND s.is_outside_clearance;
  ELSIF TG_TABLE_NAME = 'clients' THEN
    PERFORM keep_register_lists(decisions_of_program(p.id))
      FROM programs p WHERE p.clinic_id = NEW.clinic_id AND p.client_id = NEW.id;
  ELSE
    PERFORM keep_register_lists(decisions_of_program(NEW.program_id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER flags_zz_listed AFTER INSERT ON window_flags FOR EACH ROW EXECUTE FUNCTION list_decisions_of();
CREATE TRIGGER sessions_zz_listed AFTER INSERT ON training_sessions FOR EACH ROW WHEN (NEW.is_outside_clearance)
  EXECUTE FUNCTION list_decisions_of();
CREATE TRIGGER strikes_zz_listed AFTER INSERT ON strikes FOR EACH ROW WHEN (NEW.subject = 'session')
  EXECUTE FUNCTION list_decisions_of();
CREATE TRIGGER clients_zz_listed AFTER UPDATE ON clients FOR EACH ROW WHEN (NEW.record_number <> OLD.record_number)
  EXECUTE FUNCTION list_decisions_of();

-- An export of the register: who took what out, why, and where the chain stood. The file itself is streamed on demand.
CREATE TABLE register_exports (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  exported_by uuid NOT NULL,
  filter text NOT NULL CHECK (length(filter) <= 2000),
  reason text NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 2000),
  -- No decision after this one is in the file, whenever it is fetched.
  last_seq bigint NOT NULL,
  chain_seq bigint NOT NULL,
  chain_hash text NOT NULL,
  time_zone text NOT NULL,
  reauthentication_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, reauthentication_id),
  FOREIGN KEY (clinic_id, exported_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, chain_seq) REFERENCES audit_events (clinic_id, seq)
);
CALL guard_table('register_exports', 'SELECT, INSERT');
CALL keep_forever('register_exports');
CALL audit_table('register_exports', '{id,exported_by,filter,reason,last_seq,chain_seq,chain_hash,time_zone,reauthentication_id,occurred_at}');

-- By an admin, with the password given again for exactly this filter and this reason, and never without its link in the chain.
CREATE FUNCTION guard_register_export() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.clinic_id IS DISTINCT FROM current_clinic() OR NEW.exported_by IS DISTINCT FROM current_member()
     OR NOT has_role(NEW.exported_by, 'admin')
     OR (SELECT deactivated_at IS NOT NULL FROM members WHERE clinic_id = NEW.clinic_id AND id = NEW.exported_by) THEN
    PERFORM refuse('not-your-role');
  END IF;
  PERFORM occurs_now(NEW.occurred_at);
  IF coalesce(trim(NEW.reason), '') = '' THEN
    PERFORM refuse('reason-missing');
  END IF;
  IF NOT consume_reauthentication(NEW.reauthentication_id, NEW.exported_by, 'export:register',
                                  hash_of(netstring(NEW.filter) || netstring(NEW.reason))) THEN
    PERFORM refuse('no-reauthentication');
  END IF;
  NEW.time_zone := clinic_zone();
  NEW.last_seq := coalesce((SELECT max(seq) FROM decisions WHERE clinic_id = NEW.clinic_id), 0);
  SELECT e.seq, encode(e.hash, 'hex') INTO NEW.chain_seq, NEW.chain_hash
    FROM remember_export('register', json_build_object('export', NEW.id, 'lastSeq', NEW.last_seq)::text) AS e;
  RETURN NEW;
END $$;
CREATE TRIGGER register_exports_guarded BEFORE INSERT ON register_exports FOR EACH ROW EXECUTE FUNCTION guard_register_export();

-- What was signed before this migration. Row-level security is forced on its owner too, and would show it nothing.
DO $$
DECLARE
  tables text[] := '{decisions,programs,clients,finding_answers,findings,window_flags,training_sessions,strikes,register_lists}';
  name text;
BEGIN
  FOREACH name IN ARRAY tables LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  INSERT INTO register_lists
      (clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified)
    SELECT clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified FROM decision_lists;
  IF (SELECT count(*) FROM register_lists WHERE list = 'all') <> (SELECT count(*) FROM decisions) THEN
    RAISE EXCEPTION 'The register lists % of % decisions.',
      (SELECT count(*) FROM register_lists WHERE list = 'all'), (SELECT count(*) FROM decisions);
  END IF;
  FOREACH name IN ARRAY tables LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;

CALL close_functions();
