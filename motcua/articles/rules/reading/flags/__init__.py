"""The traps that a text alone can show. Codes, meaning and what to do: docs/rules/article-flags.md."""
