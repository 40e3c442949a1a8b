create table api.keys (
  name text primary key,
  public_key text not null,
  wrapped text not null,
  made_at timestamptz not null
);

create table api.users (
  name text primary key,
  role text not null,
  password text not null,
  created_at timestamptz not null
);

create table api.sign_ins (
  token_hash bytea primary key,
  user_name text not null references api.users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table api.ssh_keys (
  fingerprint text primary key,
  user_name text not null references api.users on delete cascade,
  name text not null,
  public_key text not null,
  added_at timestamptz not null
);

create table api.fleets (
  name text primary key,
  created_at timestamptz not null,
  last_revision integer not null default 0,
  release uuid
);

create table api.releases (
  id uuid primary key,
  fleet text not null references api.fleets on delete cascade,
  revision integer not null,
  version text not null,
  build uuid not null unique,
  commit text not null,
  state text not null,
  created_at timestamptz not null,
  document jsonb not null,
  unique (fleet, revision),
  unique (fleet, version)
);

alter table api.fleets
  add foreign key (release) references api.releases on delete set null;

create table api.provisioning_keys (
  id uuid primary key,
  key_hash bytea not null unique,
  fleet text not null references api.fleets on delete cascade,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  uses_left integer not null,
  revoked_at timestamptz
);

create table api.devices (
  id uuid primary key,
  fleet text not null references api.fleets on delete cascade,
  name text not null,
  public_key text not null unique,
  type text not null,
  platform text not null,
  supervisor_version text not null,
  created_at timestamptz not null,
  release uuid references api.releases on delete set null,
  unique (fleet, name)
);

create index devices_by_name on api.devices (name);
create index devices_by_release on api.devices (release);

create table api.device_states (
  device uuid primary key references api.devices on delete cascade,
  sequence bigint not null default 0,
  report jsonb,
  running uuid,
  healthy uuid,
  online boolean not null default false,
  online_until timestamptz,
  last_seen timestamptz,
  connection uuid
);

create index device_states_online on api.device_states (online_until) where online;

create table api.actions (
  id uuid primary key,
  device uuid not null references api.devices on delete cascade,
  document jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  done boolean,
  message text
);

create index actions_open on api.actions (device) where answered_at is null;

create table api.sessions (
  id uuid primary key,
  device uuid not null references api.devices on delete cascade,
  user_name text not null,
  landing text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table api.log_batches (
  id bigint generated always as identity primary key,
  device uuid not null references api.devices on delete cascade,
  received_at timestamptz not null,
  bytes integer not null,
  dropped bigint not null,
  lines jsonb not null
);

create index log_batches_of_device on api.log_batches (device, id);

-- The cursor is the transaction's id and a count within it, so it grows in commit order for whoever
-- reads only below the oldest transaction that still runs.
create table api.events (
  cursor bigint primary key,
  at timestamptz not null,
  kind text not null,
  fleet text,
  subject text not null
);

create index events_by_age on api.events (at);

create table api.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  who text not null,
  what text not null,
  subject text not null
);
