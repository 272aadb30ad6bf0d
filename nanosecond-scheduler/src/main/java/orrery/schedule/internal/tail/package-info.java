/// Distributions of tails, their fits, and what is asked of a sample before one is fitted.
package orrery.schedule.internal.tail;
