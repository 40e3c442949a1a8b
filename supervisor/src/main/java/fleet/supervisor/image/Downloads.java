package fleet.supervisor.image;

import fleet.contract.client.Backoff;
import fleet.contract.device.ServiceTarget;
import fleet.contract.release.Digest;
import fleet.supervisor.plan.ImageName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which images are on their way, and which must wait for another attempt. Mutable, thread-safe; the
 * lock is held over no I/O.
 */
final class Downloads {
  /** One image's state; running while it has a thread. */
  private static final class Download {
    private final ServiceTarget service;
    private Optional<Thread> thread = Optional.empty();
    private int failures;
    private Instant notBefore = Instant.MIN;
    private String fault = "";

    Download(ServiceTarget service) {
      this.service = service;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(Downloads.class);

  private final Consumer<ServiceTarget> pull;
  private final Backoff backoff;
  private final InstantSource clock;
  private final Runnable changed;
  private final Map<ImageName, Download> downloads = new HashMap<>();

  /**
   * @param pull gets one image by blocking
   * @param changed told when one has come or failed
   */
  Downloads(Consumer<ServiceTarget> pull, Backoff backoff, InstantSource clock, Runnable changed) {
    this.pull = pull;
    this.backoff = backoff;
    this.clock = clock;
    this.changed = changed;
  }

  synchronized void fetch(ServiceTarget service) {
    var download = downloads.computeIfAbsent(ImageName.of(service), _ -> new Download(service));
    if (download.thread.isEmpty() && !clock.instant().isBefore(download.notBefore)) {
      download.fault = "";
      var thread = Thread.ofVirtual().name("download").unstarted(() -> run(download));
      download.thread = Optional.of(thread);
      thread.start();
    }
  }

  /** Images that are on their way, or wait for their next attempt. */
  synchronized Set<ImageName> pending() {
    var now = clock.instant();
    return downloads.entrySet().stream()
        .filter(entry ->
            entry.getValue().thread.isPresent() || now.isBefore(entry.getValue().notBefore))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Gives up what is not wanted any more. */
  synchronized void retain(Set<ImageName> wanted) {
    downloads.forEach((image, download) -> {
      if (!wanted.contains(image)) {
        download.thread.ifPresent(Thread::interrupt);
      }
    });
    downloads.keySet().retainAll(wanted);
  }

  /** When the next of those that failed may be tried again. */
  synchronized Optional<Instant> nextAttempt() {
    return downloads.values().stream()
        .filter(download -> download.thread.isEmpty() && download.failures > 0)
        .map(download -> download.notBefore)
        .min(Instant::compareTo);
  }

  /** Why the last attempt for this image failed; nothing when none did. */
  synchronized Optional<String> failure(ImageName image) {
    return Optional.ofNullable(downloads.get(image))
        .filter(download -> download.failures > 0)
        .map(download -> download.fault);
  }

  /** A part cannot be got: the engine would only try again, so its pull is ended. */
  synchronized void fault(Digest part, String reason) {
    for (var download : downloads.values()) {
      if (download.thread.isPresent() && hasPart(download.service, part)) {
        download.fault = reason;
        download.thread.get().interrupt();
      }
    }
  }

  private void run(Download download) {
    var image = ImageName.of(download.service);
    var started = clock.instant();
    try {
      pull.accept(download.service);
      var millis = Duration.between(started, clock.instant()).toMillis();
      log.info("image is here image={} millis={}", image, millis);
      finish(download, Optional.empty());
    } catch (RuntimeException e) {
      finish(download, Optional.of(String.valueOf(e.getMessage())));
    }
    changed.run();
  }

  private synchronized void finish(Download download, Optional<String> failure) {
    download.thread = Optional.empty();
    if (failure.isEmpty()) {
      downloads.remove(ImageName.of(download.service), download);
      return;
    }
    if (downloads.get(ImageName.of(download.service)) != download) {
      log.info(
          "gave up an image that is not wanted any more image={}", download.service.repository());
      return;
    }
    download.failures++;
    var wait = backoff.after(download.failures);
    download.notBefore = clock.instant().plus(wait);
    download.fault = download.fault.isEmpty() ? failure.get() : download.fault;
    log.warn(
        "could not fetch image: {} image={} retryMillis={}",
        download.fault,
        ImageName.of(download.service),
        wait.toMillis());
  }

  private static boolean hasPart(ServiceTarget service, Digest part) {
    var image = service.image();
    return image.manifest().equals(part)
        || image.config().equals(part)
        || image.layers().stream().anyMatch(layer -> layer.digest().equals(part));
  }
}
