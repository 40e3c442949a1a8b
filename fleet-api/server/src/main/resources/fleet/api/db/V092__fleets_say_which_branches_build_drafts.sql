-- The repository's own first branch deploys where deploy_branch is null; draft_branches are patterns.
alter table api.fleets
  add column deploy_branch text,
  add column draft_branches text[] not null default '{}';
