package dev.turnpike.schemas.provisioning;

import java.util.stream.Collectors;

/** Something can't be made right here, so nothing was done. */
public final class ProvisioningRefused extends RuntimeException {

  ProvisioningRefused(Plan plan) {
    super(
        "Nothing was provisioned: "
            + plan.sections().stream()
                .flatMap(section -> section.with(Change.Sign.REFUSE))
                .map(Change::difference)
                .collect(Collectors.joining("; "))
            + ".");
  }
}
