package fleet.supervisor.file;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.Secret;
import fleet.contract.release.Digest;
import fleet.contract.release.FileMount;
import fleet.contract.variable.VariableName;
import fleet.supervisor.apply.Shelf;
import fleet.supervisor.engine.FileBind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of containers: configs in a folder of the disk, values of variables in one of memory.
 * Mutable, thread-safe.
 */
public final class FileShelf implements Shelf {
  private final ContainerFolders disk;
  private final ContainerFolders memory;
  private volatile Map<Digest, String> contents = Map.of();

  public FileShelf(Path disk, Path memory) {
    this.disk = new ContainerFolders(disk);
    this.memory = new ContainerFolders(memory);
  }

  /** Knows the configs of these releases from now on, and no others. */
  public void know(Stream<ReleaseTarget> releases) {
    contents =
        releases
            .flatMap(release -> release.contents().orElse(List.of()).stream())
            .distinct()
            .collect(
                Collectors.toUnmodifiableMap(
                    content -> Digest.of(content.getBytes(StandardCharsets.UTF_8)),
                    content -> content));
  }

  @Override
  public List<FileBind> lay(
      String container, ServiceTarget service, Map<VariableName, Secret> values) {
    var binds = new ArrayList<FileBind>();
    for (var file : service.spec().filesOrNone()) {
      var name = Integer.toString(binds.size());
      var path =
          switch (file) {
            case FileMount.Content(_, var digest, var access) ->
                disk.put(container, name, content(service, digest), access);
            case FileMount.Value(_, var variable, var access) ->
                memory.put(container, name, value(service, variable, values), access);
          };
      binds.add(new FileBind(path, file.target()));
    }
    return List.copyOf(binds);
  }

  /** Takes away what no container of these has. */
  public void keepOnly(Set<String> containers) {
    disk.keepOnly(containers);
    memory.keepOnly(containers);
  }

  private byte[] content(ServiceTarget service, Digest digest) {
    return Optional.ofNullable(contents.get(digest))
        .orElseThrow(() ->
            new IllegalStateException(
                "a config of service %s did not come with its release"
                    .formatted(service.service())))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] value(
      ServiceTarget service, VariableName variable, Map<VariableName, Secret> values) {
    return Optional.ofNullable(values.get(variable))
        .orElseThrow(() ->
            new IllegalStateException(
                "service %s reads the variable %s from a file, and it has no value; fleet env set --secret %s gives it one"
                    .formatted(service.service(), variable, variable)))
        .reveal()
        .getBytes(StandardCharsets.UTF_8);
  }
}
