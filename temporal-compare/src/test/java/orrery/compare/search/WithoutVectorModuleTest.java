package orrery.compare.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.compare.TemporalCompare;

class WithoutVectorModuleTest {
    @Test
    void theSearchGivesTheSameAnswersFromThePlainKernels() throws Exception {
        assertThat(run())
                .contains("plain, because the JVM runs without --add-modules")
                .contains(PlainProgram.digest());
    }

    @Test
    void thePlainKernelsCanBeAskedFor() throws Exception {
        assertThat(run("--add-modules=jdk.incubator.vector", "-Dkernels=plain"))
                .contains("plain, as asked by -Dkernels=plain")
                .contains(PlainProgram.digest());
    }

    @Test
    void theVectorisedKernelsRunWhereTheModuleIs() {
        assertThat(TemporalCompare.kernels()).matches("simd, \\d+ float lanes");
    }

    @Test
    void anUnknownKindOfKernelIsRefused() throws Exception {
        assertThat(run("-Dkernels=fast")).contains("use -Dkernels=plain or -Dkernels=simd");
    }

    private String run(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(PlainProgram.class.getName());
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        child.waitFor();
        return said;
    }
}
