-- What a list asks of each of its fifty rows, as sets: PostgreSQL takes these into the statement that asks, where a scalar
-- function that reads a table is called row by row and makes ready to read each time (docs/decisions/052).

-- Lines of a version dosed by the limb's own pressure that was not measured in time for the day, with this width of cuff.
CREATE FUNCTION missing_lops(client uuid, version uuid, on_day date) RETURNS TABLE (prescription_id uuid) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT l.id FROM prescriptions l
  WHERE l.clinic_id = current_clinic() AND l.version_id = version AND l.pressure_kind = 'percent-lop'
    AND NOT EXISTS (SELECT 1 FROM lop_measurements m
      WHERE m.clinic_id = l.clinic_id AND m.client_id = client AND m.limb = l.limb AND m.cuff_width_mm = l.cuff_width_mm
        AND m.measured_on BETWEEN on_day - (SELECT c.lop_valid_days FROM clinics c WHERE c.id = current_clinic()) AND on_day);
END;
CREATE OR REPLACE FUNCTION has_lop(client uuid, version uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT NOT EXISTS (SELECT 1 FROM missing_lops(client, version, on_day));
END;

-- What happened to a client after a moment: after their newest screening was written it is out of date.
CREATE FUNCTION events_since(client uuid, moment timestamptz) RETURNS TABLE (recorded_at timestamptz) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT e.recorded_at FROM client_events e
  WHERE e.clinic_id = current_clinic() AND e.client_id = client AND e.recorded_at > moment
  UNION ALL
  SELECT r.recorded_at FROM red_flags r
  WHERE r.clinic_id = current_clinic() AND r.client_id = client AND r.recorded_at > moment;
END;
-- As the owner's, as before (20261127020000_decide_plans).
CREATE OR REPLACE FUNCTION screening_is_outdated(client uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT 1 FROM (SELECT s.recorded_at FROM screenings s
      WHERE s.clinic_id = current_clinic() AND s.client_id = client ORDER BY s.seq DESC LIMIT 1) newest
    CROSS JOIN LATERAL events_since(client, newest.recorded_at));
END;

-- The program, if they raised it, and the versions of it they had a hand in.
CREATE FUNCTION written_parts(member uuid, program uuid) RETURNS TABLE (id uuid) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.id FROM programs p WHERE p.clinic_id = current_clinic() AND p.id = program AND p.raised_by = member
  UNION ALL
  SELECT v.id FROM versions v WHERE v.clinic_id = current_clinic() AND v.program_id = program
    AND (v.author_id = member OR v.submitted_by = member OR member = ANY (v.edited_by));
END;
CREATE OR REPLACE FUNCTION wrote_program(member uuid, program uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM written_parts(member, program));
END;

-- The flag that stands on a window that day, if one does.
CREATE FUNCTION standing_flags(program uuid, on_scope text, on_day date) RETURNS TABLE (id uuid) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT f.id FROM rehab_windows w JOIN window_flags f ON f.clinic_id = w.clinic_id AND f.program_id = w.program_id
    AND f.scope = w.scope AND f.severity = w.severity
  WHERE w.clinic_id = current_clinic() AND w.program_id = program AND w.scope = on_scope
    AND w.is_running AND NOT w.needs_flag AND w.review_on <= on_day
  ORDER BY f.recorded_at DESC LIMIT 1;
END;
CREATE OR REPLACE FUNCTION standing_flag(program uuid, on_scope text, on_day date) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.id FROM standing_flags(program, on_scope, on_day) s;
END;

-- The register says the number of each version, whose rows are as wide as what was signed: read from the index alone.
DROP INDEX versions_submitted;
CREATE INDEX versions_submitted ON versions (clinic_id, id) INCLUDE (submitted_at, number);
-- And a list of clients what it shows of the newest screening of each.
DROP INDEX screenings_latest;
CREATE INDEX screenings_latest ON screenings (clinic_id, client_id, seq DESC) INCLUDE (id, screened_on, recorded_at);

CALL close_functions();
