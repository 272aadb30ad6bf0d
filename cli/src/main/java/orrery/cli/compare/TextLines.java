package orrery.cli.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import orrery.timeline.Refusal;

/// A text file, or the standard input for `-`, read as it comes.
final class TextLines {
    private final String name;

    TextLines(String name) {
        this.name = name;
    }

    /// What is done with the text.
    interface Reading<R> {
        R read(BufferedReader text) throws IOException;
    }

    /// @throws Refusal MISSING, SYNTAX (no UTF-8) or IO, and what `reading` throws
    <R> R read(Reading<R> reading) {
        try (BufferedReader text = open()) {
            return reading.read(text);
        } catch (CharacterCodingException e) {
            throw refusal(Refusal.Code.SYNTAX, "there are bytes that are no text", e);
        } catch (IOException e) {
            throw refusal(Refusal.Code.IO, "reading failed: " + e, e);
        }
    }

    private BufferedReader open() throws IOException {
        var bytes = name.equals("-") ? System.in : Files.newInputStream(existing());
        return new BufferedReader(
                new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    private Path existing() {
        Path path = Path.of(name);
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            "there is no such file",
                            "give the path of a file, or - for the standard input")
                    .at(place());
        }
        return path;
    }

    private Refusal refusal(Refusal.Code code, String found, IOException cause) {
        Refusal refusal = new Refusal(code, found, "check the file; text is UTF-8");
        refusal.initCause(cause);
        return refusal.at(place());
    }

    /// The name for messages.
    String place() {
        return name.equals("-") ? "standard input" : name;
    }
}
