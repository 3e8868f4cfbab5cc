package dev.turnpike.agent;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.turnpike.testing.BoundaryRules;

@AnalyzeClasses(packages = "dev.turnpike.agent", importOptions = DoNotIncludeTests.class)
class BoundaryTest {
  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);
}
