"""What is remembered: tables, migrations, the store. SQLModel, no Qt."""
