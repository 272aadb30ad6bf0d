package orrery.operations.configuration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import orrery.timeline.Refusal;

/// Everything that a run is told, one record a section, checked.
///
/// It is read from a TOML file and from overrides; a key that is left out has its documented value.
/// Nothing here is open: a key that does not exist is refused. Threads: immutable.
///
/// @param folder the folder that relative paths start from: that of the configuration file
/// @param places where keys were written
public record Configuration(
        Path folder,
        Places places,
        InputSettings input,
        CompareSettings temporalCompare,
        AttractorSettings temporalAttractorStudio,
        LoopSettings strangeLoop,
        SchedulerSettings nanosecondScheduler,
        SolverSettings temporalNeuralSolver,
        AgentSettings leanAgentic,
        CapacitySettings capacity,
        RolloutSettings rollout,
        LimitSettings limits,
        MetricsSettings metrics) {
    private static final int FILE_BYTES_MAX = 1 << 20;

    static final List<Key<?>> KEYS =
            Stream.of(
                            InputSettings.KEYS,
                            CompareSettings.KEYS,
                            AttractorSettings.KEYS,
                            LoopSettings.KEYS,
                            SchedulerSettings.KEYS,
                            SolverSettings.KEYS,
                            AgentSettings.KEYS,
                            CapacitySettings.KEYS,
                            RolloutSettings.KEYS,
                            LimitSettings.KEYS,
                            MetricsSettings.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    /// Reads a configuration file.
    ///
    /// @param overrides entries `section.key=value` that are stronger than the file, the last one
    ///     strongest; a value is written as in TOML, and text may stand without quotes
    /// @throws Refusal MISSING, IO, LIMIT (over 1 MiB), SYNTAX, UNKNOWN_KEY, WRONG_TYPE,
    ///     OUT_OF_RANGE, NOT_PERMITTED, UNKNOWN_SIGNAL, at `file:line:column` or at the `--set`
    public static Configuration load(Path file, List<String> overrides) {
        String name = file.toString();
        if (!Files.isRegularFile(file)) {
            boolean folder = Files.isDirectory(file);
            throw new Refusal(
                            Refusal.Code.MISSING,
                            folder ? "this is a folder" : "there is no such file",
                            "give the path of a configuration file")
                    .at(name);
        }
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return parse(read(file), name, folder == null ? absolute : folder, overrides);
    }

    /// Reads a configuration from text.
    ///
    /// @param name what places of refusals begin with
    /// @param folder the folder that relative paths start from
    /// @throws Refusal as `load`
    public static Configuration parse(
            String text, String name, Path folder, List<String> overrides) {
        Entries entries = new Entries(name, KEYS);
        entries.addText(text.startsWith("\uFEFF") ? text.substring(1) : text);
        overrides.forEach(entries::addOverride);
        return new Configuration(
                folder,
                entries.places(),
                entries.section(InputSettings::from),
                entries.section(CompareSettings::from),
                entries.section(AttractorSettings::from),
                entries.section(LoopSettings::from),
                entries.section(SchedulerSettings::from),
                entries.section(SolverSettings::from),
                entries.section(AgentSettings::from),
                entries.section(CapacitySettings::from),
                entries.section(RolloutSettings::from),
                entries.section(LimitSettings::from),
                entries.section(MetricsSettings::from));
    }

    /// The effective configuration, one `section.key = value` a line, sorted, each line ended by
    /// `\n`: keys that were left out stand there with their values, but for those that are absent.
    /// Parsed with the same folder it gives an equal configuration.
    public String canonical() {
        return printed(true);
    }

    /// SHA-256 of the UTF-8 bytes of `canonical()`, 64 hex digits.
    public String hash() {
        return sha256(printed(true));
    }

    /// SHA-256 over the canonical lines without those that only say where samples come from or what
    /// is shown: `[input]` kind, path, time, time_unit, value, key, select_key, tail_from, poll,
    /// seed, days, `max_solving_time_ms`, and all of `[metrics]`.
    ///
    /// Two runs with one decision hash and one set of rules decide alike from equal samples: a live
    /// run is armed only for a decision hash that was replayed.
    public String decisionHash() {
        return sha256(printed(false));
    }

    /// A path of the configuration, from its folder.
    public Path resolve(String path) {
        return folder.resolve(path).normalize();
    }

    private String printed(boolean withSource) {
        Printed out = new Printed(withSource);
        input.print(out);
        temporalCompare.print(out);
        temporalAttractorStudio.print(out);
        strangeLoop.print(out);
        nanosecondScheduler.print(out);
        temporalNeuralSolver.print(out);
        leanAgentic.print(out);
        capacity.print(out);
        rollout.print(out);
        limits.print(out);
        metrics.print(out);
        return out.text();
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new Refusal(
                                Refusal.Code.LIMIT,
                                "the file has " + Files.size(file) + " bytes",
                                "a configuration has at most " + FILE_BYTES_MAX)
                        .at(file.toString());
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(Refusal.Code.SYNTAX, "the file is not UTF-8", "save it as UTF-8")
                    .at(file.toString());
        } catch (IOException e) {
            throw new Refusal(
                            Refusal.Code.IO,
                            "reading failed: " + e,
                            "check that the file can be read")
                    .at(file.toString());
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
