package fleet.registry.http;

import fleet.registry.request.Headers;

/** A request before its body. */
record RequestHead(String method, String uri, Headers headers) {}
