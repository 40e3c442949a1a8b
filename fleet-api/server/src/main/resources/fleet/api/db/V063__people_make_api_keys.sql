create table api.api_keys (
  id uuid primary key,
  key_hash bytea not null unique,
  user_name text not null references api.users on delete cascade,
  name text not null,
  actions text[] not null,
  fleets text[],
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz
);

create index api_keys_by_user on api.api_keys (user_name);
