package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stock spark-submit against an API server that keeps what it is sent, and runs nothing: {@link
 * Kubelet} starts the pods' commands as processes.
 */
class KubernetesIT {

  private static final String NAMESPACE = "ablate";
  private static final Path DEPLOY = Launcher.HOME.resolve("deploy/kubernetes");

  @TempDir static Path folder;

  private static Path elsewhere;
  private static SparkHome spark;
  private static MockApiServer server;

  @BeforeAll
  static void start() throws IOException {
    spark =
        SparkHome.make(
            folder,
            "spark-kubernetes",
            "kubernetes-",
            "zjsonpatch",
            "okhttp",
            "okio",
            "logging-interceptor",
            "snakeyaml",
            "jackson-dataformat-yaml",
            "jackson-datatype-jsr310");
    elsewhere = TravellingStudy.writeBelow(folder);
    server = MockApiServer.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void sparkMakesADriverOfTheTemplate() throws IOException {
    submit("asked", "spark.conf", elsewhere.resolve("results"));

    Pod pod = pod("asked");
    Container driver = pod.getSpec().getContainers().get(0);
    assertThat(pod.getSpec().getServiceAccountName())
        .isEqualTo(KubernetesManifestsTest.read("access.yaml").get(0).getMetadata().getName());
    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(driver.getImage()).isEqualTo("REGISTRY/ablate:cpu");
    assertThat(driver.getVolumeMounts().stream().map(VolumeMount::getMountPath))
        .contains("/results", "/data", "/tmp", "/opt/spark/conf");
    assertThat(driver.getArgs())
        .startsWith("driver", "--properties-file", "/opt/spark/conf/spark.properties")
        .contains("--class", Main.class.getName(), "run");
    // Memory and overhead of spark.conf, in MiB.
    assertThat(driver.getResources().getLimits().get("memory")).isEqualTo(new Quantity("3072Mi"));
    assertThat(properties("asked"))
        .contains("spark.kubernetes.executor.podTemplateFile=/opt/spark/pod-template/")
        .contains("spark.executor.memoryOverhead=4g");
  }

  @Test
  void theSweepOfThePodsMeasuresTheSame() throws IOException, InterruptedException {
    Launcher.Result local =
        spark.submit(
            elsewhere,
            List.of(
                "--master",
                "local[2]",
                "--class",
                Main.class.getName(),
                "job.jar",
                "run",
                "study.conf"));
    assertThat(local.exit()).as(local.text()).isZero();

    submit(
        "sweep",
        "spark.conf",
        elsewhere.resolve("pods"),
        "--conf",
        "spark.executor.instances=2",
        "--conf",
        "spark.executor.cores=1",
        "--conf",
        "spark.executor.memory=1g");
    try (Kubelet kubelet = new Kubelet(client(), spark, folder)) {
      assertThat(kubelet.run("sweep")).as(kubelet.logs()).isZero();
    }

    assertThat(TravellingStudy.scores(elsewhere.resolve("pods")))
        .isEqualTo(TravellingStudy.scores(elsewhere.resolve("results")));
  }

  /** In the root of the checkout, as its manifests have it. */
  private static void submit(String pod, String properties, Path output, String... options)
      throws IOException {
    String api = server.url();
    List<String> words =
        new ArrayList<>(List.of("--master", "k8s://" + api, "--deploy-mode", "cluster"));
    words.addAll(List.of("--properties-file", DEPLOY.resolve(properties).toString()));
    words.addAll(List.of("--conf", "spark.kubernetes.driver.pod.name=" + pod));
    words.addAll(List.of("--conf", "spark.kubernetes.submission.waitAppCompletion=false"));
    // What a cluster gives every pod.
    words.addAll(List.of("--conf", "spark.kubernetes.driver.master=" + api));
    words.addAll(
        List.of(
            "--conf", "spark.kubernetes.authenticate.driver.mounted.caCertFile=" + certificate()));
    words.addAll(List.of(options));
    words.addAll(List.of("--class", Main.class.getName()));
    words.add("local://" + Launcher.HOME.resolve("sweep-driver/target/ablate-sweep.jar"));
    words.addAll(packed(output));
    Launcher.Result result = spark.submit(Launcher.HOME, words);
    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(pod(pod)).as(result.text()).isNotNull();
  }

  private static List<String> packed(Path output) {
    CommandLineRun run =
        CommandLineRun.of(
            "run",
            elsewhere.resolve("study.conf").toString(),
            "--set",
            "sweep.output=\"" + output + "\"",
            "--pack");
    return run.out().lines().toList();
  }

  /** One that Java trusts: any is as good, for an API server without TLS. */
  private static Path certificate() throws IOException {
    Path file = folder.resolve("ca.crt");
    try {
      KeyStore trusted =
          KeyStore.getInstance(
              Path.of(System.getProperty("java.home"), "lib/security/cacerts").toFile(),
              (char[]) null);
      Certificate any = trusted.getCertificate(trusted.aliases().nextElement());
      String text = Base64.getMimeEncoder().encodeToString(any.getEncoded());
      return Files.writeString(
          file, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static KubernetesClient client() {
    return server.client(NAMESPACE);
  }

  private static Pod pod(String name) {
    return client().pods().withName(name).get();
  }

  /** The settings that Spark gives a driver's pod. */
  private static String properties(String pod) {
    return pod(pod).getSpec().getVolumes().stream()
        .filter(volume -> volume.getConfigMap() != null)
        .map(volume -> client().configMaps().withName(volume.getConfigMap().getName()).get())
        .map(map -> map.getData().get("spark.properties"))
        .filter(text -> text != null)
        .collect(Collectors.joining());
  }
}
