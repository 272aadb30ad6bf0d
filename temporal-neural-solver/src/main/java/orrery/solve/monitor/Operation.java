package orrery.solve.monitor;

/// The operations of a compiled program; ints, so that the evaluation is one switch.
final class Operation {
    static final int CONSTANT = 0;
    static final int MEASUREMENT = 1;
    static final int PROPOSITION = 2;
    static final int NEGATE = 3;
    static final int PLUS = 4;
    static final int MINUS = 5;
    static final int TIMES = 6;
    static final int OVER = 7;
    static final int ABSOLUTE = 8;
    static final int MINIMUM = 9;
    static final int MAXIMUM = 10;
    static final int LESS = 11;
    static final int AT_MOST = 12;
    static final int EQUAL = 13;
    static final int NOT = 14;
    static final int AND = 15;
    static final int OR = 16;
    static final int IMPLIES = 17;
    static final int IFF = 18;
    static final int INDICATOR = 19;
    // Temporal: the past is in the registers.
    static final int YESTERDAY = 20;
    static final int ONCE = 21;
    static final int HISTORICALLY = 22;
    static final int SINCE = 23;
    static final int SUM_PAST = 24;
    static final int MIN_PAST = 25;
    static final int MAX_PAST = 26;
    static final int MEAN = 27;
    // The same operations of a window that does not include the present row.
    static final int PAST_ONLY = 28;
    static final int SINCE_PAST = 29;

    private Operation() {}
}
