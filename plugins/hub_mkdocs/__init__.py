"""Hub as a guest of MkDocs and of its successor ProperDocs: hooks translate, the core decides."""
