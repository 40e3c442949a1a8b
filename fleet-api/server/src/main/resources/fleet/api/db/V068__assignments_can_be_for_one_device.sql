-- Null for every device of the fleet.
alter table api.assignment_statements
  add column device uuid references api.devices on delete cascade;

create index assignment_statements_of_device on api.assignment_statements (device)
  where device is not null;
