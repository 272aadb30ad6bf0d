package orrery.operations.input;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orrery.operations.configuration.Configuration;
import orrery.timeline.Refusal;

/// Ways to read what a test wrote.
final class Inputs {
    static final InputStream NOTHING = new ByteArrayInputStream(new byte[0]);

    private Inputs() {}

    /// One sample as `seconds value`, with a star where it was filled in.
    static List<String> drain(DemandSource source) {
        List<String> samples = new ArrayList<>();
        Sample sample = new Sample();
        while (source.poll(sample) == Arrival.SAMPLE) {
            samples.add(text(sample));
        }
        return samples;
    }

    static String text(Sample sample) {
        String time =
                sample.timeNs() % 1_000_000_000 == 0
                        ? String.valueOf(sample.timeNs() / 1_000_000_000)
                        : sample.timeNs() + "ns";
        return time + " " + sample.value() + (sample.isFilled() ? "*" : "");
    }

    static Configuration configuration(String... overrides) {
        return Configuration.parse(
                "lean-agentic.spec = \"x\"\ninput.gap = \"hold\"",
                "c.toml",
                Path.of("/conf"),
                List.of(overrides));
    }

    static List<String> read(Path file, String... overrides) {
        try (Input input =
                        Input.open(
                                configuration(overrides), Optional.of(file.toString()), NOTHING);
                DemandSource source = input.source()) {
            return drain(source);
        }
    }

    static InputCounts counts(Path file, String... overrides) {
        try (Input input =
                        Input.open(
                                configuration(overrides), Optional.of(file.toString()), NOTHING);
                DemandSource source = input.source()) {
            drain(source);
            return source.counts();
        }
    }

    static Refusal refusal(Path file, String... overrides) {
        return catchThrowableOfType(Refusal.class, () -> read(file, overrides));
    }

    static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
