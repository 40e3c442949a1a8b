package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.builder.plan.SecretMounts.Required;
import org.junit.jupiter.api.Test;

final class SecretMountsTest {
  @Test
  void only_mounts_that_say_so_are_required() {
    assertThat(
            SecretMounts.in(
                """
                FROM base
                # RUN --mount=type=secret,id=comment,required true
                RUN --mount=type=secret,id=optional cat /run/secrets/optional
                RUN --mount=type=cache,target=/root/.cache \\
                    --mount=type=secret,id=token,required \\
                    --network=none make
                run --mount=type=secret,target=/etc/npmrc,required=true npm ci
                RUN --mount=type=secret,id=no,required=false true
                RUN echo --mount=type=secret,id=word,required
                RUN --mount=type=secret,id=$NAME,required true
                """))
        .containsExactly(new Required("token", 4), new Required("npmrc", 7));
  }
}
