package orrery.operations.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import orrery.operations.configuration.internal.NearestWord;
import orrery.timeline.Refusal;

/// What a configuration text and its overrides say, by the full name of the key, with places.
final class Entries {
    private static final String OVERRIDE = "--set ";

    private final Map<String, Key<?>> keys = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final String file;

    /// @param file the name that places begin with
    Entries(String file, List<Key<?>> keys) {
        this.file = file;
        keys.forEach(key -> this.keys.put(key.name(), key));
    }

    /// Takes over a whole text.
    ///
    /// @throws Refusal SYNTAX, UNKNOWN_KEY or WRONG_TYPE, with line and column
    void addText(String text) {
        TomlParseResult toml = Toml.parse(text);
        if (toml.hasErrors()) {
            throw syntax(toml.errors());
        }
        for (String section : toml.keySet()) {
            String place = place(toml.inputPositionOf(List.of(section)));
            List<String> sections = keys.values().stream().map(Key::section).distinct().toList();
            if (!sections.contains(section)) {
                throw unknownSection(section, sections).at(place);
            }
            if (!(toml.get(List.of(section)) instanceof TomlTable table)) {
                throw new Refusal(
                                Refusal.Code.WRONG_TYPE,
                                section + " is not a section",
                                "write [" + section + "] on a line of its own, its keys below")
                        .at(place);
            }
            for (String key : table.keySet()) {
                String name = section + "." + key;
                String at = place(table.inputPositionOf(List.of(key)));
                refuseUnknown(name, at);
                places.put(name, at);
                values.put(name, table.get(List.of(key)));
            }
        }
    }

    /// Takes over one `section.key=value`, which is stronger than the text.
    ///
    /// @throws Refusal SYNTAX or UNKNOWN_KEY, placed at `--set section.key`
    void addOverride(String override) {
        int equals = override.indexOf('=');
        String name = equals < 0 ? "" : override.substring(0, equals).strip();
        if (name.indexOf('.') < 1) {
            throw new Refusal(
                            Refusal.Code.SYNTAX,
                            "there is no section.key=value",
                            "write for example --set capacity.max=80")
                    .at(OVERRIDE + override);
        }
        String place = OVERRIDE + name;
        Key<?> key = refuseUnknown(name, place);
        places.put(name, place);
        values.put(name, overridden(key, override.substring(equals + 1).strip(), place));
    }

    <T> T take(Key<T> key) {
        Optional<T> found = find(key);
        if (found.isEmpty() && key.required()) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            key.name() + " is not set",
                            "add " + key.shortName() + " to [" + key.section() + "]")
                    .at(file);
        }
        return found.or(key::fallback).orElseThrow();
    }

    <T> Optional<T> find(Key<T> key) {
        if (!keys.containsKey(key.name())) {
            throw new IllegalStateException(key.name() + " is not among the keys of its section");
        }
        return Optional.ofNullable(values.get(key.name())).map(key::read);
    }

    /// Makes a section; what its record refuses is placed where the key stands.
    <S> S section(Function<Entries, S> maker) {
        try {
            return maker.apply(this);
        } catch (Refusal refusal) {
            throw refusal.at(refusal.place().map(this::placeOfKey).orElse(file));
        }
    }

    /// Where the keys stand.
    Places places() {
        return new Places(file, places);
    }

    private String placeOfKey(String name) {
        return keys.containsKey(name) ? places.getOrDefault(name, file) : name;
    }

    private Object overridden(Key<?> key, String text, String place) {
        if (key.shape().isWrittenAsText() && !text.startsWith("\"") && !text.startsWith("'")) {
            return text;
        }
        TomlParseResult toml = Toml.parse("value = " + text);
        if (!toml.hasErrors() && toml.size() == 1) {
            return Optional.ofNullable(toml.get("value")).orElse(text);
        }
        if (text.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            return text;
        }
        String why =
                toml.hasErrors() ? toml.errors().getFirst().getMessage() : "more than one value";
        throw new Refusal(
                        Refusal.Code.SYNTAX,
                        "the value " + text + " is no TOML value: " + why,
                        "write a number, true, false, a word, \"text\" or [a list]")
                .at(place);
    }

    private Key<?> refuseUnknown(String name, String place) {
        Key<?> key = keys.get(name);
        if (key != null) {
            return key;
        }
        String section = name.substring(0, name.indexOf('.'));
        String shortName = name.substring(name.indexOf('.') + 1);
        List<Key<?>> siblings =
                keys.values().stream().filter(other -> other.section().equals(section)).toList();
        if (siblings.isEmpty()) {
            throw unknownSection(
                            section, keys.values().stream().map(Key::section).distinct().toList())
                    .at(place);
        }
        List<String> names = siblings.stream().map(Key::shortName).toList();
        String advice =
                NearestWord.among(names, shortName)
                        .map(near -> "did you mean " + near + "?")
                        .or(() -> elsewhere(shortName))
                        .orElse("[" + section + "] has " + String.join(", ", names));
        throw new Refusal(
                        Refusal.Code.UNKNOWN_KEY,
                        "there is no key " + shortName + " in [" + section + "]",
                        advice)
                .at(place);
    }

    private Optional<String> elsewhere(String shortName) {
        return keys.values().stream()
                .filter(key -> key.shortName().equals(shortName))
                .findFirst()
                .map(key -> "it belongs to [" + key.section() + "]");
    }

    private Refusal unknownSection(String section, List<String> sections) {
        String advice =
                NearestWord.among(sections, section)
                        .map(near -> "did you mean [" + near + "]?")
                        .or(() ->
                                elsewhere(section)
                                        .map(where -> where + ", and must stand below it"))
                        .orElse("the sections are " + String.join(", ", sections));
        return new Refusal(Refusal.Code.UNKNOWN_KEY, "there is no section " + section, advice);
    }

    private Refusal syntax(List<TomlParseError> errors) {
        StringBuilder found = new StringBuilder(errors.getFirst().getMessage());
        for (TomlParseError more : errors.subList(1, errors.size())) {
            found.append("; ").append(place(more.position())).append(": ");
            found.append(more.getMessage());
        }
        return new Refusal(
                        Refusal.Code.SYNTAX,
                        found.toString(),
                        "write text in quotes, one key a line")
                .at(place(errors.getFirst().position()));
    }

    private String place(TomlPosition position) {
        return file + ":" + position.line() + ":" + position.column();
    }
}
