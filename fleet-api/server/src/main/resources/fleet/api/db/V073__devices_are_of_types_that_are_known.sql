create table api.device_types (
  slug text primary key,
  name text not null,
  platform text not null,
  aliases text[] not null,
  models text[] not null,
  created_by text not null,
  created_at timestamptz not null
);

alter table api.fleets
  add column type text,
  add column accepts text[] not null default '{}';

alter table api.provisioning_keys add column type text;
alter table api.devices add column model text;
