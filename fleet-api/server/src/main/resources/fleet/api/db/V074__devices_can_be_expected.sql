-- Until it came, the device's row has a key that nobody holds, unless its own is known before.
create table api.places (
  device uuid primary key references api.devices on delete cascade,
  made_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  key_known boolean not null,
  taken_at timestamptz
);

create index places_that_wait on api.places (device) where taken_at is null;
create index places_by_end on api.places (expires_at)
  where taken_at is null and expires_at is not null;

alter table api.provisioning_keys
  add column device uuid references api.devices on delete cascade;

create index provisioning_keys_of_device on api.provisioning_keys (device)
  where device is not null;
