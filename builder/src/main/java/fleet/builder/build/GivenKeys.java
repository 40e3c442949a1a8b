package fleet.builder.build;

import fleet.builder.engine.session.Login;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SecretBytes;
import fleet.contract.node.BuildKeys;
import fleet.contract.node.RegistryLogin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a build was given that nobody else may see. */
record GivenKeys(Map<String, SecretBytes> secrets, Map<String, Login> logins) {
  GivenKeys {
    secrets = Map.copyOf(secrets);
    logins = Map.copyOf(logins);
  }

  /** Those that the fleet keeps, and those of the push rather than them. */
  static GivenKeys of(BuildKeys kept, Map<String, SecretBytes> pushed) {
    var secrets = new HashMap<>(kept.secrets());
    secrets.putAll(pushed);
    return new GivenKeys(
        secrets,
        kept.logins().stream()
            .collect(
                Collectors.toMap(
                    RegistryLogin::host, it -> new Login(it.username(), it.password()))));
  }

  /** The same logins, as others than engines take them. */
  List<RegistryLogin> registryLogins() {
    return logins.entrySet().stream()
        .map(each ->
            new RegistryLogin(
                each.getKey(), each.getValue().username(), each.getValue().password()))
        .toList();
  }

  /** All values that must not be told. */
  List<SecretBytes> hidden() {
    return Stream.concat(
            secrets.values().stream(),
            logins.values().stream().map(Login::password).map(Secret::reveal).map(SecretBytes::of))
        .toList();
  }
}
