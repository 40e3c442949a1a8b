package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.ProvisioningKeyView;
import java.util.List;
import java.util.Locale;

/** The provisioning keys of one fleet, as the server tells of them. */
record ProvisioningKeyRing(Api api, FleetName fleet) {
  private static final String ROUTE = "provisioning-keys";
  private static final int SHORT_ID = 8;

  List<ProvisioningKeyView> all() {
    return api.all(Api.route("fleets", fleet, ROUTE), ProvisioningKeyView.class);
  }

  /**
   * The one key with that id.
   *
   * @param id the whole id, or as much of its start as no other key has
   * @throws CommandFailure when none or several fit
   */
  ProvisioningKeyView named(String id) {
    var start = id.toLowerCase(Locale.ROOT);
    var found = all().stream().filter(key -> key.id().toString().startsWith(start)).toList();
    return switch (found.size()) {
      case 1 -> found.getFirst();
      // What was typed is not shown again: it may be a key's text.
      case 0 ->
          throw new CommandFailure(
              ExitCode.NOT_FOUND,
              "fleet %s has no provisioning key with this id".formatted(fleet),
              "fleet device keys %s lists them".formatted(fleet));
      default ->
          throw CommandFailure.usage(
              "%d provisioning keys of fleet %s begin so".formatted(found.size(), fleet),
              "type more of the id; fleet device keys %s --json shows it whole".formatted(fleet));
    };
  }

  void revoke(ProvisioningKeyView key) {
    api.http().delete(Api.route("fleets", fleet, ROUTE, key.id()));
  }

  static String shortId(ProvisioningKeyView key) {
    return key.id().toString().substring(0, SHORT_ID);
  }
}
