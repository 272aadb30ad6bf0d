package orrery.compare.internal;

import java.util.function.Supplier;

/// Which kernels run: the vectorised ones or their plain twins. Both give the same answers.
public final class Kernels {
    private static final String MODULE = "jdk.incubator.vector";
    private static final ScopedValue<Boolean> PLAIN = ScopedValue.newInstance();

    private Kernels() {}

    /// Runs work whose kernels are the plain ones, on this thread and for this call only.
    public static <R> R plainly(Supplier<R> work) {
        return ScopedValue.where(PLAIN, true).call(work::get);
    }

    /// Whether the vectorised kernels can run here and are not switched off by `-Dkernels=plain`
    /// or [#plainly(Supplier)].
    ///
    /// @throws orrery.timeline.Refusal WRONG_TYPE if `kernels` is neither `plain` nor `simd`
    public static boolean vectorised() {
        String wanted = System.getProperty("kernels", "simd");
        return switch (wanted) {
            case "plain" -> false;
            case "simd" -> !PLAIN.isBound() && ModuleLayer.boot().findModule(MODULE).isPresent();
            default ->
                    throw new orrery.timeline.Refusal(
                            orrery.timeline.Refusal.Code.WRONG_TYPE,
                            "-Dkernels=" + wanted,
                            "use -Dkernels=plain or -Dkernels=simd");
        };
    }

    /// One line for a log: which kernels run, how many lanes, and why.
    public static String describe() {
        if (vectorised()) {
            return "simd, " + EuclideanLanes.lanes() + " float lanes";
        }
        return ModuleLayer.boot().findModule(MODULE).isPresent()
                ? "plain, as asked by -Dkernels=plain"
                : "plain, because the JVM runs without --add-modules " + MODULE;
    }
}
