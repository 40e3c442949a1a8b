create table api.variable_changes (
  version bigint generated always as identity primary key,
  fleet text references api.fleets on delete cascade,
  device uuid references api.devices on delete cascade,
  service text,
  name text not null,
  at timestamptz not null,
  by text not null,
  secret boolean not null,
  removed boolean not null,
  value text,
  wrapped text,
  current boolean not null,
  check ((fleet is null) <> (device is null)),
  check (not secret or value is null),
  check (not removed or not current)
);

create unique index variables_current
  on api.variable_changes (fleet, device, service, name) nulls not distinct where current;
create index variable_changes_by_fleet on api.variable_changes (fleet, version);
create index variable_changes_by_device on api.variable_changes (device, version);
