-- The newest event of what something rests on, found at once however much else was written since: the lists are those of
-- app/data/chain-stamps.server.ts, and a test holds one to the other.
CREATE INDEX audit_events_waiting ON audit_events (clinic_id, seq)
  WHERE table_name = ANY ('{absence_ends,absences,care_team,client_events,clients,clinics,decisions,erasures,findings,holds,member_roles,members,prescriptions,programs,red_flags,screening_outcomes,screenings,versions}'::text[]);
CREATE INDEX audit_events_beside ON audit_events (clinic_id, seq)
  WHERE table_name = ANY ('{absence_ends,absences,care_team,check_ins,clients,clinics,decisions,deviation_reviews,deviations,emergency_access_ends,emergency_accesses,erasures,holds,member_roles,members,prescriptions,programs,red_flag_acknowledgements,red_flag_escalations,red_flags,strikes,training_sessions,versions,window_flags,window_notices,window_reviews}'::text[]);
