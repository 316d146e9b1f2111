package dev.ablate.sweep;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;

/** The house's outline: arrows point down only. */
@AnalyzeClasses(packages = "dev.ablate.sweep", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "dev.ablate.sweep.";

  /** A layer and who may use it; one that nobody names may be used by nobody. */
  @ArchTest
  static final ArchRule arrowsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy(ROOT + "cli..")
          .layer("bench")
          .definedBy(ROOT + "bench..")
          .layer("inspection")
          .definedBy(ROOT + "inspection..")
          .layer("run")
          .definedBy(ROOT + "run..")
          .layer("execution")
          .definedBy(ROOT + "execution..")
          .layer("report")
          .definedBy(ROOT + "report..")
          .layer("export")
          .definedBy(ROOT + "export..")
          .layer("analysis")
          .definedBy(ROOT + "analysis..")
          .layer("stopping")
          .definedBy(ROOT + "stopping..")
          .layer("plan")
          .definedBy(ROOT + "plan..")
          .layer("design")
          .definedBy(ROOT + "design..")
          .layer("config")
          .definedBy(ROOT + "config..")
          .layer("study")
          .definedBy(ROOT + "study..")
          .layer("expression")
          .definedBy(ROOT + "expression..")
          .layer("results")
          .definedBy(ROOT + "results..")
          .layer("images")
          .definedBy(ROOT + "images..")
          .layer("container")
          .definedBy(ROOT + "container..")
          .whereLayer("container")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("images")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("bench")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("inspection")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("cli", "bench")
          .whereLayer("execution")
          .mayOnlyBeAccessedByLayers("cli", "bench", "run")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli", "inspection", "run")
          .whereLayer("analysis")
          .mayOnlyBeAccessedByLayers("cli", "run", "report", "export")
          .whereLayer("export")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("stopping")
          .mayOnlyBeAccessedByLayers("run", "execution")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("cli", "bench", "inspection", "run")
          .whereLayer("design")
          .mayOnlyBeAccessedByLayers("cli", "run", "plan")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("cli", "bench", "inspection")
          .whereLayer("study")
          .mayOnlyBeAccessedByLayers(
              "cli", "bench", "inspection", "run", "stopping", "plan", "design", "config")
          .whereLayer("expression")
          .mayOnlyBeAccessedByLayers("study", "config", "design", "plan");

  @ArchTest
  static final ArchRule everyPackageHasItsPlace =
      classes()
          .should()
          .resideInAnyPackage(
              ROOT + "cli..",
              ROOT + "bench..",
              ROOT + "inspection..",
              ROOT + "run..",
              ROOT + "execution..",
              ROOT + "report..",
              ROOT + "export..",
              ROOT + "analysis..",
              ROOT + "stopping..",
              ROOT + "plan..",
              ROOT + "design..",
              ROOT + "config..",
              ROOT + "study..",
              ROOT + "expression..",
              ROOT + "results..",
              ROOT + "images..",
              ROOT + "container..");

  @ArchTest
  static final ArchRule containersStartByTheJdkAlone =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "container..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(ROOT + "container..", "java..");

  @ArchTest
  static final ArchRule resultsKnowNothingAbove =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "results..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "*..").and(resideOutsideOfPackage(ROOT + "results..")));

  @ArchTest
  static final ArchRule hoconStaysInConfig =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "config")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.typesafe.config..");

  @ArchTest
  static final ArchRule resultsAreLayered =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.ablate.sweep.results..")
          .layer("table")
          .definedBy("dev.ablate.sweep.results.table")
          .layer("storage")
          .definedBy("dev.ablate.sweep.results.storage")
          .layer("flat")
          .definedBy("dev.ablate.sweep.results.flat")
          .layer("sql")
          .definedBy("dev.ablate.sweep.results.sql")
          .layer("face")
          .definedBy("dev.ablate.sweep.results")
          .whereLayer("face")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sql")
          .mayOnlyBeAccessedByLayers("face")
          .whereLayer("storage")
          .mayOnlyBeAccessedByLayers("flat", "sql", "face")
          .whereLayer("flat")
          .mayOnlyBeAccessedByLayers("sql", "face");

  @ArchTest
  static final ArchRule filesNeedNoSpark =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.ablate.sweep.results.table",
              "dev.ablate.sweep.results.storage",
              "dev.ablate.sweep.results.flat")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule reportsAreLayered =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage(ROOT + "report..")
          .layer("page")
          .definedBy(ROOT + "report.page")
          .layer("plot")
          .definedBy(ROOT + "report.plot")
          .layer("data")
          .definedBy(ROOT + "report")
          .layer("text")
          .definedBy(ROOT + "report.text")
          .layer("picture")
          .definedBy(ROOT + "report.picture")
          .whereLayer("page")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("plot")
          .mayOnlyBeAccessedByLayers("page")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("page");

  @ArchTest
  static final ArchRule reportsNeedNoSpark =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.hadoop..");

  @ArchTest
  static final ArchRule planningNeedsNoSpark =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "config..", ROOT + "study..", ROOT + "design..", ROOT + "plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule noCycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  /** A figure reads alike whatever the machine's language is. */
  @ArchTest
  static final ArchRule figuresAreWrittenInOneLocale =
      noClasses()
          .should()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
          .orShould()
          .callMethod(PrintStream.class, "printf", String.class, Object[].class);
}
