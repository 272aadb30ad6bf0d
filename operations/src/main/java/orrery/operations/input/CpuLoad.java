package orrery.operations.input;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// How busy this machine is.
@FunctionalInterface
interface CpuLoad {
    /// @return how many CPUs were busy on average since the call before; NaN where that is not
    ///     known, as at the first call
    double busyCpus();

    /// `/proc/stat` where there is one, else what the JDK knows.
    static CpuLoad ofThisMachine() {
        Path stat = Path.of("/proc/stat");
        if (Files.isReadable(stat)) {
            return new ProcStat(() -> {
                try {
                    return Files.readString(stat, StandardCharsets.US_ASCII);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return ofJdk();
    }

    /// What the JDK knows: the busy share of the CPUs that this process may use.
    static CpuLoad ofJdk() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return () -> {
                double share = system.getCpuLoad();
                return share < 0 ? Double.NaN : share * system.getAvailableProcessors();
            };
        }
        return () -> Double.NaN;
    }

    /// Reads the counters of the Linux kernel, in ticks since it was started: user, nice, system,
    /// idle, iowait, irq, softirq, steal.
    final class ProcStat implements CpuLoad {
        private static final int FIELDS = 8;

        private final Supplier<String> text;
        private boolean any;
        private long busyBefore;
        private long allBefore;

        ProcStat(Supplier<String> text) {
            this.text = text;
        }

        @Override
        public double busyCpus() {
            long busy = 0;
            long all = 0;
            int cpus = 0;
            for (String line : text.get().lines().toList()) {
                if (line.startsWith("cpu ")) {
                    String[] ticks = line.substring(4).strip().split(" +", -1);
                    for (int i = 0; i < Math.min(FIELDS, ticks.length); i++) {
                        long count = Long.parseLong(ticks[i]);
                        all += count;
                        busy += i == 3 || i == 4 ? 0 : count;
                    }
                } else if (line.startsWith("cpu")) {
                    cpus++;
                }
            }
            double share =
                    any && all > allBefore
                            ? Math.clamp((double) (busy - busyBefore) / (all - allBefore), 0, 1)
                            : Double.NaN;
            any = true;
            busyBefore = busy;
            allBefore = all;
            return share * cpus;
        }
    }
}
