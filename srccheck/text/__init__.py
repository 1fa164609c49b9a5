"""Pure functions on text: encodings, dates, names, identifiers, languages, likeness."""
