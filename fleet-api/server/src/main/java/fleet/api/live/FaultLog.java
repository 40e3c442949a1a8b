package fleet.api.live;

import fleet.contract.identity.FleetName;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once of each fleet that its devices have no target, until they have one again. Mutable;
 * owned by the worker that tells targets.
 */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  private final Set<FleetName> known = new HashSet<>();

  void told(Aims aims) {
    aims.faults()
        .forEach((device, fault) -> {
          if (known.add(fault.fleet())) {
            LOG.atError()
                .addKeyValue("fleet", fault.fleet())
                .addKeyValue("device", device)
                .setCause(fault.cause())
                .log("could not make targets");
          }
        });
    var faulty = aims.faults().values().stream().map(Aims.Fault::fleet).collect(Collectors.toSet());
    aims.found().values().stream()
        .map(Aim::fleet)
        .filter(fleet -> !faulty.contains(fleet))
        .forEach(known::remove);
  }
}
