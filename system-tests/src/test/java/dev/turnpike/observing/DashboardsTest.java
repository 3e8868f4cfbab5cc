package dev.turnpike.observing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboards are what their sources say, and show what there is. */
class DashboardsTest {

  private static final Path MADE = Path.of("target/dashboards");

  @Test
  void whatGrafanaReadsIsUpToDate() throws Exception {
    Files.createDirectories(MADE);
    for (Dashboard dashboard : Dashboard.all()) {
      String name = dashboard.uid() + ".json";
      Files.writeString(MADE.resolve(name), GrafanaJson.of(dashboard));
    }
    for (Dashboard dashboard : Dashboard.all()) {
      String name = dashboard.uid() + ".json";
      String json = GrafanaJson.of(dashboard);
      Path kept = Dashboard.FOLDER.resolve("dashboards").resolve(name);
      assertThat(Files.exists(kept) ? Files.readString(kept) : "")
          .as("%s is out of date: cp local/target/dashboards/* infra/grafana/dashboards/", kept)
          .isEqualTo(json);
    }
  }

  @Test
  void everyExpressionNamesSeriesAndLabelsThatThereAre() {
    KnownSeries known = new KnownSeries();
    for (Dashboard dashboard : Dashboard.all()) {
      for (var panel : dashboard.panels()) {
        String who = dashboard.title() + ", " + panel.title();
        panel.queries().forEach(query -> known.requireKnown(who, query.expr()));
      }
    }
  }

  @Test
  void everyPanelHasATitleAUnitAndALegend() {
    for (Dashboard dashboard : Dashboard.all()) {
      assertThat(dashboard.panels()).extracting(Dashboard.Panel::title).doesNotHaveDuplicates();
      for (var panel : dashboard.panels()) {
        assertThat(panel.unit()).as(panel.title()).isNotBlank();
        assertThat(panel.type()).as(panel.title()).isIn("stat", "timeseries");
        assertThat(panel.queries())
            .as(panel.title())
            .isNotEmpty()
            .allMatch(query -> panel.type().equals("stat") || !query.legend().isBlank());
      }
    }
  }

  @Test
  void linksLeadToTheRunbook() {
    Set<String> alerts =
        Rules.read().alerts().stream().map(Rules.Alert::name).collect(Collectors.toSet());
    for (Dashboard dashboard : Dashboard.all()) {
      for (var panel : dashboard.panels()) {
        if (panel.alert() != null) {
          assertThat(alerts).as(panel.title()).contains(panel.alert());
        }
      }
    }
  }
}
