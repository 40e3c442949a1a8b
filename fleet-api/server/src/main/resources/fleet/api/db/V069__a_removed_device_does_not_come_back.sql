-- Of a removed device its key stays, so that it is known, also when its fleet is gone.
create table api.tombstones (
  public_key text primary key,
  device uuid not null unique,
  removed_at timestamptz not null
);

-- The device as it last was, where that was wanted.
create table api.removed_devices (
  device uuid primary key,
  fleet text not null references api.fleets on delete cascade,
  removed_by text not null,
  removed_at timestamptz not null,
  last jsonb not null
);

create index removed_devices_by_fleet on api.removed_devices (fleet, removed_at desc, device desc);
