package fleet.supervisor.engine;

import fleet.contract.release.Digest;
import java.util.List;

/**
 * One image as the engine tells it.
 *
 * @param id the configuration's digest in a graph-driver store, the manifest's in containerd's
 * @param references by tag and by digest, each of which keeps the image
 * @param diffIds of the uncompressed layers, from the lowest up; empty in a listing
 */
public record EngineImage(String id, List<String> references, List<Digest> diffIds) {
  public EngineImage {
    references = List.copyOf(references);
    diffIds = List.copyOf(diffIds);
  }
}
