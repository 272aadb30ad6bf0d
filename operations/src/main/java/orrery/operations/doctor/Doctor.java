package orrery.operations.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import orrery.operations.report.JsonText;
import orrery.schedule.thread.Grant;
import orrery.schedule.thread.OsLadder;
import orrery.schedule.thread.OsRequest;

/// What this machine gives to Orrery, and what to do where it gives less than it could.
public final class Doctor {
    private static final long MEMORY_WANTED = 512L << 20;
    private static final long CLOCK_WANTED_NS = 100;

    private Doctor() {}

    /// @param what was looked at
    /// @param found what it is
    /// @param well whether that is as it should be
    /// @param advice what to do; empty if nothing
    public record Finding(String what, String found, boolean well, String advice) {}

    /// Looks at everything. Takes a few milliseconds.
    public static List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(simd());
        findings.add(cpus());
        findings.add(memory());
        findings.add(clock());
        findings.addAll(granted());
        return findings;
    }

    /// `{"findings":[{"what","found","well","advice"}]}`.
    public static String json(List<Finding> findings) {
        return JsonText.object(out -> {
            out.writeArrayPropertyStart("findings");
            for (Finding finding : findings) {
                out.writeStartObject();
                out.writeStringProperty("what", finding.what());
                out.writeStringProperty("found", finding.found());
                out.writeBooleanProperty("well", finding.well());
                out.writeStringProperty("advice", finding.advice());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static Finding jdk() {
        int feature = Runtime.version().feature();
        String name = System.getProperty("java.vendor", "") + " " + Runtime.version();
        return new Finding("JDK", name, feature >= 25, feature >= 25 ? "" : "install JDK 25");
    }

    private static Finding simd() {
        boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return new Finding(
                "SIMD",
                there ? "Vector API is there" : "Vector API is not there: plain kernels run",
                there,
                there ? "" : "start with --add-modules jdk.incubator.vector, as ./orrery does");
    }

    private static Finding cpus() {
        int cpus = Runtime.getRuntime().availableProcessors();
        return new Finding(
                "CPUs",
                cpus + " for this process",
                cpus >= 2,
                cpus >= 2 ? "" : "the dynamics share the CPU of decisions");
    }

    private static Finding memory() {
        long most = Runtime.getRuntime().maxMemory();
        boolean enough = most >= MEMORY_WANTED;
        return new Finding(
                "memory",
                (most >> 20) + " MB heap at most",
                enough,
                enough ? "" : "set ORRERY_MAX_HEAP=1g");
    }

    private static Finding clock() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 1_000; i++) {
            long first = System.nanoTime();
            long second = System.nanoTime();
            if (second > first) {
                least = Math.min(least, second - first);
            }
        }
        boolean fine = least <= CLOCK_WANTED_NS;
        return new Finding(
                "clock",
                "a reading takes about " + least + " ns",
                fine,
                fine ? "" : "measured stages are blurred by that much");
    }

    /// Asks for everything on a thread that is given up again.
    private static List<Finding> granted() {
        FutureTask<List<Grant>> asking =
                new FutureTask<>(() -> OsLadder.ask(new OsRequest(List.of(0), 1, true)));
        Thread.ofPlatform().name("doctor").start(asking);
        try {
            return asking.get().stream().map(Doctor::finding).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Finding finding(Grant grant) {
        return new Finding(
                grant.wish(),
                grant.granted() ? "granted" : "not granted: " + grant.reason(),
                true,
                grant.granted() ? "" : "a live run decides without it");
    }
}
