package fleet.supervisor.apply;

import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Mount;
import fleet.supervisor.engine.Engine;
import fleet.supervisor.engine.NewContainer;
import fleet.supervisor.observe.ImageNames;
import fleet.supervisor.observe.Labels;
import fleet.supervisor.plan.ImageName;
import fleet.supervisor.plan.Names;
import fleet.supervisor.plan.Step;
import java.util.HashMap;
import java.util.Map;

/** Carries out one step. */
public final class Applier {
  private final Engine engine;
  private final Fetcher fetcher;
  private final Values values;
  private final ImageNames images;

  public Applier(Engine engine, Fetcher fetcher, Values values, ImageNames images) {
    this.engine = engine;
    this.fetcher = fetcher;
    this.values = values;
    this.images = images;
  }

  /** Returns when the step is done, or for a fetch, begun. */
  public void apply(Step step, Names names) {
    switch (step) {
      case Step.FetchImage(var service) -> fetcher.fetch(service);
      case Step.CreateNetwork(var name) -> engine.createNetwork(name, Labels.of(names));
      case Step.RemoveNetwork(var name) -> engine.removeNetwork(name);
      case Step.CreateVolume(var name) -> engine.createVolume(name, Labels.of(names));
      case Step.CreateContainer(var release, var service) -> create(names, release, service);
      case Step.StopContainer(var container, _) -> engine.stop(container);
      case Step.StartContainer(var container, _) -> engine.start(container);
      case Step.RemoveContainer(var container, _) -> engine.remove(container);
      case Step.RemoveImage(var image) -> engine.untag(images.reference(image));
      case Step.RemoveLeftover(var reference) -> engine.untag(reference);
      case Step.Wait _ -> {}
    }
  }

  private void create(Names names, ReleaseId release, ServiceTarget service) {
    var _ =
        engine.createContainer(
            new NewContainer(
                names.container(service),
                images.reference(ImageName.of(service)),
                Labels.of(names, release, service),
                service.spec(),
                values.of(service),
                names.network(),
                service.service().toString(),
                volumes(names, service)));
  }

  private static Map<String, String> volumes(Names names, ServiceTarget service) {
    var volumes = new HashMap<String, String>();
    for (var mount : service.spec().mounts()) {
      if (mount instanceof Mount.Volume(var name, _, _)) {
        volumes.put(name, names.volume(name));
      }
    }
    return volumes;
  }
}
