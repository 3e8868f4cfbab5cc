package dev.turnpike.ingress.usage;

import dev.turnpike.ingress.usage.KeyBudgets.NamedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reports on what users have spent, from the books. Blocks. */
@Component
class UsageReports {
  private final SpendingTable spending;
  private final Budgets budgets;

  UsageReports(SpendingTable spending, Budgets budgets) {
    this.spending = spending;
    this.budgets = budgets;
  }

  UsageReport of(String userId, Days days, Today today) {
    UserSpending spent = Objects.requireNonNull(spending.of(List.of(userId), today).get(userId));
    Spent total = spent.total();
    return new UsageReport(
        total.today(),
        total.month(),
        budgets.user(),
        keys(userId, spent),
        days.from(),
        days.to(),
        spending.days(userId, days.from(), days.to()).entrySet().stream()
            .map(UsageReport.Day::of)
            .toList());
  }

  private List<UsageReport.Key> keys(String userId, UserSpending spent) {
    List<UsageReport.Key> keys = new ArrayList<>();
    List<NamedKey> known = budgets.keysOf(userId);
    for (NamedKey key : known) {
      Spent with = spent.with(key.id());
      keys.add(new UsageReport.Key(key.id(), key.name(), with.today(), with.month(), key.budget()));
    }
    Set<String> ids = known.stream().map(NamedKey::id).collect(Collectors.toSet());
    spent.byKey().entrySet().stream()
        .filter(each -> !each.getKey().equals(UserSpending.NO_KEY) && !ids.contains(each.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            each ->
                keys.add(
                    new UsageReport.Key(
                        each.getKey(),
                        null,
                        each.getValue().today(),
                        each.getValue().month(),
                        Budget.NONE)));
    return keys;
  }
}
