package fleet.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.api.schema.Schemas;
import fleet.contract.Json;

/** What a route takes and answers, as OpenAPI says it. */
record Bodies(Schemas schemas) {
  private static final String JSON = "application/json";
  private static final String DESCRIPTION = "description";

  void add(Endpoint endpoint, ObjectNode operation) {
    request(endpoint.takes(), operation);
    var responses = operation.putObject("responses");
    var success = responses.putObject(Integer.toString(endpoint.gives().status()));
    switch (endpoint.gives()) {
      case Gives.Nothing _ -> success.put(DESCRIPTION, "Done.");
      case Gives.Elsewhere _ ->
          text(
              said(success, "Where to go instead.")
                  .putObject("headers")
                  .putObject("Location")
                  .put("required", true));
      case Gives.Value(_, var type) -> json(said(success, "What was asked for."), schemas.of(type));
      case Gives.Tagged(var type) -> {
        json(said(success, "What was asked for, under its ETag."), schemas.of(type));
        text(success.putObject("headers").putObject("ETag").put("required", true));
        said(responses.putObject("304"), "It is what the caller has.");
      }
      case Gives.PageOf(var item) -> json(said(success, "Part of the list."), page(item));
      case Gives.AllOf(var item, var most) ->
          json(said(success, "All of the list."), all(item, most));
      case Gives.Lines(var item) ->
          stream(said(success, "One value a line, as they come."), ReleaseAnswers.NDJSON, item);
      case Gives.Events(var item) ->
          stream(said(success, "Server-sent events, as they come."), "text/event-stream", item);
      case Gives.Bytes(var contentTypes) -> {
        said(success, "The file.");
        contentTypes.forEach(contentType -> text(content(success, contentType)));
      }
      case Gives.Socket(var said, var heard) -> {
        var socket = said(success, "A WebSocket.").putObject("x-fleet-socket");
        socket.set("said", schemas.of(said));
        socket.set("heard", schemas.of(heard));
      }
    }
    Refusals.add(endpoint, responses);
  }

  private void request(Takes takes, ObjectNode operation) {
    switch (takes) {
      case Takes.Nothing _ -> {}
      case Takes.Json(var type, var limit) ->
          json(body(operation).put("x-fleet-limit-bytes", limit), schemas.of(type));
      case Takes.Bytes(var contentTypes) -> {
        var body = body(operation);
        contentTypes.forEach(contentType -> text(content(body, contentType)));
      }
    }
  }

  private static ObjectNode body(ObjectNode operation) {
    return operation.putObject("requestBody").put("required", true);
  }

  private ObjectNode all(Class<?> item, int most) {
    var list = Json.mapper().createObjectNode().put("type", "object");
    list.putArray("required").add("items");
    list.putObject("properties")
        .putObject("items")
        .put("type", "array")
        .put("maxItems", most)
        .set("items", schemas.of(item));
    return list;
  }

  private ObjectNode page(Class<?> item) {
    var page = all(item, Call.MOST_ITEMS);
    page.withObjectProperty("properties")
        .putObject("next")
        .put("type", "string")
        .put(DESCRIPTION, "Cursor of the next part; absent at the end.");
    return page;
  }

  private void stream(ObjectNode response, String contentType, Class<?> item) {
    text(content(response, contentType)).set("x-fleet-line", schemas.of(item));
  }

  private static void json(ObjectNode holder, ObjectNode schema) {
    content(holder, JSON).set("schema", schema);
  }

  private static ObjectNode content(ObjectNode holder, String contentType) {
    return holder.withObjectProperty("content").putObject(contentType);
  }

  private static ObjectNode text(ObjectNode holder) {
    holder.putObject("schema").put("type", "string");
    return holder;
  }

  private static ObjectNode said(ObjectNode holder, String description) {
    return holder.put(DESCRIPTION, description);
  }
}
