-- Check-ins nobody made are looked for session by session, the oldest first, also where many were at one time:
-- docs/decisions/045-what-waits.md.
DROP INDEX sessions_by_time;
CREATE INDEX sessions_by_time ON training_sessions (clinic_id, occurred_at, id);
