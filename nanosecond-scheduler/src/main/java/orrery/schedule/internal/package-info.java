/// The structures a worker is made of; not exported.
package orrery.schedule.internal;
