package fleet.builder.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an SPDX license expression. */
class LicenseExpressionTest {
  @ParameterizedTest
  @CsvSource({
    "MIT, MIT",
    "apache-2.0, Apache-2.0",
    "GPL-2.0+, GPL-2.0+",
    "GPL-2.0-or-later, GPL-2.0-or-later",
    "LGPL-2.1+, LGPL-2.1+",
    "(MIT OR Apache-2.0), (MIT OR Apache-2.0)",
    "MIT AND BSD-3-Clause AND Zlib, MIT AND BSD-3-Clause AND Zlib",
    "GPL-2.0-only WITH classpath-exception-2.0, GPL-2.0-only WITH Classpath-exception-2.0",
    "MIT  AND (Zlib OR ISC), MIT AND (Zlib OR ISC)"
  })
  void an_expression_is_written_with_the_names_of_the_list(String text, String written) {
    assertThat(LicenseExpression.parse(text)).contains(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "custom",
        "GPL",
        "MIT License",
        "MIT/X11",
        "MIT AND",
        "OR MIT",
        "MIT and Zlib",
        "(MIT",
        "MIT)",
        "()",
        "MIT WITH MIT",
        "SEE LICENSE IN LICENSE.md",
        "UNLICENSED",
        "LicenseRef-own",
        "MIT WITH"
      })
  void anything_else_is_none(String text) {
    assertThat(LicenseExpression.parse(text)).isEmpty();
  }

  @Test
  void depth_is_bounded() {
    assertThat(LicenseExpression.parse("(".repeat(100_000) + "MIT" + ")".repeat(100_000)))
        .isEmpty();
  }
}
