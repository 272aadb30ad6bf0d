package orrery.attractor.classify;

import java.util.List;

/// The sentences that a verdict can give; made once, so that a verdict allocates none.
final class Reasons {
    static final List<String> NOT_YET = List.of("no window is complete yet");
    static final List<String> TOO_SHORT = List.of("fewer than 64 samples");
    static final List<String> NOT_FINITE = List.of("the window holds NaN or an infinity");
    static final List<String> CONSTANT = List.of("the window does not change");
    static final List<String> SETTLED = List.of("the spread shrinks steadily from block to block");
    static final List<String> FEW_LEVELS =
            List.of("fewer than eight distinct values, and no exact period");
    static final List<String> EXACT_CYCLE =
            List.of("the window repeats itself to rounding, at least four times");
    static final List<String> CYCLE =
            List.of("one cycle leaves a small or patternless rest over at least four periods");
    static final List<String> TOO_SLOW =
            List.of("the window holds too few correlation times to judge");
    static final List<String> CHAOTIC =
            List.of(
                    "near neighbours forecast better than a linear model",
                    "neighbours part exponentially until they are unrelated",
                    "the interval of the exponent excludes 0");
    static final List<String> STOCHASTIC =
            List.of(
                    "a linear model forecasts as well as near neighbours",
                    "much of the motion is forecast by neither");
    static final List<String> LINEAR =
            List.of(
                    "a linear model forecasts as well as near neighbours",
                    "the motion is too predictable for noise and shows no period:"
                            + " several frequencies, or a trend");
    static final List<String> WEAK =
            List.of("near neighbours forecast not clearly better than a linear model");
    static final List<String> NO_STRAIGHT_PART =
            List.of(
                    "near neighbours forecast better than a linear model",
                    "the divergence of neighbours has no straight part of one e-fold");
    static final List<String> BENT =
            List.of(
                    "near neighbours forecast better than a linear model",
                    "the divergence of neighbours is not exponential");
    static final List<String> NOT_APART =
            List.of(
                    "near neighbours forecast better than a linear model",
                    "neighbours never become unrelated");
    static final List<String> NOT_POSITIVE =
            List.of(
                    "near neighbours forecast better than a linear model",
                    "the interval of the exponent contains 0");

    private Reasons() {}
}
