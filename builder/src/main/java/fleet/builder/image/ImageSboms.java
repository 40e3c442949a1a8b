package fleet.builder.image;

import fleet.builder.sbom.Sbom;
import fleet.contract.identity.Secret;
import fleet.contract.node.SbomRequest;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What software images hold. It is read when somebody asks for the first time, on a thread of its
 * own, one image at a time, and kept in the registry beside the image. Thread-safe.
 */
public final class ImageSboms {
  private static final Logger LOG = LoggerFactory.getLogger(ImageSboms.class);

  /** Shorter than callers wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final SbomArtifacts artifacts;
  private final Function<String, Secret> tokens;
  private final String tool;
  private final Semaphore room = new Semaphore(1, true);
  private final Map<Digest, FutureTask<byte[]>> running = new ConcurrentHashMap<>();

  /**
   * @param tokens opens a repository for pushing
   * @param tool what reads the images, such as {@code fleet-1.2.0}
   */
  public ImageSboms(HttpClient http, URI registry, Function<String, Secret> tokens, String tool) {
    this.artifacts = new SbomArtifacts(http, registry);
    this.tokens = tokens;
    this.tool = tool;
  }

  /**
   * The document about an image.
   *
   * @throws ProblemException with UNAVAILABLE while it is still being made
   */
  public byte[] of(SbomRequest request) throws InterruptedException {
    var token = tokens.apply(request.repository());
    var kept = artifacts.find(request, token);
    return kept.isPresent() ? kept.get() : await(making(request));
  }

  private FutureTask<byte[]> making(SbomRequest request) {
    return running.computeIfAbsent(
        request.image().manifest(),
        image -> {
          var task = new FutureTask<>(() -> make(request));
          var _ =
              Thread.ofVirtual()
                  .name("sbom-" + image.hex().substring(0, 12))
                  .start(() -> {
                    task.run();
                    running.remove(image, task);
                  });
          return task;
        });
  }

  private static byte[] await(FutureTask<byte[]> task) throws InterruptedException {
    try {
      return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ProblemException(
          ProblemCode.UNAVAILABLE,
          "the layers of the image are still being read",
          "ask again in a moment");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProblemException problem ? problem : failed();
    }
  }

  private byte[] make(SbomRequest request) throws IOException, InterruptedException {
    room.acquire();
    var guard = limit(Thread.currentThread());
    try {
      var begun = System.nanoTime();
      // One of the registry lives for minutes, and there may have been a line.
      var token = tokens.apply(request.repository());
      var document = Sbom.of(request, artifacts.layers(request, token), tool);
      artifacts.put(request, document, token);
      LOG.atInfo()
          .addKeyValue("repository", request.repository())
          .addKeyValue("image", request.image().manifest())
          .addKeyValue("layerBytes", request.image().downloadSize())
          .addKeyValue("documentBytes", document.length)
          .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
          .log("software of an image read");
      return document;
    } catch (IOException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("repository", request.repository())
          .addKeyValue("image", request.image().manifest())
          .setCause(e)
          .log("could not read the software of an image");
      throw e;
    } finally {
      guard.interrupt();
      room.release();
    }
  }

  /** Interrupts a reading that a silent registry would hold up for ever. */
  private static Thread limit(Thread reading) {
    return Thread.ofVirtual()
        .name("sbom-limit")
        .start(() -> {
          try {
            Thread.sleep(LONGEST);
            reading.interrupt();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static ProblemException failed() {
    return new ProblemException(
        ProblemCode.UPSTREAM_FAILED,
        "the layers of the image could not be read from the registry",
        "try again in a moment; the cause is in the server's log");
  }
}
