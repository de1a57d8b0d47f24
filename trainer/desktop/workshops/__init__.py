"""Workshops on the screen: preparing, presenting, and looking back on them."""
