alter table api.devices add column sealing_key text;
