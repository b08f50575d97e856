-- As before, read by the page of each program: what is struck through is an anti-join of one statement instead of a function
-- asked for each session, and the first day of a window is worked out once a limb instead of once for each time it is used.
CREATE OR REPLACE FUNCTION bfr_window_opened_on(client uuid, program uuid, on_limb text, on_day date) RETURNS date LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE trained AS (
    SELECT s.program_id, s.day FROM training_sessions s
    WHERE s.clinic_id = current_clinic() AND s.client_id = client AND s.is_bfr AND on_limb = ANY (s.bfr_limbs) AND s.day <= on_day
      AND NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = s.clinic_id AND k.subject = 'session' AND k.subject_id = s.id)
    UNION
    SELECT program, on_day
  ), firsts AS (
    SELECT t.program_id, min(t.day) AS day FROM trained t GROUP BY t.program_id
  ), carried AS (
    SELECT f.program_id, f.day FROM firsts f WHERE f.program_id = program
    UNION
    SELECT f.program_id, f.day FROM carried c
      JOIN trained t ON t.day BETWEEN c.day - 21 AND c.day
      JOIN firsts f ON f.program_id = t.program_id
  )
  SELECT min(carried.day) FROM carried;
END;

CREATE OR REPLACE FUNCTION is_in_breach(client uuid, program uuid, limbs text[], on_day date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH w AS MATERIALIZED (
    SELECT l.limb, bfr_window_opened_on(client, program, l.limb, on_day) AS opened_on FROM unnest(limbs) AS l (limb)
  )
  SELECT EXISTS (
    SELECT 1 FROM w
    WHERE on_day - w.opened_on + 1 > clinic_window_days() + window_extension_days(client, program, w.limb, w.opened_on)
      AND is_high_frequency(client, program, w.limb, w.opened_on, on_day));
END;

CALL close_functions();
