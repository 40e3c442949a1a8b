package fleet.builder.upload;

import fleet.builder.build.Landing;
import fleet.builder.build.Opener.Opened;
import fleet.builder.build.ProjectSource;
import fleet.builder.build.Source;
import fleet.builder.image.SourceBlobs;
import fleet.builder.source.SourceLimits;
import fleet.builder.source.TarSource;
import fleet.contract.identity.FleetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of an upload, fetched where they are not here. */
public record UploadedSource(SourceBlobs sources, FleetName fleet, Source.Uploaded source)
    implements ProjectSource, Landing {
  /** It needs no other landing. */
  public Opened opened() {
    return new Opened(this, this);
  }

  @Override
  public String commit() {
    return source.commit();
  }

  @Override
  public boolean isOfGit() {
    return false;
  }

  @Override
  public void writeTo(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      if (files.iterator().hasNext()) {
        return;
      }
    }
    try (var body = sources.open(fleet, source.blob())) {
      var _ = new TarSource(SourceLimits.DEFAULT).unpack(body, folder);
    }
  }

  @Override
  public void check() {}

  @Override
  public void land() {}

  /** Its blob goes a while after its build has ended. */
  @Override
  public void abandon() {}
}
