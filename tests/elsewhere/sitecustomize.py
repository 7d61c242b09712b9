"""Python reads this as it starts: from here on the clock shows the time that CLOCK names, and ticks on.

Whatever Python's own functions say about the time follows it, in this process and in those that it starts.
What compiled libraries ask the system themselves does not: they see the real time.
"""

import os

import time_machine

time_machine.travel(float(os.environ["CLOCK"]), tick=True).start()
