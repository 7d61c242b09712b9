"""The reference tools of the standards, asked about every finished document that names one."""
