package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests, against the classes that fabric8 made of the Kubernetes API's schema. */
class KubernetesManifestsTest {

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "Pod", Pod.class,
          "ServiceAccount", ServiceAccount.class,
          "Role", Role.class,
          "RoleBinding", RoleBinding.class,
          "PersistentVolumeClaim", PersistentVolumeClaim.class);

  /** Unknown fields fail, where fabric8 itself would keep them. */
  private static final YAMLMapper STRICT =
      YAMLMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  @Test
  void aFieldThatTheApiDoesNotHaveFails() {
    Assertions.assertThatThrownBy(
            () -> STRICT.readValue("spec: { nodeSelektor: { a: b } }", Pod.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("nodeSelektor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access.yaml",
        "storage.yaml",
        "driver-pod.yaml",
        "executor-pod.yaml",
        "executor-gpu-pod.yaml"
      })
  void everyManifestIsOfTheApi(String name) throws IOException {
    for (HasMetadata object : read(name)) {
      assertThat(object.getApiVersion())
          .isEqualTo(HasMetadata.getApiVersion(object.getClass()).replaceFirst("^/", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"driver-pod.yaml", "executor-pod.yaml", "executor-gpu-pod.yaml"})
  void podsAreNotRootAndMountWhatThereIs(String name) throws IOException {
    List<String> claims =
        read("storage.yaml").stream().map(c -> c.getMetadata().getName()).toList();
    Pod pod = (Pod) read(name).get(0);

    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSpec().getContainers())
        .singleElement()
        .satisfies(
            container -> {
              assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
              assertThat(container.getSecurityContext().getCapabilities().getDrop())
                  .containsExactly("ALL");
              assertThat(container.getVolumeMounts().stream().map(VolumeMount::getName))
                  .containsExactlyElementsOf(
                      pod.getSpec().getVolumes().stream().map(Volume::getName).toList());
            });
    assertThat(
            pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map(volume -> volume.getPersistentVolumeClaim().getClaimName()))
        .containsExactlyElementsOf(claims);
  }

  /** Its schema is not the API's, but its storage and account are those of the other manifests. */
  @Test
  void theOperatorsManifestNamesWhatThereIs() throws IOException {
    JsonNode spec = STRICT.readTree(file("spark-application.yaml").toFile()).get("spec");

    assertThat(spec.at("/driver/serviceAccount").asText())
        .isEqualTo(read("access.yaml").get(0).getMetadata().getName());
    assertThat(spec.at("/volumes").findValuesAsText("claimName"))
        .containsExactlyElementsOf(
            read("storage.yaml").stream().map(claim -> claim.getMetadata().getName()).toList());
    assertThat(spec.get("mainClass").asText()).isEqualTo(Main.class.getName());
  }

  static List<HasMetadata> read(String name) throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        STRICT.readerFor(JsonNode.class).readValues(file(name).toFile())) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        objects.add(STRICT.treeToValue(document, KINDS.get(document.get("kind").asText())));
      }
    }
    return objects;
  }

  private static Path file(String name) {
    return Launcher.HOME.resolve("deploy/kubernetes").resolve(name);
  }
}
