package orrery.operations.configuration;

import java.util.List;
import java.util.Optional;

/// `[lean-agentic]`: rules, fallback and what actions are sent to.
///
/// @param spec the file with the rules, relative to the folder of the configuration file
/// @param fallback decides where the learned policy is stale, late or off
/// @param actionDelay how many samples pass until a commanded capacity is in force: 1
/// @param actuator how an allowed action leaves the program
/// @param actuatorTarget the file or the address that actions go to
/// @param killFile while this file exists nothing acts; relative to the run folder
public record AgentSettings(
        String spec,
        Fallback fallback,
        int actionDelay,
        ActuatorKind actuator,
        Optional<String> actuatorTarget,
        String killFile) {
    static final Key<String> SPEC = Key.required("lean-agentic.spec", Shape.text());
    static final Key<Fallback> FALLBACK =
            Key.of("lean-agentic.fallback", Shape.oneOf(Fallback.class), Fallback.HPA);
    static final Key<Integer> ACTION_DELAY =
            Key.of(
                    "lean-agentic.action_delay",
                    Shape.count(1, 64)
                            .only(1, "what is commanded counts as in force with the next sample"),
                    1);
    static final Key<ActuatorKind> ACTUATOR =
            Key.of("lean-agentic.actuator", Shape.oneOf(ActuatorKind.class), ActuatorKind.NONE);
    static final Key<String> ACTUATOR_TARGET =
            Key.optional("lean-agentic.actuator_target", Shape.text());
    static final Key<String> KILL_FILE = Key.of("lean-agentic.kill_file", Shape.text(), "KILL");

    static final List<Key<?>> KEYS =
            List.of(SPEC, FALLBACK, ACTION_DELAY, ACTUATOR, ACTUATOR_TARGET, KILL_FILE);

    public AgentSettings {
        SPEC.check(spec);
        ACTION_DELAY.check(actionDelay);
        ACTUATOR_TARGET.check(actuatorTarget);
        KILL_FILE.check(killFile);
        if (actuator != ActuatorKind.NONE && actuatorTarget.isEmpty()) {
            throw ACTUATOR.conflict(
                    "is \"" + Shape.name(actuator) + "\", but actuator_target is not set",
                    "set lean-agentic.actuator_target");
        }
    }

    static AgentSettings from(Entries entries) {
        return new AgentSettings(
                entries.take(SPEC),
                entries.take(FALLBACK),
                entries.take(ACTION_DELAY),
                entries.take(ACTUATOR),
                entries.find(ACTUATOR_TARGET),
                entries.take(KILL_FILE));
    }

    void print(Printed out) {
        out.put(SPEC, spec)
                .put(FALLBACK, fallback)
                .put(ACTION_DELAY, actionDelay)
                .put(ACTUATOR, actuator)
                .put(ACTUATOR_TARGET, actuatorTarget)
                .put(KILL_FILE, killFile);
    }
}
