-- Programs as lists: what a list of programs or of clients may be filtered by, with what it may be sorted by, in one row
-- a program. So a page costs a page, whatever is asked for and however deep it lies (docs/decisions/047).

-- The truth of it. The table below keeps these rows.
CREATE VIEW listed_programs WITH (security_invoker = true) AS
  SELECT p.clinic_id, p.id AS program_id, p.client_id, p.raised_by, p.status, v.status AS newest, p.name, c.family_name, c.given_name
  FROM programs p
  JOIN clients c ON c.clinic_id = p.clinic_id AND c.id = p.client_id
  CROSS JOIN LATERAL (SELECT x.status FROM versions x WHERE x.clinic_id = p.clinic_id AND x.program_id = p.id
    ORDER BY x.number DESC LIMIT 1) v
  WHERE NOT EXISTS (SELECT 1 FROM erasures e WHERE e.clinic_id = p.clinic_id AND e.client_id = p.client_id);

CREATE TABLE program_lists (
  clinic_id uuid NOT NULL,
  program_id uuid NOT NULL,
  client_id uuid NOT NULL,
  raised_by uuid NOT NULL,
  status text NOT NULL,
  -- The status of its newest version.
  newest text NOT NULL,
  name text NOT NULL,
  family_name text NOT NULL,
  given_name text NOT NULL,
  PRIMARY KEY (clinic_id, program_id),
  FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id)
);
CREATE INDEX program_lists_of_client ON program_lists (clinic_id, client_id, program_id);
CREATE INDEX program_lists_by_client ON program_lists (clinic_id, family_name, given_name, program_id);
CREATE INDEX program_lists_status ON program_lists (clinic_id, status, program_id);
CREATE INDEX program_lists_status_by_client ON program_lists (clinic_id, status, family_name, given_name, program_id) INCLUDE (client_id);
CREATE INDEX program_lists_newest ON program_lists (clinic_id, newest, program_id);
CREATE INDEX program_lists_newest_by_client ON program_lists (clinic_id, newest, family_name, given_name, program_id) INCLUDE (client_id);
CREATE INDEX program_lists_raiser ON program_lists (clinic_id, raised_by, program_id);
CREATE INDEX program_lists_raiser_by_client ON program_lists (clinic_id, raised_by, family_name, given_name, program_id);
CREATE INDEX program_lists_name ON program_lists (clinic_id, name, program_id);
CREATE INDEX program_lists_name_by_client ON program_lists (clinic_id, name, family_name, given_name, program_id);
CREATE INDEX program_lists_clients_of_status ON program_lists (clinic_id, status, client_id);
CREATE INDEX program_lists_clients_of_newest ON program_lists (clinic_id, newest, client_id);
CALL guard_table('program_lists', 'SELECT');
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('program_lists', 'follows from programs, their versions and clients, which are audited');

-- Brings the rows of these programs, of the context's clinic, to what listed_programs says.
CREATE FUNCTION keep_program_lists(which uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
  INSERT INTO program_lists (clinic_id, program_id, client_id, raised_by, status, newest, name, family_name, given_name)
    SELECT l.clinic_id, l.program_id, l.client_id, l.raised_by, l.status, l.newest, l.name, l.family_name, l.given_name
    FROM listed_programs l WHERE l.clinic_id = current_clinic() AND l.program_id = ANY (which)
  ON CONFLICT (clinic_id, program_id) DO UPDATE SET status = excluded.status, newest = excluded.newest, name = excluded.name,
      family_name = excluded.family_name, given_name = excluded.given_name
    WHERE (program_lists.status, program_lists.newest, program_lists.name, program_lists.family_name, program_lists.given_name)
      IS DISTINCT FROM (excluded.status, excluded.newest, excluded.name, excluded.family_name, excluded.given_name);
END;
REVOKE EXECUTE ON FUNCTION keep_program_lists FROM PUBLIC, clearway_app, clearway_jobs;

-- Once a statement, however many rows it writes: the enforcer holds a thousand programs in one.
CREATE FUNCTION list_programs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  which uuid[];
BEGIN
  IF TG_TABLE_NAME = 'clients' THEN
    SELECT array_agg(p.id) INTO which FROM written n
      JOIN was o ON o.clinic_id = n.clinic_id AND o.id = n.id AND (o.family_name, o.given_name) IS DISTINCT FROM (n.family_name, n.given_name)
      JOIN programs p ON p.clinic_id = n.clinic_id AND p.client_id = n.id;
  ELSIF TG_TABLE_NAME = 'programs' THEN
    SELECT array_agg(n.id) INTO which FROM written n
      JOIN was o ON o.clinic_id = n.clinic_id AND o.id = n.id AND (o.status, o.name) IS DISTINCT FROM (n.status, n.name);
  ELSIF TG_OP = 'UPDATE' THEN
    SELECT array_agg(n.program_id) INTO which FROM written n
      JOIN was o ON o.clinic_id = n.clinic_id AND o.id = n.id AND o.status <> n.status;
  ELSE
    SELECT array_agg(n.program_id) INTO which FROM written n;
  END IF;
  IF which IS NOT NULL THEN
    PERFORM keep_program_lists(which);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER versions_zz_listed AFTER INSERT ON versions REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION list_programs();
CREATE TRIGGER versions_zz_listed_again AFTER UPDATE ON versions REFERENCING OLD TABLE AS was NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION list_programs();
CREATE TRIGGER programs_zz_listed AFTER UPDATE ON programs REFERENCING OLD TABLE AS was NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION list_programs();
CREATE TRIGGER clients_zz_in_lists AFTER UPDATE ON clients REFERENCING OLD TABLE AS was NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION list_programs();

-- Whoever was erased is in no list.
CREATE FUNCTION unlist_programs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM program_lists l USING programs p WHERE p.clinic_id = NEW.clinic_id AND p.client_id = NEW.client_id
    AND l.clinic_id = p.clinic_id AND l.program_id = p.id;
  RETURN NULL;
END $$;
CREATE TRIGGER erasures_zz_unlisted AFTER INSERT ON erasures FOR EACH ROW EXECUTE FUNCTION unlist_programs();

-- The board of windows, of one limb.
CREATE INDEX windows_by_scope ON rehab_windows (clinic_id, scope, review_on, program_id) WHERE is_running;

-- What was raised before this migration. Row-level security is forced on its owner too, and would show it nothing.
DO $$
DECLARE
  tables text[] := '{programs,versions,clients,erasures,program_lists}';
  name text;
BEGIN
  FOREACH name IN ARRAY tables LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  INSERT INTO program_lists (clinic_id, program_id, client_id, raised_by, status, newest, name, family_name, given_name)
    SELECT l.clinic_id, l.program_id, l.client_id, l.raised_by, l.status, l.newest, l.name, l.family_name, l.given_name FROM listed_programs l;
  IF (SELECT count(*) FROM program_lists) <> (SELECT count(*) FROM programs p
      WHERE EXISTS (SELECT 1 FROM versions v WHERE v.clinic_id = p.clinic_id AND v.program_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.clinic_id = p.clinic_id AND e.client_id = p.client_id)) THEN
    RAISE EXCEPTION 'The lists % of % programs.', (SELECT count(*) FROM program_lists), (SELECT count(*) FROM programs);
  END IF;
  FOREACH name IN ARRAY tables LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;

CALL close_functions();
