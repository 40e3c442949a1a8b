package fleet.supervisor.plan;

import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;

/** One thing for the device to do; doing it twice does it once. */
public sealed interface Step {
  /** Begin to get an image; it is here when it is complete and verified. */
  record FetchImage(ServiceTarget service) implements Step {}

  record CreateNetwork(Network network) implements Step {}

  record RemoveNetwork(String name) implements Step {}

  record CreateVolume(String name) implements Step {}

  record CreateContainer(ReleaseId release, ServiceTarget service) implements Step {}

  /** Puts a container that is not started yet, or runs, into one more network. */
  record JoinNetwork(ContainerId container, ServiceName service, Networks.Place place)
      implements Step {}

  /** Ends it within the grace that it was created with. */
  record StopContainer(ContainerId container, ServiceName service) implements Step {}

  record StartContainer(ContainerId container, ServiceTarget service) implements Step {}

  record RemoveContainer(ContainerId container, ServiceName service) implements Step {}

  record RemoveImage(ImageName image) implements Step {}

  /** Take away what a pull left behind that was cut off. */
  record RemoveLeftover(String reference) implements Step {}

  /** Nothing to do for this service until the device changes: something else must happen first. */
  record Wait(ServiceName service, Reason reason) implements Step {}
}
