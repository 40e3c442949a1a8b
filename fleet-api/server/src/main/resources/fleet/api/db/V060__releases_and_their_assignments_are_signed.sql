create table api.signing_keys (
  generation integer primary key,
  public_key text not null,
  wrapped text not null,
  made_at timestamptz not null,
  -- What the generation before says of this one; the first has nobody.
  statement jsonb
);

create table api.release_statements (
  release uuid primary key references api.releases on delete cascade,
  generation integer not null references api.signing_keys,
  envelope jsonb not null
);

create sequence api.assignment_counter;

create table api.assignment_statements (
  counter bigint primary key,
  fleet text not null references api.fleets on delete cascade,
  release uuid not null references api.releases on delete cascade,
  generation integer not null references api.signing_keys,
  expires_at timestamptz not null,
  envelope jsonb not null
);

create index assignment_statements_of_fleet
  on api.assignment_statements (fleet, release, counter desc);
