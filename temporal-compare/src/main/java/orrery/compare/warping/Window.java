package orrery.compare.warping;

import orrery.timeline.Refusal;

/// Which pairs of samples an alignment may use.
public sealed interface Window {
    /// All of them.
    record Full() implements Window {}

    /// Pairs with |i - j| up to `radius`, which is widened to |n - m| where that is more.
    ///
    /// dtaidistance's window is this radius + 1; the UCR suite uses floor(r · m) and the UCR archive
    /// ceil(percent · n / 100).
    ///
    /// Source: Sakoe & Chiba 1978.
    ///
    /// @param radius samples, 0 or more
    record SakoeChiba(int radius) implements Window {
        /// @throws Refusal OUT_OF_RANGE
        public SakoeChiba {
            if (radius < 0) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, "radius is " + radius, "use 0 or more");
            }
        }
    }

    /// A parallelogram between the first pair of samples and the last, with sides `slope` times and
    /// 1 / `slope` times as steep as its diagonal, and always wide enough for a way along that.
    ///
    /// Source: Itakura, IEEE TASSP 23(1), 1975, doi:10.1109/TASSP.1975.1162641.
    ///
    /// @param slope 1 or more, finite; usually 2
    record Itakura(double slope) implements Window {
        /// @throws Refusal OUT_OF_RANGE
        public Itakura {
            if (!(slope >= 1) || Double.isInfinite(slope)) {
                throw new Refusal(Refusal.Code.OUT_OF_RANGE, "slope is " + slope, "use 1 or more");
            }
        }
    }
}
