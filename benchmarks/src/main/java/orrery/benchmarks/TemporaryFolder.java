package orrery.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder of files, without folders in it, for one measurement.
final class TemporaryFolder {
    private TemporaryFolder() {}

    static Path make() throws IOException {
        return Files.createTempDirectory("orrery-benchmark");
    }

    static void remove(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
