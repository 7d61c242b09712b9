"""Python reads this as it starts: from here on the clock shows the time that CLOCK names, and ticks on.

Whatever Python's own functions say about the time follows it, in this process and in those that it starts;
what compiled libraries ask the system themselves does not. They follow the locale, where the machine has it.
"""

import locale
import os
from contextlib import suppress

import time_machine

time_machine.travel(float(os.environ["CLOCK"]), tick=True).start()
with suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "")
