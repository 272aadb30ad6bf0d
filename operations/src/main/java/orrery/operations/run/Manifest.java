package orrery.operations.run;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import orrery.journal.Storage;
import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a run is about: written before its first decision, never changed.
///
/// @param mode `replay`, `shadow` or `armed`
/// @param stepNs nominal distance of samples
/// @param initial capacity in force at the first decision
/// @param constants names that the rules may use, in order
/// @param scoredFrom first decision that counts in costs
public record Manifest(
        String mode,
        String configurationHash,
        String rulesHash,
        long deadlineNs,
        long stepNs,
        int initial,
        Map<String, Double> constants,
        long scoredFrom) {
    public static final String NAME = "manifest.json";

    /// Reads the manifest of a run folder.
    ///
    /// @throws Refusal CORRUPT or VERSION
    public static Manifest read(Storage storage) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(storage.size(NAME)));
        try (Storage.Input input = storage.read(NAME)) {
            input.read(bytes, 0);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, Double> constants = new LinkedHashMap<>();
        try (JsonParser in =
                new JsonFactory().createParser(ObjectReadContext.empty(), bytes.array())) {
            String name = "";
            int depth = 0;
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                switch (token) {
                    case START_OBJECT -> depth++;
                    case END_OBJECT -> depth--;
                    case PROPERTY_NAME -> name = in.currentName();
                    default -> {
                        if (depth > 1) {
                            constants.put(name, in.getDoubleValue());
                        } else {
                            fields.put(name, in.getString());
                        }
                    }
                }
            }
            return of(fields, constants);
        } catch (JacksonException | NumberFormatException e) {
            throw new Refusal(
                            Refusal.Code.CORRUPT,
                            "the manifest cannot be read: " + e.getMessage(),
                            "move the run folder away and start anew")
                    .at(NAME);
        }
    }

    private static Manifest of(Map<String, String> fields, Map<String, Double> constants) {
        if (!"1".equals(fields.get("version"))) {
            throw new Refusal(
                            Refusal.Code.VERSION,
                            "the run folder has version " + fields.get("version"),
                            "this Orrery reads version 1")
                    .at(NAME);
        }
        return new Manifest(
                fields.getOrDefault("mode", ""),
                fields.getOrDefault("configurationHash", ""),
                fields.getOrDefault("rulesHash", ""),
                Long.parseLong(fields.getOrDefault("deadlineNs", "")),
                Long.parseLong(fields.getOrDefault("stepNs", "")),
                Integer.parseInt(fields.getOrDefault("initial", "")),
                constants,
                Long.parseLong(fields.getOrDefault("scoredFrom", "")));
    }

    /// The content of `manifest.json`.
    public byte[] json() {
        Bytes bytes = new Bytes();
        try (JsonGenerator out =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("format", "orrery-run");
            out.writeNumberProperty("version", 1);
            out.writeStringProperty("mode", mode);
            out.writeStringProperty("configurationHash", configurationHash);
            out.writeStringProperty("rulesHash", rulesHash);
            out.writeNumberProperty("deadlineNs", deadlineNs);
            out.writeNumberProperty("stepNs", stepNs);
            out.writeNumberProperty("initial", initial);
            out.writeObjectPropertyStart("constants");
            constants.forEach(out::writeNumberProperty);
            out.writeEndObject();
            out.writeNumberProperty("scoredFrom", scoredFrom);
            out.writeEndObject();
        }
        return bytes.toArray();
    }
}
