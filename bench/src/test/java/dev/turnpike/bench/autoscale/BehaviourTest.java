package dev.turnpike.bench.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.autoscale.Behaviour.Policy;
import dev.turnpike.bench.autoscale.Behaviour.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class BehaviourTest {
  private static final List<Policy> AT_ONCE = List.of(new Policy(10_000, 0, 15));

  @Test
  void itDoublesOrAddsFourWhicheverIsMore() {
    Behaviour behaviour = new Behaviour(Settings.asDeployed());
    assertThat(behaviour.next(0, 2, 60)).isEqualTo(6);
    assertThat(behaviour.next(15, 6, 60)).isEqualTo(12);
    assertThat(behaviour.next(30, 12, 60)).isEqualTo(24);
  }

  @Test
  void withinItsPeriodAPolicyAllowsNoMore() {
    Behaviour behaviour = new Behaviour(Settings.asDeployed());
    assertThat(behaviour.next(0, 10, 60)).isEqualTo(20);
    assertThat(behaviour.next(10, 20, 60)).isEqualTo(20);
    assertThat(behaviour.next(15, 20, 60)).isEqualTo(40);
  }

  /** Kubernetes' page: 80 pods are to be 10; ten percent a minute, or four, whichever is more. */
  @Test
  void itGoesDownAsTheDocumentationSays() {
    Settings settings =
        new Settings(1, 100, 0, AT_ONCE, List.of(new Policy(0, 4, 60), new Policy(10, 0, 60)));
    Behaviour behaviour = new Behaviour(settings);
    assertThat(behaviour.next(0, 80, 10)).isEqualTo(72);
    assertThat(behaviour.next(60, 72, 10)).isEqualTo(64);
    assertThat(behaviour.next(120, 40, 10)).isEqualTo(36);
    assertThat(behaviour.next(180, 36, 10)).isEqualTo(32);
  }

  @Test
  void theHighestWishOfTheWindowCountsOnTheWayDown() {
    Settings settings = new Settings(1, 100, 600, AT_ONCE, List.of(new Policy(100, 0, 15)));
    Behaviour behaviour = new Behaviour(settings);
    assertThat(behaviour.next(0, 10, 10)).isEqualTo(10);
    assertThat(behaviour.next(300, 10, 4)).isEqualTo(10);
    assertThat(behaviour.next(600, 10, 2)).isEqualTo(10);
    assertThat(behaviour.next(615, 10, 2)).isEqualTo(4);
    assertThat(behaviour.next(915, 4, 2)).isEqualTo(2);
  }

  @Test
  void itStaysWithinItsBounds() {
    Behaviour behaviour =
        new Behaviour(new Settings(2, 8, 0, AT_ONCE, List.of(new Policy(100, 0, 15))));
    assertThat(behaviour.next(0, 4, 100)).isEqualTo(8);
    assertThat(behaviour.next(15, 8, 0)).isEqualTo(2);
  }
}
