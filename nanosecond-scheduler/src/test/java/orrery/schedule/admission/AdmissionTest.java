package orrery.schedule.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.schedule.admission.Verdict.Answer;
import orrery.schedule.admission.internal.Utilisation;
import orrery.timeline.Refusal;

class AdmissionTest {
    private static TaskSet random(SplittableRandom random, boolean jitter) {
        List<Task> tasks = new ArrayList<>();
        int n = 1 + random.nextInt(4);
        for (int i = 0; i < n; i++) {
            long period = 2L + random.nextInt(14);
            long execution = 1 + random.nextLong(Math.max(1, period * 2 / n));
            Task task =
                    Task.of("t" + i, execution, period)
                            .withDeadline(Math.max(1, execution + random.nextInt(14) - 1));
            tasks.add(jitter && random.nextInt(3) == 0 ? task.withJitter(random.nextInt(4)) : task);
        }
        return new TaskSet(tasks);
    }

    @Nested
    class OnRandomSets {
        @Test
        void whatIsRefusedMisses() {
            for (int seed = 0; seed < 3_000; seed++) {
                TaskSet set = random(new SplittableRandom(seed), seed % 2 == 0);
                for (Policy policy : Policy.values()) {
                    Verdict verdict = Admission.decide(set, policy);
                    assertThat(verdict.answer() == Answer.REFUSED && verdict.witness().isEmpty())
                            .as("seed %d %s %s %s", seed, policy, set, verdict)
                            .isFalse();
                    if (verdict.answer() == Answer.REFUSED && policy != Policy.LLF) {
                        assertThat(PlainReplay.misses(set, verdict.witness(), policy))
                                .as("seed %d %s %s %s", seed, policy, set, verdict)
                                .isTrue();
                        arrivesAsItMay(set, verdict.witness());
                    }
                }
            }
        }

        /// Jobs of a task are ready within its jitter of arrivals that are a period apart.
        private static void arrivesAsItMay(TaskSet set, List<ReleasedJob> jobs) {
            for (int i = 0; i < set.tasks().size(); i++) {
                Task task = set.tasks().get(i);
                long last = Long.MIN_VALUE / 2;
                for (ReleasedJob job : jobs) {
                    if (job.task() == i) {
                        long arrival = job.deadlineNs() - task.deadlineNs();
                        assertThat(job.readyNs() - arrival).isBetween(0L, task.jitterNs());
                        assertThat(arrival - last).isGreaterThanOrEqualTo(task.periodNs());
                        last = arrival;
                    }
                }
            }
        }

        @Test
        void whatIsAdmittedNeverMissesInTheSynchronousPattern() {
            int admitted = 0;
            for (int seed = 0; seed < 3_000; seed++) {
                TaskSet set = random(new SplittableRandom(seed), false);
                long end = Utilisation.hyperperiod(set.columns().t, set.tasks().size(), 3_000);
                for (Policy policy : Policy.values()) {
                    boolean whole = policy == Policy.NP_EDF || policy == Policy.NP_FP;
                    if (end < Long.MAX_VALUE
                            && policy != Policy.LLF
                            && Admission.decide(set, policy).answer() == Answer.ADMITTED) {
                        List<ReleasedJob> jobs = PlainReplay.synchronous(set, whole, end);
                        assertThat(PlainReplay.misses(set, jobs, policy))
                                .as("seed %d %s %s", seed, policy, set)
                                .isFalse();
                        admitted++;
                    }
                }
            }
            assertThat(admitted).isGreaterThan(1_000);
        }
    }

    @Nested
    class Slack {
        @Test
        void isTheLeastSpareTimeOfTheBusyPeriod() {
            TaskSet set = TaskSet.of(Task.of("a", 2, 8).withDeadline(4), Task.of("b", 3, 12));
            // dbf(4) = 2, and the busy period ends at 5.
            Verdict verdict = Admission.decide(set, Policy.EDF);
            assertThat(verdict.slackNs()).isEqualTo(OptionalLong.of(2));
            assertThat(verdict.violationNs()).isEmpty();
        }

        @Test
        void isNegativeByTheMiss() {
            TaskSet set = TaskSet.of(Task.of("a", 3, 8).withDeadline(4), Task.of("b", 3, 12));
            Verdict verdict = Admission.decide(set, Policy.NP_EDF);
            // b begins 1 ns before a: it ends at 2, a at 5.
            assertThat(verdict.answer()).isEqualTo(Answer.REFUSED);
            assertThat(verdict.slackNs()).isEqualTo(OptionalLong.of(-1));
            assertThat(verdict.violationNs()).isEqualTo(OptionalLong.of(4));
        }
    }

    @Nested
    class Offsets {
        @Test
        void areNotReliedOn() {
            TaskSet set =
                    TaskSet.of(
                            Task.of("a", 1, 2).withDeadline(1),
                            Task.of("b", 1, 2).withDeadline(1).withOffset(1));
            Verdict verdict = Admission.decide(set, Policy.EDF);
            assertThat(verdict.answer()).isEqualTo(Answer.NOT_ESTABLISHED);
            assertThat(verdict.witness()).isEmpty();
        }
    }

    @Nested
    class Refuses {
        private static void assertRefused(Runnable action, Refusal.Code code) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(action::run)
                    .matches(refusal -> refusal.code() == code);
        }

        @Test
        void timesOutsideTheirRange() {
            assertRefused(() -> Task.of("a", 0, 1), Refusal.Code.OUT_OF_RANGE);
            assertRefused(() -> Task.of("a", 1, 0), Refusal.Code.OUT_OF_RANGE);
            assertRefused(() -> Task.of("a", 1, -5), Refusal.Code.OUT_OF_RANGE);
            assertRefused(() -> Task.of("a", 1, Task.TIME_MAX + 1), Refusal.Code.OUT_OF_RANGE);
            Task task = Task.of("a", 1, Task.TIME_MAX);
            assertRefused(() -> task.withDeadline(0), Refusal.Code.OUT_OF_RANGE);
            assertRefused(() -> task.withJitter(-1), Refusal.Code.OUT_OF_RANGE);
            assertRefused(() -> task.withOffset(-1), Refusal.Code.OUT_OF_RANGE);
            assertRefused(() -> task.withBlocking(-1), Refusal.Code.OUT_OF_RANGE);
            assertRefused(() -> task.withSection(2), Refusal.Code.OUT_OF_RANGE);
        }

        @Test
        void aNumberOfProcessorsOutsideItsRange() {
            TaskSet set = TaskSet.of(Task.of("a", 1, 2));
            assertRefused(() -> Admission.partition(set, Policy.EDF, 0), Refusal.Code.OUT_OF_RANGE);
            assertRefused(
                    () -> Admission.partition(set, Policy.EDF, Admission.PROCESSORS_MAX + 1),
                    Refusal.Code.OUT_OF_RANGE);
        }

        @Test
        void nothingAndTooMuch() {
            assertRefused(TaskSet::of, Refusal.Code.EMPTY);
            Task task = Task.of("a", Task.TIME_MAX, 1).withJitter(Task.TIME_MAX);
            assertRefused(() -> TaskSet.of(task), Refusal.Code.LIMIT);
        }
    }
}
