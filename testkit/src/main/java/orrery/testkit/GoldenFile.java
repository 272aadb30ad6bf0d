package orrery.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A checked-in text that a result must equal, line by line.
///
/// A run with `-Dgolden.write=true` writes the file instead; look at the difference before you
/// commit it. Line ends are `\n` on every system. Threads: immutable.
public final class GoldenFile {
    private final Path path;
    private final boolean isWriting;

    private GoldenFile(Path path, boolean isWriting) {
        this.path = path;
        this.isWriting = isWriting;
    }

    /// @param path relative to the folder of the module, for example `src/test/golden/report.txt`
    public static GoldenFile at(Path path) {
        return new GoldenFile(path, Boolean.getBoolean("golden.write"));
    }

    /// The same, writing whatever the system property says.
    GoldenFile writing() {
        return new GoldenFile(path, true);
    }

    /// Compares a text with the file.
    ///
    /// @throws AssertionError with the first line that differs, or if there is no file
    public void matches(String actual) {
        String normal = actual.replace("\r\n", "\n");
        try {
            if (isWriting) {
                Path folder = path.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.writeString(path, normal, StandardCharsets.UTF_8);
                return;
            }
            if (!Files.exists(path)) {
                throw new AssertionError(
                        "there is no golden file " + path + "; write it with -Dgolden.write=true");
            }
            String expected = Files.readString(path, StandardCharsets.UTF_8).replace("\r\n", "\n");
            if (!expected.equals(normal)) {
                throw new AssertionError(difference(expected, normal));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String difference(String expected, String actual) {
        List<String> wanted = List.of(expected.split("\n", -1));
        List<String> found = List.of(actual.split("\n", -1));
        int line = 0;
        while (line < wanted.size()
                && line < found.size()
                && wanted.get(line).equals(found.get(line))) {
            line++;
        }
        return String.format(
                Locale.ROOT,
                "%s:%d%n  expected: %s%n  actual:   %s%nIf the change is meant, write the file"
                        + " with -Dgolden.write=true and read the difference.",
                path,
                line + 1,
                line < wanted.size() ? wanted.get(line) : "(end of file)",
                line < found.size() ? found.get(line) : "(end of text)");
    }
}
