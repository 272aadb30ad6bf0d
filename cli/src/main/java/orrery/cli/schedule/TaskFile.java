package orrery.cli.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orrery.schedule.admission.Task;
import orrery.schedule.admission.TaskSet;
import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads `{"tasks":[{"C":…,"T":…,"D":…}, …]}`: whole nanoseconds; `D` is `T` where it is left out,
/// `O`, `J`, `B` and `cs` are 0; `name` is a text. Other fields beside `tasks` are skipped.
final class TaskFile {
    private static final Set<String> TIMES = Set.of("C", "T", "D", "O", "J", "B", "cs");
    private static final long SIZE_MAX = 1L << 26;

    private final String name;

    TaskFile(String name) {
        this.name = name;
    }

    /// @throws Refusal with the file, and the line and column or the task
    TaskSet read() {
        try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), text())) {
            try {
                return new TaskSet(tasks(in));
            } catch (JacksonException trouble) {
                throw new Refusal(
                                Refusal.Code.SYNTAX,
                                "this is not JSON: " + trouble.getOriginalMessage(),
                                "write {\"tasks\":[{\"C\":1,\"T\":10}]}")
                        .at(place(in));
            }
        } catch (Refusal refusal) {
            throw refusal.place().isPresent() ? refusal : refusal.at(name);
        }
    }

    private String text() {
        Path path = Path.of(name);
        try {
            if (Files.size(path) > SIZE_MAX) {
                throw new Refusal(
                        Refusal.Code.LIMIT, "a file over 64 MiB", "give a smaller set of tasks");
            }
            return Files.readString(path);
        } catch (NoSuchFileException trouble) {
            throw new Refusal(Refusal.Code.MISSING, "there is no such file", "check the name");
        } catch (IOException trouble) {
            throw new Refusal(
                    Refusal.Code.IO, "cannot read it: " + trouble.getMessage(), "check the file");
        }
    }

    private List<Task> tasks(JsonParser in) {
        List<Task> tasks = new ArrayList<>();
        boolean seen = false;
        expect(in, in.nextToken(), JsonToken.START_OBJECT, "an object");
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            JsonToken value = in.nextToken();
            if (!field.equals("tasks")) {
                in.skipChildren();
                continue;
            }
            seen = true;
            expect(in, value, JsonToken.START_ARRAY, "an array of tasks");
            while (in.nextToken() != JsonToken.END_ARRAY) {
                tasks.add(task(in, tasks.size()));
            }
        }
        if (!seen) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            "there is no field tasks",
                            "write {\"tasks\":[{\"C\":1,\"T\":10}]}")
                    .at(name);
        }
        return tasks;
    }

    private Task task(JsonParser in, int index) {
        expect(in, in.currentToken(), JsonToken.START_OBJECT, "a task as an object");
        String place = place(in);
        String label = Integer.toString(index);
        Map<String, Long> times = new HashMap<>();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            JsonToken value = in.nextToken();
            if (field.equals("name")) {
                expect(in, value, JsonToken.VALUE_STRING, "a text for name");
                label = String.valueOf(in.getString());
            } else if (TIMES.contains(field)) {
                times.put(field, time(in, value, field));
            } else {
                throw new Refusal(
                                Refusal.Code.UNKNOWN_KEY,
                                "a task has the field " + field,
                                "use C, T, D, O, J, B, cs and name")
                        .at(place(in));
            }
        }
        try {
            long period = required(times, "T", label);
            return new Task(
                    label,
                    required(times, "C", label),
                    period,
                    times.getOrDefault("D", period),
                    times.getOrDefault("O", 0L),
                    times.getOrDefault("J", 0L),
                    times.getOrDefault("B", 0L),
                    times.getOrDefault("cs", 0L));
        } catch (Refusal refusal) {
            throw refusal.at(place);
        }
    }

    private long time(JsonParser in, JsonToken token, String field) {
        expect(in, token, JsonToken.VALUE_NUMBER_INT, "whole nanoseconds for " + field);
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new Refusal(
                            Refusal.Code.OUT_OF_RANGE,
                            field + " is " + in.getString() + " ns",
                            "give at most " + Task.TIME_MAX)
                    .at(place(in));
        }
        return in.getLongValue();
    }

    private static long required(Map<String, Long> times, String field, String label) {
        Long value = times.get(field);
        if (value == null) {
            throw new Refusal(
                    Refusal.Code.MISSING, "task " + label + " has no " + field, "give " + field);
        }
        return value;
    }

    private void expect(JsonParser in, JsonToken found, JsonToken wanted, String what) {
        if (found != wanted) {
            throw new Refusal(
                            Refusal.Code.WRONG_TYPE,
                            found == null ? "nothing" : "a " + found.name(),
                            "write " + what)
                    .at(place(in));
        }
    }

    private String place(JsonParser in) {
        return name
                + ":"
                + in.currentTokenLocation().getLineNr()
                + ":"
                + in.currentTokenLocation().getColumnNr();
    }
}
