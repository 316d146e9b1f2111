package dev.ablate.sweep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house's outline: arrows point down only. */
@AnalyzeClasses(packages = "dev.ablate.sweep", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule hoconStaysInConfig =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.ablate.sweep.config")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.typesafe.config..");

  @ArchTest
  static final ArchRule configKnowsNoDesignPlanOrExecution = lower("config", "design", "plan");

  @ArchTest static final ArchRule designKnowsNoPlanOrExecution = lower("design", "plan");

  @ArchTest static final ArchRule planKnowsNoExecution = lower("plan");

  @ArchTest
  static final ArchRule resultsKnowNothingAbove = lower("results", "config", "design", "plan");

  @ArchTest
  static final ArchRule planningNeedsNoSpark =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.ablate.sweep.config", "dev.ablate.sweep.design", "dev.ablate.sweep.plan")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.ablate.sweep.(*)..").should().beFreeOfCycles();

  private static ArchRule lower(String low, String... alsoHigh) {
    String[] high = new String[alsoHigh.length + 3];
    high[0] = "dev.ablate.sweep.cli..";
    high[1] = "dev.ablate.sweep.execution..";
    high[2] = "dev.ablate.sweep.report..";
    for (int i = 0; i < alsoHigh.length; i++) {
      high[i + 3] = "dev.ablate.sweep." + alsoHigh[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("dev.ablate.sweep." + low)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(high);
  }
}
