-- Words such as network or device:/dev/ttyUSB*; none: services reach nothing of the machines.
alter table api.fleets add column host_grants text[] not null default '{}';
