package orrery.benchmarks;

import info.debatty.java.stringsimilarity.Levenshtein;
import info.debatty.java.stringsimilarity.LongestCommonSubsequence;
import info.debatty.java.stringsimilarity.OptimalStringAlignment;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequenceDistance;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import orrery.compare.edit.EditDistance;
import orrery.compare.edit.EditMeasure;

/// The distance of two random texts of `length` letters of 26, and the same by two other libraries.
///
/// Before anything is measured all have to agree. Commons Text has no OSA, and counts an LCS
/// distance as insertions and deletions, as java-string-similarity does.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EditBenchmark {
    @Param({"64", "1000", "10000"})
    public int length = 64;

    private final EditDistance levenshtein = EditDistance.of(EditMeasure.LEVENSHTEIN);
    private final EditDistance indel = EditDistance.of(EditMeasure.INDEL);
    private final EditDistance osa = EditDistance.of(EditMeasure.OSA);
    private final LevenshteinDistance commonsLevenshtein = LevenshteinDistance.getDefaultInstance();
    private final LongestCommonSubsequenceDistance commonsLcs =
            new LongestCommonSubsequenceDistance();
    private final Levenshtein similarityLevenshtein = new Levenshtein();
    private final LongestCommonSubsequence similarityLcs = new LongestCommonSubsequence();
    private final OptimalStringAlignment similarityOsa = new OptimalStringAlignment();
    private String a = "";
    private String b = "";

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        a = text(random, length);
        b = text(random, length);
        same("levenshtein", levenshteinHere(), levenshteinCommonsText());
        same("levenshtein", levenshteinHere(), levenshteinStringSimilarity());
        same("lcs", lcsHere(), lcsCommonsText());
        same("lcs", lcsHere(), lcsStringSimilarity());
        same("osa", osaHere(), osaStringSimilarity());
    }

    static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static void same(String what, double found, double expected) {
        if (found != expected) {
            throw new IllegalStateException(what + " is " + found + ", for a peer " + expected);
        }
    }

    @Benchmark
    public double levenshteinHere() {
        return levenshtein.distance(a, b);
    }

    @Benchmark
    public double levenshteinCommonsText() {
        return commonsLevenshtein.apply(a, b);
    }

    @Benchmark
    public double levenshteinStringSimilarity() {
        return similarityLevenshtein.distance(a, b);
    }

    @Benchmark
    public double lcsHere() {
        return indel.distance(a, b);
    }

    @Benchmark
    public double lcsCommonsText() {
        return commonsLcs.apply(a, b);
    }

    @Benchmark
    public double lcsStringSimilarity() {
        return similarityLcs.distance(a, b);
    }

    @Benchmark
    public double osaHere() {
        return osa.distance(a, b);
    }

    @Benchmark
    public double osaStringSimilarity() {
        return similarityOsa.distance(a, b);
    }
}
