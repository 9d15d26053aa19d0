"""What is remembered? Tables, migrations, and one small module of queries per table. Knows no craft and no station."""
