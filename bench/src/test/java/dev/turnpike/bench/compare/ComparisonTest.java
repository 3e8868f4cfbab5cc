package dev.turnpike.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.load.FakeTurnpike;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Share;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String MODEL = "sim:ttft=30,gap=5,tokens=5,text=lorem,seed=1";

  private final List<String> order = new ArrayList<>();

  @Test
  void measuresBothSidesByTurns() throws Exception {
    List<LevelResult> levels = run(SimulatedModel.loremText(MODEL), settings(List.of(1, 3)));

    assertThat(order)
        .containsExactly(
            "turnpike 1",
            "model 1",
            "turnpike 1",
            "model 1",
            "turnpike 3",
            "model 3",
            "turnpike 3",
            "model 3");
    assertThat(levels).extracting(LevelResult::concurrency).containsExactly(1, 3);
    assertThat(levels).allMatch(LevelResult::succeeded);
    assertThat(levels)
        .allSatisfy(
            level -> {
              assertThat(level.model().firstToken().p50()).isGreaterThan(28);
              assertThat(level.added().firstToken().p50())
                  .isNotEqualTo(level.turnpike().firstToken().p50());
              assertThat(level.cpu().byGroupPer1000Tokens()).containsKey("bench");
              assertThat(level.turnsPerSecondRatio()).isPositive();
            });
  }

  @Test
  void anAnswerThatIsNotTheModelsFailsTheRun() throws Exception {
    List<LevelResult> levels = run("something else", settings(List.of(1)));

    assertThat(levels).noneMatch(LevelResult::succeeded);
    assertThat(levels.getFirst().turnpike().failures()).containsOnlyKeys("wrong text");
    assertThat(levels.getFirst().model().failed()).isZero();
  }

  private List<LevelResult> run(String answer, Settings settings) throws Exception {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant());
        FakeTurnpike turnpike = FakeTurnpike.answering(List.of(answer), Duration.ofMillis(10))) {
      return new Comparison(
              settings,
              new TurnpikeTarget(turnpike.url(), 2),
              new ModelTarget(URI.create(model.baseUrl())),
              List.of(ProcessGroup.of("bench", Share.GENERATOR, ProcessHandle.current().pid())),
              new Order())
          .run();
    }
  }

  private static Settings settings(List<Integer> concurrency) {
    return new Settings(concurrency, 1, 0, 1, 0, MODEL, 1, 2, false, 5);
  }

  private final class Order implements Observer {
    @Override
    public void preparing(String what) {}

    @Override
    public void measuring(Level level, String target, int pairs) {
      order.add(target + " " + level.users());
    }

    @Override
    public void measured(Level level, int pairs) {
      assertThat(pairs).isEqualTo(2);
    }
  }
}
