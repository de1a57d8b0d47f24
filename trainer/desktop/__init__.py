"""On screen: windows, pages, widgets, theme and charts. Qt lives here and in ``trainer.app``."""
