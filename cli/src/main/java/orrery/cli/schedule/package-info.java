/// The verbs of `orrery schedule`.
package orrery.cli.schedule;
