/// Compare sequences and find patterns in streams; [orrery.compare.TemporalCompare] is the tour.
package orrery.compare;
