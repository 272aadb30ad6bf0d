/// The commands of the group `compare`: each reads series, calls the library and prints.
package orrery.cli.compare;
