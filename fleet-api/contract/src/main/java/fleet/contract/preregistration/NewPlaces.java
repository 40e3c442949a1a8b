package fleet.contract.preregistration;

import java.util.List;

/** Devices that are expected; all of them are made, or none. */
public record NewPlaces(List<NewPlace> devices) {
  /** How many at once. */
  public static final int MOST = 1_000;

  public NewPlaces {
    devices = List.copyOf(devices);
    if (devices.isEmpty() || devices.size() > MOST) {
      throw new IllegalArgumentException(
          "1 to %d devices are preregistered at once".formatted(MOST));
    }
  }
}
