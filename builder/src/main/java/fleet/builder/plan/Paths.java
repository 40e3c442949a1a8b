package fleet.builder.plan;

import java.util.ArrayDeque;

/** Relative paths that stay in the project. */
final class Paths {
  private Paths() {}

  /** The folder of a file; empty for the root. */
  static String folder(String path) {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }

  /** Joins the two and removes dots; the result is relative to the project's root. */
  static String inProject(Value value, String folder, String path) {
    if (path.startsWith("/") || path.contains("://") || path.contains("@")) {
      throw value
          .where()
          .refuse("'%s' is not a folder or file of this project".formatted(path), "");
    }
    var parts = new ArrayDeque<String>();
    for (var part : (folder + "/" + path).split("/")) {
      if (part.equals("..") && parts.pollLast() == null) {
        throw value.where().refuse("'%s' is outside the project".formatted(path), "");
      }
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
