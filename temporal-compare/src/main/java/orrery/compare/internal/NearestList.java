package orrery.compare.internal;

/// The k nearest candidates seen so far, by distance and then by age.
///
/// The order is total, so the outcome does not depend on the order of the offers.
public final class NearestList {
    private final double[] distances;
    private final int[] ages;
    private int count;

    public NearestList(int neighbours) {
        this.distances = new double[neighbours];
        this.ages = new int[neighbours];
    }

    public void clear() {
        count = 0;
    }

    public int count() {
        return count;
    }

    public boolean isFull() {
        return count == ages.length;
    }

    public double distance(int index) {
        return distances[index];
    }

    public int age(int index) {
        return ages[index];
    }

    /// Above this distance nothing enters any more.
    public double bound() {
        return isFull() ? distances[count - 1] : Double.POSITIVE_INFINITY;
    }

    /// Whether no candidate of this age or older can enter: k candidates at distance 0, all newer.
    public boolean isSettledBefore(int age) {
        return isFull() && distances[count - 1] == 0 && ages[count - 1] < age;
    }

    /// Takes the candidate where it belongs; one that is listed already, or whose distance is NaN
    /// or infinite, changes nothing.
    public void offer(int age, double distance) {
        if (!(distance <= bound()) || distance == Double.POSITIVE_INFINITY) {
            return;
        }
        int place = count;
        while (place > 0 && comesBefore(distance, age, place - 1)) {
            place--;
        }
        if (place == ages.length || contains(age, distance, place)) {
            return;
        }
        count = Math.min(count + 1, ages.length);
        for (int i = count - 1; i > place; i--) {
            distances[i] = distances[i - 1];
            ages[i] = ages[i - 1];
        }
        distances[place] = distance;
        ages[place] = age;
    }

    private boolean comesBefore(double distance, int age, int index) {
        return distance < distances[index] || (distance == distances[index] && age < ages[index]);
    }

    // One age always comes with one distance, so a listed twin stands right before its place.
    private boolean contains(int age, double distance, int place) {
        return place > 0 && ages[place - 1] == age && distances[place - 1] == distance;
    }
}
