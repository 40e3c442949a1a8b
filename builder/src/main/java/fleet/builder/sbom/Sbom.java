package fleet.builder.sbom;

import fleet.contract.node.SbomRequest;
import java.io.IOException;
import java.util.List;

/** The door: what an image holds, as the bytes of a document. */
public final class Sbom {
  /** The media type of the document. */
  public static final String MEDIA_TYPE = "application/spdx+json";

  private Sbom() {}

  /**
   * Reads the layers and writes the document.
   *
   * @param layers from the lowest up
   * @param tool that reads them, such as {@code fleet-1.2.0}
   * @throws IOException when the bytes of one do not arrive
   */
  public static byte[] of(SbomRequest request, List<LayerBytes> layers, String tool)
      throws IOException {
    var contents = new LayeredContents();
    for (var layer : layers) {
      contents.add(layer);
    }
    return new SpdxDocument(request, contents.contents(), tool).bytes();
  }
}
