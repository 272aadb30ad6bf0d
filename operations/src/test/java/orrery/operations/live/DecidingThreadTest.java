package orrery.operations.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.schedule.thread.Grant;
import orrery.timeline.Refusal;

class DecidingThreadTest {
    @TempDir private Path folder = Path.of("");

    @Nested
    class AJob {
        @Test
        void runsOnAThreadOfItsOwnAndGivesItsAnswer() {
            Thread there = DecidingThread.call(Thread::currentThread, () -> {});
            assertThat(there).isNotSameAs(Thread.currentThread());
            assertThat(there.getName()).isEqualTo("decisions");
        }

        @Test
        void throwsWhatItThrew() {
            Refusal refusal = new Refusal(Refusal.Code.EMPTY, "nothing", "give something");
            Throwable thrown =
                    catchThrowable(() ->
                            DecidingThread.call(
                                    () -> {
                                        throw refusal;
                                    },
                                    () -> {}));
            assertThat(thrown).isSameAs(refusal);
        }
    }

    @Nested
    class WhatWasGranted {
        @Test
        void isSaidInWords() {
            assertThat(DecidingThread.inWords(List.of())).isEqualTo("nothing was asked for");
            assertThat(
                            DecidingThread.inWords(
                                    List.of(
                                            new Grant("cpu 1", true, ""),
                                            new Grant("real-time priority 1", false, "no rights"))))
                    .isEqualTo("cpu 1: granted; real-time priority 1: not granted, no rights");
        }

        @Test
        void standsInTheStatusAndIsNeverAFailure() {
            AtomicReference<Thread> decided = new AtomicReference<>();
            LiveRun run =
                    new LiveRun(
                            Runs.configuration(
                                    Runs.PLAIN, "nanosecond-scheduler.cpu_affinity=[1023]"),
                            Runs.rules(),
                            folder,
                            false);
            assertThat(run.operatingSystem()).isEqualTo("not asked yet");
            run.run(new ListSource(Runs.demand(5, 1)), _ -> decided.set(Thread.currentThread()));
            assertThat(decided.get()).isNotSameAs(Thread.currentThread());
            assertThat(run.operatingSystem())
                    .startsWith("cpu 1023: not granted, ")
                    .contains("; timer slack 1 ns: ", "; real-time priority 1: ");
            assertThat(RunControl.status(folder).fields())
                    .containsEntry("operatingSystem", run.operatingSystem());
        }

        @Test
        void isNothingWhereNothingIsAskedFor() {
            LiveRun run =
                    new LiveRun(
                            Runs.configuration(
                                    Runs.PLAIN, "nanosecond-scheduler.enable_rt_scheduling=false"),
                            Runs.rules(),
                            folder,
                            false);
            run.run(new ListSource(Runs.demand(5, 1)), _ -> {});
            assertThat(run.operatingSystem()).isEqualTo("nothing was asked for");
        }
    }
}
