"""Link checking: where the links of documents lead, and what stands there now."""
