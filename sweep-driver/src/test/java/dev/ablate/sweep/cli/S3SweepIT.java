package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.storage.S3Server;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Results in S3; needs {@code -Ps3}. */
@EnabledIfSystemProperty(named = "ablate.s3", matches = "yes", disabledReason = "needs -Ps3")
class S3SweepIT extends StoredSweepContract {

  private S3Server s3;

  @BeforeEach
  void startServer() throws IOException, InterruptedException {
    s3 = S3Server.start(folder);
  }

  @AfterEach
  void stopServer() {
    s3.close();
  }

  @Override
  String results() {
    return s3.uri("users/ann/study");
  }

  @Override
  Map<String, String> settings() {
    return s3.properties();
  }
}
