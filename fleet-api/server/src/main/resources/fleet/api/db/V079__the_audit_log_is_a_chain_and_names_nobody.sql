-- A person or an address by a mark that says nothing without the row here. The mark is
-- sha256('fleet-person-1' || salt || name), so that nobody can be put in another's place either.
-- Erasing somebody takes salt and name away and leaves number and mark.
create table api.audit_people (
  number bigint generated always as identity primary key,
  mark text not null unique,
  salt text,
  name text unique,
  erased_at timestamptz,
  check ((name is null) = (salt is null) and (name is null) = (erased_at is not null))
);

-- The mark of a name, made when there is none. Whoever asks holds it until their transaction ends,
-- so that nobody is erased while something is written of them.
create function api.audit_mark(wanted text) returns text language plpgsql strict as $$
declare
  made bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  known text;
begin
  select mark into known from api.audit_people where name = wanted for key share;
  if known is null then
    insert into api.audit_people (mark, salt, name)
      values (
        encode(sha256(convert_to('fleet-person-1', 'UTF8') || made || convert_to(wanted, 'UTF8')), 'hex'),
        encode(made, 'hex'),
        wanted)
      on conflict (name) do nothing;
    select mark into strict known from api.audit_people where name = wanted for key share;
  end if;
  return known;
end
$$;

-- form 0: who and subject in clear, as versions before this one write them.
-- form 1: who is person:MARK, device:ID, provider:NAME, server or nobody; about is person:MARK.
alter table api.audit
  add column form smallint not null default 0,
  add column about text,
  add column fleet text;

create function api.audit_without_names() returns trigger language plpgsql as $$
declare
  words text[] := string_to_array(new.subject, ' ');
begin
  if new.what in ('user.lock-out', 'user.unlock') then
    new.about := 'person:' || api.audit_mark(
      case words[1] when 'address' then new.subject else words[2] end);
    new.subject := words[1];
  elsif new.what = 'user.sign-in-refused' then
    new.subject := regexp_replace(new.subject, '''[^'']*''|\S+@\S+', '...', 'g');
  elsif new.what like 'user.%' or new.what = 'identity.unlink' then
    new.about := 'person:' || api.audit_mark(words[1]);
    new.subject := array_to_string(words[2:], ' ');
  elsif new.what in ('access.grant', 'access.revoke') then
    new.about := 'person:' || api.audit_mark(words[1]);
    new.fleet := words[array_length(words, 1)];
    new.subject := case new.what when 'access.grant' then words[2] else '' end;
  elsif new.what like any (array[
      'fleet.%', 'device.%', 'provisioning-key.%', 'release.%', 'rollout.%', 'job.%']) then
    new.fleet := words[1];
    new.subject := array_to_string(words[2:], ' ');
  end if;
  new.who := case
    when new.what = 'user.lock-out' then 'nobody'
    when new.who = 'server' then 'server'
    when new.who like 'provider %' then 'provider:' || substr(new.who, 10)
    when new.who ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then 'device:' || new.who
    else 'person:' || api.audit_mark(new.who)
  end;
  new.form := 1;
  return new;
end
$$;

drop trigger audit_is_only_added_to on api.audit;

create trigger audit_names_nobody
  before insert or update on api.audit
  for each row when (new.form = 0) execute function api.audit_without_names();

update api.audit set form = 0;

drop trigger audit_names_nobody on api.audit;

create trigger audit_names_nobody
  before insert on api.audit
  for each row when (new.form = 0) execute function api.audit_without_names();

create trigger audit_is_only_added_to
  before update or delete or truncate on api.audit
  for each statement execute function api.refuse_change();

create index audit_by_who on api.audit (who, id);
create index audit_by_about on api.audit (about, id) where about is not null;
create index audit_by_fleet on api.audit (fleet, id) where fleet is not null;

-- The chain: in the order in which rows were sealed, each with the hash of the one before.
create table api.audit_seals (
  sequence bigint primary key,
  audit bigint not null unique,
  previous text not null,
  hash text not null
);

create trigger audit_seals_are_only_added_to
  before update or delete or truncate on api.audit_seals
  for each statement execute function api.refuse_change();

-- The chain's end, and the lock of whoever seals.
create table api.audit_head (
  single boolean primary key default true check (single),
  sequence bigint not null,
  hash text not null
);

insert into api.audit_head (sequence, hash)
  values (0, 'sha256:' || encode(sha256(convert_to('fleet-audit-1', 'UTF8')), 'hex'));

-- Rows that no seal holds yet.
create table api.audit_unsealed (
  audit bigint primary key
);

insert into api.audit_unsealed select id from api.audit;

create function api.audit_wants_a_seal() returns trigger language plpgsql as $$
begin
  insert into api.audit_unsealed (audit) values (new.id);
  return null;
end
$$;

create trigger audit_wants_a_seal
  after insert on api.audit
  for each row execute function api.audit_wants_a_seal();
