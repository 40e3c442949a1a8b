create table api.pins (
  device uuid primary key references api.devices on delete cascade,
  release uuid not null references api.releases on delete cascade,
  owner text not null,
  reason text not null,
  since timestamptz not null,
  ends_at timestamptz
);

create index pins_by_end on api.pins (ends_at) where ends_at is not null;
create index pins_by_release on api.pins (release);
