create table api.device_reports (
  device uuid primary key references api.devices on delete cascade,
  report jsonb not null
);

insert into api.device_reports (device, report)
select device, report from api.device_states where report is not null;

alter table api.device_states drop column report;
alter table api.device_states add column print uuid;
alter table api.device_states set (fillfactor = 60);
