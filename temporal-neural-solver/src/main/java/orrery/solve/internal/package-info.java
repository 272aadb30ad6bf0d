/// Sliding windows with O(1) amortised cost: greatest value, sum, since.
package orrery.solve.internal;
