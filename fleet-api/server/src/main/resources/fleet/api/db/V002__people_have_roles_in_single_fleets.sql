create table api.fleet_roles (
  fleet text not null references api.fleets on delete cascade,
  user_name text not null references api.users on delete cascade,
  role text not null,
  primary key (user_name, fleet)
);

create index fleet_roles_by_fleet on api.fleet_roles (fleet);
