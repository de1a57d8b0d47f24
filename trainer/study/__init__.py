"""How one learns: the playthrough and the forecast. No Qt, no SQL, no files."""
