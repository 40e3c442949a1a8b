package fleet.api.http;

import static fleet.contract.node.AccessAction.PUSH;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.api.buildkey.BuildKeyBook;
import fleet.contract.node.BuildKeys;
import fleet.contract.operator.BuildSecretView;
import fleet.contract.operator.NewBuildSecret;
import fleet.contract.operator.NewRegistryLogin;
import fleet.contract.operator.RegistryLoginView;
import java.util.List;

/** Keys that fleets keep for their builds. */
record BuildKeyEndpoints(Desk desk) {
  private static final int MOST = 1024 * 1024;
  private static final String SECRETS = "/api/v1/fleets/{fleet}/build-secrets";
  private static final String SECRET = SECRETS + "/{buildSecret}";
  private static final String LOGINS = "/api/v1/fleets/{fleet}/registries";
  private static final String LOGIN = LOGINS + "/{host}";

  List<Endpoint> all() {
    var keys = desk.buildKeys();
    return List.of(
        Endpoint.get(SECRETS, "The secrets that a fleet keeps for its builds, by name.")
            .by(VIEW, Subject.FLEET)
            .givesAll(BuildSecretView.class, BuildKeyBook.MAX_OF_FLEET)
            .person(keys::secrets),
        Endpoint.put(SECRET, "Keeps a secret for builds; its value is told to nobody again.")
            .by(PUSH, Subject.FLEET)
            .takes(NewBuildSecret.class, MOST)
            .person(keys::setSecret),
        Endpoint.delete(SECRET, "Forgets a secret for builds.")
            .by(PUSH, Subject.FLEET)
            .person(keys::removeSecret),
        Endpoint.get(LOGINS, "The registries at which a fleet's builds are known, by host.")
            .by(VIEW, Subject.FLEET)
            .givesAll(RegistryLoginView.class, BuildKeyBook.MAX_OF_FLEET)
            .person(keys::logins),
        Endpoint.put(LOGIN, "Keeps a login at a registry for builds.")
            .by(PUSH, Subject.FLEET)
            .takes(NewRegistryLogin.class)
            .person(keys::setLogin),
        Endpoint.delete(LOGIN, "Forgets a login at a registry.")
            .by(PUSH, Subject.FLEET)
            .person(keys::removeLogin),
        Endpoint.get(
                "/internal/v1/fleets/{fleet}/build-keys",
                "What a fleet keeps for its builds, open.")
            .byServer()
            .gives(BuildKeys.class)
            .answer(keys::opened));
  }
}
