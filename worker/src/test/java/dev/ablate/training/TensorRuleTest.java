package dev.ablate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.spec.InvalidSpecException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorRuleTest {

  @ParameterizedTest
  @CsvSource({
    "conv1.weight, conv1.weight",
    "bn1.running_var, conv1.batch-norm.running_var",
    "layer1.0.conv2.weight, layer1.1.conv2.weight",
    "layer4.1.bn2.bias, layer4.2.conv2.batch-norm.bias",
    "layer2.0.downsample.0.weight, layer2.1.projection.weight",
    "layer2.0.downsample.1.running_mean, layer2.1.projection.batch-norm.running_mean",
    "fc.bias, output.bias"
  })
  void torchvisionsNamesAreKnown(String theirs, String ours) {
    assertThat(TensorRule.translate(theirs, rules("torchvision"))).contains(ours);
  }

  @Test
  void theFirstRuleThatFitsCounts() {
    List<TensorRule> rules =
        rules("head.* -> output.{1}", "*.*.kernel -> {1}-{2+1}.weight", "ema.* ->", "* -> all");

    assertThat(TensorRule.translate("head.bias", rules)).contains("output.bias");
    assertThat(TensorRule.translate("block.9.kernel", rules)).contains("block-10.weight");
    assertThat(TensorRule.translate("block.x.kernel", rules)).contains("block-x.weight");
    assertThat(TensorRule.translate("ema.bias", rules)).isEmpty();
    assertThat(TensorRule.translate("head.a.b", rules)).contains("head.a.b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keras | map must be torchvision or rules \"from -> to\", but was \"keras\"",
        "a* -> {2} | map names {2}, but there are 1 stars in \"a* -> {2}\""
      })
  void whatIsNoRuleIsRefused(String text, String message) {
    assertThatThrownBy(() -> TensorRule.of(text))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(message);
  }

  private static List<TensorRule> rules(String... texts) {
    return Stream.of(texts).map(TensorRule::of).toList();
  }
}
