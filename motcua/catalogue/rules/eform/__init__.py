"""E-forms: what a form may say (JSON Schema 2020-12 and our few words of how it is shown), whether it is safe and sound,
and whether what was filled in fits it. Values in, values out; no books, no clock."""
