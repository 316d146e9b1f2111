package dev.ablate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Which package may know which. */
@AnalyzeClasses(packages = "dev.ablate", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("spec")
          .definedBy("dev.ablate.spec..")
          .layer("model")
          .definedBy("dev.ablate.model..")
          .layer("training")
          .definedBy("dev.ablate.training..")
          .layer("tensor")
          .definedBy("dev.ablate.tensor..")
          .layer("data")
          .definedBy("dev.ablate.data..")
          .layer("trial")
          .definedBy("dev.ablate.trial..")
          .layer("device")
          .definedBy("dev.ablate.device..")
          .layer("engine")
          .definedBy("dev.ablate.engine..")
          .layer("exchange")
          .definedBy("dev.ablate.exchange..")
          .layer("inspect")
          .definedBy("dev.ablate.inspect..")
          .layer("runner")
          .definedBy("dev.ablate")
          .layer("bench")
          .definedBy("dev.ablate.bench..")
          .whereLayer("bench")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("runner")
          .mayOnlyBeAccessedByLayers("bench")
          .whereLayer("inspect")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("exchange")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("exchange", "inspect", "runner", "bench")
          .whereLayer("device")
          .mayOnlyBeAccessedByLayers("data", "engine", "runner", "bench")
          .whereLayer("tensor")
          .mayOnlyBeAccessedByLayers("exchange", "engine", "runner")
          .whereLayer("trial")
          .mayOnlyBeAccessedByLayers("runner", "bench")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("trial", "engine", "inspect", "runner", "bench")
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers("trial", "engine", "runner", "bench")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers(
              "data", "training", "trial", "engine", "exchange", "inspect", "runner", "bench");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.ablate.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule engineArrowsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("graph")
          .definedBy("dev.ablate.engine.dl4j")
          .layer("device")
          .definedBy("dev.ablate.engine.dl4j.device")
          .layer("parts")
          .definedBy(
              "dev.ablate.engine.dl4j.onednn",
              "dev.ablate.engine.dl4j.update",
              "dev.ablate.engine.dl4j.recurrent",
              "dev.ablate.engine.dl4j.layer",
              "dev.ablate.engine.dl4j.batch")
          .layer("compute")
          .definedBy("dev.ablate.engine.dl4j.compute")
          .whereLayer("graph")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("device")
          .mayOnlyBeAccessedByLayers("graph")
          .whereLayer("parts")
          .mayOnlyBeAccessedByLayers("graph", "device");

  @ArchTest
  static final ArchRule engineHasNoCycles =
      slices().matching("dev.ablate.engine.dl4j.(*)..").should().beFreeOfCycles();

  /** ND4J's copy of the library by which ONNX files are read and written is no engine. */
  @ArchTest
  static final ArchRule onlyTheServiceLoaderKnowsAnEngine =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.ablate.engine.dl4j..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "dev.ablate.engine.dl4j..",
                      "org.deeplearning4j..",
                      "org.nd4j..",
                      "org.bytedeco..")
                  .and(resideOutsideOfPackage("org.nd4j.shade.protobuf..")));

  @ArchTest
  static final ArchRule nothingKnowsSpark =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "com.typesafe..");

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
