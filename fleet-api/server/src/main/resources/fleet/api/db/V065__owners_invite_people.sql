create table api.invitations (
  id uuid primary key,
  code_hash bytea not null unique,
  role text not null,
  fleets jsonb not null,
  created_by text not null references api.users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
