package fleet.builder.upload;

import com.sun.net.httpserver.HttpExchange;
import fleet.builder.pool.EnginePool;
import fleet.contract.Json;
import fleet.contract.identity.EngineName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.regex.Pattern;

/** The engines that build: {@code GET /engines}, {@code POST /engines/{name}/drain|resume}. */
final class ShowEngines {
  private static final String ALL = "/internal/v1/engines";
  private static final Pattern ONE = Pattern.compile(ALL + "/([^/]+)/(drain|resume)");

  private final EnginePool engines;

  ShowEngines(EnginePool engines) {
    this.engines = engines;
  }

  static boolean answers(String path) {
    return path.equals(ALL) || ONE.matcher(path).matches();
  }

  byte[] answer(HttpExchange exchange) {
    var order = ONE.matcher(exchange.getRequestURI().getPath());
    if (!order.matches()) {
      requireMethod(exchange, "GET");
      return Json.writeBytes(engines.views());
    }
    requireMethod(exchange, "POST");
    var name = EngineName.parse(order.group(1));
    return Json.writeBytes(
        order.group(2).equals("drain") ? engines.drain(name) : engines.resume(name));
  }

  private static void requireMethod(HttpExchange exchange, String method) {
    if (!exchange.getRequestMethod().equals(method)) {
      throw new ProblemException(
          ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.METHOD_NOT_ALLOWED.sentence(), "");
    }
  }
}
