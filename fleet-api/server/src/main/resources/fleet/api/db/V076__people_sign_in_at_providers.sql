create table api.providers (
  name text primary key,
  terms jsonb not null,
  secret text,
  changed_by text not null,
  changed_at timestamptz not null
);
