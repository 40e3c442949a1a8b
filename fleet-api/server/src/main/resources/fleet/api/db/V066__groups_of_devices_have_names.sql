-- A group means the devices of its query, or without one its members.
create table api.groups (
  name text primary key,
  fleet text references api.fleets on delete cascade,
  query text,
  created_by text not null,
  created_at timestamptz not null
);

create table api.group_members (
  group_name text not null references api.groups on delete cascade,
  device uuid not null references api.devices on delete cascade,
  primary key (group_name, device)
);

create index group_members_by_device on api.group_members (device);
