create table api.build_keys (
  fleet text not null references api.fleets on delete cascade,
  kind text not null check (kind in ('secret', 'registry')),
  name text not null,
  username text not null,
  wrapped text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (fleet, kind, name)
);
