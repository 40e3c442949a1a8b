package fleet.supervisor.engine;

/** A label that tells whose something is. */
public record Label(String key, String value) {}
