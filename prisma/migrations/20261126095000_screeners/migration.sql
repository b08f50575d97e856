-- Who screens after a red flag, by the same facts as the domain: a flag since the newest screening, whether or not a
-- program was there to be held, or a hold by a red flag on a program that is not over.

CREATE OR REPLACE FUNCTION guard_screener() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.screened_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF has_role(NEW.screened_by, 'physical-therapist') OR has_role(NEW.screened_by, 'doctor') THEN
    RETURN NEW;
  END IF;
  IF EXISTS (
       SELECT 1 FROM holds h JOIN programs p ON p.clinic_id = h.clinic_id AND p.id = h.program_id
       WHERE h.clinic_id = NEW.clinic_id AND p.client_id = NEW.client_id AND h.cause = 'red-flag' AND h.lifted_at IS NULL
         AND p.status NOT IN ('completed', 'stopped'))
     OR EXISTS (
       SELECT 1 FROM red_flags r WHERE r.clinic_id = NEW.clinic_id AND r.client_id = NEW.client_id
         AND r.recorded_at > coalesce((SELECT s.recorded_at FROM screenings s WHERE s.clinic_id = NEW.clinic_id
           AND s.client_id = NEW.client_id ORDER BY s.seq DESC LIMIT 1), '-infinity')) THEN
    PERFORM refuse('screening-needs-clinician');
  END IF;
  RETURN NEW;
END $$;

-- Triggers run their functions without a grant, and functions look for tables where nobody else can put one. Every
-- later migration that makes functions ends with CALL close_functions().
CREATE PROCEDURE close_functions() LANGUAGE plpgsql AS $$
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
REVOKE EXECUTE ON PROCEDURE close_functions FROM PUBLIC, clearway_app, clearway_jobs;
CALL close_functions();
