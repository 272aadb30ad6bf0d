package orrery.operations.live;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import orrery.agent.Decision;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.operations.input.DemandSource;
import orrery.operations.input.Input;
import orrery.operations.input.Surroundings;

/// A process that decides on the lines of a growing file until it is killed, and says on stdout,
/// one line each, which decisions are made.
final class LiveChild {
    private LiveChild() {}

    /// @param arguments run folder and file
    public static void main(String[] arguments) {
        LiveRun run = run(Path.of(arguments[0]), Path.of(arguments[1]));
        follow(run, Path.of(arguments[1]), made -> System.out.println(made.number()));
    }

    static LiveRun run(Path folder, Path file) {
        return new LiveRun(configuration(file), Runs.rules(), folder, false);
    }

    static void follow(LiveRun run, Path file, Consumer<Decision> told) {
        try (DemandSource source =
                Input.live(configuration(file), Optional.empty(), Surroundings.ofThisMachine())) {
            run.run(source, told);
        }
    }

    private static Configuration configuration(Path file) {
        return Runs.configuration(
                Runs.SMALL,
                "input.kind=tail",
                "input.path=" + file.toAbsolutePath(),
                "input.tail_from=start",
                "input.poll=1ms",
                "input.period=60s");
    }
}
