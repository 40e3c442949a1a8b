alter table api.users add column disabled_at timestamptz;
