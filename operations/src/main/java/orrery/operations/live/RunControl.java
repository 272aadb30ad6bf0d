package orrery.operations.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What anyone may do about a live run from outside: look, kill, roll back. Works by files, so it
/// works when nothing else does.
public final class RunControl {
    /// Heeded by every run, whatever its own kill file is called.
    static final String KILL_FILE = "KILL";

    static final String ROLLBACK_FILE = "ROLLBACK";

    private static final String GONE = "gone: its process does not exist any more";

    private RunControl() {}

    /// How a run stands.
    ///
    /// @param json as the run wrote it, but that a run whose process is gone is not said to run
    /// @param fields the same, by name
    /// @param running whether it is deciding and may act
    public record Status(String json, SequencedMap<String, String> fields, boolean running) {}

    /// @throws Refusal MISSING if there is no live run in the folder; CORRUPT
    public static Status status(Path folder) {
        String json = RunStatus.read(folder);
        SequencedMap<String, String> fields = fields(folder, json);
        boolean alive =
                ProcessHandle.of(pid(folder, fields)).map(ProcessHandle::isAlive).orElse(false);
        if (!alive && "running".equals(fields.get("state"))) {
            json = json.replaceFirst("(\"state\"\\s*:\\s*)\"running\"", "$1\"" + GONE + "\"");
            fields.put("state", GONE);
        }
        return new Status(json, fields, "running".equals(fields.get("state")));
    }

    /// Puts the kill file in place.
    ///
    /// @return the file
    /// @throws Refusal MISSING if there is no live run in the folder
    public static Path kill(Path folder) {
        RunStatus.read(folder);
        return place(folder, KILL_FILE);
    }

    /// Asks the run to put back its former parameters.
    ///
    /// @return false if there is nothing to put back
    /// @throws Refusal MISSING if there is no live run in the folder
    public static boolean rollBack(Path folder) {
        boolean changed = "true".equals(fields(folder, RunStatus.read(folder)).get("canRollBack"));
        if (changed) {
            place(folder, ROLLBACK_FILE);
        }
        return changed;
    }

    private static Path place(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            Files.writeString(file, "");
            return file;
        } catch (IOException e) {
            Refusal refusal =
                    new Refusal(
                                    Refusal.Code.IO,
                                    "the file cannot be written: " + e.getMessage(),
                                    "write it by hand, or end the process")
                            .at(file.toString());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static long pid(Path folder, SequencedMap<String, String> fields) {
        try {
            return Long.parseLong(fields.getOrDefault("pid", "-1"));
        } catch (NumberFormatException e) {
            throw corrupt(folder);
        }
    }

    private static Refusal corrupt(Path folder) {
        return new Refusal(
                        Refusal.Code.CORRUPT,
                        "the status cannot be read",
                        "delete the file: a run that is alive writes it anew")
                .at(folder.resolve(RunStatus.NAME).toString());
    }

    private static SequencedMap<String, String> fields(Path folder, String json) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            String name = "";
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    name = in.currentName();
                } else if (token.isScalarValue()) {
                    fields.put(name, in.getString());
                }
            }
        } catch (JacksonException e) {
            throw corrupt(folder);
        }
        return fields;
    }
}
