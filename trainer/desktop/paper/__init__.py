"""On paper: my record, handouts and teaching notes as PDF."""
