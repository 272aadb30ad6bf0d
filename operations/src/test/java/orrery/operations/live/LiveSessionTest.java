package orrery.operations.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.agent.act.Actuator;
import orrery.agent.act.ImmediateActuator;
import orrery.loop.halt.KillSwitch;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.operations.input.Sample;
import orrery.operations.run.RulesFile;
import orrery.timeline.NanoClock;

/// A session that is cut off between the sample and the end of the decision on it.
class LiveSessionTest {
    private static final Configuration CONFIGURATION =
            Runs.configuration(Runs.SMALL, "input.period=60s");

    @TempDir private Path folder = Path.of("");

    private static LiveSession.Setting setting(Actuator actuator, NanoClock clock) {
        return new LiveSession.Setting(
                CONFIGURATION, Runs.rules(), "armed", actuator, clock, new KillSwitch());
    }

    /// Moves by the same time at every look.
    private static final class SteadyClock implements NanoClock {
        private final long stepNs;
        private long now;

        SteadyClock(long stepNs) {
            this.stepNs = stepNs;
        }

        @Override
        public long nanoTime() {
            now += stepNs;
            return now;
        }

        @Override
        public long epochNs() {
            return now;
        }
    }

    private static void decide(LiveSession session, double[] demand) {
        ListSource source = new ListSource(demand);
        Sample sample = new Sample();
        while (source.next(sample)) {
            if (sample.timeNs() > session.lastTimeNs()) {
                session.decide(sample.timeNs(), sample.value());
            }
        }
    }

    @Test
    void decidesOnTheWaitingSampleAndRepeatsTheCommandUnderWay() {
        double[] demand = Runs.demand(60, 4);
        Path run = folder.resolve("run");
        Path image = folder.resolve("image");
        int[] commands = {0};
        Actuator cut =
                new Actuator() {
                    private final Actuator real = new ImmediateActuator();

                    @Override
                    public boolean command(long decision, int capacity) {
                        if (++commands[0] == 12) {
                            Runs.copy(run, image);
                        }
                        return real.command(decision, capacity);
                    }

                    @Override
                    public void poll(Acknowledgements into) {
                        real.poll(into);
                    }
                };
        try (LiveSession session =
                Sessions.open(
                        run, setting(cut, new SteadyClock(100)), demand[0], ListSource.STEP_NS)) {
            decide(session, demand);
        }
        assertThat(image).exists();
        try (LiveSession session =
                Sessions.open(
                        image,
                        setting(new ImmediateActuator(), new SteadyClock(100)),
                        demand[0],
                        ListSource.STEP_NS)) {
            decide(session, demand);
        }
        assertThat(Runs.records(image)).isEqualTo(Runs.records(run));
    }

    @Test
    void judgesDecisionsOfThePastByTheTimeTheyTookThen() {
        RulesFile hurried = RulesFile.of("reaction: G (decide -> F[0,1ms] (acted | dropped))\n");
        double[] demand = Runs.demand(60, 4);
        Path run = folder.resolve("run");
        Path image = folder.resolve("image");
        LiveSession.Setting quick =
                new LiveSession.Setting(
                        CONFIGURATION,
                        hurried,
                        "shadow",
                        new ImmediateActuator(),
                        new SteadyClock(100),
                        new KillSwitch());
        try (LiveSession session = Sessions.open(run, quick, demand[0], ListSource.STEP_NS)) {
            decide(session, demand);
            Runs.copy(run, image);
        }
        LiveSession.Setting slow =
                new LiveSession.Setting(
                        CONFIGURATION,
                        hurried,
                        "shadow",
                        new ImmediateActuator(),
                        new SteadyClock(10_000_000),
                        new KillSwitch());
        try (LiveSession session = Sessions.open(image, slow, demand[0], ListSource.STEP_NS)) {
            assertThat(session.agent().decisions()).isEqualTo(60);
            assertThat(session.agent().guarantees().held()).isTrue();
            assertThat(session.lastTimeNs()).isPositive();
        }
    }

    @Test
    void aKilledOneRepeatsNoCommand() {
        double[] demand = Runs.demand(30, 4);
        Actuator silent =
                new Actuator() {
                    @Override
                    public boolean command(long decision, int capacity) {
                        return true;
                    }

                    @Override
                    public void poll(Acknowledgements into) {}
                };
        try (LiveSession session =
                Sessions.open(
                        folder,
                        setting(silent, new SteadyClock(100)),
                        demand[0],
                        60_000_000_000L)) {
            decide(session, demand);
        }
        int[] commands = {0};
        Actuator counting =
                new Actuator() {
                    @Override
                    public boolean command(long decision, int capacity) {
                        commands[0]++;
                        return true;
                    }

                    @Override
                    public void poll(Acknowledgements into) {}
                };
        LiveSession.Setting killed = setting(counting, new SteadyClock(100));
        killed.killSwitch().kill("test");
        Sessions.open(folder, killed, demand[0], 60_000_000_000L).close();
        assertThat(commands[0]).isZero();
        Sessions.open(folder, setting(counting, new SteadyClock(100)), demand[0], 60_000_000_000L)
                .close();
        assertThat(commands[0]).isEqualTo(1);
    }
}
