package fleet.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final BinaryFormat REGISTERED = new BinaryFormat(true, "/usr/bin/qemu", "POF");

  @Test
  void a_machine_that_has_everything_needs_no_remedy() {
    var findings = new Doctor(new Described()).examine(Purpose.TESTS);

    assertThat(findings).isNotEmpty().allMatch(Finding::good);
    assertThat(Doctor.remedies(findings)).isEmpty();
  }

  @Test
  void a_missing_program_is_cured_by_its_package() {
    var findings = new Doctor(new Described().without("dockerd")).examine(Purpose.SERVER);

    assertThat(Doctor.remedies(findings)).containsExactly(new Remedy.InstallPackage("docker.io"));
  }

  @Test
  void two_programs_of_one_package_install_it_once() {
    var machine = new Described().without("ssh").without("ssh-keygen");

    assertThat(Doctor.remedies(new Doctor(machine).examine(Purpose.DEMO)))
        .containsExactly(new Remedy.InstallPackage("openssh-client"));
  }

  @Test
  void what_only_tests_need_is_not_asked_of_a_server() {
    var machine = new Described().without("chromium").without("ip");

    assertThat(new Doctor(machine).examine(Purpose.SERVER)).allMatch(Finding::good);
    assertThat(new Doctor(machine).examine(Purpose.TESTS))
        .filteredOn(finding -> !finding.good())
        .extracting(Finding::name)
        .containsExactly("ip", "chromium");
  }

  @Test
  void a_format_that_works_only_outside_containers_counts_as_missing() {
    var machine = new Described();
    machine.formats.put("qemu-arm", new BinaryFormat(true, "/usr/bin/qemu-arm", "PO"));

    assertThat(Doctor.remedies(new Doctor(machine).examine(Purpose.SERVER)))
        .containsExactly(
            new Remedy.InstallPackage("qemu-user-static"), new Remedy.RegisterFormat("qemu-arm"));
  }

  @Test
  void a_format_that_is_switched_off_counts_as_missing() {
    var machine = new Described();
    machine.formats.put("qemu-aarch64", new BinaryFormat(false, "/usr/bin/qemu", "POF"));

    assertThat(new Doctor(machine).examine(Purpose.SERVER))
        .filteredOn(finding -> !finding.good())
        .extracting(Finding::name)
        .containsExactly("linux/arm64 builds");
  }

  @Test
  void a_processor_needs_no_emulation_of_itself() {
    var machine = new Described();
    machine.formats.remove("qemu-aarch64");
    machine.architecture = "aarch64";

    assertThat(new Doctor(machine).examine(Purpose.SERVER)).allMatch(Finding::good);
  }

  @Test
  void a_bare_java_runtime_is_no_jdk_and_nothing_is_installed_for_it() {
    var machine = new Described();
    machine.jdk = Optional.empty();

    assertThat(Doctor.remedies(new Doctor(machine).examine(Purpose.SERVER)))
        .hasOnlyElementsOfType(Remedy.ByHand.class)
        .hasSize(1);
  }

  @Test
  void an_entry_of_the_kernel_is_read_line_by_line() {
    var entry =
        BinaryFormat.parse(
            """
            enabled
            interpreter /usr/libexec/qemu-binfmt/arm-binfmt-P
            flags: POF
            offset 0
            magic 7f454c46
            """);

    assertThat(entry)
        .isEqualTo(new BinaryFormat(true, "/usr/libexec/qemu-binfmt/arm-binfmt-P", "POF"));
    assertThat(entry.worksInContainers()).isTrue();
    assertThat(BinaryFormat.parse("disabled\n").worksInContainers()).isFalse();
    assertThat(BinaryFormat.parse("").worksInContainers()).isFalse();
  }

  /** A machine that has everything but what is taken away. */
  private static final class Described implements Machine {
    private final Map<String, String> missing = new HashMap<>();
    private final Map<String, BinaryFormat> formats =
        new HashMap<>(Map.of("qemu-arm", REGISTERED, "qemu-aarch64", REGISTERED));

    private Optional<String> jdk = Optional.of("25.0.1");
    private String architecture = "amd64";

    Described without(String program) {
      missing.put(program, "");
      return this;
    }

    @Override
    public Optional<String> program(String name) {
      return missing.containsKey(name) ? Optional.empty() : Optional.of("/usr/bin/" + name);
    }

    @Override
    public Optional<String> jdk() {
      return jdk;
    }

    @Override
    public Optional<BinaryFormat> format(String name) {
      return Optional.ofNullable(formats.get(name));
    }

    @Override
    public String architecture() {
      return architecture;
    }
  }
}
