-- A device is in api.audit_people as 'device ID NAME', once for each name it had.
create index audit_people_by_device on api.audit_people (split_part(name, ' ', 2)) where name like 'device %';
create index job_devices_by_device on api.job_devices (device);
