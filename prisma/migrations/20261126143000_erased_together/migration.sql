-- What an erasure does with archives and emergency accesses, and that neither makes a record younger.

CALL erase_columns('client_archives', '{"reason": "''erased''"}');
CALL erase_columns('emergency_accesses', '{"reason": "''erased record''"}');
CALL erase_columns('emergency_access_reviews', '{"note": "CASE WHEN t.note = '''' THEN '''' ELSE ''erased'' END"}', '{"finding": "one of two"}');

DROP TRIGGER client_archives_by_who_serves ON client_archives;
CREATE TRIGGER client_archives_by_who_serves BEFORE INSERT OR UPDATE ON client_archives FOR EACH ROW
  WHEN (NOT erasure_is_under_way()) EXECUTE FUNCTION guard_serves('client');
DROP TRIGGER client_archives_guarded ON client_archives;
CREATE TRIGGER client_archives_guarded BEFORE INSERT OR UPDATE ON client_archives FOR EACH ROW
  WHEN (NOT erasure_is_under_way()) EXECUTE FUNCTION guard_client_archive();

-- As before; putting a record away, or looking at it in an emergency, is nothing that happened to the client either.
CREATE OR REPLACE FUNCTION record_last_active(client uuid) RETURNS timestamptz LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT e.recorded_at FROM audit_subjects s JOIN audit_events e ON e.clinic_id = s.clinic_id AND e.seq = s.seq
  WHERE s.clinic_id = current_clinic() AND s.client_id = client
    AND e.kind NOT LIKE 'export.%' AND e.kind <> 'clients.update'
    AND e.table_name NOT IN ('care_team', 'record_exports', 'client_archives',
      'emergency_accesses', 'emergency_access_ends', 'emergency_access_reviews')
  ORDER BY s.seq DESC LIMIT 1;
END;

CALL close_functions();
