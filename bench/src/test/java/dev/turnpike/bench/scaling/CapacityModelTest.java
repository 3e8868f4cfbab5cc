package dev.turnpike.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CapacityModelTest {

  private static final Workload EASY = new Workload(0, 10, 100);

  private final CapacityModel model = new CapacityModel(Costs.measured(), EASY);

  @Test
  void turnsFollowFromStreamsByLittlesLaw() {
    assertThat(EASY.seconds()).isEqualTo(10);
    assertThat(EASY.turnsPerSecond(1_000)).isEqualTo(100);
    assertThat(EASY.tokensPerSecond(1_000)).isEqualTo(10_000);
  }

  @Test
  void demandIsProportionalToStreamsAndSharedByCells() {
    var one = Deployment.asShipped();
    var cells = Deployment.steps().getLast();
    var small = utilisations(one, 1_000);
    var large = utilisations(one, 10_000);
    for (int i = 0; i < small.size(); i++) {
      assertThat(large.get(i)).isCloseTo(10 * small.get(i), within(1e-9));
    }
    assertThat(model.resources(cells, 16_000).getFirst().demand())
        .isCloseTo(model.resources(one, 1_000).getFirst().demand(), within(1e-9));
  }

  @Test
  void demandIsWhatWasMeasuredTimesHowMuchThereIs() {
    var byName =
        model.resources(Deployment.asShipped(), 10_000).stream()
            .collect(Collectors.toMap(Resource::name, Resource::demand));
    double turns = 1_000;
    assertThat(byName.get("the database's processors"))
        .isCloseTo(turns * Costs.measured().database().value() / 1_000, within(1e-9));
    assertThat(byName.get("turns in flight of all workers")).isEqualTo(10_000);
    assertThat(byName.get("the database's commits")).isEqualTo(2 * turns);
  }

  @Test
  void theLimitIsWhereTheBusiestReachesTheTarget() {
    for (var step : Deployment.steps()) {
      double limit = model.limit(step);
      assertThat(model.busiest(step, limit).utilisation())
          .as(step.change())
          .isCloseTo(CapacityModel.TARGET, within(1e-6));
    }
  }

  @Test
  void noStepMakesItLessAndTheLastCarriesAMillionChats() {
    var chats = new CapacityModel(Costs.measured(), Workload.CHAT);
    var limits = Deployment.steps().stream().map(chats::limit).toList();
    assertThat(limits).isSorted();
    assertThat(limits.getFirst()).isLessThan(100_000);
    assertThat(limits.getLast()).isGreaterThan(1_000_000);
  }

  @Test
  void eachStepLiftsWhatBrokeFirst() {
    var chats = new CapacityModel(Costs.measured(), Workload.CHAT);
    var steps = Deployment.steps();
    for (int i = 1; i < steps.size(); i++) {
      double limit = chats.limit(steps.get(i - 1));
      var broke = chats.busiest(steps.get(i - 1), limit).name();
      var now =
          chats.resources(steps.get(i), limit).stream()
              .filter(resource -> resource.name().equals(broke))
              .findFirst()
              .orElseThrow();
      assertThat(now.utilisation()).as(steps.get(i).change()).isLessThan(CapacityModel.TARGET);
    }
  }

  @Test
  void nodesThatShareAMailboxPassTheOthersEventsBy() {
    var shared = Deployment.asShipped();
    var own = Deployment.steps().get(1);
    double streams = 100_000;
    assertThat(model.fleet(own, streams).ingress())
        .isLessThan(model.fleet(shared, streams).ingress());
    assertThat(model.fleet(shared, 1e9).ingress()).as("no number is enough").isNegative();
  }

  @Test
  void waitingGrowsWithoutBound() {
    assertThat(new Resource("r", "cores", 0.5, 1).slowdown()).isEqualTo(1.5);
    assertThat(new Resource("r", "cores", 1, 1).slowdown()).isInfinite();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new Workload(0, 0, 100)).hasMessageContaining("0.0 a second");
    assertThatThrownBy(() -> new Figure("f", 0, "ms", "none")).hasMessageContaining("above 0");
  }

  private List<Double> utilisations(Deployment on, double streams) {
    return model.resources(on, streams).stream().map(Resource::utilisation).toList();
  }
}
