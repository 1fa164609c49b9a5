"""srccheck takes the notes of a document to verified sources."""
