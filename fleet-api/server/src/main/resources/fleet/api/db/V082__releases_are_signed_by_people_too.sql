-- Who must sign a fleet's releases besides the server; each generation with what its predecessors signed of it.
create table api.signers (
  fleet text not null references api.fleets on delete cascade,
  generation integer not null,
  envelope jsonb not null,
  primary key (fleet, generation)
);

-- Signatures of people over the payload in api.release_statements; each was proved when it came.
create table api.release_signatures (
  release uuid not null references api.releases on delete cascade,
  key text not null,
  signature text not null,
  primary key (release, key)
);

-- How a release that waits for signatures goes out once it has them; without one, to the whole fleet.
alter table api.releases add column canary jsonb;
