package orrery.schedule.admission.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResponseTimesTest {
    private static TaskArrays tasks(long[]... rows) {
        TaskArrays tasks = new TaskArrays(rows.length);
        for (int i = 0; i < rows.length; i++) {
            tasks.c[i] = rows[i][0];
            tasks.t[i] = rows[i][1];
            tasks.d[i] = rows[i][2];
        }
        return tasks;
    }

    private static long[] worst(TaskArrays tasks, boolean preemptive) {
        ResponseTimes times = new ResponseTimes(tasks, preemptive, new Work(1 << 20));
        long[] worst = new long[tasks.n];
        for (int i = 0; i < tasks.n; i++) {
            worst[i] = times.worst(i);
        }
        return worst;
    }

    private static long[] row(long... numbers) {
        return numbers;
    }

    @Test
    void areThoseOfBurnsAndWellings() {
        TaskArrays tasks = tasks(row(3, 7, 7), row(3, 12, 12), row(5, 20, 20));
        assertThat(worst(tasks, true)).containsExactly(3, 6, 20);
    }

    @Test
    void lookAtTheFifthJobOfLehoczky() {
        TaskArrays tasks = tasks(row(26, 70, 70), row(62, 100, 117));
        assertThat(worst(tasks, true)).containsExactly(26, 118);
        ResponseTimes times = new ResponseTimes(tasks, true, new Work(1 << 20));
        times.worst(1);
        assertThat(times.missingJob()).isEqualTo(4);
    }

    @Test
    void countJitterAndBlocking() {
        TaskArrays late = tasks(row(2, 6, 6), row(4, 8, 7));
        late.jitter[0] = 4;
        assertThat(worst(late, true)).containsExactly(6, 8);
        TaskArrays locked = tasks(row(1, 2, 2), row(5, 20, 20), row(1, 20, 20));
        locked.blocking[0] = 1;
        locked.blocking[1] = 5;
        assertThat(worst(locked, true)).containsExactly(2, 20, 12);
    }

    @Test
    void withoutPreemptionLookAtAllJobs() {
        TaskArrays tasks = tasks(row(100, 250, 250), row(100, 350, 325), row(100, 350, 325));
        assertThat(worst(tasks, false)).containsExactly(200, 300, 350);
    }

    @Test
    void haveNoBoundAboveFullLoad() {
        TaskArrays tasks = tasks(row(3, 7, 7), row(4, 11, 11), row(17, 77, 77));
        assertThat(worst(tasks, true)).containsExactly(3, 7, ResponseTimes.UNBOUNDED);
    }

    @Test
    void reachTheDeadlineAtExactlyFullLoad() {
        TaskArrays tasks = tasks(row(5, 20, 20), row(10, 40, 40), row(40, 80, 80));
        assertThat(worst(tasks, true)).containsExactly(5, 15, 80);
    }

    @Test
    void areUndecidedWhereTheWorkDoesNotSuffice() {
        TaskArrays tasks = tasks(row(3, 7, 7), row(3, 12, 12), row(5, 20, 20));
        ResponseTimes times = new ResponseTimes(tasks, true, new Work(2));
        assertThat(times.worst(2)).isEqualTo(ResponseTimes.UNDECIDED);
    }
}
