package fleet.builder.git;

import fleet.builder.git.Receiving.Depot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * What git says once somebody was let in, by JGit and within the same limits on every way in: a
 * dialogue on one connection, or the same in requests that know nothing of each other. Thread-safe.
 */
final class Packs {
  private static final int IDLE_SECONDS = 600;
  private static final long MAX_PACK_BYTES = 2L * 1024 * 1024 * 1024;
  private static final long MAX_COMMAND_BYTES = 1024 * 1024;

  private final Depot depot;

  Packs(Depot depot) {
    this.depot = depot;
  }

  /** The three streams of a command. */
  record Streams(InputStream in, OutputStream out, OutputStream error) {}

  /** The whole dialogue. */
  void talk(Visit visit, Streams streams) throws IOException {
    serve(visit, true, streams);
  }

  /** The second request of a dialogue, or a later one. */
  void answer(Visit visit, InputStream in, OutputStream out) throws IOException {
    serve(visit, false, new Streams(in, out, OutputStream.nullOutputStream()));
  }

  /** The first request of a dialogue: which refs there are. */
  void advertise(Visit visit, OutputStream out) throws IOException {
    var lines = new PacketLineOut(out);
    var refs = new PacketLineOutRefAdvertiser(lines);
    try (var repository = depot.repositories().open(visit.fleet())) {
      switch (visit.errand()) {
        case PUSH -> {
          lines.writeString("# service=%s\n".formatted(visit.errand().service()));
          lines.end();
          var pack = receivePack(repository, out, visit);
          pack.setBiDirectionalPipe(false);
          pack.sendAdvertisedRefs(refs);
        }
        case FETCH -> {
          var pack = uploadPack(repository, visit);
          pack.setBiDirectionalPipe(false);
          pack.sendAdvertisedRefs(refs, visit.errand().service());
        }
      }
    }
    lines.flush();
  }

  private void serve(Visit visit, boolean atOnce, Streams streams) throws IOException {
    try (var repository = depot.repositories().open(visit.fleet())) {
      switch (visit.errand()) {
        case PUSH -> {
          var pack = receivePack(repository, streams.out(), visit);
          pack.setBiDirectionalPipe(atOnce);
          pack.receive(streams.in(), streams.out(), streams.error());
        }
        case FETCH -> {
          var pack = uploadPack(repository, visit);
          pack.setBiDirectionalPipe(atOnce);
          if (atOnce) {
            pack.upload(streams.in(), streams.out(), streams.error());
          } else {
            pack.uploadWithExceptionPropagation(streams.in(), streams.out(), streams.error());
          }
        }
      }
    }
  }

  private ReceivePack receivePack(Repository repository, OutputStream out, Visit visit) {
    var pack = new ReceivePack(repository);
    pack.setAllowPushOptions(true);
    pack.setCheckReceivedObjects(true);
    pack.setMaxPackSizeLimit(MAX_PACK_BYTES);
    pack.setMaxCommandBytes(MAX_COMMAND_BYTES);
    pack.setTimeout(IDLE_SECONDS);
    pack.setRefFilter(Packs::withoutParked);
    pack.setPreReceiveHook(new Receiving(depot, visit, out));
    return pack;
  }

  private static UploadPack uploadPack(Repository repository, Visit visit) {
    var pack = new UploadPack(repository);
    pack.setTimeout(IDLE_SECONDS);
    pack.setRefFilter(Packs::withoutParked);
    if (!visit.protocol().isEmpty()) {
      pack.setExtraParameters(List.of(visit.protocol().split(":")));
    }
    return pack;
  }

  private static Map<String, Ref> withoutParked(Map<String, Ref> refs) {
    return refs.entrySet().stream()
        .filter(ref -> !ref.getValue().getName().startsWith(Repositories.PARKED))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
