alter table api.releases add column deployed_at timestamptz;

update api.releases set deployed_at = created_at where state = 'FINAL';
