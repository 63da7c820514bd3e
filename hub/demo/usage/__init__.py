"""The use of the sample hub: who read, looked for and cited what on which day."""
