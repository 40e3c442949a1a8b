create function api.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of the audit log are only added' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_is_only_added_to
  before update or delete or truncate on api.audit
  for each statement execute function api.refuse_change();
