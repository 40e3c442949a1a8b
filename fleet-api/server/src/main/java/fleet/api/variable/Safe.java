package fleet.api.variable;

import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.node.KeyWrap;
import fleet.contract.node.MasterKey;
import fleet.contract.node.Rewrap;
import fleet.contract.variable.VariableName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How secret values lie in the database: wrapped by the master key, bound to their place. */
record Safe(KeyWrap wrap) {
  private static final String OWNER = "fleet api variables";

  static Safe of(MasterKey masterKey) {
    return new Safe(masterKey.wrapFor(OWNER));
  }

  /** What another master key makes of a secret row. */
  static String again(Rewrap rewrap, VariableRows.Wrapped row) {
    return rewrap.again(OWNER, label(row.owner(), row.service(), row.name()), row.wrapped());
  }

  /** To what a secret is bound at rest: a row that was copied elsewhere does not open. */
  static String label(Owner owner, Optional<ServiceName> service, VariableName name) {
    var whose =
        switch (owner) {
          case Owner.OfFleet(var fleet) -> "fleet " + fleet;
          case Owner.OfDevice(_, var device) -> "device " + device;
        };
    return "%s service %s variable %s"
        .formatted(whose, service.map(ServiceName::value).orElse("-"), name);
  }

  String wrapped(String label, Secret value) {
    var plain = value.reveal().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(wrap.wrap(label, plain));
  }

  /** The value of a row, secret or not. */
  Secret value(Owner owner, VariableRows.Row row) {
    return row.wrapped()
        .map(text ->
            wrap.unwrap(label(owner, row.service(), row.name()), Base64.getDecoder().decode(text)))
        .map(plain -> Secret.of(new String(plain, StandardCharsets.UTF_8)))
        .orElseGet(() -> Secret.of(row.value().orElse("")));
  }
}
