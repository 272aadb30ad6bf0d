package orrery.solve.consistency;

/// What an expression is worth at a row of an unrolled behaviour.
sealed interface Quantity {
    Quantity UNDEFINED = new Undefined();

    /// A linear form.
    record Finite(Affine form) implements Quantity {}

    /// The least or greatest of nothing.
    record Infinite(int sign) implements Quantity {}

    /// Not defined, or not linear: comparisons with it are left open.
    record Undefined() implements Quantity {}
}
