/// Words and spans of time, for the configuration and the input.
package orrery.operations.configuration.internal;
