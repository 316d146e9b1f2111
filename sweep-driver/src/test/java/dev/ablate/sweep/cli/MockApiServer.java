package dev.ablate.sweep.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import java.net.InetAddress;
import java.util.HashMap;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** A Kubernetes API server on loopback that keeps what it is sent; close it to end it. */
final class MockApiServer implements AutoCloseable {

  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), new Applying(), false);
  private final NamespacedKubernetesClient client;

  private MockApiServer() {
    server.init(InetAddress.getLoopbackAddress(), 0);
    client = server.createClient();
  }

  static MockApiServer start() {
    return new MockApiServer();
  }

  /** For {@code k8s://} before it. */
  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  KubernetesClient client(String namespace) {
    return client.inNamespace(namespace);
  }

  @Override
  public void close() {
    client.close();
    server.destroy();
  }

  /** Makes what is applied and not there yet, which the mock's own patches cannot. */
  private static final class Applying extends KubernetesCrudDispatcher {
    @Override
    public MockResponse handlePatch(RecordedRequest request) {
      if (!String.valueOf(request.getHeader("Content-Type"))
          .startsWith("application/apply-patch")) {
        return super.handlePatch(request);
      }
      String object = request.getPath().replaceFirst("\\?.*", "");
      return handleCreate(
          object.substring(0, object.lastIndexOf('/')), request.getBody().readUtf8());
    }
  }
}
