alter table api.fleets add column note text not null default '';
alter table api.groups add column note text not null default '';
