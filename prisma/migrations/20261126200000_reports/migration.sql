-- A report of progress for another practice, as the clinician who sends it signed it. docs/decisions/041-reports-as-signed.md.

CREATE TABLE progress_reports (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  -- All that it says, as text: what is drawn from it later is drawn from this alone.
  content text NOT NULL CHECK (length(content) BETWEEN 2 AND 2000000),
  content_format text NOT NULL,
  content_hash text NOT NULL,
  addressee_name text NOT NULL CHECK (length(trim(addressee_name)) BETWEEN 1 AND 200),
  addressee_practice text NOT NULL CHECK (length(addressee_practice) <= 200),
  summary text NOT NULL CHECK (length(trim(summary)) BETWEEN 1 AND 4000),
  -- From the beginning where there is no first day.
  period_from date,
  period_until date NOT NULL,
  exercises text[] NOT NULL CHECK (cardinality(exercises) <= 4),
  signed_by uuid NOT NULL,
  signed_as text NOT NULL CHECK (signed_as IN ('physical-therapist', 'doctor')),
  signer_name text NOT NULL,
  licence_number text NOT NULL,
  licence_state text NOT NULL,
  licence_valid_until date NOT NULL,
  -- Where the clinic's audit chain stood.
  chain_seq bigint NOT NULL,
  chain_hash text NOT NULL,
  time_zone text NOT NULL,
  reauthentication_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, reauthentication_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, signed_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, chain_seq) REFERENCES audit_events (clinic_id, seq),
  CONSTRAINT the_hash_is_of_the_content CHECK (content_hash = hash_of(content)),
  CONSTRAINT a_period_ends_after_it_begins CHECK (period_from <= period_until)
);
CREATE INDEX progress_reports_by_client ON progress_reports (clinic_id, client_id, id DESC);
CALL guard_table('progress_reports', 'SELECT, INSERT');
CALL keep_forever('progress_reports');
CALL audit_table('progress_reports', '{id,client_id,content_format,content_hash,addressee_name,addressee_practice,summary,period_from,period_until,exercises,signed_by,signed_as,signer_name,licence_number,licence_state,licence_valid_until,chain_seq,chain_hash,time_zone,reauthentication_id,occurred_at}',
  '{"content": "its hash stands for it"}');
CALL refuse_for_erased('progress_reports');
CALL erase_columns('progress_reports',
  '{"content": "''erased''", "content_hash": "hash_of(''erased'')", "addressee_name": "''erased''", "addressee_practice": "''''", "summary": "''erased''", "exercises": "''{}''"}',
  '{"content_format": "a format", "signed_as": "the clinician''s", "signer_name": "the clinician''s", "licence_number": "the clinician''s", "licence_state": "the clinician''s", "chain_hash": "a link of the chain", "time_zone": "of its day"}');

-- Signed by a clinician on a licence good that day, with the password given again for exactly this content; and what stands
-- beside the content, or in it about the client, says the same as the content and the record.
CREATE FUNCTION guard_progress_report() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  signer members;
  client clients;
  said jsonb;
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  IF NEW.signed_by IS DISTINCT FROM current_member() OR NEW.signed_as NOT IN ('physical-therapist', 'doctor') THEN
    PERFORM refuse('not-a-clinician');
  END IF;
  PERFORM occurs_now(NEW.occurred_at);
  signer := check_signer(NEW.signed_by, NEW.signed_as, clinic_day(NEW.occurred_at));
  NEW.signer_name := signer.name;
  NEW.licence_number := signer.licence_number;
  NEW.licence_state := coalesce(signer.licence_state, '');
  NEW.licence_valid_until := signer.licence_valid_until;
  NEW.time_zone := clinic_zone();

  IF coalesce(trim(NEW.addressee_name), '') = '' THEN
    PERFORM refuse('recipient-missing');
  END IF;
  IF coalesce(trim(NEW.summary), '') = '' THEN
    PERFORM refuse('summary-missing');
  END IF;
  IF NEW.content IS NOT JSON OBJECT OR NEW.content_hash IS DISTINCT FROM hash_of(NEW.content) THEN
    PERFORM refuse('content-changed');
  END IF;
  SELECT * INTO client FROM clients c WHERE c.clinic_id = NEW.clinic_id AND c.id = NEW.client_id;
  said := NEW.content::jsonb;
  IF (said ->> 'format', said #>> '{client,id}', said #>> '{client,givenName}', said #>> '{client,familyName}',
      said #>> '{client,birthDate}', said #>> '{client,recordNumber}', said #>> '{addressee,name}', said #>> '{addressee,practice}',
      said ->> 'summary', said #>> '{period,from}', said #>> '{period,until}',
      coalesce(jsonb_path_query_array(said, '$.exercises[*].exercise'), '[]')) IS DISTINCT FROM
     (NEW.content_format, client.id::text, client.given_name, client.family_name,
      client.birth_date::text, client.record_number, NEW.addressee_name, NEW.addressee_practice,
      NEW.summary, NEW.period_from::text, NEW.period_until::text, to_jsonb(NEW.exercises)) THEN
    PERFORM refuse('content-changed');
  END IF;
  -- Nobody reports of days to come.
  IF NEW.period_until > clinic_day(NEW.occurred_at) THEN
    PERFORM refuse('content-changed');
  END IF;
  SELECT e.seq, encode(e.hash, 'hex') INTO NEW.chain_seq, NEW.chain_hash
    FROM audit_events e WHERE e.clinic_id = NEW.clinic_id ORDER BY e.seq DESC LIMIT 1;
  IF NOT consume_reauthentication(NEW.reauthentication_id, NEW.signed_by, 'sign-report', NEW.content_hash) THEN
    PERFORM refuse('no-reauthentication');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER progress_reports_guarded BEFORE INSERT ON progress_reports FOR EACH ROW EXECUTE FUNCTION guard_progress_report();
CREATE TRIGGER progress_reports_serves BEFORE INSERT ON progress_reports FOR EACH ROW EXECUTE FUNCTION guard_serves('client');

CALL close_functions();
