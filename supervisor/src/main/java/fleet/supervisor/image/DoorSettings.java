package fleet.supervisor.image;

import fleet.supervisor.http.EventLoop;
import fleet.supervisor.http.Http;
import fleet.supervisor.http.JsonApi;
import fleet.supervisor.observe.ImageNames;

/**
 * What the door is made of.
 *
 * @param port on 127.0.0.1; 0 means any
 * @param http for the registry
 * @param api with the device's token, for registry tokens
 * @param names of the device's images
 */
public record DoorSettings(int port, EventLoop loop, Http http, JsonApi api, ImageNames names) {}
