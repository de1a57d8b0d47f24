"""The server that phones talk to. Nothing in it steers a workshop: it brings what phones ask before the host."""
