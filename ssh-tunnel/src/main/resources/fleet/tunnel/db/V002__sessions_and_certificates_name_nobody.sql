-- Who a permit was for is known to the API, where a person can be erased; here is the permit's id. What the version before writes, which may run
-- beside this one, is not kept: the column person, and the name in a key id of the form 'session=ID user=NAME'.
create function tunnel.sessions_name_nobody() returns trigger language plpgsql as $$
begin
  new.person := '';
  return new;
end $$;

create function tunnel.certificates_name_nobody() returns trigger language plpgsql as $$
begin
  new.key_id := split_part(new.key_id, ' ', 1);
  return new;
end $$;

alter table tunnel.sessions alter column person set default '';
create trigger name_nobody before insert or update of person on tunnel.sessions
  for each row execute function tunnel.sessions_name_nobody();
create trigger name_nobody before insert or update of key_id on tunnel.certificates
  for each row execute function tunnel.certificates_name_nobody();
update tunnel.sessions set person = '' where person <> '';
update tunnel.certificates set key_id = split_part(key_id, ' ', 1) where key_id like '% %';
