"""The room's screen, painted by one function onto the projector and the presenter's preview alike."""
