package orrery.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import orrery.timeline.Refusal;

/// The files of one run. The path may be of any file system that Java knows.
record RunFolder(Path path) {
    static final String DECISIONS = "decisions.jsonl";
    static final String CHANGES = "changes.jsonl";
    static final String RULES = "rules.spec";
    static final String CONFIGURATION = "configuration.toml";
    static final String REPORT = "report.json";
    private static final int BYTES_MAX = 16 << 20;

    /// @throws Refusal MISSING, LIMIT over 16 MiB, or IO
    byte[] read(String name) {
        return optional(name).orElseThrow(() -> missing(name));
    }

    Optional<byte[]> optional(String name) {
        Path file = path.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                String found = "more than " + BYTES_MAX + " bytes";
                throw new Refusal(Refusal.Code.LIMIT, found, "no such file is so long").at(name);
            }
            return Optional.of(bytes);
        } catch (IOException failure) {
            throw unreadable(name, failure);
        }
    }

    InputStream open(String name) {
        try {
            return Files.newInputStream(existing(name));
        } catch (IOException failure) {
            throw unreadable(name, failure);
        }
    }

    long size(String name) {
        try {
            return Files.size(existing(name));
        } catch (IOException failure) {
            throw unreadable(name, failure);
        }
    }

    private Path existing(String name) {
        Path file = path.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw missing(name);
        }
        return file;
    }

    private Refusal missing(String name) {
        return new Refusal(
                        Refusal.Code.MISSING,
                        "no file " + name,
                        "name the folder of a finished run")
                .at(path.toString());
    }

    static Refusal unreadable(String name, IOException failure) {
        Refusal refusal =
                new Refusal(
                        Refusal.Code.IO,
                        "reading failed: " + failure.getMessage(),
                        "check the disk and the rights");
        refusal.initCause(failure);
        return refusal.at(name);
    }
}
