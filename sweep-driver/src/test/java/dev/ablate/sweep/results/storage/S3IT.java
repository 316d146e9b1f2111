package dev.ablate.sweep.results.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Results in S3, as S3A has them; needs {@code -Ps3}. */
@EnabledIfSystemProperty(named = "ablate.s3", matches = "yes", disabledReason = "needs -Ps3")
class S3IT extends FileSystemContract {

  @TempDir static Path temporary;

  private static S3Server s3;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    s3 = S3Server.start(temporary);
  }

  @AfterAll
  static void stopServer() {
    s3.close();
  }

  @Override
  ResultsLocation location(String name) {
    return new ResultsLocation(s3.uri(name), s3.properties());
  }
}
