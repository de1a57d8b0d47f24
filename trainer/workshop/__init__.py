"""Together: the room as a pure state machine, and the server that phones talk to. No Qt, no SQL."""
