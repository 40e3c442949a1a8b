create table api.jobs (
  id uuid primary key,
  number bigint generated always as identity,
  fleet text not null references api.fleets on delete cascade,
  action jsonb not null,
  selection jsonb not null,
  made_by text not null,
  -- Of the API key by which it was made; all, none and null for a person who is there themselves.
  key_actions text[] not null,
  key_fleets text[],
  key_until timestamptz,
  created_at timestamptz not null,
  state text not null default 'RUNNING',
  ended_at timestamptz,
  cancelled_by text,
  total integer not null,
  done integer not null default 0,
  failed integer not null default 0,
  skipped integer not null default 0,
  lease_owner uuid,
  lease_until timestamptz,
  fence bigint not null default 0
);

create index jobs_of_fleet on api.jobs (fleet, number);
create index jobs_that_run on api.jobs (number) where state = 'RUNNING';
create index jobs_by_end on api.jobs (ended_at) where ended_at is not null;

-- Of a device that is gone the row stays: it says how it went.
create table api.job_devices (
  job uuid not null references api.jobs on delete cascade,
  device uuid not null,
  name text not null,
  state text not null default 'WAITING',
  reason text not null default '',
  attempts integer not null default 0,
  at timestamptz,
  primary key (job, device)
);

create index job_devices_by_name on api.job_devices (job, name);
create index job_devices_that_wait on api.job_devices (job, name) where state = 'WAITING';
