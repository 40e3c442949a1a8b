package fleet.supervisor.apply;

import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.Secret;
import fleet.contract.release.FileMount;
import fleet.contract.release.Mount;
import fleet.contract.variable.VariableName;
import fleet.supervisor.engine.Engine;
import fleet.supervisor.engine.NewContainer;
import fleet.supervisor.observe.ImageNames;
import fleet.supervisor.observe.Labels;
import fleet.supervisor.plan.ContainerId;
import fleet.supervisor.plan.ImageName;
import fleet.supervisor.plan.Names;
import fleet.supervisor.plan.Networks;
import fleet.supervisor.plan.Step;
import java.util.HashMap;
import java.util.Map;

/** Carries out one step. */
public final class Applier {
  private final Engine engine;
  private final Fetcher fetcher;
  private final Values values;
  private final Shelf shelf;
  private final ImageNames images;

  public Applier(Engine engine, Fetcher fetcher, Values values, Shelf shelf, ImageNames images) {
    this.engine = engine;
    this.fetcher = fetcher;
    this.values = values;
    this.shelf = shelf;
    this.images = images;
  }

  /** Returns when the step is done, or for a fetch, begun. */
  public void apply(Step step, Names names) {
    switch (step) {
      case Step.FetchImage(var service) -> fetcher.fetch(service);
      case Step.CreateNetwork(var network) -> engine.createNetwork(network, Labels.of(names));
      case Step.RemoveNetwork(var name) -> engine.removeNetwork(name);
      case Step.CreateVolume(var name) -> engine.createVolume(name, Labels.of(names));
      case Step.CreateContainer(var release, var service) -> create(names, release, service);
      case Step.StopContainer(var container, _) -> engine.stop(container);
      case Step.JoinNetwork(var container, _, var place) -> engine.join(container, place);
      case Step.StartContainer(var container, var service) -> start(names, container, service);
      case Step.RemoveContainer(var container, _) -> engine.remove(container);
      case Step.RemoveImage(var image) -> engine.untag(images.reference(image));
      case Step.RemoveLeftover(var reference) -> engine.untag(reference);
      case Step.Wait _ -> {}
    }
  }

  /** What lay in memory may be gone since the container was created. */
  private void start(Names names, ContainerId container, ServiceTarget service) {
    if (service.spec().files().isPresent()) {
      shelf.lay(names.container(service), service, values.of(service));
    }
    engine.start(container);
  }

  private void create(Names names, ReleaseId release, ServiceTarget service) {
    var given = values.of(service);
    var files = shelf.lay(names.container(service), service, given);
    var _ =
        engine.createContainer(
            new NewContainer(
                names.container(service),
                images.reference(ImageName.of(service)),
                Labels.of(names, release, service),
                service.spec(),
                inEnvironment(service, given),
                Networks.places(names, service).getFirst(),
                volumes(names, service),
                files));
  }

  /** A value that the service reads from a file is not in its environment. */
  private static Map<VariableName, Secret> inEnvironment(
      ServiceTarget service, Map<VariableName, Secret> given) {
    var left = new HashMap<>(given);
    for (var file : service.spec().filesOrNone()) {
      if (file instanceof FileMount.Value(_, var variable, _)) {
        left.remove(variable);
      }
    }
    return left;
  }

  private static Map<String, String> volumes(Names names, ServiceTarget service) {
    var volumes = new HashMap<String, String>();
    for (var mount : service.spec().mounts()) {
      if (mount instanceof Mount.Volume(var name, _, _, _)) {
        volumes.put(name, names.volume(name));
      }
    }
    return volumes;
  }
}
