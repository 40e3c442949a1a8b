create table api.identities (
  id uuid primary key,
  issuer text not null,
  subject text not null,
  user_name text not null references api.users on delete cascade,
  email text not null,
  linked_at timestamptz not null,
  last_used_at timestamptz not null,
  unique (issuer, subject)
);

create index identities_by_user on api.identities (user_name);
