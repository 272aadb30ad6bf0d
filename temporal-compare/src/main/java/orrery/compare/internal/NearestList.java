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

    /// Takes the candidate where it belongs; one whose distance is NaN or infinite changes nothing.
    /// Each age is offered once.
    public void offer(int age, double distance) {
        if (!(distance <= bound()) || distance == Double.POSITIVE_INFINITY) {
            return;
        }
        int place = count;
        if (!isFull()) {
            count++;
        } else if (comesBefore(distance, age, place - 1)) {
            place--;
        } else {
            return;
        }
        while (place > 0 && comesBefore(distance, age, place - 1)) {
            distances[place] = distances[place - 1];
            ages[place] = ages[place - 1];
            place--;
        }
        distances[place] = distance;
        ages[place] = age;
    }

    /// Takes, where it is empty, the first of many candidates at once.
    ///
    /// @param ranks the place of each in the order by distance and then by age
    void take(double[] distances, int[] ages, int[] ranks, int many) {
        count = Math.min(many, this.ages.length);
        for (int i = 0; i < many; i++) {
            if (ranks[i] < count) {
                this.distances[ranks[i]] = distances[i];
                this.ages[ranks[i]] = ages[i];
            }
        }
    }

    private boolean comesBefore(double distance, int age, int index) {
        return distance < distances[index] || (distance == distances[index] && age < ages[index]);
    }
}
