package orrery.verify.rule;

import java.util.SplittableRandom;

/// Writes random formulas that use every operator of the language.
final class RandomFormula {
    private final SplittableRandom random;
    private final boolean reaction;

    RandomFormula(SplittableRandom random, boolean reaction) {
        this.random = random;
        this.reaction = reaction;
    }

    String formula(int depth) {
        if (depth == 0) {
            return leaf();
        }
        String a = formula(depth - 1);
        return switch (random.nextInt(16)) {
            case 0 -> "! " + a;
            case 1 -> "(" + a + " & " + formula(depth - 1) + ")";
            case 2 -> "(" + a + " or " + formula(depth - 1) + ")";
            case 3 -> "(" + a + " -> " + formula(depth - 1) + ")";
            case 4 -> "(" + a + " <-> " + formula(depth - 1) + ")";
            case 5 -> "X " + a;
            case 6 -> "Y " + a;
            case 7 -> "F" + window(false) + " " + a;
            case 8 -> "G" + window(false) + " " + a;
            case 9 -> "O" + window(true) + " " + a;
            case 10 -> "H" + window(true) + " " + a;
            case 11 -> "(" + a + " U" + window(false) + " " + formula(depth - 1) + ")";
            case 12 -> "(" + a + " R" + window(false) + " " + formula(depth - 1) + ")";
            case 13 -> "(" + a + " W" + window(false) + " " + formula(depth - 1) + ")";
            case 14 -> "(" + a + " S" + window(true) + " " + formula(depth - 1) + ")";
            default -> comparison(depth - 1);
        };
    }

    private String leaf() {
        String[] flags =
                reaction
                        ? new String[] {"decide", "acted", "dropped", "shortage", "killed"}
                        : new String[] {"shortage", "killed", "true", "false"};
        return random.nextInt(3) == 0 ? comparison(0) : flags[random.nextInt(flags.length)];
    }

    private String comparison(int depth) {
        String[] operators = {"<", "<=", ">", ">=", "==", "!="};
        String first = "(" + term(depth) + " " + operators[random.nextInt(6)] + " " + term(depth);
        return random.nextInt(4) > 0 ? first + ")" : first + " <= " + term(0) + ")";
    }

    private String term(int depth) {
        if (depth == 0) {
            String[] leaves = {"demand", "current", "replicas", "up", "down", "0", "1", "2.5", "7"};
            return leaves[random.nextInt(leaves.length)];
        }
        String a = term(depth - 1);
        return switch (random.nextInt(12)) {
            case 0 -> "(" + a + " + " + term(depth - 1) + ")";
            case 1 -> "(" + a + " - " + term(depth - 1) + ")";
            case 2 -> "(" + a + " * " + term(depth - 1) + ")";
            case 3 -> "(" + a + " / " + term(depth - 1) + ")";
            case 4 -> "abs(" + a + ")";
            case 5 -> "min(" + a + ", " + term(depth - 1) + ")";
            case 6 -> "max(" + a + ", " + term(depth - 1) + ")";
            case 7 -> "sum_past" + window(true) + "(" + a + ")";
            case 8 -> "min_past" + window(true) + "(" + a + ")";
            case 9 -> "max_past" + window(true) + "(" + a + ")";
            case 10 -> "avg_past" + window(true) + "(" + a + ")";
            default -> "count_past" + window(true) + "(" + formula(depth - 1) + ")";
        };
    }

    private String window(boolean past) {
        int from = random.nextInt(3);
        int to = from + random.nextInt(4);
        if (past && random.nextInt(4) == 0) {
            return random.nextBoolean() ? "" : "[" + from + ",inf)";
        }
        // Without reaction the times never go back, and an unbounded window may count them.
        if (past && !reaction && random.nextInt(6) == 0) {
            return "[" + 10 * from + "ns,inf]";
        }
        if (random.nextInt(3) == 0) {
            return "[" + 10 * from + "ns," + (10 * to + random.nextInt(9)) + "ns]";
        }
        return "[" + from + "," + to + "]";
    }
}
