-- As fleet.api.query.VersionOrder draws it; null for what is no semantic version.
create function api.version_number(digits text) returns text
language sql immutable strict parallel safe
return lpad(length(coalesce(nullif(ltrim(digits, '0'), ''), '0'))::text, 3, '0')
  || coalesce(nullif(ltrim(digits, '0'), ''), '0');

create function api.version_order(version text) returns text
language plpgsql immutable strict parallel safe
as $$
declare
  parts text[] := regexp_match(version,
    '^v?([0-9]+)\.([0-9]+)\.([0-9]+)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$');
  before text := '~';
begin
  if parts is null or length(version) > 200 then
    return null;
  end if;
  if parts[4] is not null then
    select string_agg(
        case when identifier ~ '^[0-9]+$' then '0' || api.version_number(identifier)
          else '1' || identifier end || ' ', '' order by place) || '!'
    into before
    from regexp_split_to_table(parts[4], '\.') with ordinality as cut (identifier, place);
  end if;
  return api.version_number(parts[1]) || api.version_number(parts[2])
    || api.version_number(parts[3]) || before
    || api.version_number(coalesce(substring(parts[5] from '^rev([0-9]+)$'), '0'));
end
$$;

alter table api.releases
  add column version_order text collate "C" generated always as (api.version_order(version)) stored;

alter table api.devices
  add column note text not null default '',
  add column tags jsonb not null default '{}',
  add column supervisor_order text collate "C"
    generated always as (api.version_order(supervisor_version)) stored;

create index devices_by_tags on api.devices using gin (tags jsonb_path_ops);
create index device_states_by_running on api.device_states (running);
