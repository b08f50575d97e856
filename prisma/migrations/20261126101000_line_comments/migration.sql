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

CALL close_functions();
