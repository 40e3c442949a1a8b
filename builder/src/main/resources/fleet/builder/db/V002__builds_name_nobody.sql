-- Who asked for a build is known to the API, where a person can be erased. The column stays for the version before, which may run beside this one
-- and writes it: what it writes is not kept.
CREATE FUNCTION builder.name_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.author := '';
  RETURN NEW;
END $$;

ALTER TABLE builder.builds ALTER COLUMN author SET DEFAULT '';
CREATE TRIGGER name_nobody BEFORE INSERT OR UPDATE OF author ON builder.builds
  FOR EACH ROW EXECUTE FUNCTION builder.name_nobody();
UPDATE builder.builds SET author = '' WHERE author <> '';
