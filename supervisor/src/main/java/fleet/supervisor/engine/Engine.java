package fleet.supervisor.engine;

import fleet.supervisor.plan.ContainerId;
import fleet.supervisor.plan.Network;
import fleet.supervisor.plan.Networks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A container engine. Every call blocks, so it belongs on a virtual thread; an interrupt breaks it
 * off. Every order may be repeated: what is done already is left as it is.
 *
 * <p>All throw {@link EngineException}, and {@link EngineUnreachableException} when no engine
 * answers. Thread-safe.
 */
public interface Engine {
  /** All containers with that label, in any state. */
  List<EngineContainer> containers(Label owner);

  /** Creates a container without starting it. A container of that name must not exist. */
  ContainerId createContainer(NewContainer order);

  void start(ContainerId container);

  /** Asks the container to end, and kills it after the grace that it was created with. */
  void stop(ContainerId container);

  /** Removes a container, running or not, with the anonymous volumes that it alone had. */
  void remove(ContainerId container);

  /** Runs a command in a running container, and says whether it ended with 0. */
  boolean passes(ContainerId container, List<String> command);

  /** Hands over lines in order until there are no more. */
  void logs(ContainerId container, LogQuery query, Consumer<EngineLine> sink);

  /** Names of the networks with that label. */
  Set<String> networks(Label owner);

  /** Makes a network of that shape; one of that name stays as it is. */
  void createNetwork(Network network, Map<String, String> labels);

  /** Puts a container into one more network; where it is in it, nothing happens. */
  void join(ContainerId container, Networks.Place place);

  /** Takes a network away that no container is in. */
  void removeNetwork(String name);

  /** Names of the volumes with that label. */
  Set<String> volumes(Label owner);

  void createVolume(String name, Map<String, String> labels);

  /** All images that have a reference. */
  List<EngineImage> images();

  /** The image of that reference, with its layers. */
  Optional<EngineImage> image(String reference);

  /** Fetches an image; returns when the engine has all of it. */
  void pull(String reference);

  /** Gives an image one more name, {@code repository:tag}. */
  void tag(String reference, String repository, String tag);

  /** Takes a name away; an image without names or containers is deleted. */
  void untag(String reference);

  /**
   * Runs the action once now and then after each start, end, removal or change of health of a
   * container with that label, until the engine breaks off.
   */
  void watch(Label owner, Runnable changed);
}
