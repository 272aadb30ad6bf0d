package orrery.operations.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import orrery.timeline.Refusal;

/// A file of text in UTF-8, with the name that refusals give it.
///
/// @param name as the user wrote it, or `standard input` for a spooled one
record TextFile(Path path, String name) {
    private static final int LINE_BYTES_MAX = 1 << 24;
    private static final int LOOKED_AT = 4096;

    /// @throws Refusal MISSING
    static TextFile of(Path path, String name) {
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            Files.isDirectory(path) ? "this is a folder" : "there is no such file",
                            "give the path of a file with demand")
                    .at(name);
        }
        return new TextFile(path, name);
    }

    /// Opens it behind its byte order mark, if it has one.
    ///
    /// @throws Refusal IO, or SYNTAX for UTF-16
    InputStream open() {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
            in.mark(3);
            int first = in.read();
            int second = in.read();
            int third = in.read();
            if ((first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe)) {
                in.close();
                throw notUtf8("it is UTF-16").at(name);
            }
            if (first != 0xef || second != 0xbb || third != 0xbf) {
                in.reset();
            }
            return in;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Whether its first character that is not blank begins a JSON object.
    boolean looksLikeJson() {
        try (InputStream in = open()) {
            int next = in.read();
            for (int i = 0; i < LOOKED_AT && next >= 0 && next <= ' '; i++) {
                next = in.read();
            }
            return next == '{';
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    Refusal unreadable(Exception e) {
        Refusal refusal =
                new Refusal(
                                Refusal.Code.IO,
                                "reading failed: " + e,
                                "check that the file can be read")
                        .at(name);
        refusal.initCause(e);
        return refusal;
    }

    /// The refusal of bytes that are not UTF-8, with the first line that has some.
    Refusal notUtf8() {
        return notUtf8("there are bytes that are no text").at(name + ":" + firstBrokenLine());
    }

    static Refusal notUtf8(String found) {
        return new Refusal(Refusal.Code.SYNTAX, found, "save the file as UTF-8");
    }

    private long firstBrokenLine() {
        long line = 1;
        try (InputStream in = open()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int next = in.read();
            while (next >= 0 && bytes.size() < LINE_BYTES_MAX) {
                bytes.write(next);
                if (next == '\n') {
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()));
                    bytes.reset();
                    line++;
                }
                next = in.read();
            }
            return line;
        } catch (CharacterCodingException e) {
            return line;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
