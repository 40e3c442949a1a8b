-- The SHA-256 of the token or API key by which a session was opened: when that opens nothing any more, the session is
-- over too. Absent for sessions that a version before opened.
alter table api.sessions add column opened_by bytea;
