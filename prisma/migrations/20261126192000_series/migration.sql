-- What a client's progress is read by: docs/decisions/037-progress-in-three-statements.md.

-- One exercise and side over any days, and from exercise to exercise by hopping; all that is asked of a set, and whether it
-- is struck through, without its row. It takes the place of the order by day alone, which it answers by skipping.
DROP INDEX sets_of_client;
CREATE INDEX sets_by_exercise ON sets (clinic_id, client_id, exercise, side, performed_on)
  INCLUDE (load_g, reps, rpe, is_restricted, is_test, id, session_id, import_id);

-- The few of which a maximum may be estimated: a baseline is found over all time without reading all sets.
CREATE INDEX sets_estimable ON sets (clinic_id, client_id, exercise, side, performed_on)
  INCLUDE (reps, load_g, is_test, id, session_id, import_id)
  WHERE NOT is_restricted AND reps BETWEEN 1 AND 10 AND load_g > 0 AND (is_test OR rpe >= 9);

CREATE INDEX strikes_by_client ON strikes (clinic_id, client_id) INCLUDE (subject, subject_id);
