package fleet.contract.preregistration;

import java.util.List;

/** Devices that are expected from now on, in the order in which they were named. */
public record MadePlaces(List<MadePlace> devices) {
  public MadePlaces {
    devices = List.copyOf(devices);
  }
}
