package fleet.supervisor.image;

import fleet.contract.client.JsonHttp;
import fleet.supervisor.engine.EventLoop;
import java.net.http.HttpClient;

/**
 * What the door is made of.
 *
 * @param port on 127.0.0.1; 0 means any
 * @param http for the registry
 * @param api with the device's token, for registry tokens
 */
public record DoorSettings(int port, EventLoop loop, HttpClient http, JsonHttp api) {}
