/**
 * Connections: HTTP/1.1 on Netty, streaming both ways under back-pressure.
 *
 * <p>In: bytes of clients. Out: bytes of answers. Event loops only move bytes; each request is
 * answered on a virtual thread, which alone touches files, rows and the API. Must not know what a
 * request does.
 *
 * <pre>
 * TlsHelloGuard -> HttpServerCodec -> MessageGate -> IdleStateHandler -> ConnectionHandler
 *                                                                                |          ^
 *                                       StreamedBody (bounded) -> Dispatcher -> AnswerWriter
 * </pre>
 */
@NullMarked
package fleet.registry.http;

import org.jspecify.annotations.NullMarked;
