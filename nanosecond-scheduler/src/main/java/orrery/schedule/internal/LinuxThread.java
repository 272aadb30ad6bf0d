package orrery.schedule.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;

/// Calls of the Linux kernel that concern the calling thread alone.
///
/// Each answers with the empty text if it succeeded, else with the reason: never an exception. The
/// first call takes some 0.1 s to link.
@SuppressWarnings("restricted") // these calls are what the class is for; access is checked first
public final class LinuxThread {
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int MASK_BYTES = 128;
    private static final int SCHED_FIFO = 1;
    private static final int SCHED_RESET_ON_FORK = 0x40000000;

    private LinuxThread() {}

    /// Keeps the calling thread on some processors: `sched_setaffinity(2)`. It is granted where one
    /// of them is there.
    ///
    /// @param cpus each 0 to 1023
    public static String pinTo(List<Integer> cpus) {
        FunctionDescriptor shape = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
        return attempt(
                "sched_setaffinity",
                shape,
                0,
                (handle, arena, state) -> {
                    MemorySegment mask = arena.allocate(MASK_BYTES, 8);
                    for (int cpu : cpus) {
                        long at = cpu / 64 * 8L;
                        mask.set(JAVA_LONG, at, mask.get(JAVA_LONG, at) | 1L << (cpu & 63));
                    }
                    return (int) handle.invokeExact(state, 0, (long) MASK_BYTES, mask);
                });
    }

    /// Lets the calling thread go before all ordinary ones: `sched_setscheduler(2)`, first in first
    /// out. Threads that it starts are ordinary.
    ///
    /// @param priority 1 (least) to 99
    public static String realTime(int priority) {
        FunctionDescriptor shape = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
        return attempt(
                "sched_setscheduler",
                shape,
                0,
                (handle, arena, state) -> {
                    MemorySegment parameter = arena.allocate(JAVA_INT);
                    parameter.set(JAVA_INT, 0, priority);
                    int policy = SCHED_FIFO | SCHED_RESET_ON_FORK;
                    return (int) handle.invokeExact(state, 0, policy, parameter);
                });
    }

    /// Lets sleeps of the calling thread end at most so late: `prctl(PR_SET_TIMERSLACK)`.
    public static String timerSlack(long slackNs) {
        FunctionDescriptor shape =
                FunctionDescriptor.of(
                        JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return attempt(
                "prctl",
                shape,
                1,
                (handle, _, state) ->
                        (int) handle.invokeExact(state, PR_SET_TIMERSLACK, slackNs, 0L, 0L, 0L));
    }

    private interface Call {
        int on(MethodHandle handle, Arena arena, MemorySegment state) throws Throwable;
    }

    /// @param variadicFrom index of the first variadic argument; 0 if there is none
    private static String attempt(
            String name, FunctionDescriptor shape, int variadicFrom, Call call) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return "not built for " + System.getProperty("os.name", "this system");
        }
        if (!LinuxThread.class.getModule().isNativeAccessEnabled()) {
            return "native access is off; start with --enable-native-access=orrery.schedule";
        }
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            Linker.Option errno = Linker.Option.captureCallState("errno");
            Linker.Option[] options =
                    variadicFrom == 0
                            ? new Linker.Option[] {errno}
                            : new Linker.Option[] {
                                errno, Linker.Option.firstVariadicArg(variadicFrom)
                            };
            MemorySegment symbol = linker.defaultLookup().find(name).orElseThrow();
            MethodHandle handle = linker.downcallHandle(symbol, shape, options);
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            return call.on(handle, arena, state) == 0 ? "" : name + ": " + errorText(state);
        } catch (Throwable thrown) {
            // Whatever goes wrong here, an ordinary thread still schedules; the reason is reported.
            return name + ": " + thrown;
        }
    }

    private static String errorText(MemorySegment state) throws Throwable {
        MemoryLayout layout = Linker.Option.captureStateLayout();
        int number =
                state.get(
                        JAVA_INT,
                        layout.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
        Linker linker = Linker.nativeLinker();
        MethodHandle strerror =
                linker.downcallHandle(
                        linker.defaultLookup().find("strerror").orElseThrow(),
                        FunctionDescriptor.of(ADDRESS, JAVA_INT));
        MemorySegment text = (MemorySegment) strerror.invokeExact(number);
        return text.reinterpret(256).getString(0) + " (errno " + number + ")";
    }
}
