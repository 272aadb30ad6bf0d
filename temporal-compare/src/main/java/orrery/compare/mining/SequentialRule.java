package orrery.compare.mining;

/// After `before` comes `after`, in this share of the sequences that hold `before`.
///
/// @param before sets of items, -1 after each
/// @param after sets of items, -1 after each
/// @param support number of sequences that hold both in this order
/// @param confidence support by the number of sequences that hold `before`: above 0, up to 1
public record SequentialRule(
        java.util.List<Integer> before,
        java.util.List<Integer> after,
        int support,
        double confidence) {
    public SequentialRule {
        before = java.util.List.copyOf(before);
        after = java.util.List.copyOf(after);
    }
}
