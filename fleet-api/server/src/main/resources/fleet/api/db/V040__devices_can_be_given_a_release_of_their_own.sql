-- What a device runs (column release) follows from its pin, else from the rollout that it takes part
-- in, else from its fleet. The other column names an invalidated release that it had to leave.
alter table api.devices
  add column rolled uuid references api.releases on delete set null,
  add column withdrawn uuid references api.releases on delete set null;
