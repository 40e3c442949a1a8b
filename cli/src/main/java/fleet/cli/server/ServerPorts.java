package fleet.cli.server;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports that the world sees.
 *
 * @param http dashboard, API and the devices' own
 * @param registry of images
 * @param git over SSH
 * @param ssh the gateway to devices
 */
public record ServerPorts(int http, int registry, int git, int ssh) {
  public static final ServerPorts USUAL = new ServerPorts(8080, 5000, 2222, 2200);

  /** Each by the option that chooses it, in order. */
  Map<String, Integer> byOption() {
    var ports = new LinkedHashMap<String, Integer>();
    ports.put("--http-port", http);
    ports.put("--registry-port", registry);
    ports.put("--git-port", git);
    ports.put("--ssh-port", ssh);
    return ports;
  }
}
