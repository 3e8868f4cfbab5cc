package dev.turnpike.observing;

import dev.turnpike.observing.Dashboard.Panel;
import dev.turnpike.observing.Dashboard.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A dashboard as Grafana reads it. */
final class GrafanaJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Map<String, Object> DATA = Map.of("uid", "${datasource}");
  private static final int COLUMNS = 24;

  private final Dashboard dashboard;
  private int id;
  private int x;
  private int y;

  private GrafanaJson(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  static String of(Dashboard dashboard) {
    return JSON.writeValueAsString(new GrafanaJson(dashboard).whole()) + "\n";
  }

  private Map<String, Object> whole() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("uid", dashboard.uid());
    all.put("title", dashboard.title());
    all.put("description", dashboard.about());
    all.put("tags", List.of("turnpike"));
    all.put("schemaVersion", 39);
    all.put("editable", false);
    all.put("refresh", "15s");
    all.put("graphTooltip", 1);
    all.put("time", Map.of("from", "now-1h"));
    all.put("links", List.of(others()));
    all.put("templating", Map.of("list", variables()));
    all.put("panels", panels());
    return all;
  }

  private static Map<String, Object> others() {
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("type", "dashboards");
    link.put("title", "Turnpike");
    link.put("tags", List.of("turnpike"));
    link.put("asDropdown", false);
    link.put("keepTime", true);
    return link;
  }

  private List<Map<String, Object>> variables() {
    List<Map<String, Object>> variables = new ArrayList<>();
    variables.add(variable("datasource", "datasource", "Prometheus", "prometheus"));
    variables.add(variable("runbooks", "textbox", "Runbook pages at", "docs/operations"));
    if (dashboard.instance() != null) {
      Map<String, Object> instance =
          variable(
              "instance",
              "query",
              "Instance",
              "label_values(up{job=~\"%s\"}, instance)".formatted(dashboard.instance()));
      instance.put("datasource", DATA);
      instance.put("refresh", 2);
      instance.put("multi", true);
      instance.put("includeAll", true);
      instance.put("allValue", ".*");
      instance.put("current", Map.of("value", "$__all"));
      variables.add(instance);
    }
    return variables;
  }

  private static Map<String, Object> variable(
      String name, String type, String label, String query) {
    Map<String, Object> variable = new LinkedHashMap<>();
    variable.put("name", name);
    variable.put("type", type);
    variable.put("label", label);
    variable.put("query", query);
    return variable;
  }

  private List<Map<String, Object>> panels() {
    List<Map<String, Object>> panels = new ArrayList<>();
    for (var row : dashboard.rows()) {
      Map<String, Object> title = new LinkedHashMap<>();
      title.put("id", ++id);
      title.put("type", "row");
      title.put("title", row.title());
      title.put("collapsed", false);
      title.put("gridPos", place(COLUMNS, 1));
      panels.add(title);
      row.panels().forEach(panel -> panels.add(panel(panel)));
      x = 0;
      y += row.panels().getLast().height();
    }
    return panels;
  }

  /** The next place from left to right; a new line where the panel does not fit. */
  private Map<String, Object> place(int width, int height) {
    if (x + width > COLUMNS) {
      x = 0;
      y += height;
    }
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("x", x);
    place.put("y", y);
    place.put("w", width);
    place.put("h", height);
    x += width;
    if (width == COLUMNS) {
      x = 0;
      y += height;
    }
    return place;
  }

  private Map<String, Object> panel(Panel panel) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", ++id);
    all.put("type", panel.type());
    all.put("title", panel.title());
    all.put("description", description(panel));
    all.put("datasource", DATA);
    all.put("gridPos", place(panel.width(), panel.height()));
    all.put("fieldConfig", Map.of("defaults", defaults(panel)));
    all.put("options", options(panel));
    if (panel.alert() != null) {
      all.put("links", List.of(runbook(panel.alert())));
    }
    List<Map<String, Object>> targets = new ArrayList<>();
    for (Query query : panel.queries()) {
      targets.add(target(query, (char) ('A' + targets.size()), panel.type().equals("stat")));
    }
    all.put("targets", targets);
    return all;
  }

  private static String description(Panel panel) {
    return panel.empty() == null
        ? panel.about()
        : (panel.about() + " Empty when " + panel.empty() + ".").strip();
  }

  private static Map<String, Object> runbook(String alert) {
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("title", "What to do: " + alert);
    link.put("url", "${runbooks}/alerts.md#" + alert.toLowerCase(Locale.ROOT));
    link.put("targetBlank", true);
    return link;
  }

  private static Map<String, Object> defaults(Panel panel) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("unit", panel.unit());
    if (!panel.unit().startsWith("currency") && !panel.unit().equals("none")) {
      defaults.put("min", 0);
    }
    if (panel.type().equals("timeseries")) {
      Map<String, Object> custom = new LinkedHashMap<>();
      custom.put("lineWidth", 1);
      custom.put("fillOpacity", 8);
      custom.put("showPoints", "never");
      defaults.put("custom", custom);
    }
    if (!panel.thresholds().isEmpty()) {
      List<Map<String, Object>> steps = new ArrayList<>();
      steps.add(new LinkedHashMap<>(Map.of("color", "green")));
      List<String> colors = List.of("yellow", "red");
      for (int i = 0; i < panel.thresholds().size(); i++) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("color", colors.get(i));
        step.put("value", panel.thresholds().get(i));
        steps.add(step);
      }
      Map<String, Object> thresholds = new LinkedHashMap<>();
      thresholds.put("mode", "absolute");
      thresholds.put("steps", steps);
      defaults.put("thresholds", thresholds);
    }
    return defaults;
  }

  private static Map<String, Object> options(Panel panel) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (panel.type().equals("stat")) {
      options.put("colorMode", panel.thresholds().isEmpty() ? "none" : "background");
      options.put("reduceOptions", Map.of("calcs", List.of("lastNotNull")));
    } else {
      Map<String, Object> legend = new LinkedHashMap<>();
      legend.put("displayMode", "list");
      legend.put("placement", "bottom");
      options.put("legend", legend);
      options.put("tooltip", Map.of("mode", "multi"));
    }
    return options;
  }

  private static Map<String, Object> target(Query query, char ref, boolean instant) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("refId", String.valueOf(ref));
    target.put("datasource", DATA);
    target.put("expr", query.expr());
    target.put("legendFormat", query.legend().isEmpty() ? "__auto" : query.legend());
    target.put("instant", instant);
    target.put("range", !instant);
    return target;
  }
}
