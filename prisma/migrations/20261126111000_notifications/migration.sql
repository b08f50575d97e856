-- What is told of a window before and after it is past, and the mail that is kept until a server took it.
-- docs/decisions/016-told-once.md.

-- What was told of a window but its flag: a call before high frequency ends, or a breach that stood unresolved for as
-- long as the clinic waits. The trigger fills in what, from when and since when.
CREATE TABLE window_notices (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  program_id uuid NOT NULL,
  scope text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('closing', 'escalation')),
  -- Of a closing the day the window opened, of an escalation the day it became a breach.
  counted_from date NOT NULL,
  due_on date NOT NULL,
  review_on date NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  CONSTRAINT one_notice_a_day_due UNIQUE (clinic_id, program_id, scope, kind, counted_from, due_on),
  FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id)
);

-- The clinic's day from which something is to be told that was not yet; null: nothing.
ALTER TABLE rehab_windows ADD COLUMN breach_since date, ADD COLUMN notice_on date;
CREATE INDEX windows_to_tell ON rehab_windows (notice_on, clinic_id) WHERE notice_on IS NOT NULL;

CREATE FUNCTION is_flagged_breach(w rehab_windows) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN w.severity = 'breach' AND w.flagged_severity = 'breach' AND w.flagged_review_on IS NOT DISTINCT FROM w.review_on;

-- As closingCalls() and noticesDue() have it.
CREATE FUNCTION set_notice_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  clinic clinics;
  called_on date;
  first_on date;
BEGIN
  NEW.notice_on := NULL;
  IF NOT NEW.is_running OR NEW.severity <> 'breach' THEN
    RETURN NEW;
  END IF;
  SELECT * INTO clinic FROM clinics WHERE id = NEW.clinic_id;
  IF is_flagged_breach(NEW) THEN
    IF NOT EXISTS (SELECT 1 FROM window_notices n WHERE n.clinic_id = NEW.clinic_id AND n.program_id = NEW.program_id
                   AND n.scope = NEW.scope AND n.kind = 'escalation' AND n.counted_from = NEW.breach_since) THEN
      NEW.notice_on := NEW.breach_since + clinic.breach_escalation_days;
    END IF;
    RETURN NEW;
  END IF;
  first_on := NEW.opened_on + clinic.closing_from_day - 1;
  called_on := (SELECT max(n.due_on) FROM window_notices n WHERE n.clinic_id = NEW.clinic_id AND n.program_id = NEW.program_id
                AND n.scope = NEW.scope AND n.kind = 'closing' AND n.counted_from = NEW.opened_on);
  NEW.notice_on := CASE WHEN called_on IS NULL OR called_on < first_on THEN first_on
                        WHEN called_on < NEW.review_on - 2 THEN NEW.review_on - 2 END;
  RETURN NEW;
END $$;
CREATE TRIGGER windows_notice BEFORE INSERT OR UPDATE OF opened_on, review_on, severity, is_running ON rehab_windows
  FOR EACH ROW EXECUTE FUNCTION set_notice_on();

-- Since when it is a breach: the first day past, however late that was seen, except where it was a review due before.
-- What is to be told next of it then is set here, without the look that set_notice_on() takes.
CREATE OR REPLACE FUNCTION apply_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.severity <> 'breach' THEN
    UPDATE rehab_windows SET flagged_review_on = NEW.review_on, flagged_severity = NEW.severity, notice_on = NULL
      WHERE clinic_id = NEW.clinic_id AND program_id = NEW.program_id AND scope = NEW.scope;
    RETURN NULL;
  END IF;
  UPDATE rehab_windows w SET flagged_review_on = NEW.review_on, flagged_severity = NEW.severity,
    breach_since = CASE WHEN w.flagged_severity = 'review-due' THEN clinic_day(NEW.occurred_at) ELSE NEW.review_on END,
    notice_on = CASE WHEN w.flagged_severity = 'review-due' THEN clinic_day(NEW.occurred_at) ELSE NEW.review_on END
      + c.breach_escalation_days
    FROM clinics c
    WHERE w.clinic_id = NEW.clinic_id AND w.program_id = NEW.program_id AND w.scope = NEW.scope AND c.id = NEW.clinic_id;
  RETURN NULL;
END $$;

CREATE FUNCTION guard_window_notice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told rehab_windows;
  today date := clinic_day(NEW.occurred_at);
BEGIN
  SELECT * INTO told FROM rehab_windows WHERE clinic_id = NEW.clinic_id AND program_id = NEW.program_id AND scope = NEW.scope;
  -- Not due, or past its end: then it is the flag's to tell.
  IF told.notice_on IS NULL OR told.notice_on > today OR (NOT is_flagged_breach(told) AND told.review_on <= today) THEN
    PERFORM refuse('time-not-now');
  END IF;
  NEW.review_on := told.review_on;
  NEW.due_on := told.notice_on;
  IF is_flagged_breach(told) THEN
    NEW.kind := 'escalation';
    NEW.counted_from := told.breach_since;
    RETURN NEW;
  END IF;
  NEW.kind := 'closing';
  NEW.counted_from := told.opened_on;
  -- Of calls that were missed the last one is made.
  IF today >= told.review_on - 2 THEN
    NEW.due_on := told.review_on - 2;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER window_notices_guarded BEFORE INSERT ON window_notices FOR EACH ROW EXECUTE FUNCTION guard_window_notice();

CREATE FUNCTION apply_window_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE rehab_windows SET is_running = is_running
    WHERE clinic_id = NEW.clinic_id AND program_id = NEW.program_id AND scope = NEW.scope;
  RETURN NULL;
END $$;
CREATE TRIGGER window_notices_applied AFTER INSERT ON window_notices FOR EACH ROW EXECUTE FUNCTION apply_window_notice();

-- Another day of the clinic's settings is another day for all that is still to be told.
CREATE FUNCTION refresh_notices() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE rehab_windows SET is_running = is_running WHERE clinic_id = NEW.id AND is_running AND severity = 'breach';
  RETURN NULL;
END $$;
CREATE TRIGGER clinics_zzz_notices AFTER UPDATE OF closing_from_day, breach_escalation_days ON clinics FOR EACH ROW
  EXECUTE FUNCTION refresh_notices();

CALL guard_table('window_notices', 'SELECT, INSERT');
REVOKE INSERT ON window_notices FROM clearway_app;
CALL keep_forever('window_notices');
CALL audit_table('window_notices', '{id,program_id,scope,kind,counted_from,due_on,review_on,occurred_at}');
GRANT SELECT, INSERT ON window_notices TO clearway_jobs;
GRANT SELECT ON absences, absence_ends TO clearway_jobs;

ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check, ADD CONSTRAINT notifications_kind_check
  CHECK (kind IN ('window-past', 'window-closing', 'window-escalation', 'reviews-due', 'red-flag', 'session-outside-clearance', 'program-held'));
CREATE INDEX notifications_unseen ON notifications (clinic_id, member_id, id) WHERE seen_at IS NULL;
CREATE INDEX notifications_by_member ON notifications (clinic_id, member_id, id);
REVOKE INSERT ON notifications FROM clearway_app;

-- Kept until a server took it. What goes wrong is kept as a code, never as what the server wrote.
ALTER TABLE outbox
  DROP CONSTRAINT outbox_kind_check,
  ADD CONSTRAINT outbox_kind_check
    CHECK (kind IN ('window-closing', 'window-breach', 'window-escalation', 'reviews-weekly', 'red-flag')),
  ADD COLUMN told_count integer NOT NULL DEFAULT 1 CHECK (told_count > 0),
  ADD COLUMN next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD COLUMN claimed_until timestamptz,
  ADD COLUMN attempted_at timestamptz,
  ADD COLUMN last_error text CHECK (last_error ~ '^[a-z][a-z0-9-]{1,39}$'),
  ADD COLUMN skipped_why text CHECK (skipped_why IN ('deactivated', 'no-address')),
  ADD CONSTRAINT sent_or_skipped CHECK (sent_at IS NULL OR skipped_why IS NULL);
DROP INDEX outbox_unsent;
CREATE INDEX outbox_due ON outbox (next_attempt_at, clinic_id, id) WHERE sent_at IS NULL AND skipped_why IS NULL;
CREATE INDEX outbox_kept ON outbox (clinic_id, id) WHERE sent_at IS NULL;
CREATE INDEX outbox_sent ON outbox (clinic_id, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_weekly ON outbox (clinic_id, subject_id) WHERE kind = 'reviews-weekly';
REVOKE INSERT ON outbox FROM clearway_app;
GRANT UPDATE (next_attempt_at, claimed_until, attempted_at, last_error, skipped_why) ON outbox TO clearway_jobs;
GRANT UPDATE (next_attempt_at) ON outbox TO clearway_app;

-- Sent is sent, skipped is skipped; what it says and to whom never changes. The app's admins may have it tried sooner.
CREATE FUNCTION guard_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sent_at IS NOT NULL OR OLD.skipped_why IS NOT NULL THEN
    PERFORM refuse('immutable');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER outbox_guarded BEFORE UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION guard_outbox();
CREATE TRIGGER outbox_by_admin BEFORE UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION guard_administration();

CALL close_functions();

-- The rows that are there. The owner sees one clinic at a time.
DO $$
DECLARE
  known uuid;
BEGIN
  ALTER TABLE clinics NO FORCE ROW LEVEL SECURITY;
  FOR known IN SELECT id FROM clinics ORDER BY id LOOP
    PERFORM set_config('clearway.clinic', known::text, true);
    UPDATE rehab_windows SET is_running = is_running, breach_since = CASE WHEN flagged_severity = 'breach' THEN flagged_review_on END
      WHERE clinic_id = known AND is_running AND severity = 'breach';
  END LOOP;
  PERFORM set_config('clearway.clinic', '', true);
  ALTER TABLE clinics FORCE ROW LEVEL SECURITY;
END $$;
