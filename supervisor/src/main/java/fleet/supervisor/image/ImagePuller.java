package fleet.supervisor.image;

import fleet.contract.device.ServiceTarget;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.supervisor.engine.Engine;
import fleet.supervisor.engine.EngineImage;
import fleet.supervisor.observe.ImageNames;
import fleet.supervisor.plan.ImageName;

/** Has the engine pull one image through the door, verifies it and gives it our name. */
final class ImagePuller {
  private final Engine engine;
  private final Door door;
  private final ImageNames names;

  ImagePuller(Engine engine, Door door, ImageNames names) {
    this.engine = engine;
    this.door = door;
    this.names = names;
  }

  /** Returns when the image is here to stay. */
  void pull(ServiceTarget service) {
    var name = ImageName.of(service);
    var reference = door.reference(name);
    engine.pull(reference);
    var image =
        engine
            .image(reference)
            .orElseThrow(() -> new FetchException("the engine lost image %s".formatted(name)));
    if (!isThat(image, service.image())) {
      engine.untag(reference);
      throw new FetchException(
          "image %s has other layers or another configuration than its release says"
              .formatted(name));
    }
    engine.tag(reference, names.repository(name), names.tag(name));
    image.references().stream().filter(names::isThroughDoor).forEach(engine::untag);
  }

  private static boolean isThat(EngineImage image, ImageVariant wanted) {
    var id = image.id();
    var idFits = id.equals(wanted.config().toString()) || id.equals(wanted.manifest().toString());
    return idFits && image.diffIds().equals(wanted.layers().stream().map(Layer::diffId).toList());
  }
}
