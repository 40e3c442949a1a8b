package fleet.cli.measure;

import fleet.cli.machine.Patience;
import fleet.cli.machine.Ports;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An nginx that serves one static file, {@code /state}. */
record NginxPeer(Process process, int port) implements AutoCloseable {
  static NginxPeer start(Path parent, byte[] file) {
    try {
      var folder = Files.createDirectories(parent.resolve("nginx"));
      var port = Ports.anyFree();
      Files.write(folder.resolve("state"), file);
      var settings = folder.resolve("nginx.conf");
      Files.writeString(settings, settings(folder, port));
      var words = new String[] {"nginx", "-p", folder.toString(), "-c", settings.toString()};
      var process = Program.of(words).builder().inheritIO().start();
      var peer = new NginxPeer(process, port);
      if (!Patience.of(Duration.ofSeconds(20)).until(() -> !Ports.isFree("127.0.0.1", port))) {
        peer.close();
        throw new IllegalStateException("nginx does not start");
      }
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException("could not start nginx", e);
    }
  }

  private static String settings(Path folder, int port) {
    return """
    daemon off; worker_processes auto; pid %1$s/nginx.pid; error_log %1$s/error.log;
    events { worker_connections 1024; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
      open_file_cache max=100;
      client_body_temp_path %1$s/t; proxy_temp_path %1$s/t; fastcgi_temp_path %1$s/t;
      uwsgi_temp_path %1$s/t; scgi_temp_path %1$s/t;
      server { listen 127.0.0.1:%2$d; root %1$s; default_type application/json; }
    }
    """
        .formatted(folder, port);
  }

  String url() {
    return "http://127.0.0.1:%d/state".formatted(port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      var _ = process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
