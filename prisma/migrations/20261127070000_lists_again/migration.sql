-- What a list shows of each of its fifty rows, read from an index alone where it was a look at the row as well: in a large
-- clinic those rows lie apart, and each is a page of its own (docs/decisions/061).

-- All that a list says of the client itself: in the order of names, and of whoever a program, a window or a decision is of.
DROP INDEX clients_by_name;
CREATE INDEX clients_by_name ON clients (clinic_id, family_name, given_name, id) INCLUDE (record_number, birth_date, recorded_at);
CREATE INDEX clients_called ON clients (clinic_id, id) INCLUDE (family_name, given_name, record_number, birth_date, recorded_at);
-- What came of a screening as a whole.
CREATE INDEX screening_outcomes_of_all ON screening_outcomes (clinic_id, screening_id) INCLUDE (bfr) WHERE scope = 'all';
-- Programs of a client that are not over: most are, and each was looked at to see that it is.
CREATE INDEX programs_not_over ON programs (clinic_id, client_id, id) WHERE status NOT IN ('completed', 'stopped');
-- The days on which a window's program was cleared.
DROP INDEX decisions_of_program;
CREATE INDEX decisions_of_program ON decisions (clinic_id, program_id, seq) INCLUDE (outcome, occurred_at, time_zone);
-- And on which it was trained.
DROP INDEX sessions_by_client;
CREATE INDEX sessions_by_client ON training_sessions (clinic_id, client_id, day) INCLUDE (id, program_id, is_bfr, bfr_limbs);
-- Whether a limb's own pressure was measured in time.
DROP INDEX lop_by_limb;
CREATE INDEX lop_by_limb ON lop_measurements (clinic_id, client_id, limb, cuff_width_mm, occurred_at DESC) INCLUDE (measured_on);
-- In how many points a decision was justified, which the register says in whatever order it is read.
DROP INDEX register_by_signed;
CREATE INDEX register_by_signed ON register_lists (clinic_id, list, signed_at, seq) INCLUDE (justified);
DROP INDEX register_by_signer;
CREATE INDEX register_by_signer ON register_lists (clinic_id, list, signer_name, seq) INCLUDE (justified);
DROP INDEX register_by_client;
CREATE INDEX register_by_client ON register_lists (clinic_id, list, record_number, seq) INCLUDE (justified);
DROP INDEX register_by_outcome;
CREATE INDEX register_by_outcome ON register_lists (clinic_id, list, outcome, seq) INCLUDE (justified);
DROP INDEX register_by_risk;
CREATE INDEX register_by_risk ON register_lists (clinic_id, list, risk, seq) INCLUDE (justified);
DROP INDEX register_by_program;
CREATE INDEX register_by_program ON register_lists (clinic_id, list, program_name, seq) INCLUDE (justified);
