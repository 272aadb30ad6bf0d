/// Kernels of admission: integer arithmetic on plain arrays; nothing here is for users.
package orrery.schedule.admission.internal;
