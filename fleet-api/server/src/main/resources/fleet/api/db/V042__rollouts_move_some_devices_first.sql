create table api.rollouts (
  id uuid primary key,
  number bigint generated always as identity,
  fleet text not null references api.fleets on delete cascade,
  release uuid not null references api.releases on delete cascade,
  state text not null,
  started_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  seed bigint not null,
  soak_seconds bigint not null,
  deadline_seconds bigint not null,
  reason text not null,
  culprit text,
  resumed boolean not null default false,
  looked_at timestamptz not null,
  lease_owner uuid,
  lease_until timestamptz,
  fence bigint not null default 0
);

create unique index rollouts_open on api.rollouts (fleet)
  where state in ('RUNNING', 'SOAKING', 'HALTED');
create index rollouts_of_fleet on api.rollouts (fleet, number);

-- Good or not, and since when: a device that goes first and never was good is not since it moved.
create table api.rollout_devices (
  rollout uuid not null references api.rollouts on delete cascade,
  device uuid not null references api.devices on delete cascade,
  phase integer not null,
  good boolean not null,
  since timestamptz not null,
  forgiven boolean not null default false,
  primary key (rollout, device)
);
