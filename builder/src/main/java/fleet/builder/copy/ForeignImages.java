package fleet.builder.copy;

import fleet.builder.image.RegistryWriter;
import fleet.builder.plan.ImageName;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.node.RegistryLogin;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The door: images that were built elsewhere are looked up at their registries, and copied into
 * ours by digest. Blocking, thread-safe.
 */
public final class ForeignImages implements AutoCloseable {
  private static final String HUB = "docker.io";
  private static final URI HUB_ADDRESS = URI.create("https://registry-1.docker.io");
  private static final int AT_ONCE = 3;

  private final HttpClient http = JsonHttp.defaultClient();
  private final FleetName fleet;
  private final List<RegistryLogin> logins;
  private final Own own;
  private final ImageCopier copier;
  private final Semaphore room = new Semaphore(AT_ONCE, true);
  private final Map<String, RemoteRegistry> registries = new ConcurrentHashMap<>();

  /**
   * Our registry.
   *
   * @param hosts by which names of images may call it
   * @param tokens opens repositories of it, for pushing
   * @param mayRead whether whoever asks may know of that fleet's images
   */
  public record Own(
      List<String> hosts,
      RegistryWriter writer,
      Function<List<String>, Secret> tokens,
      Predicate<FleetName> mayRead) {
    public Own {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * @param logins that the fleet keeps
   */
  public ForeignImages(FleetName fleet, List<RegistryLogin> logins, Own own) {
    this.fleet = fleet;
    this.logins = List.copyOf(logins);
    this.own = own;
    this.copier = new ImageCopier(own.writer());
  }

  /**
   * Where a name leads.
   *
   * @throws ProblemException when it leads to no image, or to one that is kept back
   */
  public FoundImage find(ImageName name) {
    return FoundImage.find(own.hosts().contains(name.host()) ? own(name) : foreign(name), name);
  }

  /**
   * What an archive holds.
   *
   * @param name by which people know the file
   * @param scratch folder for what has to be packed anew
   * @throws ProblemException when it holds no image
   */
  public FoundImage find(String name, Path archive, Path scratch) {
    return FoundImage.find(ImageArchive.open(name, archive, scratch), name);
  }

  /**
   * Copies the image for a platform, which it has.
   *
   * @param repository where it goes
   */
  public Copied copy(FoundImage image, Platform platform, String repository)
      throws InterruptedException {
    var digest = image.manifest(platform).orElseThrow(() -> image.lacks(Set.of(platform)));
    room.acquire();
    try {
      var repositories =
          Stream.concat(Stream.of(repository), image.source().ownRepository().stream()).toList();
      return copier.copy(image, digest, repository, own.tokens().apply(repositories));
    } finally {
      room.release();
    }
  }

  /**
   * What was copied.
   *
   * @param bytes that came; what was there already did not
   */
  public record Copied(Digest manifest, long bytes) {}

  private RemoteRegistry own(ImageName name) {
    var repository = name.repository();
    var slash = repository.indexOf('/');
    if (slash < 0 || !isReadable(repository.substring(0, slash))) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "there is no image %s".formatted(name),
          "images of a fleet lie in FLEET/SERVICE");
    }
    var credentials =
        new Credentials(fleet, name.host(), Optional.empty())
            .knowing(repository, "Bearer " + own.tokens().apply(List.of(repository)).reveal());
    return new RemoteRegistry(http, name.host(), own.writer().address(), credentials, true);
  }

  private boolean isReadable(String owner) {
    try {
      var other = FleetName.parse(owner);
      return other.equals(fleet) || own.mayRead().test(other);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private RemoteRegistry foreign(ImageName name) {
    return registries.computeIfAbsent(
        name.host(),
        host -> {
          var login = logins.stream().filter(each -> each.host().equals(host)).findFirst();
          return new RemoteRegistry(
              http, host, address(host), new Credentials(fleet, host, login), false);
        });
  }

  /** Plain HTTP to this machine alone. */
  private static URI address(String host) {
    if (host.equals(HUB)) {
      return HUB_ADDRESS;
    }
    var name = host.replaceFirst(":\\d+$", "");
    return URI.create((Loopback.isOf(name) ? "http://" : "https://") + host);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
