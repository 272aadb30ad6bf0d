package orrery.operations.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orrery.timeline.Refusal;

/// A rule file, byte for byte. Threads: immutable.
public final class RulesFile {
    private final byte[] bytes;

    private RulesFile(byte[] bytes) {
        this.bytes = bytes;
    }

    public static RulesFile of(String text) {
        return new RulesFile(text.getBytes(UTF_8));
    }

    /// @throws Refusal MISSING, IO
    public static RulesFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            "there is no such file",
                            "set lean-agentic.spec to the file with the rules")
                    .at(file.toString());
        }
        try {
            return new RulesFile(Files.readAllBytes(file));
        } catch (IOException e) {
            Refusal refusal =
                    new Refusal(
                                    Refusal.Code.IO,
                                    "it cannot be read: " + e.getMessage(),
                                    "check the file and its rights")
                            .at(file.toString());
            refusal.initCause(e);
            throw refusal;
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String text() {
        return new String(bytes, UTF_8);
    }

    /// SHA-256 in hexadecimal.
    public String hash() {
        return Digest.of(bytes);
    }
}
