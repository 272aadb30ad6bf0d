package orrery.operations.input;

/// A stream of rows. The sources are such streams, and each step from rows to samples turns one
/// into another.
interface Rows {
    /// @return SAMPLE where `into` was set
    Arrival read(Row into);

    /// Where the row last read stands, for refusals. Costs nothing until it is asked for.
    String place();

    /// Where a part of the row last read stands; where the row stands if that is all there is.
    default String place(Part part) {
        return place();
    }

    /// What a row is made of.
    enum Part {
        TIME,
        VALUE
    }

    void close();
}
