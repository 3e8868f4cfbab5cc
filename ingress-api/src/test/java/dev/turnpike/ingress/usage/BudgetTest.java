package dev.turnpike.ingress.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BudgetTest {
  @Test
  void zeroIsALimitAndNothingIsNone() {
    assertThat(Budget.NONE.isUnlimited()).isTrue();
    assertThat(new Budget(0L, null, null, null).isUnlimited()).isFalse();
    assertThat(new Budget(null, null, null, BigDecimal.ZERO).isUnlimited()).isFalse();
  }

  @Test
  void negativeLimitsAreRefusedByName() {
    assertThatThrownBy(() -> new Budget(-1L, null, null, null))
        .hasMessageContaining("tokens per day is -1");
    assertThatThrownBy(() -> new Budget(null, -2L, null, null))
        .hasMessageContaining("tokens per month is -2");
    assertThatThrownBy(() -> new Budget(null, null, new BigDecimal("-0.5"), null))
        .hasMessageContaining("cost per day is -0.5");
    assertThatThrownBy(() -> new Budget(null, null, null, new BigDecimal("-1")))
        .hasMessageContaining("cost per month is -1");
  }

  @Test
  void whatOneLeavesOpenTheOtherLimits() {
    Budget own = new Budget(5L, null, null, BigDecimal.ZERO);
    Budget usual = new Budget(9L, 90L, BigDecimal.ONE, BigDecimal.TEN);

    assertThat(own.orElse(usual)).isEqualTo(new Budget(5L, 90L, BigDecimal.ONE, BigDecimal.ZERO));
    assertThat(own.orElse(Budget.NONE)).isEqualTo(own);
  }
}
