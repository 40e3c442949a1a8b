package fleet.api.access.provider;

import fleet.api.access.account.Identities;
import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.contract.node.MasterKey;
import java.time.Duration;
import java.time.InstantSource;

/** All that there is about signing in elsewhere. */
public record Outside(Providers providers, ProviderSignIns signIns, Identities identities) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  public static Outside of(
      Database database,
      MasterKey masterKey,
      Identities identities,
      AuditLog audit,
      InstantSource clock) {
    var http = new ProviderHttp(PATIENCE);
    var directory = new Directory(http, clock);
    var parts = new Providers.Parts(directory, masterKey);
    var providers = new Providers(database, parts, audit, clock);
    var conversation = new Conversation(http, directory, new OneTime(masterKey), clock);
    var signIns =
        new ProviderSignIns(
            database, new ProviderSignIns.Parts(providers, conversation, identities), audit, clock);
    return new Outside(providers, signIns, identities);
  }
}
