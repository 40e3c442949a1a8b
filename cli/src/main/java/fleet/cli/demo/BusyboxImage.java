package fleet.cli.demo;

import fleet.cli.lab.BusyboxBases;
import fleet.contract.identity.Secret;
import java.net.URI;
import java.nio.file.Path;

/** The base image of machines that do not reach Docker Hub, in a server's own registry. */
public final class BusyboxImage {
  private static final String REPOSITORY = "library/busybox";

  private BusyboxImage() {}

  /**
   * Puts it there for amd64, arm64 and arm/v7, and returns its name.
   *
   * @param api address of the server's API
   * @param registry as engines name it, such as {@code 127.0.0.1:5000}
   * @param cache where Debian's busybox is kept unpacked
   */
  public static String push(URI api, Secret serviceKey, String registry, Path cache) {
    var bases = new BusyboxBases(cache).prepare();
    new ImagePush(api, serviceKey, URI.create("http://" + registry), REPOSITORY)
        .push(BaseImage.of(BaseLayers.read(bases)), "1");
    return "%s/%s:1".formatted(registry, REPOSITORY);
  }
}
