package fleet.supervisor.apply;

import fleet.contract.device.ServiceTarget;

/** Begins to get an image and returns at once; asked again for the same, it does nothing. */
@FunctionalInterface
public interface Fetcher {
  void fetch(ServiceTarget service);
}
