-- What a clinician writes beside a line of a version they send back or decline: signed with the decision, kept for ever.
-- What is said of the program as a whole is the reason of the decision.
CREATE TABLE line_comments (
  clinic_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  prescription_id uuid NOT NULL,
  comment text NOT NULL CHECK (length(trim(comment)) > 0 AND length(comment) <= 2000),
  PRIMARY KEY (clinic_id, decision_id, prescription_id),
  FOREIGN KEY (clinic_id, decision_id) REFERENCES decisions (clinic_id, id),
  FOREIGN KEY (clinic_id, prescription_id) REFERENCES prescriptions (clinic_id, id)
);
CALL guard_table('line_comments', 'SELECT, INSERT');
CALL keep_forever('line_comments');
CALL audit_table('line_comments', '{decision_id,prescription_id,comment}');

-- By the signer, in the very transaction of their decision, on a line of the version it sends back.
CREATE FUNCTION guard_line_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM decisions d
                 JOIN prescriptions l ON l.clinic_id = d.clinic_id AND l.version_id = d.version_id
                 WHERE d.clinic_id = NEW.clinic_id AND d.id = NEW.decision_id AND l.id = NEW.prescription_id
                 AND d.outcome IN ('changes-requested', 'declined')
                 AND d.decided_by = current_member() AND d.xmin = pg_current_xact_id()::xid) THEN
    PERFORM refuse('immutable');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER line_comments_guarded BEFORE INSERT ON line_comments FOR EACH ROW EXECUTE FUNCTION guard_line_comment();

-- The day by which a clinician looks again: from the day of the decision, a year on at most.
CREATE FUNCTION guard_review_by() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.review_by NOT BETWEEN clinic_day(NEW.occurred_at) AND clinic_day(NEW.occurred_at) + 365 THEN
    PERFORM refuse('review-by-out-of-range');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decisions_review_by BEFORE INSERT ON decisions FOR EACH ROW WHEN (NEW.review_by IS NOT NULL)
  EXECUTE FUNCTION guard_review_by();

-- Who took a submission back, and when: a version keeps its words and its hash, and knows neither.
CREATE TABLE withdrawals (
  clinic_id uuid NOT NULL,
  version_id uuid NOT NULL,
  withdrawn_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, version_id),
  FOREIGN KEY (clinic_id, version_id) REFERENCES versions (clinic_id, id),
  FOREIGN KEY (clinic_id, withdrawn_by) REFERENCES members (clinic_id, id)
);
CALL guard_table('withdrawals', 'SELECT');
CALL keep_forever('withdrawals');
INSERT INTO unaudited_tables VALUES ('withdrawals', 'written by the change of a version, which the chain has');

CREATE FUNCTION note_withdrawal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  INSERT INTO withdrawals (clinic_id, version_id, withdrawn_by)
    SELECT NEW.clinic_id, NEW.id, current_member() WHERE current_member() IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER versions_withdrawn AFTER UPDATE ON versions FOR EACH ROW
  WHEN (NEW.status = 'withdrawn' AND OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION note_withdrawal();

CALL close_functions();
