-- A ReleaseProvenance as JSON; none for releases from before, and for those of builders that do not say.
alter table api.releases add column provenance jsonb;
