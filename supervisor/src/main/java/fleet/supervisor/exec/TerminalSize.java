package fleet.supervisor.exec;

/** How large somebody's terminal is, in characters. */
public record TerminalSize(int columns, int rows) {}
