package fleet.builder.plan;

import fleet.builder.plan.Value.Fields;
import fleet.builder.plan.Value.Items;
import fleet.builder.plan.Value.Marked;
import fleet.builder.plan.Value.Nothing;
import fleet.builder.plan.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML 1.2 into values that know their place. Resolves anchors, merge keys and variables.
 * Bounded in size, depth and in what aliases may unfold to. Has state: use one per file.
 */
final class YamlReader {
  private static final int MAX_CHARS = 512 * 1024;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_VALUES = 50_000;
  private static final String RESET = "!reset";
  private static final String OVERRIDE = "!override";
  private static final Set<String> KNOWN =
      Stream.of(Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.STR, Tag.SEQ, Tag.MAP)
          .map(Tag::getValue)
          .collect(Collectors.toUnmodifiableSet());

  private final String file;
  private final Variables variables;
  private int values;

  YamlReader(String file, Variables variables) {
    this.file = file;
    this.variables = variables;
  }

  Value read(String text) {
    var root = new Where(file, 1, "");
    if (text.length() > MAX_CHARS) {
      throw root.refuse("the file is larger than %d KiB".formatted(MAX_CHARS / 1024), "");
    }
    try {
      var settings =
          LoadSettings.builder()
              .setLabel(file)
              .setUseMarks(true)
              .setMaxAliasesForCollections(MAX_VALUES)
              .build();
      requireShallow(settings, text);
      var node = new Compose(settings).composeString(text);
      return node.isEmpty() ? new Nothing(root) : value(node.get(), root, 0);
    } catch (MarkedYamlEngineException e) {
      throw new Where(file, e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), "")
          .refuse("is not YAML: " + e.getProblem(), "");
    } catch (YamlEngineException e) {
      throw root.refuse("is not YAML: " + firstLine(e), "");
    }
  }

  /** Before it becomes a tree, which takes the stack. */
  private void requireShallow(LoadSettings settings, String text) {
    var depth = 0;
    for (var event : new Parse(settings).parseString(text)) {
      depth += change(event);
      if (depth > MAX_DEPTH) {
        var line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        throw new Where(file, line, "").refuse("is nested too deeply", "");
      }
    }
  }

  private static int change(Event event) {
    return switch (event) {
      case CollectionStartEvent _ -> 1;
      case CollectionEndEvent _ -> -1;
      default -> 0;
    };
  }

  private Value value(Node node, Where where, int depth) {
    count(where, depth);
    var tag = node.getTag().getValue();
    return switch (tag) {
      case RESET -> new Marked(where, true, new Nothing(where));
      case OVERRIDE -> new Marked(where, false, unmarked(node, where, depth));
      default -> {
        if (!KNOWN.contains(tag)) {
          throw where.refuse("the tag %s is not supported".formatted(tag), "!reset and !override");
        }
        yield unmarked(node, where, depth);
      }
    };
  }

  private void count(Where where, int depth) {
    if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
      throw where.refuse("is nested too deeply, or its aliases unfold to too much", "");
    }
  }

  private Value unmarked(Node node, Where where, int depth) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, where);
      case SequenceNode sequence -> items(sequence, where, depth);
      case MappingNode mapping -> new Fields(where, fields(mapping, where, depth));
      default -> throw where.refuse("is a kind of YAML that is not supported", "");
    };
  }

  private Value scalar(ScalarNode node, Where where) {
    return node.getTag().equals(Tag.NULL)
        ? new Nothing(where)
        : new Text(where, variables.resolve(node.getValue(), where));
  }

  private Value items(SequenceNode sequence, Where where, int depth) {
    var items = new ArrayList<Value>();
    for (var item : sequence.getValue()) {
      items.add(value(item, new Where(file, line(item), where.key()), depth + 1));
    }
    return new Items(where, items);
  }

  private Map<String, Value> fields(MappingNode mapping, Where where, int depth) {
    var merged = new LinkedHashMap<String, Value>();
    var own = new LinkedHashMap<String, Value>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw where.refuse("a key must be a text", "");
      }
      var place = where.child(key.getValue(), line(key));
      if (key.getValue().equals("<<") && key.isPlain()) {
        merge(tuple.getValueNode(), where, depth).forEach(merged::putIfAbsent);
      } else if (own.put(key.getValue(), value(tuple.getValueNode(), place, depth + 1)) != null) {
        throw place.refuse("is written twice", "");
      }
    }
    merged.putAll(own);
    return merged;
  }

  private Map<String, Value> merge(Node node, Where where, int depth) {
    var merged = new LinkedHashMap<String, Value>();
    for (var source : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
      if (!(source instanceof MappingNode mapping)) {
        throw where.refuse("'<<' takes a mapping, or a list of mappings", "");
      }
      count(where, depth);
      fields(mapping, where, depth + 1).forEach(merged::putIfAbsent);
    }
    return merged;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
