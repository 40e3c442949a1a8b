alter table api.jobs add column key_id uuid;
