package fleet.supervisor.http;

import java.util.Map;

/**
 * What is asked.
 *
 * @param method such as {@code GET}
 * @param route path and query
 * @param headers besides those that each request has
 * @param body perhaps empty; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(String method, String route, Map<String, String> headers, byte[] body) {
  public Request {
    headers = Map.copyOf(headers);
  }

  public static Request get(String route, Map<String, String> headers) {
    return new Request("GET", route, headers, new byte[0]);
  }
}
