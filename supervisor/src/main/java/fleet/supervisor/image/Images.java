package fleet.supervisor.image;

import fleet.contract.client.Backoff;
import fleet.contract.device.ServiceTarget;
import fleet.contract.release.Digest;
import fleet.supervisor.apply.Fetcher;
import fleet.supervisor.engine.Engine;
import fleet.supervisor.plan.ImageName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gets the images of the target into the engine, in the background. Thread-safe. */
public final class Images implements Fetcher, AutoCloseable {
  private final Door door;
  private final Downloads downloads;

  /**
   * @param changed told when an image has come or could not be got
   */
  public Images(Engine engine, DoorSettings settings, InstantSource clock, Runnable changed) {
    var upstream = new Upstream(settings.http(), new RegistryTokens(settings.api(), clock));
    this.door = new Door(settings, upstream, this::fault);
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), Math::random);
    this.downloads =
        new Downloads(
            new ImagePuller(engine, door, settings.names())::pull, backoff, clock, changed);
  }

  /** Opens the door. */
  public void start() {
    door.start();
  }

  @Override
  public void close() {
    downloads.retain(Set.of());
    door.close();
  }

  /** Only images of these services may be fetched from now on; other downloads are given up. */
  public void allow(URI registry, List<ServiceTarget> services) {
    door.allow(registry, services);
    downloads.retain(services.stream().map(ImageName::of).collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public void fetch(ServiceTarget service) {
    downloads.fetch(service);
  }

  /** Images that are on their way, or wait for their next attempt. */
  public Set<ImageName> pending() {
    return downloads.pending();
  }

  /** When the next of those that failed may be tried again. */
  public Optional<Instant> nextAttempt() {
    return downloads.nextAttempt();
  }

  /** Why an image could not be got; nothing when there was no trouble with it. */
  public Optional<String> failure(ImageName image) {
    return downloads.failure(image);
  }

  private void fault(Digest part, String reason) {
    downloads.fault(part, reason);
  }
}
