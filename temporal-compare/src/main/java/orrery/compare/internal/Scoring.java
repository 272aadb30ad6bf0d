package orrery.compare.internal;

/// How [BestMatches] ranks pairs of windows: a *score* of which more is better, exact and cheap to
/// compare, and a *coarse* number from the recurrence of which more is better, too.
interface Scoring {
    /// The least coarse number a pair can have whose score is at least this.
    double low(double score);

    /// The highest score a pair can have whose coarse number is this.
    double most(double coarse);

    /// By correlation. Up to [#NEAR] it is its own score. Above, the recurrence has too few digits
    /// left: the score is then [#ZONE] divided by half the squared distance of the windows of norm
    /// 1, that is 1 and more, and infinite where they are equal.
    ///
    /// The coarse number is never a negative one, so that kernels can compare bits.
    final class Correlation implements Scoring {
        static final double NEAR = 1 - 1e-6;
        private static final double ZONE = 1e-6;

        /// What the recurrence may be off by.
        private static final double SLACK = 1e-10;

        /// Half a squared distance that is rounding alone.
        private static final double NOTHING = 0x1p-96;

        static double score(double halfSquare) {
            if (halfSquare >= ZONE) {
                return Math.min(1 - halfSquare, NEAR);
            }
            return halfSquare <= NOTHING ? Double.POSITIVE_INFINITY : ZONE / halfSquare;
        }

        /// The inverse of [#score].
        static double halfSquare(double score) {
            return score > NEAR ? ZONE / score : 1 - score;
        }

        @Override
        public double low(double score) {
            if (score < 0) {
                return Double.NEGATIVE_INFINITY;
            }
            return score <= NEAR ? score : 1 - ZONE / score - SLACK;
        }

        @Override
        public double most(double coarse) {
            if (coarse <= NEAR) {
                return coarse;
            }
            double least = 1 - coarse - SLACK;
            return least <= NOTHING ? Double.POSITIVE_INFINITY : ZONE / least;
        }
    }

    /// By squared distance, negated. Small ones are measured exactly.
    ///
    /// @param zone squared distances up to this are measured
    /// @param slack what the recurrence may be off by
    record Square(double zone, double slack) implements Scoring {
        @Override
        public double low(double score) {
            return -score <= zone ? score - slack : score;
        }

        @Override
        public double most(double coarse) {
            return -coarse <= zone ? Math.min(0, coarse + slack) : coarse;
        }
    }
}
