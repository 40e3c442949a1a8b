package fleet.contract.release;

import java.util.List;

/**
 * One image of a service, for one kind of device.
 *
 * @param variant the device type where the plan depends on it, else the platform's text
 * @param manifest digest of the image's manifest: what the device pulls and reports
 * @param config digest of the image's configuration
 * @param configSize bytes of the configuration
 * @param layers from the lowest up
 */
public record ImageVariant(
    String variant,
    Platform platform,
    Digest manifest,
    Digest config,
    long configSize,
    List<Layer> layers) {
  public ImageVariant {
    layers = List.copyOf(layers);
  }

  /** Bytes that a device without any of it downloads. */
  public long downloadSize() {
    return configSize + layers.stream().mapToLong(Layer::size).sum();
  }
}
