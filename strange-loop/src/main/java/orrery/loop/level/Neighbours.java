package orrery.loop.level;

/// Past windows like the present one, as found by whoever searches: read, never searched, here.
public interface Neighbours {
    /// Nobody searches: the analogue expert repeats the newest sample.
    Neighbours NONE =
            new Neighbours() {
                @Override
                public int count() {
                    return 0;
                }

                @Override
                public int age(int i) {
                    throw new IndexOutOfBoundsException(i);
                }

                @Override
                public double distance(int i) {
                    throw new IndexOutOfBoundsException(i);
                }

                @Override
                public double value(int age) {
                    throw new IndexOutOfBoundsException(age);
                }
            };

    /// Neighbours of the window that ends at the newest sample.
    int count();

    /// Samples from the end of neighbour i to the newest sample, 1 or more.
    int age(int i);

    /// Distance of neighbour i, 0 or more.
    double distance(int i);

    /// The sample of that age, 0 the newest.
    double value(int age);
}
