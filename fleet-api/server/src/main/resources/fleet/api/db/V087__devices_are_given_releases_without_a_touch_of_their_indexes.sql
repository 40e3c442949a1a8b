-- No index names what a release changes in a device, and pages keep room for rows to change in: a release writes no index.
drop index api.devices_by_release;
alter table api.devices set (fillfactor = 50);
