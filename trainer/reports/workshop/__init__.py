"""What a workshop leaves behind: tables of it, and what its report tells. No Qt, no SQL."""
